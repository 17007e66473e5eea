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
    cluster, loose = _patterns()
    text, added = loose.subn("\\1\0\\2", paired(text))
    return len(cluster.findall(text)) - added


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str]]:
    """One cluster, and consonants the library would wrongly join to what stands before them.

    Rule GB9c joins क्द, consonant + virama + consonant. regex 2026.11.15 joins a virama and a consonant after
    anything else, too; a control character between them, which is a cluster of its own, keeps them apart.
    """
    import regex  # 10 ms: only texts beyond ASCII need it

    linked = r"[\p{InCB=Extend}\p{InCB=Linker}]"
    cluster: Pattern[str] = regex.compile(r"\X")
    loose: Pattern[str] = regex.compile(
        rf"(?<![\p{{InCB=Consonant}}\p{{InCB=Extend}}\p{{InCB=Linker}}])"
        rf"({linked}*\p{{InCB=Linker}}{linked}*)(\p{{InCB=Consonant}})"
    )
    return cluster, loose
