"""A spreadsheet (Office Open XML) for translators. The only module that imports openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from socloc.errors import SoclocError
from socloc.exchange import columns
from socloc.exchange.markup import character_of, code_of, stretches
from socloc.exchange.rows import Heading, Received, Row

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

SUFFIX: Final = ".xlsx"
TAKES_EMPTY: Final = True
MAX_BYTES: Final = 256 * 1024 * 1024  # of all that is in it, unpacked
MAX_ROWS: Final = 100_000
MAX_SHEETS: Final = 20
MAX_CELL: Final = 32_767  # characters of a cell, as Excel has it
MISTAKE: Final = object()  # stands for #N/A and the like
_Found = TypeVar("_Found")
_LIKE_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """Rows as a sheet with a frozen first line; cells are text, also those that look like formulas.

    Raises SoclocError where a text is longer than a cell may be.
    """
    lines = (columns.heads(heading), *(columns.cells(row) for row in rows))
    return sheet(heading.target, lines, columns.WIDTHS, unlocked=(3, 4), frozen="B2")


def sheet(
    title: str,
    lines: Iterable[Sequence[str | int]],
    widths: Sequence[float],
    unlocked: Collection[int] = (),
    frozen: str = "A2",
) -> bytes:
    """Lines as a sheet, the first one its head; `unlocked` are the columns, from 1, that a protected sheet lets be.

    Raises SoclocError where a text is longer than a cell may be.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, Protection
    from openpyxl.utils import get_column_letter

    book = Workbook()
    made: Any = book.active
    made.title = title
    made.freeze_panes = frozen
    for line, values in enumerate(lines, 1):
        for column, value in enumerate(values, 1):
            cell = made.cell(line, column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=line == 1 or column not in unlocked)
            if line == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        made.column_dimensions[get_column_letter(column)].width = width
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _put(cell: Cell, value: str | int) -> None:
    if isinstance(value, str):
        value = _LIKE_ESCAPED.sub(_escaped("_"), value)
        text = "".join(_escaped(part) if is_control else part for part, is_control in stretches(value))
        if len(text) > MAX_CELL:
            message = f"a text has {len(text):,} characters, and a cell of a spreadsheet takes {MAX_CELL:,}"
            raise SoclocError(message, "Export it as XLIFF or CSV.")
        cell.value = text
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
        cell.quotePrefix = True  # Excel keeps it text when somebody edits the cell
    else:
        cell.value = value


def _escaped(character: str) -> str:
    """What XML does not take, as the format itself writes it (ECMA-376, 22.9.2.19)."""
    return f"_x{code_of(character)}_"


def _without_clock(data: bytes) -> bytes:
    """The same bytes at every run: without the times of the archive and of the document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _no_dates(content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _no_dates(content: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(content)
    for child in list(root):
        if str(child.tag).endswith(("}created", "}modified")):
            root.remove(child)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The rows of the first sheet that has the columns.

    Raises SoclocError where it is no spreadsheet, or far too large a one.
    """
    return _opened(data, shown, lambda book: _received(book.worksheets, shown))


def values(data: bytes, shown: str) -> list[tuple[int, list[Any]]]:
    """The lines of the first sheet with their numbers, and cells as they are: text, numbers, times, True and False.

    Of a formula it is what was computed when the file was saved; MISTAKE where that is an error. Raises SoclocError
    as `read` does.
    """
    return _opened(data, shown, lambda book: list(_values(book.worksheets[0])), computed=True)


def _values(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS), 1):
        yield number, [MISTAKE if cell.data_type == "e" else cell.value for cell in row]


def _opened(data: bytes, shown: str, found: Callable[[Any], _Found], computed: bool = False) -> _Found:
    """What is found in a workbook; `computed` are the values of formulas, which are lost otherwise."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
        if size > MAX_BYTES:
            raise SoclocError(f"{shown} unpacks to {size // 1024 // 1024:,} MiB", "Split it.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=computed, keep_links=False)
        return found(book)
    except SoclocError:
        raise
    except Exception as error:  # whatever openpyxl raises, the file is no good one
        raise SoclocError(f"{shown} is no spreadsheet: {str(error)[:100]}", "Save it as .xlsx.") from error


def _received(sheets: Sequence[Any], shown: str) -> tuple[Heading, list[Received]]:
    first: SoclocError | None = None
    for sheet in sheets[:MAX_SHEETS]:
        try:
            return columns.received(_lines(sheet), shown)
        except SoclocError as error:
            first = first or error
    raise first or SoclocError(f"{shown} has no sheet", "Export it again.")


def _lines(sheet: Any) -> Iterator[tuple[int, list[str | None]]]:
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS), 1):
        yield number, [_text(cell) for cell in row]


def _text(cell: Any) -> str | None:
    """The text of a cell; None for a formula, and for what Excel says of a wrong one."""
    if cell.data_type in ("f", "e"):
        return None
    return "" if cell.value is None else _unescaped(str(cell.value))


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: character_of(match[1]), text)
