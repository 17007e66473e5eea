"""gettext PO, as it stands beside the campaign, with the rendered post as a further note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from socloc.errors import SoclocError
from socloc.exchange.rows import REVIEWED, Heading, Received, Row
from socloc.places.checks import BrokenError
from socloc.places.decode import decode
from socloc.store.catalog import LIMIT, NOTE, POST, SHOWN, Catalog, Entry, header
from socloc.store.po import MAX_BYTES, as_bytes, parse

SUFFIX: Final = ".po"
TAKES_EMPTY: Final = True


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """Rows as a PO file."""
    known = header(heading.campaign, heading.source, heading.target)
    return as_bytes(Catalog({row.unit: _entry(row) for row in rows}, header=known, comment=f"From {heading.file}."))


def _entry(row: Row) -> Entry:
    notes = [f"{NOTE}{row.note}"] if row.note else []
    notes += [f"{SHOWN}{', '.join(row.shown_on)}"] if row.shown_on else []
    notes += [f"{LIMIT}{row.most} characters"] if row.most is not None else []
    notes += [f"{POST}{' '.join(row.context.split())}"] if row.context else []
    is_fuzzy = row.state != REVIEWED and bool(row.target)
    references = ((row.place.file, str(row.place.line)),)
    return Entry(row.unit, row.source, row.target, is_fuzzy, row.previous, notes=tuple(notes), references=references)


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The entries of a PO file. Raises SoclocError where it is broken."""
    try:
        catalog, findings = parse(decode(data, shown, MAX_BYTES).replace("\r\n", "\n"), shown)
    except BrokenError as broken:
        raise SoclocError(f"{broken.finding.place}: {broken.finding.message}", broken.finding.hint) from None
    if catalog is None:
        raise SoclocError(f"{findings[0].place}: {findings[0].message}", findings[0].hint)
    about = catalog.header
    heading = Heading(
        about.get("Project-Id-Version", ""),
        "",
        about.get("X-Source-Language", ""),
        about.get("Language", "").replace("_", "-"),
    )
    return heading, [
        Received(entry.path, entry.source, entry.text, not entry.fuzzy, entry.place)
        for entry in catalog.entries.values()
    ]
