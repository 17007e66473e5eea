"""What was measured, as tables: rows with a figure, its bound and whether it is kept, as text and as Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

HEADS = ("", "measured", "figure", "bound", "kept")


class Row(NamedTuple):
    """One thing that was measured.

    `measured` is for readers, with its unit; `figure` is the number that the bound is about, and `unit` says of what:
    mostly times something else. 0 is no bound.
    """

    name: str
    measured: str
    figure: float | None = None
    unit: str = ""
    at_most: float = 0
    at_least: float = 0

    @property
    def kept(self) -> str:
        """Whether the bound is kept; empty where there is none, or nothing to measure it by."""
        if self.figure is None or not (self.at_most or self.at_least):
            return ""
        within = self.figure <= self.at_most if self.at_most else self.figure >= self.at_least
        return "yes" if within else "no"

    def cells(self) -> tuple[str, ...]:
        """The row in the columns of HEADS."""
        figure = "" if self.figure is None else f"{_short(self.figure)} {self.unit}".strip()
        bound = f"at most {self.at_most:g}" if self.at_most else f"at least {self.at_least:g}" if self.at_least else ""
        return (self.name, self.measured, figure, bound, self.kept)


class Table(NamedTuple):
    """Rows of one theme. `how` says how they were measured, `picture` is a file beside the page."""

    title: str
    how: str
    rows: Sequence[Row] = ()
    picture: str = ""

    def text(self) -> Iterator[str]:
        """The table for a terminal."""
        yield self.title
        cells = [row.cells() for row in self.rows]
        widths = [max(map(_width, column)) for column in zip(HEADS, *cells, strict=True)]
        for line in [HEADS, *cells] if cells else []:
            padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
            yield f"  {'  '.join(padded)}".rstrip()
        if not cells:
            yield f"  {self.how}"

    def markdown(self) -> Iterator[str]:
        """The table for the page."""
        yield f"## {self.title}\n"
        yield f"{self.how}\n"
        if self.rows:
            yield f"|{'|'.join(f' {head} ' if head else ' ' for head in HEADS)}|"
            yield "|---|---:|---:|---|---|"
            yield from (f"| {' | '.join(row.cells())} |" for row in self.rows)
            yield ""
        if self.picture:
            yield f"![{self.title}]({self.picture})\n"


def milliseconds(seconds: float) -> str:
    """A time for readers."""
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 20 else f"{figure:.2f}"


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
