"""Every provider by itself: its languages, its own traps, and that keys and loaded libraries stay where they belong."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
import requests

from socloc.cli.options import machine_settings
from socloc.errors import SoclocError
from socloc.localize import machine, providers
from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.faults import BrokenError, SpentError
from socloc.localize.provider import Query
from socloc.localize.providers import REGISTRY, provider
from socloc.localize.settings import Settings, hidden
from tests.localize.machine_server import KEY, MACHINES, NOTICE, Hours, serving, translated

PAIR = Pair("en", "de")
DEEP = ("google", "mymemory", "libretranslate", "microsoft", "baidu")


def test_the_folder_and_the_registry_agree() -> None:
    folder = Path(str(providers.__file__)).parent
    assert list(REGISTRY) == sorted(path.stem for path in folder.glob("[a-z]*.py"))
    for name in REGISTRY:
        assert provider(name) is importlib.import_module(f"socloc.localize.providers.{name}")


@pytest.mark.parametrize(
    "name, pair, codes",
    [
        ("google", "en zh-CN", "en zh-CN"),
        ("google", "en zh-TW", "en zh-TW"),
        ("google", "zh-HK en", "zh-TW en"),
        ("google", "en zh-HK", None),
        ("google", "en zh", None),
        ("google", "en he", "en iw"),
        ("google", "en pt-BR", "en pt"),
        ("google", "en pt-PT", "en pt-PT"),
        ("google", "de-AT ar-EG", "de ar"),
        ("google", "en sr-Cyrl", None),
        ("google", "en tlh", None),
        ("mymemory", "en zh-HK", "en-GB zh-HK"),
        ("mymemory", "en-US pt-BR", "en-US pt-BR"),
        ("mymemory", "de de-AT", "de-DE de-AT"),
        ("libretranslate", "en zh-CN", "en zh-Hans"),
        ("libretranslate", "en zh-TW", "en zh-Hant"),
        ("libretranslate", "en pt-BR", "en pt-BR"),
        ("libretranslate", "en zh-HK", None),
        ("microsoft", "en zh-CN", "en zh-Hans"),
        ("microsoft", "en zh-TW", "en zh-Hant"),
        ("microsoft", "en sr-Latn", "en sr-Latn"),
        ("microsoft", "en zh-HK", None),
        ("baidu", "zh-CN de", "zh de"),
        ("baidu", "en zh-TW", "en cht"),
        ("baidu", "en ja", "en jp"),
        ("deepl", "en zh-CN", "EN ZH-HANS"),
        ("deepl", "en zh-TW", "EN ZH-HANT"),
        ("deepl", "zh-HK en-GB", "ZH EN-GB"),
        ("deepl", "de en", "DE EN-US"),
        ("deepl", "en pt-BR", "EN PT-BR"),
        ("deepl", "en de-CH", "EN DE"),
        ("deepl", "en zh-HK", None),
        ("openai", "en zh-HK", "en zh-HK"),
        ("command", "en tlh", "en tlh"),
        ("pseudo", "en zh-HK", "en zh-HK"),
    ],
)
def test_languages(name: str, pair: str, codes: str | None) -> None:
    found = provider(name).languages(Pair(*pair.split()))
    assert (None if found is None else " ".join(found)) == codes


@pytest.mark.parametrize("name", DEEP)
def test_deep_translator_asks_nothing_but_the_address_that_is_set(name: str) -> None:
    with serving() as server:
        opened = provider(name).ready(server.settings(name), PAIR)
        assert server.asked == []
        assert opened.ask(Query("x1", ("Hello there",))) == [translated("Hello there")]
        assert [asked.machine for asked in server.asked] == [name]
        assert KEY not in server.asked[0].path


@pytest.mark.parametrize("name", DEEP)
def test_deep_translator_never_mixes_up_answers_between_threads(name: str) -> None:
    with serving() as server:
        opened = provider(name).ready(server.settings(name), PAIR)
        wrong: list[str] = []

        def ask(start: int) -> None:
            for number in range(start, start + 25):
                text = f"Text {chr(97 + number // 26)}{chr(97 + number % 26)} here"
                if opened.ask(Query("x1", (text,))) != [translated(text)]:
                    wrong.append(text)

        threads = [threading.Thread(target=ask, args=(start,)) for start in range(0, 200, 25)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_deep_translator_is_the_only_one_whose_requests_are_ours() -> None:
    with serving() as server:
        provider("google").ready(server.settings("google"), PAIR).ask(Query("x1", ("Hello",)))
        module = importlib.import_module("deep_translator.google")
        assert module.requests is not requests
        assert requests.get(f"{server.address}/google?q=Hello", timeout=10).status_code == 200


def test_mymemory_gives_no_notice_and_nothing_similar_for_a_translation() -> None:
    with serving(lambda _: "notice") as server:
        opened = provider("mymemory").ready(server.settings("mymemory"), PAIR)
        with pytest.raises(SpentError, match=r"^its free texts of the day are used up$"):
            opened.ask(Query("x1", ("Hello",)))
    with serving(lambda _: "none") as server:
        opened = provider("mymemory").ready(server.settings("mymemory"), PAIR)
        with pytest.raises(BrokenError, match=r"^it answered without a text$"):
            opened.ask(Query("x1", ("Hello",)))


def test_mymemory_has_no_entities_where_the_text_had_none() -> None:
    with serving(make=lambda text: f"{translated(text)} &#39;&amp;") as server:
        opened = provider("mymemory").ready(server.settings("mymemory"), PAIR)
        assert opened.ask(Query("x1", ("Hello",))) == ["olleHen '&"]


def test_emoji_alone_ask_nobody() -> None:
    for name in MACHINES:
        with serving() as server:
            asks = [Ask("u", "🎉 👍🏽 #tea 50 %")]
            (answer,) = machine.translate(asks, PAIR, [name], server.settings(name), clock=Hours().clock)
            assert (answer.text, answer.problem, server.asked) == ("🎉 👍🏽 #tea 50 %", "", [])


def test_deepl_gets_the_whole_text_as_context_and_its_lines_in_one_request() -> None:
    with serving() as server:
        ask = Ask("u", "One #tea here\n\nTwo here", "Be kind")
        list(machine.translate([ask], PAIR, ["deepl"], server.settings("deepl"), clock=Hours().clock))
        (asked,) = server.asked
    body = json.loads(asked.body)
    assert body["text"] == ["One x1@x.xx here", "Two here", "x2@x.xx"]
    assert body["context"] == "Be kind\nOne x1@x.xx here\n\nTwo here"
    assert (body["source_lang"], body["target_lang"]) == ("EN", "DE")
    assert asked.headers["Authorization"] == f"DeepL-Auth-Key {KEY}"


def test_openais_key_is_shown_to_openai_alone() -> None:
    with serving() as server:
        settings = server.settings("openai", SOCLOC_OPENAI_KEY="", OPENAI_API_KEY=KEY)
        list(machine.translate([Ask("u", "Hello")], PAIR, ["openai"], settings, clock=Hours().clock))
        assert "Authorization" not in server.asked[0].headers


PROGRAM = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    {work}
"""


def command(tmp_path: Path, work: str, asks: Sequence[Ask], **more: str) -> list[Answer]:
    """What comes back through a program that does this with every line."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM.format(work=work), "utf-8")
    settings = Settings({"SOCLOC_COMMAND": f"'{sys.executable}' '{path}'", **more})
    return list(machine.translate(asks, PAIR, ["command"], settings, clock=Hours().clock))


TELL = "print(json.dumps({'id': asked['id'], 'text': %s}))"


def test_a_command_of_ones_own(tmp_path: Path) -> None:
    ask = Ask("u", "One #tea here\nTwo here", "Be kind", 99)
    seen = tmp_path / "seen"
    work = f"open({str(seen)!r}, 'a').write(line); " + TELL % "asked['text'].upper() + ' Ä'"
    assert command(tmp_path, work, [ask]) == [Answer("u", "ONE #tea HERE Ä\nTWO HERE Ä", "machine:command")]
    lines = [json.loads(line) for line in seen.read_text("utf-8").splitlines()]
    common = {"source": "en", "target": "de", "note": "Be kind", "most": 99}
    assert lines == [
        {"id": "x2.1", "text": "One x1@x.xx here", "tokens": {"x1@x.xx": "#tea"}, **common},
        {"id": "x2.2", "text": "Two here", **common},
    ]


@pytest.mark.parametrize(
    "work, problem",
    [
        ("sys.exit(3)", "command: it ended with 3"),
        ("pass", "command: its answers are not for this text"),
        ("print('Hallo')", "command: its answer is no JSON object with an id and a text in each line"),
        ("print('[1]')", "command: its answer is no JSON object with an id and a text in each line"),
        ("print('[' * 100000)", "command: its answer is no JSON object with an id and a text in each line"),
        ("print(json.dumps({'id': 'x9.1', 'text': 'Hallo'}))", "command: its answers are not for this text"),
        (f"{TELL}; {TELL}" % ("'Hallo'", "'Du'"), "command: it answered twice"),
        (TELL % "None", "command: the answer is empty"),
        (TELL % "asked['text']", "command: the answer is the original again"),
        ("sys.stdout.buffer.write(bytes([255]))", "command: its answer is not UTF-8"),
        ("import threading; threading.Event().wait()", "command: it did not answer within 0.3 seconds"),
    ],
)
def test_what_a_command_can_do_wrong(work: str, problem: str, tmp_path: Path) -> None:
    timeout = "0.3" if "wait" in work else "20"
    (answer,) = command(tmp_path, work, [Ask("u", "Hello")], SOCLOC_TRANSLATE_TIMEOUT=timeout)
    assert (answer.text, answer.problem) == ("", problem)


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(SoclocError, match=r"^the command cannot be run: No such file or directory$"):
        list(machine.translate([Ask("u", "Hello")], PAIR, ["command"], Settings({"SOCLOC_COMMAND": "/no/such"})))


@pytest.mark.parametrize(
    "pair, made",
    [
        ("en de", "⟦Ñéŵ ţéå #tea ţöđåý ····⟧ 🎉"),
        ("en zh-CN", "这是 #tea 这 🎉"),
        ("en zh-TW", "這是 #tea 這 🎉"),
        ("en ja", "これは #tea これ 🎉"),
        ("en ar", "هذان صلعر #tea هذانصل 🎉"),
        ("en he", "זהוט קסטל #tea זהוטקס 🎉"),
        ("en ru", "этот екс #tea этотек 🎉"),
    ],
)
def test_pseudo(pair: str, made: str) -> None:
    (answer,) = machine.translate([Ask("u", "New tea #tea today 🎉")], Pair(*pair.split()), ["pseudo"], Settings({}))
    assert answer == Answer("u", made, "machine:pseudo")


def test_pseudo_has_the_length_of_a_long_translation() -> None:
    text = "The shop in the old town opens at nine and has a new tea every week of the year"
    for target, ratio in (("de", 1.31), ("zh-TW", 0.29), ("ru", 1.25)):
        (answer,) = machine.translate([Ask("u", text)], Pair("en", target), ["pseudo"], Settings({}))
        assert len(answer.text) / len(text) == pytest.approx(ratio, abs=0.15)


def test_keys_come_from_the_environment_or_else_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def get_password(service: str, name: str) -> str | None:
        asked.append((service, name))
        return "from the keyring" if name == "DEEPL_AUTH_KEY" else None

    monkeypatch.setattr("keyring.get_password", get_password)
    monkeypatch.setenv("SOCLOC_DEEPL_KEY", "from the environment")
    monkeypatch.delenv("DEEPL_AUTH_KEY", raising=False)
    assert machine_settings().needed_key("deepl", "SOCLOC_DEEPL_KEY", "DEEPL_AUTH_KEY") == "from the environment"
    assert asked == []
    monkeypatch.delenv("SOCLOC_DEEPL_KEY")
    assert machine_settings().needed_key("deepl", "SOCLOC_DEEPL_KEY", "DEEPL_AUTH_KEY") == "from the keyring"
    assert asked == [("socloc", "SOCLOC_DEEPL_KEY"), ("socloc", "DEEPL_AUTH_KEY")]


def test_no_keyring_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.errors import NoKeyringError

    def get_password(_service: str, _name: str) -> str | None:
        raise NoKeyringError

    monkeypatch.setattr("keyring.get_password", get_password)
    monkeypatch.delenv("SOCLOC_DEEPL_KEY", raising=False)
    assert machine_settings().key("SOCLOC_DEEPL_KEY") == ""


def test_secrets_are_hidden_however_they_are_written() -> None:
    text = f"{KEY} sk-Geheim%2Fund%2BWichtig%3D0815 sk-Geheim/und%2BWichtig%3D0815"
    assert hidden(text, [KEY, "", "x"]) == "*** *** ***"


def test_what_is_not_used_is_not_loaded() -> None:
    heavy = "{'deep_translator', 'deepl', 'keyring', 'requests', 'bs4', 'opencc'}"
    lines = [
        "import sys",
        "from socloc.localize import machine",
        "from socloc.localize.asks import Ask, Pair",
        "from socloc.localize.settings import Settings",
        "list(machine.translate([Ask('u', 'Hello')], Pair('en', 'de'), ['pseudo'], Settings({})))",
        f"print(sorted({heavy} & set(sys.modules)))",
    ]
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_notice_that_looks_like_a_text_is_none() -> None:
    for name in MACHINES:
        with serving(make=lambda _: NOTICE) as server:
            (answer,) = machine.translate([Ask("u", "Hello")], PAIR, [name], server.settings(name), clock=Hours().clock)
            assert answer.problem, name
