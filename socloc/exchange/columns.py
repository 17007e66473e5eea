"""The columns of a table for translators, the same in spreadsheets and in CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from socloc.errors import SoclocError
from socloc.exchange.rows import REVIEWED, Heading, Received, Row
from socloc.findings import Place

_LOCALE: Final = re.compile(r"\s*(source|target)\s*(?:\(([A-Za-z0-9-]*)\))?\s*", re.IGNORECASE)
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


def received(lines: Iterator[tuple[int, Sequence[str]]], shown: str) -> tuple[Heading, list[Received]]:
    """What stands in a table, whose first line names the columns; lines come with their numbers.

    The columns may stand in any order, others are read over. Raises SoclocError where one is missing.
    """
    number, names = next(lines, (1, ()))
    at: dict[str, int] = {}
    locales = {"source": "", "target": ""}
    for index, name in enumerate(names):
        match = _LOCALE.fullmatch(name)
        if match:
            locales[match[1].lower()] = match[2] or ""
        at.setdefault(match[1].lower() if match else name.strip().lower(), index)
    for name in ("id", "source", "target"):
        if name not in at:
            raise SoclocError(
                f"{shown}:{number}: there is no column `{name}`", "Export it again, and keep the first line."
            )
    found = []
    for line, row in lines:
        value = {name: row[index] if index < len(row) else "" for name, index in at.items()}
        if any(value.values()):
            is_reviewed = value.get("state", "").strip().lower() == REVIEWED
            found.append(
                Received(value["id"].strip(), value["source"], value["target"], is_reviewed, Place(shown, line))
            )
    return Heading("", "", locales["source"], locales["target"]), found
