"""Whether only the translations that were mended have changed in a PO file."""

from __future__ import annotations

from collections.abc import Mapping

from socloc.findings import Fix
from socloc.store.po import parse


def holds(before: bytes, after: bytes, wanted: Mapping[Fix, str]) -> bool:
    """Whether the edited file has the wanted translations, and everything else as before; read again by the store."""
    old, _ = parse(_text(before), "")
    new, _ = parse(_text(after), "")
    if old is None or new is None:
        return False
    entries = dict(old.entries)
    for fix, value in wanted.items():
        if fix.path not in entries or entries[fix.path].text != fix.value:
            return False
        entries[fix.path] = entries[fix.path]._replace(text=value)
    same = (new.obsolete, new.header, new.comment) == (old.obsolete, old.header, old.comment)
    return same and dict(new.entries) == entries and [*map(str, new.foreign)] == [*map(str, old.foreign)]


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")
