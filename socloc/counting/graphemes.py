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
    return len(clusters(text))


def clusters(text: str, /) -> list[str]:
    """The extended grapheme clusters of the text, one after the other; two halves of a character are made one."""
    cluster, loose = _patterns()
    text = paired(text)
    found: list[str] = []
    at = 0
    for consonant in loose.finditer(text):
        found += cluster.findall(text[at : consonant.end() - 1])
        at = consonant.end() - 1
    return found + cluster.findall(text[at:] if at else text)


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str]]:
    r"""One cluster, and consonants that Unicode 18 joins to what stands before them and Unicode 17 does not.

    Rule GB9c joins क्द, consonant + virama + consonant. Unicode 18, and with it regex 2026.11.15, joins a virama and
    a consonant after anything else, too, and counts three more characters among viramas
    (https://www.unicode.org/reports/tr29/tr29-49.html#GB9c). Networks count with the rule of Unicode 15.1 to 17:
    Bluesky's @atproto/api 0.19 asks Intl.Segmenter, which is ICU's, and Mastodon Ruby's \X.

    Two regional indicators, a flag, are looked at before \X: it would go back to the first one for each of them.
    """
    import regex  # 10 ms: only texts beyond ASCII need it

    virama = r"[\p{InCB=Linker}&&\p{GCB=Extend}]"
    marks = rf"[\p{{InCB=Extend}}{virama}]"
    cluster: Pattern[str] = regex.compile(r"\p{RI}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X")
    loose: Pattern[str] = regex.compile(
        rf"(?V1)(?:[\p{{InCB=Linker}}--\p{{GCB=Extend}}]"
        rf"|(?<![\p{{InCB=Consonant}}{marks}])\p{{InCB=Extend}}*+{virama}){marks}*+\p{{InCB=Consonant}}"
    )
    return cluster, loose
