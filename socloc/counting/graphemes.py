"""Counts extended grapheme clusters (Unicode UAX #29): what a reader takes for one character."""

from functools import cache
from re import Pattern

from socloc.counting._surrogates import paired

UNIT = "characters as a reader sees them"
SUMMARY = "Each grapheme cluster is 1: a letter with its accents, a family emoji, a flag, a line end."


def length(text: str, /) -> int:
    """The number of extended grapheme clusters, by the Unicode version of the `regex` library.

    https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries
    """
    if text.isascii():
        return len(text) - text.count("\r\n")  # the only cluster of more than one ASCII character (rule GB3)
    return len(_cluster().findall(paired(text)))


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


@cache
def _cluster() -> Pattern[str]:
    import regex  # 10 ms: only texts beyond ASCII need it

    pattern: Pattern[str] = regex.compile(r"\X")
    return pattern
