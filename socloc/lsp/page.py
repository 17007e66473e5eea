"""A text in an editor: its lines, and places in it in the units that the editor counts in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from socloc.spots.mapping import LINE_END, line_starts

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
Spot: TypeAlias = tuple[int, int]  # line and code units of the editor in it, both from 0


def units(text: str, encoding: Encoding) -> int:
    """How many code units a text has; a lone surrogate is one in UTF-16, as in the editors that hold such a thing."""
    if encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Page:
    """One version of a text. Lines end as the protocol says: with CRLF, LF or CR, and with nothing else.

    A byte order mark that the editor left in stands before the first column, as it does for socloc.
    """

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self.lead = 1 if text.startswith("\ufeff") else 0

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where the lines begin, in code points."""
        return line_starts(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        ends = [*self.starts[1:], len(self.text)]
        return [LINE_END.sub("", self.text[start:end]) for start, end in zip(self.starts, ends, strict=True)]

    def line(self, number: int) -> str:
        """A line by its number from 1; empty where there is none."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def spot(self, line: int, column: int) -> Spot:
        """The editor's words for socloc's line and column, which count from 1; its end for what is beyond the text."""
        if line > len(self.lines):
            return len(self.lines) - 1, units(self.lines[-1], self.encoding)
        lead = self.lead if line == 1 else 0
        return line - 1, units(self.line(line)[: max(0, column - 1) + lead], self.encoding)

    def spot_at(self, offset: int) -> Spot:
        """The same for code points from the beginning of the text, a byte order mark not counted."""
        at = min(offset + self.lead, len(self.text))
        line = bisect_right(self.starts, at) - 1
        return line, units(self.text[self.starts[line] : at], self.encoding)

    def place(self, spot: Spot) -> tuple[int, int]:
        """The line and column, from 1, of an editor's; half of a character is its end."""
        number = min(max(0, spot[0]), len(self.lines) - 1)
        line, at, seen = self.lines[number], 0, 0
        if number == spot[0] or spot[0] < 0:
            if units(line[: spot[1]], self.encoding) == spot[1]:
                at = seen = spot[1]  # nothing before it takes more than one unit
            while at < len(line) and seen < spot[1]:
                seen += units(line[at], self.encoding)
                at += 1
        else:
            at = len(line)
        return number + 1, max(1, at + 1 - (self.lead if number == 0 else 0))
