"""Where the characters of a translation stand in a PO file."""

from __future__ import annotations

import re
from typing import Final

from socloc.findings import Fix
from socloc.spots.mapping import Character, Characters, each_placed, line_starts

_LINE: Final = re.compile(r'(?:msgstr[ \t]+|[ \t]*)"((?:[^"\\\r\n]|\\.)*)"[ \t]*\r?(?:\n|\Z)')
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def characters(text: str, fix: Fix) -> Characters | None:
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
    return each_placed(found) if value == fix.value else None
