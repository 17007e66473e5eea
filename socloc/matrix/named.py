"""The table that a campaign names, and the row that is shown where nobody has chosen one: the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from socloc import locales, opened
from socloc.errors import SoclocError
from socloc.findings import Check, Finding
from socloc.locales import canonical
from socloc.matrix import KEY, Row
from socloc.matrix.columns import columns
from socloc.matrix.fill import asks, fill
from socloc.model import Words
from socloc.places import Node, parse
from socloc.shapes import suggest

TABLE_UNUSABLE = Check(
    "table-unusable",
    "error",
    """The table that a campaign names cannot be used: it is not there, it is no table, or two rows have one id.

    A campaign with `matrix: shops.csv` is filled with each row of that table, and a row that is lost is a shop without
    posts, so nothing is rendered before the table is sound. It is a CSV file in UTF-8 or an .xlsx file in the folder of
    the campaign; its first line names the columns, and the column `id`, if there is one, the rows.

    Mend the table as the finding says, or name another with --matrix.
    """,
)
CHECKS: Final = (TABLE_UNUSABLE,)
_MANY: Final = 20  # rows that are named in a message
_NO_TABLE: Final = "Name a table with `matrix:`, or leave the row out."
_MENTIONED: Final = re.compile(rb"""^["']?matrix["']?[ \t]*:""", re.MULTILINE)


def rows(path: Path, chosen: Sequence[Row] | None = None) -> Sequence[Row]:
    """The rows that a campaign is to be filled with: those `chosen`, or those of the table that it names.

    None of them where it names no table, or is no campaign, or its table cannot be read, all of which is told later;
    only the first where it asks for a column that no row has, which need not be told for each. Of those chosen none,
    too, where it asks for no column and names no table: it is what it is for all of them.
    """
    try:
        data = opened.read(path)
    except OSError:
        return chosen or []
    if chosen is None and not _MENTIONED.search(data):
        return []
    root, _ = parse(data, str(path))
    if root and chosen and KEY not in root.mapping and not asks(root):
        return []
    found = _rows(root, path, []) if root and chosen is None else chosen
    if not root or not found:
        return found or []
    is_whole, _ = with_row(root, path, found[0], [])
    return found if is_whole else found[:1]


def with_row(
    root: Node, path: Path, row: Row | str | None, findings: list[Finding]
) -> tuple[Node | None, Mapping[str, Words]]:
    """A campaign filled with a row, or with that of an id in the table that it names, or the first; and its columns.

    None where its table cannot be used, or has no such row or columns, which are among the `findings` then.
    """
    found = _columns(root, path, row, findings)
    return (None, {}) if found is None else (fill(root, found, findings), found)


def _columns(root: Node, path: Path, row: Row | str | None, findings: list[Finding]) -> Mapping[str, Words] | None:
    """The columns of the row that a campaign is filled with: the one that was chosen, or the first of its table.

    Empty where it has no table; None where that cannot be used, which is one of the `findings` then.
    """
    if row is None and KEY not in root.mapping:
        return {}
    told = len(findings)
    if not isinstance(row, Row):
        row = _of_id(row, root, _rows(root, path, findings), findings)
    if row is None:
        return None if len(findings) > told else {}
    source = canonical(root.mapping["source"].text) if "source" in root.mapping else ""
    return columns(row, source, _tags(root, source, path.parent))


def _of_id(row: str | None, root: Node, found: Sequence[Row], findings: list[Finding]) -> Row | None:
    """The row of that id, or the first where none is asked for; that there is none is a finding."""
    chosen = next((one for one in found if row in (None, one.id)), None)
    known, table = [one.id for one in found], root.mapping.get(KEY)
    if row is not None and chosen is None and (known or not table):  # why a table has no rows is told already
        message = f"the table `{table.text}` has no row" if table else "no table is named that has a row"
        hint = f"Rows: {', '.join(known[:_MANY])}{', …' if len(known) > _MANY else ''}." if known else _NO_TABLE
        findings.append(TABLE_UNUSABLE.at((table or root).place, f"{message} `{row}`{suggest(row, known)}", hint))
    return chosen


def _rows(root: Node, path: Path, findings: list[Finding]) -> list[Row]:
    node = root.mapping.get(KEY)
    if node is None or not node.text:  # what is none is told with the other mistakes of the file
        return []
    from socloc.matrix import table

    try:
        file = _beside(path, node.text)
        return table.read(file, node.text)
    except SoclocError as error:
        findings.append(TABLE_UNUSABLE.at(node.place, str(error), error.hint))
        return []


def _beside(path: Path, name: str) -> Path:
    """The table of that name in the campaign's folder."""
    if str(path) == "-":
        raise SoclocError("a campaign with a table has to be a file", "Standard input cannot be read for each row.")
    file = path.parent / name
    try:
        is_inside = file.resolve().is_relative_to(path.parent.resolve())
    except (OSError, ValueError, RuntimeError):  # no file name at all, or links that go in a circle
        is_inside = False
    if not is_inside:
        message = f"the table `{name[:80]}` lies outside the campaign's folder"
        raise SoclocError(message, "Copy it beside the campaign, or name it with --matrix.")
    opened.must_end(file)
    return file


def _tags(root: Node, source: str, folder: Path) -> Collection[str]:
    """The locales that words of a campaign may be in: its own, and those whose words serve them."""
    listed = root.mapping["locales"].items if "locales" in root.mapping else ()
    own = {source, *(canonical(item.text) for item in listed)} - {""}
    found = set(own)
    for tag in own:
        data, _ = locales.load(tag, folder)
        if data:
            found |= {*data.accepts, *(conversion.source for conversion in data.convert)}
    return found
