"""A text in the one form that words are looked for in, with the way back to where its author wrote them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.checks.chinese.script import characters

_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_BLANK: Final = rf" \t\u00a0\u3000*_~{_UNSEEN}"
_LONGER: Final = "\u0130"  # İ, the one letter whose small form is longer
_RANGES: Final = ((0x2460, 0x2473), (0x2E80, 0x2FD5), (0x3280, 0x3289), (0xF900, 0xFAD9), (0xFF01, 0xFF5E))


class Folded(NamedTuple):
    """A text as it is looked through. `starts` say from which character on how many were left out before it.

    `signs` are its characters, with some that were left out.
    """

    text: str
    signs: frozenset[str]
    starts: Sequence[int]
    left_out: Sequence[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it stands in the author's text."""
        return self._shifted(start), self._shifted(end - 1) + 1

    def _shifted(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        return at + (self.left_out[index] if index >= 0 else 0)


def fold(text: str) -> Folded:
    """Full-width to half-width, Traditional to Simplified, capitals to small letters, ① to 1, and no gaps in words.

    The characters are exchanged one for one, so that only what is left out has to be counted for the way back.
    """
    if text.isascii():
        text = text.lower()
        return Folded(text, frozenset(text), (), ())
    table = _table(text)
    signs = frozenset("".join(table.values()).lower())
    text = text.translate(table)
    text = "".join(map(_small, text)) if _LONGER in text else text.lower()
    starts: list[int] = []
    left_out: list[int] = []
    parts: list[str] = []
    gone = done = 0
    for start, end in _gaps(text):
        parts.append(text[done:start])
        done = end
        starts.append(start - gone)
        gone += end - start
        left_out.append(gone)
    if not gone:
        return Folded(text, signs, (), ())
    return Folded("".join([*parts, text[done:]]), signs, starts, left_out)


def _small(letter: str) -> str:
    return letter if letter == _LONGER else letter.lower()


def _table(text: str) -> dict[int, str]:
    """Every character of a text and what stands for it; one that were not there would be an exception inside."""
    return {ord(one): _exchanged(one) for one in set(text)}


@lru_cache(maxsize=32_768)
def _exchanged(one: str) -> str:
    """A character as Unicode's compatibility forms (NFKC) have it, and simplified by OpenCC where it is Traditional."""
    code = ord(one)
    plain = unicodedata.normalize("NFKC", one) if any(low <= code <= high for low, high in _RANGES) else one
    better = characters("", "Hans").get(plain) or plain
    return better if len(better) == 1 else one


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """What nobody sees; and spaces and Markdown's marks within Chinese words, also beside a digit: 第 1, 40 %."""
    last = len(text)
    has_unseen = bool(_unseen().search(text))
    for match in _blank().finditer(text):
        start, end = match.span()
        if start > 0 and end < last and _is_within(text[start - 1], text[end]):
            yield start, end
        elif has_unseen:
            yield from (unseen.span() for unseen in _unseen().finditer(text, start, end))


def _is_within(before: str, after: str) -> bool:
    if is_han(before):
        return is_han(after) or after.isdigit()
    return before.isdigit() and (is_han(after) or after == "%")


def is_han(one: str) -> bool:
    """Whether a character is Chinese, of those that brands and laws are written in (not Unicode's rare planes)."""
    return "\u3400" <= one <= "\u9fff" or one == "\u3007"


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    # The class twice: what begins with one is searched for, and not tried at every character. Classes of all Chinese
    # characters would take longer to compile than most campaigns to check.
    return re.compile(rf"[{_BLANK}][{_BLANK}]*")


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSEEN}][{_UNSEEN}]*")
