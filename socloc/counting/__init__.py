"""The named ways to count how long a text is: the typed registry, and what a way has to offer."""

from collections.abc import Callable
from typing import Protocol


class Way(Protocol):
    """A module that counts in one way. Everything it offers accepts any str, lone surrogates included."""

    UNIT: str
    """What a message says after the number: “UTF-16 code units”."""

    SUMMARY: str
    """How it counts, in one sentence for `socloc networks`."""

    def length(self, text: str, /) -> int:
        """How long the text is, in UNIT."""

    def invalid(self, text: str, /) -> tuple[int, ...]:
        """The characters the network refuses, as indices of code points in the text."""


class DetailedWay(Way, Protocol):
    """A way that has more to say than a length."""

    def details(self, text: str, /) -> dict[str, object]:
        """What else there is to know about the text, by its names in `socloc count --json`."""


def _code_points() -> Way:
    from socloc.counting import code_points

    return code_points


def _utf16() -> Way:
    from socloc.counting import utf16

    return utf16


def _graphemes() -> Way:
    from socloc.counting import graphemes

    return graphemes


def _utf8_bytes() -> Way:
    from socloc.counting import utf8_bytes

    return utf8_bytes


def _weibo() -> Way:
    from socloc.counting import weibo

    return weibo


def _x_weighted() -> Way:
    from socloc.counting import x_weighted

    return x_weighted


def _xiaohongshu() -> Way:
    from socloc.counting import xiaohongshu

    return xiaohongshu


def _sms() -> DetailedWay:
    from socloc.counting import sms

    return sms


def _mastodon() -> Way:
    from socloc.counting import mastodon

    return mastodon


def _lines() -> Way:
    from socloc.counting import lines

    return lines


# Each import stands in a function of its own, so that nothing is loaded before somebody counts that way,
# and mypy still compares each module with the protocol where it is returned.
WAYS: dict[str, Callable[[], Way]] = {
    "code-points": _code_points,
    "utf-16": _utf16,
    "graphemes": _graphemes,
    "utf-8-bytes": _utf8_bytes,
    "weibo": _weibo,
    "x-weighted": _x_weighted,
    "xiaohongshu": _xiaohongshu,
    "sms": _sms,
    "mastodon": _mastodon,
    "lines": _lines,
}


def way(name: str, /) -> Way:
    """The way to count that a network's facts call `name`; its module is loaded now.

    Raises KeyError for a name that is not in WAYS.
    """
    return WAYS[name]()


DETAILED: dict[str, Callable[[], DetailedWay]] = {"sms": _sms}


def details(name: str, text: str, /) -> dict[str, object]:
    """What the way called `name` has to say beside the length; nothing, for most ways."""
    return DETAILED[name]().details(text) if name in DETAILED else {}
