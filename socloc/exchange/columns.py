"""The columns of a table for translators, the same in spreadsheets and in CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, TypeAlias

from socloc.errors import SoclocError
from socloc.exchange.rows import REVIEWED, Heading, Received, Row
from socloc.findings import Place

Cells: TypeAlias = Sequence[str | None]

_LOCALE: Final = re.compile(r"\s*(source|target)\s*(?:\(([A-Za-z0-9_-]*)\))?\s*", re.IGNORECASE)
_NEEDED: Final = ("id", "source", "target")
_MOST_ABOVE: Final = 20  # lines that somebody may have put above the names of the columns
WIDTHS: Final = (28, 60, 60, 14, 12, 40, 30, 60, 24)  # of a spreadsheet's columns, in characters


def heads(heading: Heading) -> tuple[str, ...]:
    """The names of the columns."""
    return (
        "id",
        f"source ({heading.source})",
        f"target ({heading.target})",
        "state",
        "max length",
        "note",
        "shown on",
        "post",
        "place",
    )


def cells(row: Row) -> tuple[str | int, ...]:
    """A row as cells, in the order of the columns."""
    return (
        row.unit,
        row.source,
        row.target,
        row.state,
        "" if row.most is None else row.most,
        row.note,
        ", ".join(row.shown_on),
        row.context,
        f"{row.place.file}:{row.place.line}",
    )


def received(lines: Iterator[tuple[int, Cells]], shown: str) -> tuple[Heading, list[Received]]:
    """What stands in a table, of which one of the first lines names the columns; lines come with their numbers.

    The columns may stand in any order, others are read over; None is a cell with a formula or an error. Raises
    SoclocError where a column is missing.
    """
    at, locales = _columns(lines, shown)
    found = []
    for line, row in lines:
        cell = {name: row[index] if index < len(row) else "" for name, index in at.items()}
        if any(one != "" for one in cell.values()):
            value = {name: one or "" for name, one in cell.items()}
            is_reviewed = value.get("state", "").strip().lower() == REVIEWED
            problem = "the cell holds a formula or an error, and no text" if cell["target"] is None else ""
            words = value["id"].strip(), value["source"], value["target"]
            found.append(Received(*words, is_reviewed, Place(shown, line), problem))
    return Heading("", "", *locales), found


def _columns(lines: Iterator[tuple[int, Cells]], shown: str) -> tuple[dict[str, int], tuple[str, str]]:
    """Where the columns stand, and the locales of source and target, from the first line that names them all."""
    lacking: tuple[int, str] | None = None
    for number, names in islice(lines, _MOST_ABOVE):
        at, locales = _named(names)
        missing = next((name for name in _NEEDED if name not in at), "")
        if not missing:
            return at, locales
        if lacking is None or {*_NEEDED} & {*at}:  # this one looks like it most
            lacking = number, missing
    line, name = lacking or (1, _NEEDED[0])
    raise SoclocError(f"{shown}:{line}: there is no column `{name}`", "Export it again, and keep the first line.")


def _named(names: Cells) -> tuple[dict[str, int], tuple[str, str]]:
    at: dict[str, int] = {}
    locales = {"source": "", "target": ""}
    for index, name in enumerate(names):
        match = _LOCALE.fullmatch(name or "")
        if match:
            locales[match[1].lower()] = (match[2] or "").replace("_", "-")
        at.setdefault(match[1].lower() if match else (name or "").strip().lower(), index)
    return at, (locales["source"], locales["target"])
