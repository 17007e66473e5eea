"""socloc translate and status: what is written, what is left alone, and what CI hears."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from socloc.localize import machine
from socloc.localize.asks import Answer
from tests.cli.running import inside
from tests.reading.examined import head, write

CAMPAIGN = head("two") + "posts: [{id: p, text: Hello, note: Be kind.}, {id: q, text: {en: Bye, de: Tschüs}}]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign that lacks one German text, as the current one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, CAMPAIGN)
    return tmp_path


def change(folder: Path, old: str, new: str, name: str = "campaign.yaml") -> None:
    """Change a file in one place."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), "utf-8")


def confirm(folder: Path, text: str) -> None:
    """What a translator does: write the words."""
    change(folder, 'msgid "Hello"\nmsgstr ""', f'msgid "Hello"\nmsgstr "{text}"', "locales/de.po")


def test_a_file_for_the_translator(folder: Path) -> None:
    ran = inside("translate", "campaign.yaml")
    assert (ran.code, ran.out) == (0, "locales/de.po: 1 text, 1 missing\n")
    written = (folder / "locales/de.po").read_text("utf-8")
    assert (
        "#. Note: Be kind.\n#. Shown on: x/post text\n#. Limit: 280 characters\n#: campaign.yaml:6\n"
        'msgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr ""\n'
    ) in written
    assert "Tschüs" not in written
    assert inside("check", "campaign.yaml").code == 1
    confirm(folder, "Hallo")
    assert inside("check", "campaign.yaml", "--require", "reviewed", "--strict").code == 0
    assert inside("translate", ".").out == "locales/de.po: 1 text, nothing missing\n"


def test_a_second_run_changes_no_byte(folder: Path) -> None:
    inside("translate", ".")
    before = (folder / "locales/de.po").stat()
    inside("translate", ".")
    assert (folder / "locales/de.po").stat() == before


@pytest.mark.parametrize(
    "old, new, code, said",
    [
        ("Hello", "Hello", 0, ""),
        ("Hello", "Hello there", 1, "locales/de.po:18:1: error: `posts.p.text` is stale: its source has changed"),
        ("Be kind.", "Be short.", 1, "locales/de.po:1:1: error: locales/de.po is not in step with the campaign"),
        ("{en: Bye, de: Tschüs}", "Bye", 1, "campaign.yaml:6:61: error: `posts.q.text` has no translation"),
        ("{id: q,", "{id: r,", 0, ""),
        ("{id: p,", "{id: r,", 1, "locales/de.po:1:1: error: locales/de.po is not in step with the campaign"),
    ],
)
def test_frozen_is_for_ci(old: str, new: str, code: int, said: str, folder: Path) -> None:
    inside("translate", ".")
    confirm(folder, "Hallo")
    change(folder, old, new)
    before = (folder / "locales/de.po").read_bytes()
    ran = inside("translate", "--frozen", "campaign.yaml")
    assert (ran.code, ran.said.split(" [")[0]) == (code, said)
    assert (folder / "locales/de.po").read_bytes() == before


def test_a_broken_file_is_not_written(folder: Path) -> None:
    inside("translate", ".")
    change(folder, 'msgstr ""\n"P', '<<<<<<< HEAD\nmsgstr ""\n"P', "locales/de.po")
    before = (folder / "locales/de.po").read_bytes()
    ran = inside("translate", "campaign.yaml")
    assert ran.code == 1
    assert "locales/de.po:3:1: error: a merge left its marks in this file [store-broken]" in ran.said
    assert (folder / "locales/de.po").read_bytes() == before


def test_a_run_over_one_network_leaves_the_rest_alone(folder: Path) -> None:
    (folder / "campaign.yaml").write_text(
        head("two", networks=["x", "xing"])
        + "posts: [{id: p, text: Hello}, {id: q, text: Bye, only: {networks: [xing]}}]\n"
    )
    inside("translate", ".")
    change(folder, 'msgid "Bye"\nmsgstr ""', 'msgid "Bye"\nmsgstr "Tschüs"', "locales/de.po")
    before = (folder / "locales/de.po").read_text("utf-8")
    assert inside("translate", ".", "--network", "x").code == 0
    after = (folder / "locales/de.po").read_text("utf-8")
    assert 'msgstr "Tschüs"' in after
    assert "#~" not in after
    assert before.count("msgctxt") == after.count("msgctxt")


@pytest.mark.parametrize("words", ["{{ 9**9**9 }}", "{{ nothing }}"])
def test_a_translation_that_cannot_be_rendered_stays_where_it_is(words: str, folder: Path) -> None:
    change(folder, "text: Hello", "text: '{{ brand.name }} Hello'")
    change(folder, "posts:", "brand: {name: B}\nposts:")
    inside("translate", ".")
    change(folder, 'Hello"\nmsgstr ""', f'Hello"\nmsgstr "{words} Hallo"', "locales/de.po")
    before = (folder / "locales/de.po").read_bytes()
    ran = inside("translate", ".")
    assert (ran.code, "campaign.yaml: 1 variant cannot be made" in ran.err) == (0, True), ran.said
    assert (folder / "locales/de.po").read_bytes() == before
    ran = inside("translate", ".", "--frozen")
    assert (ran.code, "1 variant cannot be made, so that nobody knows" in ran.err) == (1, True), ran.said


def test_what_somebody_writes_while_another_locale_is_translated_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = head("one", locales=["en", "de", "ru"]) + "posts: [{id: p, text: Hello}, {id: q, text: Bye}]\n"
    (folder / "campaign.yaml").write_text(campaign)
    inside("translate", ".")
    change(folder, "text: Bye", "text: See you")  # so that the second file has to be written, too
    answer = (
        "import json, pathlib, sys\n"
        "file = pathlib.Path('locales/ru.po')\n"
        "text = file.read_text('utf-8')\n"
        "asked = [json.loads(line) for line in sys.stdin]\n"
        "if asked[0]['target'] == 'de':\n"
        "    file.write_text(text.replace('Hello\"\\nmsgstr \"\"', 'Hello\"\\nmsgstr \"Привет\"'), 'utf-8')\n"
        "for one in asked:\n"
        "    print(json.dumps({'id': one['id'], 'text': 'Guten Tag'}))\n"
    )
    (folder / "answer.py").write_text(answer, "utf-8")
    monkeypatch.setenv("SOCLOC_COMMAND", f"{sys.executable} answer.py")
    inside("translate", ".", "-p", "command")
    written = (folder / "locales/ru.po").read_text("utf-8")
    assert 'msgid "Hello"\nmsgstr "Привет"' in written
    assert 'msgid "See you"\nmsgstr "Guten Tag"' in written


def test_a_file_that_cannot_be_read_is_not_only_missing_texts(folder: Path) -> None:
    (folder / "locales").mkdir()
    (folder / "locales/de.po").write_text("<<<<<<< HEAD\n")
    ran = inside("status", ".")
    assert (ran.code, "locales/de.po:1:1: error: a merge left its marks" in ran.err) == (0, True)


def test_nothing_to_do(folder: Path) -> None:
    change(folder, "text: Hello", "text: {en: Hello, de: Hallo}")
    ran = inside("translate", "campaign.yaml")
    assert (ran.code, ran.out) == (0, "campaign.yaml: there is nothing to translate; the campaign says all of it\n")
    assert not (folder / "locales").exists()


def test_dry_runs_write_nothing(folder: Path) -> None:
    ran = inside("translate", ".", "--dry-run")
    assert ran.out == "locales/de.po: 1 text, 1 missing\n    posts.p.text: 'Hello'\n"
    assert not (folder / "locales").exists()


def test_converted_texts_can_be_confirmed(folder: Path) -> None:
    campaign = (
        head("one", source="en", locales=["en", "zh-CN", "zh-TW"]) + "posts: [{id: p, text: {en: Soft, zh-CN: 软件}}]\n"
    )
    (folder / "campaign.yaml").write_text(campaign)
    assert "nothing to translate" in inside("translate", ".").out
    assert inside("check", ".", "--require", "reviewed").code == 1
    ran = inside("translate", ".", "-l", "zh-TW", "-p", "opencc")
    assert ran.out == "locales/zh-TW.po: 1 text, 1 by opencc s2twp from zh-CN\n"
    ran = inside("check", ".", "--require", "reviewed")
    assert "`posts.p.text` was made by opencc s2twp from zh-CN, and nobody has reviewed it" in ran.said
    change(folder, "#, fuzzy\n", "", "locales/zh-TW.po")
    assert inside("check", ".", "--require", "reviewed").code == 0


def test_a_conversion_of_something_stale_is_nobody_elses_work(folder: Path) -> None:
    campaign = head("one", locales=["en", "zh-CN", "zh-TW"]) + "posts: [{id: p, text: Hello}]\n"
    (folder / "campaign.yaml").write_text(campaign)
    inside("translate", ".")
    change(folder, 'msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "你好"', "locales/zh-CN.po")
    change(folder, "Hello", "Hello there")
    assert inside("translate", ".").out == "locales/zh-CN.po: 1 text, 1 stale\n"


def test_the_status_for_people() -> None:
    ran = inside("status", "campaign.yaml", "--list")
    assert ran.code == 0
    assert ran.out == (
        "test  texts  written  reviewed  converted  draft  machine  stale  missing  too long\n"
        "en        2        2         ·          ·      ·        ·      ·        ·         ·\n"
        "de        2        1         ·          ·      ·        ·      ·        1         ·\n"
        "campaign.yaml:6:23: de posts.p.text: missing\n"
    )


def test_the_status_for_programs() -> None:
    value = json.loads(inside("status", "campaign.yaml", "-f", "json").out)
    (campaign,) = value["campaigns"]
    assert (value["schema_version"], campaign["campaign"]) == (1, "test")
    assert campaign["locales"][1] == {
        "locale": "de",
        "texts": 2,
        "written": 1,
        "missing": 1,
        "too_long": 0,
        **dict.fromkeys(["reviewed", "converted", "draft", "machine", "stale"], 0),
    }
    assert {
        "locale": "de",
        "unit": "posts.p.text",
        "state": "missing",
        "maker": "source fallback",
        "too_long": False,
        "file": "campaign.yaml",
        "line": 6,
    } in campaign["texts"]


def test_wrong_words_are_told() -> None:
    assert inside("check", ".", "--require", "perfect").code == 2
    assert inside("status", ".", "-f", "xml").code == 2


def machine_of(folder: Path, answers: str) -> str:
    """A command of the user's own that answers each line of JSON with an expression over its `text`."""
    script = folder / "machine.py"
    script.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        f"    text = asked['text']\n    print(json.dumps({{'id': asked['id'], 'text': {answers}}}), flush=True)\n"
    )
    return f"{sys.executable} {script}"


@pytest.mark.parametrize(
    "answers, code, stored",
    [
        ("'Hallo'", 0, "Hallo"),
        ("''", 1, None),
        ("text", 1, None),
        ("None", 1, None),
    ],
)
def test_what_a_machine_makes_is_marked_and_what_cannot_be_used_is_told(
    answers: str, code: int, stored: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCLOC_COMMAND", machine_of(folder, answers))
    ran = inside("translate", ".", "-p", "command")
    assert ran.code == code, ran.said
    written = (folder / "locales/de.po").read_text("utf-8")
    if stored:
        assert ran.out == "locales/de.po: 1 text, 1 by machine:command\n"
        assert f'msgstr "{stored}"' in written
        assert "#, fuzzy" in written
        assert "# socloc: machine:command " in written
        assert "was made by machine:command from en, and nobody has reviewed it" in inside("check", ".").out
    else:
        assert "campaign.yaml:6:23: error: `posts.p.text` was not translated into de: command: " in ran.err
        assert "[text-not-translated]" in ran.err
        assert 'msgid "Hello"\nmsgstr ""' in written


def test_a_stale_text_of_a_machine_is_made_again_only_when_asked(folder: Path) -> None:
    inside("translate", ".", "-p", "pseudo")
    change(folder, "Hello", "Hello there")
    assert "1 stale" in inside("translate", ".", "-p", "pseudo").out
    ran = inside("translate", ".", "-p", "pseudo", "--stale")
    assert ran.out == "locales/de.po: 1 text, 1 by machine:pseudo\n"


def test_what_a_person_wrote_is_never_made_again(folder: Path) -> None:
    inside("translate", ".")
    confirm(folder, "Hallo")
    change(folder, "Hello", "Hello there")
    assert "1 stale" in inside("translate", ".", "-p", "pseudo", "--stale").out
    assert 'msgstr "Hallo"' in (folder / "locales/de.po").read_text("utf-8")


def test_the_memory_learns_from_people_and_offers_what_it_knows(folder: Path) -> None:
    inside("translate", ".")
    confirm(folder, "Hallo")
    inside("translate", ".")  # learns
    other = write(
        folder / "other", head("two", id="other") + "posts: [{id: r, text: Hello}, {id: s, text: 'Hello!'}]\n"
    )
    ran = inside("translate", str(other.parent))
    assert ran.out.endswith("other/locales/de.po: 2 texts, 1 by memory, 1 missing\n")
    written = (folder / "other/locales/de.po").read_text("utf-8")
    assert "# socloc: memory " in written
    assert "%: Hallo [Hello]" in written
    before = written
    assert "nothing" not in inside("translate", str(other.parent)).out
    assert (folder / "other/locales/de.po").read_text("utf-8") == before
    assert "1 by memory" not in inside("translate", str(other.parent), "--no-memory").out


def test_the_cost_is_told_and_nothing_is_written(folder: Path) -> None:
    ran = inside("translate", ".", "--estimate", "-p", "pseudo")
    assert ran.code == 0
    assert ran.out.startswith("de: 1 text in 1 request to pseudo, 5 ")
    assert not (folder / "locales").exists()


def test_what_somebody_else_writes_meanwhile_comes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = machine_of(folder, "open('locales/de.po', 'a').close() or person() or 'Hallo'")
    path = folder / "machine.py"
    path.write_text(
        "def person():\n"
        "    old = open('locales/de.po').read()\n"
        '    new = old.replace(\'msgid "Hello"\\nmsgstr ""\', \'msgid "Hello"\\nmsgstr "Servus"\')\n'
        "    open('locales/de.po', 'w').write(new)\n" + path.read_text()
    )
    monkeypatch.setenv("SOCLOC_COMMAND", script)
    assert inside("translate", ".", "-p", "command").code == 0
    assert 'msgstr "Servus"' in (folder / "locales/de.po").read_text("utf-8")


def test_a_machine_that_reads_is_told_for_whom_it_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def translate(*arguments: Any) -> list[Answer]:
        seen.append(arguments[-1].audience)
        return []

    monkeypatch.setattr(machine, "translate", translate)
    change(folder, "posts:", "brand: {name: B, audience: For beginners.}\nposts:")
    inside("translate", ".", "-p", "openai")
    inside("translate", ".", "-p", "openai", "--no-memory")
    assert seen == ["For beginners."] * 2
