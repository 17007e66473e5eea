"""The rows of a table: a CSV file or a spreadsheet, whose first line names the columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from socloc import csv_text, opened
from socloc.campaign_values import ID
from socloc.errors import SoclocError
from socloc.findings import Place
from socloc.matrix import ID as ID_COLUMN
from socloc.matrix import Row

_IN_LOCALE: Final = re.compile(r"(?<=\S)\s{0,9}\(([A-Za-z0-9-]{2,35})\)\Z")
MAX_BYTES: Final = 32 * 1024 * 1024
MAX_ROWS: Final = 20_000
MAX_CELLS: Final = 2_000_000
_SPREADSHEET: Final = b"PK\x03\x04"  # a zip archive, which an .xlsx is


def read(path: Path, shown: str) -> list[Row]:
    """The rows of a table, in its order; `shown` is its name in messages, and in places it is `path`.

    The column `id` names them; without one they are numbered from 1. Raises SoclocError with the line where the table
    cannot be read or has no rows, where two columns or two rows are called the same, and where an id is none.
    """
    lines = [(number, list(map(str.strip, cells))) for number, cells in _lines(_bytes(path, shown), shown)]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if len(lines) < 2:
        raise SoclocError(f"{shown} has no rows", "The first line names the columns; each other line is a row.")
    if len(lines) > MAX_ROWS + 1:
        raise SoclocError(f"{shown} has more than {MAX_ROWS:,} rows", "Split it.")
    if len(lines) * len(lines[0][1]) > MAX_CELLS:
        raise SoclocError(f"{shown} has more than {MAX_CELLS:,} cells", "Split it, or take columns out.")
    heads = _heads(lines[0][1], f"{shown}:{lines[0][0]}")
    seen: dict[str, Row] = {}
    for number, (line, cells) in enumerate(lines[1:], 1):
        where = Place(shown, line)
        row = _row(heads, cells, where, number)
        first = seen.setdefault(row.id, row._replace(place=Place(str(path), line)))
        if first.place.line != line:
            raise _wrong(where, f"the id `{row.id}` stands at line {first.place.line}, too", "Rename one of them.")
    return list(seen.values())


def _bytes(path: Path, shown: str) -> bytes:
    try:
        data = opened.read(path, MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SoclocError(f"cannot read the table {shown}: {reason}", "Check the name and your rights.") from error
    if len(data) > MAX_BYTES:
        raise SoclocError(f"{shown} has more than {MAX_BYTES // 1024 // 1024} MiB", "Split it.")
    return data


def _lines(data: bytes, shown: str) -> Iterable[tuple[int, list[str]]]:
    if not data.startswith(_SPREADSHEET):
        yield from csv_text.lines(data, shown)
        return
    from socloc.exchange import xlsx  # with openpyxl, which few tables need

    for number, cells in xlsx.values(data, shown):
        if xlsx.MISTAKE in cells:
            message = f"the cell in column {cells.index(xlsx.MISTAKE) + 1} holds an error of the spreadsheet"
            raise _wrong(Place(shown, number), message, "Mend the formula, save it, and try again.")
        yield number, [_as_text(cell) for cell in cells]


def _as_text(cell: Any) -> str:
    """A cell in the form that campaigns have: 2027-03-20, 2027-03-20 09:00, 09:00, 1234.5, true."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date | time):
        return f"{cell:%H:%M}" if isinstance(cell, time) else f"{cell:%Y-%m-%d}"
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _heads(cells: Sequence[str], where: str) -> list[str]:
    """The names of the columns; a column without one is a note to the side."""
    heads = [ID_COLUMN if cell.lower() == ID_COLUMN else cell for cell in cells]
    same = [_IN_LOCALE.sub(r".\1", head).lower() for head in heads]  # `city (de)` is `city.de`
    number = Counter(filter(None, same))
    twice = next((head for head, name in zip(heads, same, strict=True) if number[name] > 1), "")
    if twice:
        raise SoclocError(f"{where}: two columns are called `{twice[:40]}`", "Rename or remove one.")
    return heads


def _row(heads: Sequence[str], cells: Sequence[str], place: Place, number: int) -> Row:
    if any(cells[len(heads) :]):
        message = f"this row has {len(cells)} cells, and the first line {len(heads)}"
        raise _wrong(place, message, "Put text with commas into quotation marks, and keep empty cells.")
    named = dict(zip(heads, [*cells, *[""] * len(heads)], strict=False))
    named.pop("", None)
    return Row(_id(named, place, number), tuple(named.items()), place)


def _id(named: dict[str, str], place: Place, number: int) -> str:
    own = named.get(ID_COLUMN, "") if ID_COLUMN in named else str(number)
    if not own:
        raise _wrong(place, "the row has no id", "Write one, or take the column `id` out; rows are numbered then.")
    if not ID.matches(own):
        near = re.sub("[^a-z0-9]+", "-", own.lower()).strip("-")
        instead = f"; did you mean `{near}`?" if ID.matches(near) else ""
        raise _wrong(place, f"`{own[:40]}` is no id{instead}", f"Its bundle is named after it: {ID.expected}.")
    return own


def _wrong(place: Place, message: str, hint: str) -> SoclocError:
    return SoclocError(f"{place.file}:{place.line}: {message}", hint)
