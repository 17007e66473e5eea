"""An unchanged campaign is answered from what was kept; whatever it rests on, a change of it is seen."""

from __future__ import annotations

import marshal
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socloc import verdicts
from socloc.digests import digest
from tests.cli.running import Ran, start

CAMPAIGN = """\
socloc: 1
id: spring
source: en
locales: [en, zh-CN]
networks: [x, weibo]
media: {tea: {file: tea.png, alt: {en: Tea, zh-CN: 茶}}}
posts:
  - id: tea
    text: {en: Tea, zh-CN: 茶，全网最低价}
    media: [tea]
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
KEPT = "kept, and told again\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign of which a verdict is kept, which would be given in other words if it were given again."""
    folder = tmp_path / "team" / "spring"
    folder.mkdir(parents=True)
    (tmp_path / "team" / ".git").mkdir()
    folder.joinpath("campaign.yaml").write_text(CAMPAIGN, "utf-8")
    folder.joinpath("tea.png").write_bytes(PNG)
    keep(folder)
    return folder


def check(folder: Path, *options: str, **env: str | None) -> Ran:
    """Check the campaign of a folder."""
    cache = str(folder.parent.parent / "cache")
    return start("check", "campaign.yaml", *options, cwd=folder, env={"SOCLOC_CACHE": cache, **env})


def keep(folder: Path) -> None:
    """Check until the verdict is kept, which it is not while the files are too new; and mark what is kept."""
    told = check(folder)
    while not (kept := said_in(folder)):
        told = check(folder)
    ((path, about, said),) = kept
    assert said == (told.out, told.err, told.code)
    data = marshal.dumps((*about, (KEPT, *said[1:])))
    path.write_bytes(digest(data) + data)


def said_in(folder: Path) -> list[tuple[Path, list[Any], tuple[str, str, int]]]:
    """What is kept of whole commands: where, with what about it, and what was said. Of a campaign bytes are kept."""
    files = (folder.parent.parent / "cache" / "verdicts").glob("*")
    kept = [(file, marshal.loads(file.read_bytes()[32:])) for file in files]  # noqa: S302  # our own
    return [(file, about, said) for file, (*about, said) in kept if not isinstance(said, bytes)]


def test_nothing_changed(folder: Path) -> None:
    again = check(folder)
    assert (again.code, again.out) == (1, KEPT)
    assert "4 variants in 1 campaign" in again.err


@pytest.mark.parametrize("name", ["campaign.yaml", "tea.png"])
def test_a_fresh_checkout_has_other_times_and_the_same_contents(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes())
    assert check(folder).out == KEPT
    shutil.copy(path, folder.parent / "copy")
    folder.parent.joinpath("copy").replace(path)
    assert check(folder).out == KEPT


def same_size_and_time(folder: Path) -> None:
    path = folder / "campaign.yaml"
    before = path.stat()
    path.write_text(CAMPAIGN.replace("最低价", "好喝的"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def written(name: str, text: str) -> Callable[[Path], None]:
    """A change that writes a file, by its name from the campaign's folder."""

    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    "the campaign": written("campaign.yaml", CAMPAIGN.replace("全网最低价", "好喝")),
    "the campaign, to the same size and time": same_size_and_time,
    "a picture": written("tea.png", "no picture"),
    "a picture gone": lambda folder: (folder / "tea.png").unlink(),
    "a configuration": written("socloc.yaml", "socloc: 1\nchecks: {claim-absolute: off}\n"),
    "a configuration above": written("../socloc.yaml", "socloc: 1\nchecks: {claim-absolute: off}\n"),
    "a rule of the house": written("checks/tea.yaml", "socloc: 1\nrules: [{id: no-tea, words: [Tea], message: m}]\n"),
    "a baseline": written(".socloc-baseline.json", "{}"),
    "a baseline above": written("../.socloc-baseline.json", "{}"),
    "a template": written("templates/x/post.txt.j2", "{{ nothing }}"),
    "a locale": written("locales/en/locale.yaml", "locale: en\nname: broken\n"),
    "words": written("locales/zh-CN/copy.yaml", "groups: []\n"),
    "a glossary": written("locales/zh-CN/glossary.csv", "source,target\nTea,茗\n"),
    "a translation": written("locales/zh-CN.po", "no catalog"),
    "no repository any more": lambda folder: (folder.parent / ".git").rmdir(),
    "a network": written("networks/x.yaml", "network: x\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert check(folder).out == check(folder, "--no-cache").out != KEPT


@pytest.mark.parametrize(
    ("options", "env"),
    [
        (("--no-cache",), {}),
        (("--strict",), {}),
        (("-f", "json"), {}),
        (("-n", "x"), {}),
        ((), {"TZ": "Asia/Shanghai"}),
        ((), {"COLUMNS": "40"}),
    ],
    ids=str,
)
def test_another_question_has_its_own_verdict(
    folder: Path, options: tuple[str, ...], env: dict[str, str | None]
) -> None:
    assert check(folder, *options, **env).out != KEPT


def test_what_stands_in_a_folder_counts_only_when_it_is_looked_for(folder: Path) -> None:
    folder.joinpath("tea.png").touch()
    assert check(folder).out == KEPT
    folder.joinpath("notes").mkdir()
    assert check(folder).out != KEPT, "a folder that is new may be looked for"


def test_another_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(verdicts, "_asked_in", [])
    monkeypatch.setattr("socloc.verdicts.time.strftime", lambda *_: "2027-03-20")
    today = verdicts.place("campaign.yaml")
    assert today == verdicts.place("campaign.yaml") != verdicts.place("other.yaml")
    monkeypatch.setattr(verdicts, "_asked_in", [])
    assert today == verdicts.place("campaign.yaml")
    monkeypatch.setattr(verdicts, "_asked_in", [])
    monkeypatch.setattr("socloc.verdicts.time.strftime", lambda *_: "2027-03-21")
    assert today != verdicts.place("campaign.yaml")


def test_another_socloc(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(folder)
    package = tmp_path / "socloc"
    package.joinpath("networks").mkdir(parents=True)
    fact = package / "networks" / "x.yaml"
    fact.write_text("limit: 280", "utf-8")
    monkeypatch.setattr(verdicts, "PACKAGE", str(package))

    def place() -> str:
        monkeypatch.setattr(verdicts, "_asked_in", [])
        return verdicts.place("check")

    places = {place()}
    fact.write_text("limit: 281", "utf-8")
    places.add(place())
    tmp_path.joinpath("pyproject.toml").touch()
    tmp_path.joinpath("locales").mkdir()
    tmp_path.joinpath("locales", "de.yaml").write_text("de", "utf-8")
    places.add(place())
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    tmp_path.joinpath("libraries", "jinja2-3.1.7.dist-info").mkdir(parents=True)
    places.add(place())
    assert len(places) == 4


def test_until_a_moment_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, soon = str(tmp_path / "kept"), time.time() + 3600
    verdicts.keep(file, soon, [], (), ("said", "", 0))
    assert verdicts.replay(file) == 0
    assert capsys.readouterr().out == "said"
    monkeypatch.setattr("socloc.verdicts.time.time", lambda: soon)
    assert verdicts.replay(file) is None
    monkeypatch.setattr("socloc.verdicts.time.time", lambda: soon - 7200)
    assert verdicts.replay(file) is None, "a clock that was set back"


@pytest.mark.parametrize(
    "option", "--fix --diff --watch --update-baseline --changed-since=HEAD - --to=calendar -h --help".split()
)
def test_what_is_never_kept(option: str) -> None:
    assert verdicts.may_be_kept(["check", "a.yaml"])
    assert not verdicts.may_be_kept(["check", "a.yaml", option])
    assert not verdicts.may_be_kept(["translate", "a.yaml"])


def test_what_is_damaged_is_not_told(folder: Path) -> None:
    for kept in folder.parent.parent.joinpath("cache", "verdicts").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert check(folder).out == check(folder, "--no-cache").out


def test_any_row_of_changes_is_told_as_it_is(folder: Path) -> None:
    """Twelve changes one after the other, some of them back: the answer is that of a run without a cache."""
    shutil.rmtree(folder.parent.parent / "cache")  # what is told from here on is what was said
    seed = random.Random(7)  # noqa: S311  # the same row every time
    texts = [CAMPAIGN, CAMPAIGN.replace("全网最低价", "好喝"), CAMPAIGN.replace("en: Tea", "en: Tea!")]
    pictures = [PNG, b"no picture", b""]
    for _ in range(12):
        folder.joinpath("campaign.yaml").write_text(seed.choice(texts), "utf-8")
        folder.joinpath("tea.png").write_bytes(seed.choice(pictures))
        told, again, whole = check(folder), check(folder), check(folder, "--no-cache")
        assert told == again == whole


def test_what_is_read_among_the_bundles_counts(folder: Path) -> None:
    text = CAMPAIGN.replace("全网最低价", "好喝").replace("tea.png", "media/tea.png")
    written("campaign.yaml", text)(folder)
    (folder / "media").mkdir()
    (folder / "tea.png").rename(folder / "media" / "tea.png")
    command = ("render", ".", "-o", "media")
    cache = {"SOCLOC_CACHE": str(folder.parent.parent / "cache")}
    for _ in range(3):
        assert start(*command, cwd=folder, env=cache).code == 0
    (folder / "media" / "tea.png").write_text("no picture", "utf-8")
    assert start(*command, cwd=folder, env=cache).code == 1


@pytest.mark.parametrize("link", ["loop -> loop", "self -> .", "a -> .."])
def test_folders_that_are_links_in_a_circle(folder: Path, link: str) -> None:
    name, target = link.split(" -> ")
    (folder / name).symlink_to(target)
    assert check(folder).out == check(folder).out == check(folder, "--no-cache").out


def test_a_link_that_leads_somewhere_later(folder: Path) -> None:
    (folder / "locales").symlink_to(folder.parent / "words")
    for _ in range(3):
        check(folder)
    written("../words/en/locale.yaml", "locale: en\nname: broken\n")(folder)
    assert check(folder).out == check(folder, "--no-cache").out


@pytest.mark.parametrize("options", [(), ("campaign.yaml", "--jobs", "2")], ids=str)
def test_standard_input_is_read_each_time(folder: Path, options: tuple[str, ...]) -> None:
    texts = [CAMPAIGN, CAMPAIGN.replace("全网最低价", "好喝")]
    cache = {"SOCLOC_CACHE": str(folder.parent.parent / "cache")}
    for text in (*texts, *texts):
        ran = start("check", "-", *options, cwd=folder, stdin=text.encode(), env=cache)
        assert ("-:9:28: error" in ran.out) is (text == CAMPAIGN), ran.said
