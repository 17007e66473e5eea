"""CSV for spreadsheets: UTF-8 with a byte order mark, so that Excel reads it as such."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from socloc.errors import SoclocError
from socloc.exchange import columns
from socloc.exchange.rows import Heading, Received, Row

SUFFIX: Final = ".csv"
TAKES_EMPTY: Final = True
# A cell that begins like this is a formula for Excel (https://owasp.org/www-community/attacks/CSV_Injection). The
# apostrophe before it says that it is text, and is taken away again.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_MAX_CELL: Final = 1_000_000


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """Rows as CSV by RFC 4180."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns.heads(heading))
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in columns.cells(row)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The rows of a CSV file, with commas, semicolons or tabs between cells. Raises SoclocError where it is broken."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SoclocError(f"{shown}:{line}: the file is not in UTF-8", "Save it as “CSV UTF-8”.") from None
    csv.field_size_limit(_MAX_CELL)
    return columns.received(_lines(text, shown), shown)


def _lines(text: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    start = 1
    try:
        for row in reader:
            yield start, [cell[1:] if _ESCAPED.match(cell) else cell for cell in row]
            start = reader.line_num + 1
    except csv.Error as error:
        raise SoclocError(f"{shown}:{start}: this is no CSV: {error}", "Export it again.") from None
