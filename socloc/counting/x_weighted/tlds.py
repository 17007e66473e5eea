"""The top-level domains that make a link of a text without https://, and where one ends."""

import re

from socloc.counting import _data

_WORD = re.compile("[a-z]+", re.ASCII | re.IGNORECASE)
_PUNYCODE = re.compile("xn--[-0-9a-z]+", re.ASCII | re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # importing string would take longer than the list of domains
_GLUE = frozenset(f"{_LETTERS}{_LETTERS.upper()}0123456789@+-")  # no domain ends before these


def end(text: str, at: int, /) -> int:
    """Where the top-level domain that starts at an index ends; 0 if there is none.

    Text may follow without a space unless it looks like more of the same word: example.com。 is a domain,
    example.common is none. Of two names that fit, 嘉里 and 嘉里大酒店, the longer is taken.
    """
    word = _WORD.match(text, at)
    after = word.end() if word else at
    if word and word.group().lower() in ASCII and text[after : after + 1] not in _GLUE:
        return after
    if text[after : after + 1] > "\x7f" and (after := _beyond_ascii(text, at)):
        return after
    punycode = _PUNYCODE.match(text, at)
    return punycode.end() if punycode else 0


def _beyond_ascii(text: str, at: int) -> int:
    name = text[at : at + LENGTHS[0]].translate(_SMALL)
    for length in LENGTHS:
        after = at + length
        if name[:length] in OTHERS and text[after : after + 1] not in _GLUE:
            return after
    return 0


def _read(data: str) -> tuple[frozenset[str], frozenset[str], dict[int, str]]:
    """The names in ASCII, the others, and the letters of the others that are the same by ECMAScript's /i."""
    body = "".join(line for line in data.splitlines(keepends=True) if not line.startswith("#"))
    ascii_names, rest = body.removeprefix("ascii\n").split("beyond-ascii\n")
    others, letters = rest.split("letters\n")
    small = {ord(variant): same[0] for same in letters.split() for variant in same[1:]}
    return frozenset(ascii_names.split()), frozenset(others.split()), small


ASCII, OTHERS, _SMALL = _read(_data.text("x_weighted/tlds.txt"))
LENGTHS = sorted({len(name) for name in OTHERS}, reverse=True)
