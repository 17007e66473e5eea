"""The lines of a post: text, list items, quotes and fenced code. No line is joined with another but those of code."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from socloc.render.dialect.inline import Piece, as_it_stands, pieces
from socloc.render.dialect.stretches import Finder, Stretch

_FENCE: Final = re.compile(r" {0,3}(`{3,})([^`]*)\Z")
_QUOTE: Final = re.compile(r" {0,3}>(?: |\s*\Z)")  # `>50` and `>_<` are text
# A list in a post has no thousand items: four digits at the start of a line are a year.
_ITEM: Final = re.compile(r"([ \t]*)(?:[-*]|(\d{1,3})\.)[ \t]+(?=\S)")
_RULE: Final = re.compile(r"\s*([-*])(?:\s*\1)+\s*\Z")


class Line(NamedTuple):
    """A line as its author meant it, or a whole block of code."""

    kind: Literal["text", "item", "numbered", "code"]
    pieces: list[Piece]
    quoted: bool = False
    indent: str = ""
    number: str = ""


def read(markdown: str, find: Finder) -> Iterator[Line]:
    """The lines of a text in order."""
    lines = markdown.split("\n")
    fences = _fences(lines)
    index, quoted = 0, False
    while index < len(lines):
        end = fences.get(index)
        if end is not None:
            yield Line("code", list(_code(lines[index + 1 : end], find)))
            index, quoted = end + 1, False
            continue
        line = _line(lines[index], find, quoted)
        yield line
        index, quoted = index + 1, line.quoted


def _fences(lines: list[str]) -> dict[int, int]:
    """Where each closed block of code begins and ends. A fence that is never closed is text."""
    found = [(index, match) for index, line in enumerate(lines) if (match := _FENCE.match(line))]
    ends: dict[int, int] = {}
    last, hopeless = -1, len(max(lines, key=len)) + 1
    for position, (index, opening) in enumerate(found):
        length = len(opening[1])
        if index <= last or length >= hopeless:
            continue
        later = (found[after] for after in range(position + 1, len(found)))
        end = next((i for i, fence in later if len(fence[1]) >= length and not fence[2].strip()), None)
        if end is None:
            hopeless = length  # nor will a longer one below find its end
        else:
            ends[index] = last = end
    return ends


def _code(lines: list[str], find: Finder) -> Iterator[Piece]:
    for index, line in enumerate(lines):
        if index:
            yield Piece("\n")
        yield from as_it_stands(line, 0, len(line), find(line))


def _line(line: str, find: Finder, after_quote: bool) -> Line:
    stretches = find(line)
    quote = _QUOTE.match(line)
    if not quote or _covered(stretches, quote.end()) or not (after_quote or line[quote.end() :].strip()):
        return _content(line, stretches, quoted=False)
    rest = line[quote.end() :]
    return _content(rest, find(rest), quoted=True)


def _content(line: str, stretches: list[Stretch], quoted: bool) -> Line:
    item = None if _RULE.match(line) else _ITEM.match(line)
    if not item or _covered(stretches, item.end()):
        return Line("text", pieces(line, stretches), quoted)
    start = item.end()
    moved = [Stretch(stretch.start - start, stretch.end - start, stretch.kind) for stretch in stretches]
    kind: Literal["item", "numbered"] = "numbered" if item[2] else "item"
    return Line(kind, pieces(line[start:], moved), quoted, item[1], item[2] or "")


def _covered(stretches: list[Stretch], end: int) -> bool:
    """Whether something literal begins within the marker, so that it is no marker."""
    return bool(stretches) and stretches[0].start < end
