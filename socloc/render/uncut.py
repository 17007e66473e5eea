"""Where the Markdown of a text must not be cut, and where a cut can be mended."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from socloc.render.dialect.blocks import Line, read
from socloc.render.dialect.emphasis import Run, pair
from socloc.render.dialect.inline import Edge, Reading, Style, read_on  # the only reader, and it knows where it is
from socloc.render.dialect.stretches import Stretch, finder
from socloc.render.sentences import LINE, NEVER, SENTENCE

_MARKER: Final = re.compile(r"[ \t]*(?:>[ \t]*)?(?:(?:[-*]|\d{1,3}\.)[ \t]+)*")
_LIKE_A_MARKER: Final = re.compile(r"(?=>|[-*][ \t]|\d{1,3}\.[ \t]|```)")  # at the start of a line it would be one
_LIKE_A_FENCE: Final = re.compile(r" {0,3}`{3}[^`\n]*+`*+[^`\n]*")
_MOVED: Final = re.compile(r"(?: {4}|[ ]*\t)[ \t]*(?:>|```)|[ \t]*>[ \t\r]*\Z")  # read otherwise as the start of a text
_BESIDE_A_MARK: Final = re.compile(r"(?<=[*_~\\])(?=\S)|(?<=\S)(?=[*_~])|(?<=`)(?=`)|(?<=\w)(?=https?://)")
_AT_A_MARK: Final = re.compile(r"[*_~\\]+\s*|(?=https?://)")


class Wrap(NamedTuple):
    """Markup that can be cut where it alone is too long: what ends the part before a cut, and begins the one after."""

    start: int
    end: int
    closing: str
    opening: str
    is_code: bool


class Markup(NamedTuple):
    """What of a text is markup: stretches that are never cut, single places that are not, and what can be mended."""

    closed: list[tuple[int, int]]
    never: list[int]
    wraps: list[Wrap]  # in order, none within another
    quoted: list[Wrap]  # lines, each of which may be cut


def markup(markdown: str, literals: Collection[str] = (), raw: Collection[str] = ()) -> Markup:
    """Where the Markdown of a text must not be cut, for readers to see the same in two texts as in one.

    `literals` and `raw` are what they are for `speak`. Takes time in proportion to the length of the text.
    """
    found = Markup([], [match.start() for match in _BESIDE_A_MARK.finditer(markdown)], [], [])
    lines, find = markdown.split("\n"), finder(literals, raw)
    index = start = 0
    for line in read(markdown, find):
        count = 1 if line.kind != "code" else _lines_of_code(line) + 2
        block = lines[index : index + count]
        if line.kind == "code":
            _add_code(found, block, start)
        else:
            _add_line(found, block[0], start, find(block[0]), quoted=line.quoted)
        index, start = index + count, start + sum(map(len, block)) + count
    return found


def grade(found: bytearray, text: str, wrap: Wrap) -> None:
    """Leave the cuts within markup that can be mended: in code before lines, elsewhere not beside other marks."""
    if not wrap.is_code:
        for match in _AT_A_MARK.finditer(text, wrap.start + 1, wrap.end):
            found[match.start()] = found[match.end()] = NEVER
        return
    found[wrap.start + 1 : wrap.end] = bytes([NEVER]) * (wrap.end - wrap.start - 1)
    at, before, has_code = wrap.start, "-", False
    lines = text[wrap.start : wrap.end].split("\n")
    for index, line in enumerate(lines[:-1]):
        if index > 1 and line.strip() and has_code:
            found[at] = SENTENCE if before.strip() else LINE
        has_code = has_code or (index > 0 and bool(line.strip()))
        at, before = at + len(line) + 1, line


def _lines_of_code(line: Line) -> int:
    return 1 + sum(piece.text == "\n" for piece in line.pieces) if line.pieces else 0


def _add_code(found: Markup, block: list[str], start: int) -> None:
    """Fenced code can be cut before any line of it that has something in it, but not before the first."""
    indent = len(block[0]) - len(block[0].lstrip(" "))
    fence = block[0].strip()
    ticks = fence[: len(fence) - len(fence.lstrip("`"))]
    end = start + sum(map(len, block)) + len(block) - 1
    found.wraps.append(Wrap(start + indent, end, "\n" + ticks, fence + "\n", is_code=True))


def _add_line(found: Markup, line: str, start: int, stretches: list[Stretch], *, quoted: bool) -> None:
    after = _MARKER.match(line)
    marker = after.end() if after else 0
    first = len(line) - len(line.lstrip())
    found.never.extend(range(start + first + 1, start + marker + 1))
    found.never.extend(start + match.start() for match in _LIKE_A_MARKER.finditer(line, max(marker, first + 1)))
    if _MOVED.match(line):
        found.never.append(start + first)
    if fence := _LIKE_A_FENCE.match(line):
        found.closed.append((start, start + fence.end()))
    if quoted:
        found.quoted.append(Wrap(start + first, start + len(line), "", "> ", is_code=False))
    _add_inline(found, line, start, stretches)


def _add_inline(found: Markup, line: str, start: int, stretches: list[Stretch]) -> None:
    """Code, links and emphasis within a line, read as `pieces` of the dialect reads them."""
    reading, end = Reading(line, stretches), 0
    runs: list[tuple[Run, int]] = []
    for stretch in (*stretches, Stretch(len(line), len(line), "literal")):
        while end < stretch.start:
            end = read_on(reading, end, stretch.start)
            last = reading.tokens[-1]
            if isinstance(last, Run):
                runs.append((last, start + end - last.length))
            elif isinstance(last, Edge):
                found.closed.append((start + _beginning(line, last.style), start + end))
        if end == stretch.start:
            end = stretch.end
    pair(reading.runs)
    _add_emphasis(found, runs)


def _beginning(line: str, style: Style) -> int:
    """Where the backticks before code begin, or the link."""
    start = style.start
    while style.kind == "code" and start and line[start - 1] == "`":
        start -= 1
    return start


def _add_emphasis(found: Markup, runs: list[tuple[Run, int]]) -> None:
    """Emphasis, and what in it is emphasis again; deeper there is nothing that is not within these."""
    within: list[int] = []
    for index, (run, place) in enumerate(runs):
        for _ in run.ended:
            opener = within.pop()
            start, end = runs[opener][1], place + run.length
            if not within and _is_simple(runs, opener, index):
                marks = run.mark * run.length
                found.wraps.append(Wrap(start, end, marks, marks, is_code=False))
            elif not within or (len(within) == 1 and runs[within[0]][1] < start):
                found.closed.append((start, end))
        within += [index] * len(run.begun)


def _is_simple(runs: list[tuple[Run, int]], opener: int, closer: int) -> bool:
    """Whether the same marks stand around words with no other such marks in them."""
    first, last = runs[opener][0], runs[closer][0]
    alike = first.length == last.length and not (first.left or last.left or first.ended or last.begun)
    return alike and all(run.mark != first.mark for run, _ in runs[opener + 1 : closer])
