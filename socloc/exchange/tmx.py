"""TMX 1.4: the campaign's translations as a memory for other tools, and other tools' memories for the campaign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from socloc import __version__
from socloc.errors import SoclocError
from socloc.exchange.markup import plain
from socloc.exchange.rows import REVIEWED, Heading, Received, Row
from socloc.findings import Place
from socloc.localize import tmx
from socloc.localize.memory import Entry

SUFFIX: Final = ".tmx"
TAKES_EMPTY: Final = False


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """The rows that have a translation. Raises SoclocError where one has a character that XML cannot hold."""
    for row in rows:
        for text in (row.source, row.target):
            if plain(text) != text:
                raise SoclocError(f"`{row.unit}` has a control character, which TMX cannot hold", "Export it as XLIFF.")
    return tmx.as_bytes([_entry(heading, row) for row in rows if row.target], __version__)


def _entry(heading: Heading, row: Row) -> Entry:
    is_reviewed = row.state == REVIEWED
    return Entry(
        heading.source, heading.target, row.source, row.target, "", is_reviewed, heading.campaign, row.unit, ""
    )


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The entries; those of other tools have no unit, and serve every text of the same source."""
    entries = list(tmx.read(data, shown))
    targets = {entry.target_locale for entry in entries}
    source = entries[0].source_locale if entries else ""
    heading = Heading("", "", source, targets.pop() if len(targets) == 1 else "")
    return heading, [Received(entry.unit, entry.source, entry.text, entry.reviewed, Place(shown)) for entry in entries]
