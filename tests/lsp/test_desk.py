"""When files are looked at, and where a comment may stand: what the protocol cannot show without a race."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from socloc.findings import Finding, Place
from socloc.lsp import desk as desks
from socloc.lsp.actions import allowed
from socloc.lsp.desk import Desk, Held
from socloc.lsp.look import Looked
from socloc.lsp.page import Encoding, Page
from socloc.lsp.shown import Shown


def test_what_was_seen_of_an_older_text_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen, told = Path("/campaign.yaml"), list[str](), list[tuple[str, str]]()
    begun, go = Event(), Event()

    def look(source: Path, _kind: str, texts: dict[str, str], *_: Any) -> Looked:
        text = texts[str(source)]
        seen.append(text[-1])
        begun.set()
        assert go.wait(60)
        return Looked(None, (), (), {source: (Shown((0, 0), (0, 1), "note", text[-1], "", ()),)})

    def publish(_path: Path, held: Held | None, shown: tuple[Shown, ...]) -> None:
        told.append((held.text[-1] if held else "", shown[0].check))

    monkeypatch.setattr(desks, "look", look)

    async def typing() -> None:
        desk = Desk(publish, None, pause=0)
        desk.put(path, Held("", 1, "socloc: 1"))
        await asyncio.get_running_loop().run_in_executor(None, begun.wait, 60)
        for number in range(2, 6):
            desk.put(path, Held("", number, f"socloc: {number}"))
        go.set()
        assert await desk.fresh(path) is not None
        desk.close()

    with ThreadPoolExecutor(1) as aside:  # a browser of other tests may have left a loop running in this thread
        aside.submit(lambda: asyncio.run(typing())).result(120)
    assert seen == ["1", "5"]
    assert told == [("5", "5")]


@pytest.mark.parametrize(
    "text, line, above",
    [
        ("a: 1\nb: 2\n", 2, 2),
        ("a:\n  - b: x\n      y\n", 3, 2),  # a comment in the middle of a text would end it
        ("a:\n  - b: 'x\n\n      y: z'\n", 4, 2),
        ("a:\n  - b: |\n      x\n      y: z\n", 4, 2),
        ("a: [b,\n  c]\n", 2, 2),
        ("a: {b: 'x\n  y', c: z}\n", 2, 1),
        ("# a comment\na: 1", 2, 2),
    ],
)
def test_where_a_comment_may_stand(text: str, line: int, above: int) -> None:
    finding = Finding("text-too-long", "error", "", Place("c.yaml", line))
    change = allowed(Page(text), Shown((0, 0), (0, 0), "error", "text-too-long", "", (finding,)))
    assert change
    assert change.start == change.end == (above - 1, 0)
    assert change.text.strip() == "# socloc: allow text-too-long --"


@pytest.mark.parametrize("check, text", [("", "a: 1\n"), ("yaml-syntax", "a: 1\n"), ("text-too-long", "a: [\n")])
def test_where_none_may(check: str, text: str) -> None:
    finding = Finding(check, "error", "", Place("c.yaml", 1))
    assert allowed(Page(text), Shown((0, 0), (0, 0), "error", check, "", (finding,))) is None


@pytest.mark.parametrize("encoding, width", [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_go_both_ways(encoding: Encoding, width: int, end: str) -> None:
    page = Page(f"\ufeffa🍵b{end}{end}ab", encoding)
    lead = {"utf-8": 3, "utf-16": 1, "utf-32": 1}[encoding]  # the byte order mark is the editor's, not socloc's
    assert page.spot(1, 3) == (0, lead + 1 + width)
    assert page.place((0, lead + 1 + width)) == (1, 3)
    assert page.place((0, lead)) == (1, 1)
    assert page.spot_at(len(f"a🍵b{end}{end}a")) == (2, 1)
    assert page.place((2, 1)) == (3, 2)
    assert page.place((0, 4_000)) == (1, 4)  # beyond the line
    assert page.place((4_000, 0)) == (3, 3)  # beyond the text
    assert page.spot(9, 9) == (2, 2)
    if width > 1:
        assert page.place((0, lead + 2)) == (1, 3)  # in the middle of a character


@pytest.mark.parametrize("odd", ["\ud83c", "\x85", "\u2028", "\v", "\f", "\x1c"])
def test_what_ends_no_line(odd: str) -> None:
    page = Page(f"a{odd}b\nc")
    assert len(page.lines) == 2
    assert page.spot(1, 3) == (0, 2)
    assert page.place((0, 2)) == (1, 3)
