"""Surrogates in a str, seen as a browser sees them: a high one before a low one is one character."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def paired(text: str, /) -> str:
    """The text with each high surrogate and the low one after it made one code point; the others stay."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def split(text: str, /) -> str:
    """The text as UTF-16 code units: each code point above U+FFFF becomes a high and a low surrogate."""
    return text if text.isascii() else _ASTRAL.sub(_pair, text)


def _pair(astral: re.Match[str]) -> str:
    high, low = divmod(ord(astral.group()) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)
