"""Counts as Weibo's own editor does: half a character for Latin-1, one for the rest, links at a flat price.

The rule and its numbers are in weibo.json, with their source.
"""

import re

from socloc.counting import _data
from socloc.patterns import later

UNIT = "characters as Weibo counts them"
SUMMARY = (
    "U+0000 to U+00FF are half a character, all other UTF-16 code units are 1 (most emoji 2 or more), "
    "a link is 10 whatever its length up to 140 bytes; the sum is rounded up."
)

_RULE = _data.values("weibo.json")
_FLAT: int = _RULE["url_bytes"]
_FLAT_UP_TO: int = _RULE["url_bytes_max"]
_OWN_LITERAL_UP_TO: int = _RULE["own_url_literal_max"]

_URL = re.compile(r"https?://[a-z0-9]+(?:\.[a-z0-9]+)+[-a-z0-9_$.+!*()/,:;@&=?~#%]*", re.ASCII | re.IGNORECASE)
# Only lower-case http counts here: Weibo charges https://t.cn and HTTP://t.cn like any other link.
_LITERAL = re.compile("http://" + _RULE["literal_host"])
_OWN = later(f"http://(?:{'|'.join(_RULE['own_hosts'])})")


def length(text: str, /) -> int:
    """The number of characters as Weibo counts them: two bytes of Sina's counting, rounded up.

    A lone surrogate is one UTF-16 code unit, thus one character.
    """
    text = text.replace("\r\n", "\n")
    size = _size(text)
    if "://" in text:
        size += sum(_price(url) - len(url) for url in _URL.findall(text))
    return (size + 1) // 2


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


def _size(text: str) -> int:
    """Bytes as Sina counts them: 1 for a UTF-16 code unit up to U+00FF, 2 for any other."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) - len(text.encode("latin-1", "ignore"))


def _price(url: str) -> int:
    """What a link costs in Sina's bytes. It is ASCII, so that its length is its size."""
    if _LITERAL.match(url) or (len(url) <= _OWN_LITERAL_UP_TO and _OWN.match(url)):
        return len(url)
    return _FLAT + max(0, len(url) - _FLAT_UP_TO)
