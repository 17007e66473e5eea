"""socloc memory and glossary: what comes in comes out again, and what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import inside
from tests.reading.examined import head, write

CAMPAIGN = head("two") + "posts: [{id: p, text: {en: The tea is here, de: Der Tee ist da}}, {id: q, text: Bye}]\n"
PO = (
    'msgctxt "posts.q.text"\nmsgid "Bye"\nmsgstr "Tschüs"\n\n'
    '# socloc: machine:deepl 1f2d3c4b\n#, fuzzy\nmsgctxt "posts.p.title"\nmsgid "x"\nmsgstr "y"\n'
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with an author's and a translator's words, and a memory of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOCLOC_MEMORY", "own.db")
    write(tmp_path, CAMPAIGN, {"locales/de.po": PO})
    return tmp_path


def test_in_and_out_and_in(here: Path) -> None:
    assert inside("memory", "stats").out == "own.db: 0 texts\n"
    assert not (here / "own.db").exists()
    assert inside("memory", "import", "campaign.yaml").out == "campaign.yaml: 2 texts, 2 new or changed\n"
    assert inside("memory", "stats").out == "own.db: 2 texts\n    en to de: 2, 2 reviewed\n"
    assert inside("memory", "export", "out.tmx").out == "out.tmx: 2 texts\n"
    ran = inside("memory", "import", "out.tmx", "out.tmx", "--memory", "other.db")
    assert ran.out == "out.tmx: 2 texts, 2 new or changed\nout.tmx: 2 texts, 0 new or changed\n"
    inside("memory", "export", "again.tmx", "--memory", "other.db", "-s", "EN", "-t", "de")
    assert (here / "again.tmx").read_bytes() == (here / "out.tmx").read_bytes()


def test_what_is_near_is_found() -> None:
    inside("memory", "import", ".")
    said = inside("memory", "find", "The teas are here", "-s", "en", "-t", "de").out
    assert said.startswith(" 81 %  Der Tee ist da\n       The tea is here (author, reviewed, 20")
    assert said.endswith("test posts.p.text)\n")
    ran = inside("memory", "find", "The teas are here", "-s", "en", "-t", "de", "--least", "90")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing from en to de is similar by 90 % or more" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["forget"], "takes import, export, find, stats, not forget"),
        (["import"], "FILE is missing: TMX files or campaigns to import"),
        (["import", "no.tmx"], "cannot read no.tmx: No such file or directory"),
        (["import", "locales/de.po"], "is broken"),
        (["export"], "FILE takes the name of the one TMX to write"),
        (["find", "a"], "takes one text, with --source and --target"),
        (["find", "a", "-s", "en"], "--source goes with --target, and --target with --source"),
        (["stats", "--memory", "campaign.yaml"], "the memory campaign.yaml is damaged: file is not a database"),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], said: str) -> None:
    ran = inside("memory", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_glossary_goes_to_tbx_and_back(here: Path) -> None:
    folder = here / "locales" / "de"
    folder.mkdir()
    (folder / "glossary.csv").write_text(
        "term,translation,status\ntea,Tee,\ntea,Thee,forbidden\nLanmo,,do-not-translate\n"
    )
    assert inside("glossary", ".").out == "3 terms\n"
    as_csv = inside("glossary", "locales/de/glossary.csv", "--to", "csv").out
    assert inside("glossary", ".", "--to", "tbx", "-o", "g.tbx").out == "g.tbx\n"
    assert inside("glossary", "g.tbx", "--to", "csv").out == as_csv
    assert "tea,en,Thee,de,forbidden,," in as_csv


def test_a_wrong_glossary_is_told_with_its_line(here: Path) -> None:
    (here / "g.csv").write_text("term,de\ntea,Tee,x\n")
    ran = inside("glossary", "g.csv", "--to", "tbx")
    assert (ran.code, ran.out) == (1, "")
    assert "g.csv:2:1: error: this line has 3 columns, and the first one 2 [glossary-broken]" in ran.err


def test_tbx_loses_nothing_without_a_word(here: Path) -> None:
    (here / "g.csv").write_text("term,translation,locale,status\n,Thee,de,forbidden\n")
    ran = inside("glossary", "g.csv", "--to", "tbx")
    assert ran.code == 2
    assert "TBX has no place for 1 forbidden word without a term" in ran.err
    assert inside("glossary", "g.csv", "--to", "xml").code == 2
