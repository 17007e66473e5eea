"""What is known about a tool that takes posts, as values: its file, its columns, and what it refuses."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

from collections.abc import Mapping
from typing import Any, NamedTuple

from socloc.findings import Severity
from socloc.networks import Standings


class Amount(NamedTuple):
    """How many of something a tool takes, such as rows of a file, or minutes; the unit stands where it is used."""

    value: int
    basis: Standings


class Column(NamedTuple):
    """A column: its head, what stands in it ("" is nothing), and how.

    `number` is which of several (from 1), `between` what stands between them. `text` is the constant, or the word for
    yes; `otherwise` the word for no. `form` is that of a date, with %Y %m %d %H %M %S. With `networks`, other networks
    leave the column empty.
    """

    head: str
    holds: str = ""
    number: int = 1
    between: str = ","
    text: str = ""
    otherwise: str = ""
    form: str = ""
    networks: tuple[str, ...] = ()


class Cap(NamedTuple):
    """The most of a text, of a comment or a title on some networks, as the tool counts it in the way of that id."""

    of: str
    networks: tuple[str, ...]
    value: int
    way: str
    basis: Standings


class TakenMedia(NamedTuple):
    """Which media a tool fetches: sorts, kinds of file ("" is any), how many, and bytes each; None is unknown.

    `together` is False where images, animations and videos do not go into one post; `link_wins` is True where a link
    of its own makes the tool leave them out.
    """

    sorts: tuple[str, ...]
    kinds: tuple[str, ...]
    most: int | None
    bytes: int | None
    together: bool
    link_wins: bool
    basis: Standings


class Known(NamedTuple):
    """The networks of a tool: its own name for each of ours (`x`, or `tiktok/photo`)."""

    names: Mapping[str, str]
    basis: Standings


class Looks(NamedTuple):
    """What a table is made of: whether it has a head, how its bytes are written, and what ends its lines."""

    head: bool = True
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    quote_all: bool = False


class Scheduler(NamedTuple):
    """A tool that takes posts. `per` is what one file is about, `zone` whose clock its dates are on.

    `needs` must stand in every row. `body` is the tree of a JSON file. Of the numbers, `rows` are those of a file,
    `ahead` and `apart` are minutes, and `repeat` is days; None where nobody says.
    """

    id: str
    name: str
    about: str
    writes: str
    per: str
    zone: str
    is_for_people: bool
    needs: tuple[str, ...]
    looks: Looks
    columns: tuple[Column, ...]
    body: Any
    rows: Amount | None
    ahead: Amount | None
    apart: Amount | None
    repeat: Amount | None
    known: Known | None
    media: TakenMedia | None
    caps: tuple[Cap, ...]
    has_accounts: bool
    basis: Standings

    def name_of(self, network: str, form: str) -> str | None:
        """The tool's name for a network's format; None where it has none, "" where nobody says which it takes."""
        if self.known is None:
            return ""
        return self.known.names.get(f"{network}/{form}", self.known.names.get(network))

    @property
    def severity(self) -> Severity:
        """How bad it is not to keep to what its file is like."""
        return self.basis.severity
