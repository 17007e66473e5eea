"""Spreadsheets for people: every cell is text, also where it begins like a formula."""

from __future__ import annotations

from typing import Final

from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File
from socloc.schedulers.table import cells

SUFFIX: Final = ".xlsx"
HOLDS: Final[frozenset[str]] = frozenset()
_NARROW: Final = 14  # characters wide
_WIDE: Final = 60
_LONG: Final = 40  # characters from which a column is wide


def write(file: File, tool: Scheduler, about: About) -> bytes:
    """The rows as a sheet with a frozen first line. Raises SoclocError where a text is longer than a cell may be."""
    from socloc.exchange.xlsx import sheet

    rows = cells(file, tool)
    heads = [column.head for column in tool.columns]
    longest = (max((len(line[at]) for line in rows), default=0) for at in range(len(heads)))
    widths = [_WIDE if length > _LONG else _NARROW for length in longest]
    return sheet(about.campaign[:31], [heads, *rows], widths)  # a sheet's name has 31 characters at most
