"""Counts as X does: twitter-text's weighted length, configuration v3, equal to npm twitter-text 3.1.0.

Numbers are in config.json, emoji in emoji.txt, top-level domains in tlds.txt, each with its source.
The library works on UTF-16 code units. So does whatever deals with links here, where it makes a difference:
a link may start or end between the two halves of an emoji.
"""

import re
from collections.abc import Iterator

from socloc.counting import _data
from socloc.counting._surrogates import paired, split

UNIT = "characters as X counts them"
SUMMARY = (
    "After NFC: a link is 23, with or without https://; an emoji is 2, however many code points it has; "
    "U+0000 to U+10FF and most spaces, dashes and quotation marks are 1; the rest is 2."
)

_CONFIG = _data.values("x_weighted/config.json")
_SCALE: int = _CONFIG["scale"]
_DEFAULT: int = _CONFIG["default_weight"]
_LINK: int = _CONFIG["url_length"] * _SCALE
_INVALID = re.compile(f"[{''.join(_CONFIG['invalid'])}]")
_JOINS_EMOJI = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0067]")


def _other_weights() -> Iterator[tuple[int, re.Pattern[str]]]:
    """Each weight but the default, as its difference from it, with a pattern for runs of such code points."""
    for weight in sorted({weight for _, _, weight in _CONFIG["ranges"]} - {_DEFAULT}):
        spans = (f"{chr(a)}-{chr(b)}" for a, b, has in _CONFIG["ranges"] if has == weight)
        yield weight - _DEFAULT, re.compile(f"[{''.join(spans)}]+")


_OTHERS = tuple(_other_weights())


def length(text: str, /) -> int:
    """The weighted length of a post, as parseTweet(text).weightedLength of the official library.

    https://docs.x.com/fundamentals/counting-characters; where it is silent, the library's code and answers.
    """
    if not text.isascii():
        text = _composed(paired(text))
    if "." in text:
        from socloc.counting.x_weighted import links

        units = split(text)
        if found := links.spans(units):
            return _with_links(text, units, found) // _SCALE
    if not _JOINS_EMOJI.search(text):
        return _weigh(text) // _SCALE
    from socloc.counting.x_weighted import emoji

    rest, count = emoji.SEQUENCE.subn("", text)
    return (_weigh(rest) + count * _DEFAULT) // _SCALE


def invalid(text: str, /) -> tuple[int, ...]:
    """The code points X refuses anywhere in a post (U+FFFE, U+FEFF, U+FFFF), as indices of code points."""
    return tuple(found.start() for found in _INVALID.finditer(text))


def _composed(text: str) -> str:
    from socloc.counting import _nfc

    return _nfc.composed(text)


def _weigh(text: str) -> int:
    """The weight of a text without links and without emoji of several code points, in parts of _SCALE."""
    weight = len(text) * _DEFAULT
    for difference, runs in _OTHERS:
        weight += difference * sum(map(len, runs.findall(text)))
    return weight


def _with_links(text: str, units: str, found: dict[int, int]) -> int:
    """The weight of a text with links, in parts of _SCALE; what starts inside a link or emoji is not seen."""
    entities = [(start, end, _LINK) for start, end in found.items()]
    if _JOINS_EMOJI.search(text):
        from socloc.counting.x_weighted import emoji

        entities += [(start, end, _DEFAULT) for start, end in emoji.spans(text)]
    at = weight = 0
    for start, end, price in sorted(entities):
        if start >= at:
            weight += _weigh(paired(units[at:start])) + price
            at = end
    return weight + _weigh(paired(units[at:]))
