"""Tables for tools: CSV by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with the columns of the tool's file."""

from __future__ import annotations

import csv
import io
from typing import Final

from socloc.schedulers import holds
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File

SUFFIX: Final = ".csv"
HOLDS: Final[frozenset[str]] = frozenset()
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what begins like this is a formula for a spreadsheet


def write(file: File, tool: Scheduler, _about: About) -> bytes:
    """The rows as the tool wants them; texts are what will be posted, also where they look like formulas."""
    stream = io.StringIO(newline="")
    lines = cells(file, tool)
    # Python 3.11 leaves a carriage return bare where lines end with a line feed.
    is_quoted = tool.looks.quote_all or (
        "\r" not in tool.looks.line_end and any("\r" in cell for line in lines for cell in line)
    )
    writer = csv.writer(
        stream, quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL, lineterminator=tool.looks.line_end
    )
    if tool.looks.head:
        writer.writerow([column.head for column in tool.columns])
    writer.writerows(lines)
    return stream.getvalue().encode(tool.looks.encoding, "replace")


def cells(file: File, tool: Scheduler) -> list[list[str]]:
    """The cells of a file's rows. People read each row on the clock of its own audience."""
    return [
        [holds.cell(row, column, row.zone if tool.is_for_people else file.zone) for column in tool.columns]
        for row in file.rows
    ]
