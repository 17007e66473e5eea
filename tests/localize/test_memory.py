"""The translation memory: the nearest comes first, several processes share it, and no kill or damage is believed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from socloc.errors import SoclocError
from socloc.findings import Place
from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.memory import Entry, add, asking, entries, fill, matches, opened, sizes, suggestions
from socloc.localize.memory_file import VERSION
from socloc.store.catalog import Unit

PAIR = Pair("en", "de")
WRITER = """
import sys
from pathlib import Path
from socloc.localize.memory import Entry, add, opened

with opened(Path(sys.argv[1]), create=True) as memory:
    number = 0
    while sys.argv[3] == "0" or number < int(sys.argv[3]):
        both = [Entry("en", "de", f"{sys.argv[2]} {number} {half}", "x" * 2000) for half in "ab"]
        add(memory, both)
        number += 1
        print(number, flush=True)
"""


def entry(source: str, text: str, reviewed: bool = True, **more: str) -> Entry:
    """An entry from English into German."""
    return Entry(*PAIR, source, text, "translator" if reviewed else "machine:deepl", reviewed, **more)


@pytest.fixture(name="path")
def made_path(tmp_path: Path) -> Path:
    """A memory with a few texts."""
    path = tmp_path / "deep" / "memory.db"
    with opened(path, create=True) as memory:
        assert (
            add(
                memory,
                [
                    entry("The spring tea is here", "Der Frühlingstee ist da"),
                    entry("The spring teas are here", "Die Frühlingstees sind da", reviewed=False),
                    entry("the  Spring tea is HERE", "Der Frühlingstee ist endlich da"),
                    entry("Nothing of it", "Nichts davon"),
                    Entry("en", "zh-CN", "The spring tea is here", "春茶到了", "author", reviewed=True),
                ],
            )
            == 5
        )
    return path


def test_the_nearest_come_first(path: Path) -> None:
    with opened(path) as memory:
        found = matches(memory, "The spring tea is here", PAIR)
        assert [(match.score, match.entry.text) for match in found] == [
            (100, "Der Frühlingstee ist da"),
            (99, "Der Frühlingstee ist endlich da"),
            (86, "Die Frühlingstees sind da"),
        ]
        assert [match.score for match in matches(memory, "The spring tea is here", PAIR, least=95)] == [100, 99]
        assert matches(memory, "春茶到了", Pair("zh-CN", "en")) == []
        assert matches(memory, "", PAIR) == []


def test_of_the_same_score_a_persons_comes_first_then_the_latest(path: Path) -> None:
    with opened(path) as memory:
        add(
            memory,
            [
                entry("Buy", "Kauf!", reviewed=False, changed="2027-03-03T00:00:00Z"),
                entry("Buy", "Kaufen", changed="2027-01-01T00:00:00Z"),
                entry("Buy", "Bestellen", changed="2027-02-02T00:00:00Z"),
            ],
        )
        assert [match.entry.text for match in matches(memory, "Buy", PAIR)] == ["Bestellen", "Kaufen", "Kauf!"]


def test_what_a_person_confirmed_stays_confirmed(path: Path) -> None:
    with opened(path) as memory:
        assert add(memory, [entry("Nothing of it", "Nichts davon", reviewed=False)]) == 0
        assert add(memory, [entry("The spring teas are here", "Die Frühlingstees sind da")]) == 1
        assert sizes(memory) == [(PAIR, 4, 4), (Pair("en", "zh-CN"), 1, 1)]


def test_only_what_fits_and_was_confirmed_fills_a_text(path: Path) -> None:
    asks = [
        Ask("a", "The spring tea is here"),
        Ask("b", "The spring teas are here"),
        Ask("c", "The spring tea is here", most=22),
        Ask("d", "The spring tea is here", most=23),
        Ask("e", "The spring tea is Here"),
    ]
    with opened(path) as memory:
        wanted = [Answer("a", "Der Frühlingstee ist da", "memory"), Answer("d", "Der Frühlingstee ist da", "memory")]
        assert list(fill(asks, PAIR, memory)) == wanted
        assert list(asking(memory)(asks, PAIR)) == wanted


def test_translators_are_offered_the_rest(path: Path) -> None:
    unit = Unit("posts.p.text", "text", "The spring\nteas are here", Place("f"), "", (), None)
    with opened(path) as memory:
        assert suggestions(unit, PAIR, memory) == (
            "Memory 99 %, not reviewed: Die Frühlingstees sind da [The spring teas are here]",
            "Memory 86 %: Der Frühlingstee ist da [The spring tea is here]",
            "Memory 86 %: Der Frühlingstee ist endlich da [the Spring tea is HERE]",
        )


@pytest.mark.parametrize("text", ["", " \n", "a\x00b", "\ud800", "a\x1b"])
def test_what_is_no_text_is_not_taken(path: Path, text: str) -> None:
    with opened(path) as memory:
        assert add(memory, [entry("a", text), entry(text, "a")]) == 0


def test_a_memory_that_is_not_there_is_empty(tmp_path: Path) -> None:
    with opened(tmp_path / "no.db") as memory:
        assert list(entries(memory)) == []
        assert matches(memory, "a", PAIR) == []
    assert list(tmp_path.iterdir()) == []


def test_another_processs_texts_are_seen(path: Path) -> None:
    with opened(path) as one, opened(path) as other:
        assert matches(one, "Just now", PAIR) == []
        add(other, [entry("Just now", "Eben")])
        assert [match.entry.text for match in matches(one, "Just now", PAIR)] == ["Eben"]


def writer(path: Path, name: str, texts: int) -> subprocess.Popen[bytes]:
    """A process that adds texts, two at a time; without an end where `texts` is 0."""
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(texts)], stdout=subprocess.PIPE)


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    processes = [writer(path, name, 20) for name in "pqr"]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with opened(path) as memory:
        assert len(list(entries(memory))) == 3 * 20 * 2


def test_a_killed_writer_leaves_whole_additions(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    for _ in range(3):
        process = writer(path, "k", 0)
        assert process.stdout
        done = [process.stdout.readline() for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        assert done[-1] == b"20\n"
        with opened(path) as memory:
            found = [one.source for one in entries(memory)]
            assert memory.rows("PRAGMA integrity_check") == [("ok",)]
            assert add(memory, [entry("a", "b")]) in (0, 1)
        halves = {half: {one[:-2] for one in found if one.endswith(half)} for half in "ab"}
        assert halves["a"] - {""} == halves["b"]
        assert len(halves["b"]) >= 20


def test_a_damaged_file_is_named(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200:4000] = b"\xff" * 3800
    path.write_bytes(data)
    with pytest.raises(SoclocError, match=r"memory\.db is damaged: .*") as said, opened(path) as memory:
        list(entries(memory))
    assert "socloc memory import" in said.value.hint


@pytest.mark.parametrize("data", [b"no database at all, but a text of some length" * 40, b"\xff" * 5000])
def test_something_else_is_no_memory(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    with pytest.raises(SoclocError, match=r"letter\.txt"), opened(path, create=True):
        pass
    assert path.read_bytes() == data


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (a)")
    with pytest.raises(SoclocError, match="is no memory of socloc"), opened(path, create=True):
        pass


def test_a_later_version_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(SoclocError, match="later version"), opened(path):
        pass


def test_a_folder_is_no_memory(tmp_path: Path) -> None:
    with pytest.raises(SoclocError, match="cannot be used"), opened(tmp_path, create=True):
        pass


def test_long_texts(path: Path) -> None:
    with opened(path) as memory:
        add(memory, [entry("a" * 200_000, "b" * 200_000)])
        assert [match.score for match in matches(memory, "a" * 199_999, PAIR)] == [99]
