"""CSV as spreadsheets write it: UTF-8 or UTF-16, with commas, semicolons or tabs between cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from socloc.errors import SoclocError

# A cell that begins like this is a formula for Excel (https://owasp.org/www-community/attacks/CSV_Injection). The
# apostrophe before it says that it is text, and is taken away again.
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_MAX_CELL: Final = 1_000_000  # characters


def lines(data: bytes, shown: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file (RFC 4180), each with the number of its first line in the file, from 1.

    What stands between cells is the sign that the first line has most of. Raises SoclocError where it is broken.
    """
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SoclocError(f"{shown}:{line}: the file is not in UTF-8", "Save it as “CSV UTF-8”.") from None
    csv.field_size_limit(_MAX_CELL)
    return _lines(text, shown)


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
