"""A part of a file, as browsers ask for it to play a video from its middle (RFC 9110, section 14)."""

from __future__ import annotations

import re
import sys
from email.message import Message
from typing import Final, NamedTuple

_ONE: Final = re.compile(r"bytes[ \t]*=[ \t,]*([0-9]*)-([0-9]*)[ \t,]*", re.ASCII | re.IGNORECASE)
_DIGITS: Final = 18  # more cannot be the position of anything


class Part(NamedTuple):
    """Bytes of a file from `start` up to and without `end`; nothing where the file has none of what was asked for."""

    start: int
    end: int

    def content_range(self, length: int) -> str:
        """The value of Content-Range, for a file of so many bytes."""
        return f"bytes {self.start}-{self.end - 1}/{length}" if self.end > self.start else f"bytes */{length}"


def asked(headers: Message, length: int) -> Part | None:
    """The part of a file of so many bytes that a GET asks for; None where it is to have the whole file.

    That is so for several ranges at once, which one may answer in full (14.2), and for ranges on a condition: nothing
    served here has a validator, so no If-Range can hold (13.1.5).
    """
    named = headers.get_all("Range") or []
    found = _ONE.fullmatch(named[0].strip()) if len(named) == 1 and "If-Range" not in headers else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return Part(max(0, length - _number(found[2])), length)
    first, last = _number(found[1]), _number(found[2]) if found[2] else sys.maxsize - 1
    if last < first:
        return None
    return Part(first, min(last + 1, length)) if first < length else Part(0, 0)


def _number(digits: str) -> int:
    short = digits.lstrip("0")
    return int(short or "0") if len(short) <= _DIGITS else sys.maxsize - 1
