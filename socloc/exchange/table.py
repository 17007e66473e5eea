"""CSV for spreadsheets: UTF-8 with a byte order mark, so that Excel reads it as such."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from socloc import csv_text
from socloc.exchange import columns
from socloc.exchange.rows import Heading, Received, Row

SUFFIX: Final = ".csv"
TAKES_EMPTY: Final = True
# A cell that begins like this is a formula for Excel (https://owasp.org/www-community/attacks/CSV_Injection). The
# apostrophe before it says that it is text, and is taken away again.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


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
    return columns.received(csv_text.lines(data, shown), shown)
