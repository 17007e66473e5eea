"""The budget of a campaign: a table for people, values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from socloc.budget import Cell, Row

LEGEND: Final = "used and left; ~ estimated from the source; … folded; n× posts of a thread, the longest counted"
_HEAD: Final = ("COUNTED AS", "LIMIT", "FOLD")


def table(rows: Sequence[Row], locales: Sequence[str]) -> Iterator[str]:
    """For each post one table: a line for every field of every format, a column for each of the locales it has."""
    used = {cell.locale for row in rows for cell in row.cells}
    locales = [tag for tag in locales if tag in used]
    for post, group in groupby(rows, key=lambda row: row.post):
        lines = [(post, *_HEAD, *locales)]
        lines += [
            (
                f"{row.format} {row.field}",
                row.counted_as,
                _number(row.limit),
                _number(row.fold, ""),
                *_cells(row, locales),
            )
            for row in group
        ]
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        for name, count, *cells in lines:
            padded = (cell.rjust(width) for cell, width in zip(cells, widths[2:], strict=True))
            yield "  ".join((name.ljust(widths[0]), count.ljust(widths[1]), *padded)).rstrip()
        yield ""


def _cells(row: Row, locales: Sequence[str]) -> list[str]:
    by_locale = {cell.locale: _cell(cell) for cell in row.cells}
    return [by_locale.get(tag, "") for tag in locales]


def _cell(cell: Cell) -> str:
    """`264 +16`, `~301 -21` where it is estimated."""
    parts = f"{cell.parts}× " if cell.parts > 1 else ""
    used = f"{parts}{'~' if cell.is_estimate else ''}{cell.used:,}{'…' if cell.is_folded else ''}"
    return used if cell.left is None else f"{used} {cell.left:+,}"


def _number(value: int | None, otherwise: str = "?") -> str:
    return f"{value:,}" if value is not None else otherwise


def as_value(row: Row) -> dict[str, Any]:
    """A row with its cells, for JSON."""
    return {
        **row._asdict(),
        "cells": [{**cell._asdict(), "left": cell.left, "is_folded": cell.is_folded} for cell in row.cells],
    }
