"""Tables: what rows come of a CSV file or a spreadsheet, and what is said of a broken one."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from socloc.errors import SoclocError
from socloc.matrix import Row, table


def rows(folder: Path, data: bytes | str, name: str = "t.csv") -> list[Row]:
    """The rows of a table with this content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return table.read(path, name)


def sheet(*lines: list[object]) -> bytes:
    """A spreadsheet with these lines."""
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "id,city\nmunich,München\nwien,Wien\n",
        "\ufeffid;city\r\nmunich;München\r\nwien;Wien\r\n",
        "ID\tcity\nmunich\tMünchen\nwien\tWien",
        "id,city\n\nmunich, München \n,,\nwien,Wien\n",
        "id,city,\nmunich,München,a note to the side\nwien,Wien\n",
        'id,city\nmunich,"München"\nwien,"Wien"\n',
        "id,city\nmunich,München\nwien,Wien\n".encode("utf-16"),
        sheet(["id", "city"], ["munich", "München"], [], ["wien", "Wien"]),
    ],
    ids=range(8),
)
def test_rows_are_the_same_however_they_are_written(tmp_path: Path, data: bytes | str) -> None:
    found = rows(tmp_path, data)
    assert [(row.id, dict(row.cells)["city"]) for row in found] == [("munich", "München"), ("wien", "Wien")]


def test_rows_without_ids_are_numbered_and_know_their_lines(tmp_path: Path) -> None:
    found = rows(tmp_path, 'city\n"Bad\nIschl"\nWien\n')
    assert [(row.id, row.place.line) for row in found] == [("1", 2), ("2", 4)]


def test_cells_of_a_spreadsheet_are_what_a_campaign_would_have(tmp_path: Path) -> None:
    cells = [
        date(2027, 3, 20),
        datetime.fromisoformat("2027-03-20 09:30"),
        time(9, 5),
        12,
        12.0,
        1234.5,
        True,
        None,
        "0012",
    ]
    found = rows(tmp_path, sheet([f"c{at}" for at in range(len(cells))], cells), "t.xlsx")
    expected = ["2027-03-20", "2027-03-20 09:30", "09:05", "12", "12", "1234.5", "true", "", "0012"]
    assert [text for _, text in found[0].cells] == expected


@pytest.mark.parametrize(
    "data, said",
    [
        ("", "t.csv has no rows"),
        ("id,city\n", "t.csv has no rows"),
        ("id,city,city\na,b,c\n", "t.csv:1: two columns are called `city`"),
        ("id,city.de,city (DE)\na,b,c\n", "t.csv:1: two columns are called `city.de`"),
        ("id,city\na,b\na,c\n", "t.csv:3: the id `a` stands at line 2, too"),
        ("id,city\nBad Ischl,b\n", "t.csv:2: `Bad Ischl` is no id; did you mean `bad-ischl`?"),
        ("id,city\n../x,b\n", "t.csv:2: `../x` is no id; did you mean `x`?"),
        ("id,city\n,b\n", "t.csv:2: the row has no id"),
        ("id,city\na,b,c\n", "t.csv:2: this row has 3 cells, and the first line 2"),
        ('id,city\na,"b\n', "t.csv:2: this is no CSV: unexpected end of data"),
        (b"id,city\na,M\xfcnchen\n", "t.csv:2: the file is not in UTF-8"),
        (b"PK\x03\x04", "t.csv is no spreadsheet"),
        ("id\n" + "".join(f"{n}\n" for n in range(table.MAX_ROWS + 1)), "t.csv has more than 20,000 rows"),
        ("id" + ",c" * (table.MAX_CELLS // 2) + "\na\n", "t.csv has more than 2,000,000 cells"),
        ("id," + ",".join(map(str, range(100_000))) + ",id\na\n", "t.csv:1: two columns are called `id`"),
    ],
    ids=range(15),
)
def test_a_broken_table_is_told_with_its_line(tmp_path: Path, data: bytes | str, said: str) -> None:
    with pytest.raises(SoclocError) as raised:
        rows(tmp_path, data)
    assert str(raised.value).startswith(said)
    assert raised.value.hint


def test_an_error_of_the_spreadsheet_is_no_value(tmp_path: Path) -> None:
    with pytest.raises(SoclocError, match=r"t\.xlsx:2: the cell in column 2 holds an error of the spreadsheet"):
        rows(tmp_path, sheet(["id", "city"], ["a", "#N/A"]), "t.xlsx")
