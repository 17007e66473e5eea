"""Strings in a PO file: where the characters of a translation stand, and whether only they have changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from socloc.findings import Fix
from socloc.mend.mapping import Character, line_starts
from socloc.store.po import parse

_LINE: Final = re.compile(r'(?:msgstr[ \t]+|[ \t]*)"((?:[^"\\\r\n]|\\.)*)"[ \t]*\r?(?:\n|\Z)')
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def characters(text: str, fix: Fix) -> list[Character] | None:
    """Where each character of a translation stands, from its msgstr on; None where that cannot be followed."""
    starts = line_starts(text)
    if not 1 <= fix.place.line <= len(starts):
        return None
    at, value, found = starts[fix.place.line - 1], "", list[Character]()
    if not text.startswith("msgstr", at):
        return None
    while match := _LINE.match(text, at):
        end = match.end(1)
        at = match.start(1)
        while at < end:
            width = 2 if text[at] == "\\" else 1
            character = _ESCAPES.get(text[at + 1]) if width == 2 else text[at]
            if character is None:
                return None
            value += character
            found.append(Character(at, at + width, width == 1))
            at += width
        at = match.end()
    return found if value == fix.value else None


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
