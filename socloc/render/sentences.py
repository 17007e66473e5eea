"""Where a text may be cut in two, and how well: between paragraphs, lines, sentences, clauses, words; not in markup.

Boundaries are those of UAX #29 (sentences, letters) and UAX #14 (where a line may end), from the library
`unicode-segmentation-rs`. UAX #14 stands in for the words of UAX #29: both allow a cut between any two Chinese
characters, but only UAX #14 keeps closing punctuation off the start of a line (https://www.w3.org/TR/clreq/).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from typing import Final

PARAGRAPH, LINE, SENTENCE, HELD, CLAUSE, WORD, LETTER, TORN, NEVER = range(9)
"""How good a cut is, best first. HELD parts a heading from its text; TORN has punctuation on the wrong side."""

_CLOSING: Final = "”’」』）】》〉］｝〕〗)]}\"'"
_OPENING: Final = "“‘「『（【《〈［｛〔〖([{"
_NOT_FIRST: Final = frozenset(_CLOSING.replace('"', "").replace("'", "") + "，。、；：！？…—～·・％%,.;:!?")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\u2028\x85]")
_ELLIPSIS: Final = re.compile(rf"…+[{re.escape(_CLOSING)}]*(?P<space>[^\S\r\n]*)")
_CLAUSE: Final = re.compile(rf"(?:[，；：、](?!\d)|[,;:–—](?=[{re.escape(_CLOSING)}]*\s))[{re.escape(_CLOSING)}]*\s*")
_NOT_AN_END: Final = r"(?<!\w)[^\W\d_]\.(?=\s)|(?<![\w.])\d{1,2}\.(?=\s)"  # J. Smith, т. е., 3. Mai, 1. the first item
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def ranks(text: str, abbreviations: Collection[str] = ()) -> bytearray:
    """How well the text can be cut before each of its code points, and at its end: PARAGRAPH (best) to NEVER.

    White space belongs to what stands before it, so there is never a cut before white space, nor inside a letter with
    its accents or an emoji. Takes time in proportion to the length of the text.
    """
    import unicode_segmentation_rs as library  # 2 ms: only threads need it

    clean = _SURROGATES.sub(lambda match: "\ufffd\u0301"[: len(match.group())], text)  # the library refuses them
    found = bytearray([NEVER]) * (len(text) + 1)
    for at in _ends(library.graphemes(clean, is_extended=True)):
        if at < len(text) and not text[at].isspace():
            found[at] = TORN if _torn(text, at) else LETTER
    for at in _ends(library.line_break_units(clean)):
        if found[at] == LETTER or (found[at] == TORN and text[at - 1].isspace()):
            found[at] = WORD
    _raise(found, (match.end() for match in _CLAUSE.finditer(text) if not _torn(text, match.end())), CLAUSE)
    _raise(found, sentence_starts(text, abbreviations), SENTENCE)
    for match in re.finditer(r"\s+", text):
        lines = len(_LINE_END.findall(match.group()))
        if lines or "\u2029" in match.group():
            _raise(found, [match.end()], LINE if lines == 1 else PARAGRAPH)
    found[0], found[-1] = NEVER, PARAGRAPH
    return found


def sentence_starts(text: str, abbreviations: Collection[str] = ()) -> list[int]:
    """The index of the first code point of every sentence but the first.

    UAX #29 takes the dot of `Dr. ` for an end. Nothing ends after one of the `abbreviations` (data of the locale, such
    as the ss-standard lists of CLDR), a single letter (`z. B.`) or a short number (`3. Mai`) with a dot.
    https://www.unicode.org/reports/tr29/#Sentence_Boundaries
    """
    import unicode_segmentation_rs as library

    clean = _SURROGATES.sub(lambda match: "\ufffd\u0301"[: len(match.group())], text)
    starts = {_before_opening(text, at) for at in _found_in(clean, library.unicode_sentences(clean))}
    starts.update(_after_ellipses(text))
    ordered = sorted(start for start in starts if 0 < start < len(text) and not text[start].isspace())
    joined: set[int] = set()
    for match in _unfinished(abbreviations).finditer(text):
        first, last = bisect_right(ordered, match.start()), bisect_right(ordered, match.end())
        joined.update(ordered[first:last])
    return [start for start in ordered if start not in joined]


def _ends(pieces: Iterable[str]) -> Iterator[int]:
    return accumulate(map(len, pieces))


def _raise(found: bytearray, places: Iterable[int], rank: int) -> None:
    """Make cuts better that are possible at all."""
    for at in places:
        if rank < found[at] < NEVER:
            found[at] = rank


def _torn(text: str, at: int) -> bool:
    """Whether a cut leaves closing punctuation at the start of what follows, or opening at the end of what precedes."""
    return (at < len(text) and text[at] in _NOT_FIRST) or text[at - 1] in _OPENING


def _found_in(text: str, sentences: Iterable[str]) -> Iterator[int]:
    """Where sentences start and end. The library leaves out those without a letter or digit."""
    at = 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        yield start
        yield at


def _before_opening(text: str, at: int) -> int:
    """UAX #29 counts quotation marks of both kinds to the sentence before: “好。”“好” would be cut before 好."""
    while at and text[at - 1] in _OPENING:
        at -= 1
    return at


def _after_ellipses(text: str) -> Iterator[int]:
    """A Chinese ellipsis ends a sentence, and any other before a space and a capital; UAX #29 knows neither."""
    for match in _ELLIPSIS.finditer(text):
        following = text[match.end() : match.end() + 1]
        if match.group().startswith("……"):
            if not _torn(text, match.end()):
                yield match.end()
        elif match["space"] and following.isupper():
            yield match.end()


def _unfinished(abbreviations: Collection[str]) -> re.Pattern[str]:
    """What looks like the end of a sentence and is none, with the white space after it."""
    longest_first = sorted({" ".join(short.split()) for short in abbreviations} - {""}, key=len, reverse=True)
    known = [r"(?<!\w)" + re.escape(short).replace(r"\ ", r"[^\S\r\n]?") for short in longest_first]
    return re.compile(f"(?:{'|'.join([*known, _NOT_AN_END])})\\s*")
