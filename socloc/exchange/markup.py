"""What XML cannot hold, and how translators' files hold it all the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, Final

from socloc.localize.protect import split

# https://www.w3.org/TR/xml/#charsets; a carriage return would come back as a line feed.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """A text in stretches, each with whether it is one character that XML does not take."""
    return split(text, _NOT_XML)


def line_of(element: Any) -> int:
    """The line of an XML element in its file."""
    return int(element.sourceline or 1)


def plain(text: str) -> str:
    """A text for people to read, with U+FFFD for what XML does not take."""
    return _NOT_XML.sub("\ufffd", text)


def code_of(character: str) -> str:
    """The code point as XLIFF 2 writes it: 001B."""
    return f"{ord(character):04X}"


def character_of(code: str) -> str:
    """The character of a code point in hexadecimal digits. Raises ValueError for anything else."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        raise ValueError(f"`{code[:20]}` is no code point")
    number = int(code, 16)
    if number > sys.maxunicode:
        raise ValueError(f"`{code}` is no code point")
    return chr(number)
