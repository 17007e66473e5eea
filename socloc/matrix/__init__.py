"""A table whose rows fill a campaign: shops, cities, dates or coupon codes, and a bundle for each.

`table` reads the rows of a CSV file or a spreadsheet, `named` those of the table that a campaign names; `columns` tells
which of its columns are one in several locales; `fill` puts the values of a row into a campaign's YAML, and into what
is written at the end. Most campaigns have no table, so this module imports none of them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from socloc.findings import Place
from socloc.places import Node

ID: Final = "id"  # the column that names rows
KEY: Final = "matrix"  # of a campaign


class Row(NamedTuple):
    """A line of a table: the id that its bundle ends with, its cells by the heads of their columns, and its place."""

    id: str
    cells: tuple[tuple[str, str], ...]
    place: Place


def campaign_id(campaign: str, row: str) -> str:
    """The id of a campaign for a row, which is also that of its bundle."""
    return f"{campaign}-{row}"


def may_ask(root: Node) -> bool:
    """Whether a campaign names a table, or has a string that may ask for a column of one."""
    return KEY in root.mapping or any("{" in node.text and "row" in node.text for node in strings(root))


def strings(root: Node) -> Iterator[Node]:
    """All strings, in the order of the file; not by recursion, since every campaign comes through here."""
    left = [root]
    while left:
        node = left.pop()
        found = node.value
        if isinstance(found, str):
            yield node
        elif found:
            left += reversed(found if isinstance(found, list) else list(found.values()))
