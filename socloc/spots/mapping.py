"""Where the characters of a string stand in the text of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

LINE_END: Final = re.compile("\r\n|\r|\n")
_SPACES: Final = " \t\n\r\x85\u2028\u2029"


class Character(NamedTuple):
    """From where to where one character of a string stands in the file; plain where it stands there as itself."""

    start: int
    end: int
    is_plain: bool = True


NOWHERE: Final = Character(-1, -1, is_plain=False)  # a character that the rules of the file put there


class Characters(NamedTuple):
    """Where the characters of a string stand: where each begins, and what there is to say of those not plain.

    A campaign has a million of them, of which few are asked for.
    """

    starts: Sequence[int]
    odd: Mapping[int, Character] = {}

    def at(self, index: int) -> Character:
        """One of them; NOWHERE behind the last."""
        if not 0 <= index < len(self.starts):
            return NOWHERE
        start = self.starts[index]
        return self.odd.get(index) or Character(start, start + 1)

    def stretch(self, start: int, end: int) -> list[Character]:
        """Those from one index to before another, as far as there are any."""
        return [self.at(index) for index in range(max(0, start), min(end, len(self.starts)))]


class Line(NamedTuple):
    """What one line of a file says of a string, and where each character of it stands."""

    words: str
    places: Characters


def plain_line(text: str, start: int, end: int) -> Line:
    """A stretch of a file that stands there as itself."""
    return Line(text[start:end], Characters(range(start, end)))


def each_placed(places: Sequence[Character]) -> Characters:
    """Characters that were followed one by one."""
    odd = {index: place for index, place in enumerate(places) if not place.is_plain}
    return Characters([place.start for place in places], odd)


@lru_cache(maxsize=2)
def line_starts(text: str) -> Sequence[int]:
    """Where the lines of a text begin; remembered, since a file with one finding often has many."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def aligned(value: str, lines: Sequence[Line]) -> Characters | None:
    """Where the characters of a string stand, from what its lines in the file say.

    Between the lines the string has white space in some number, which no line has; None where that does not come out.
    """
    starts: list[int] = []
    odd: dict[int, Character] = {}

    def skip(number: int) -> None:
        odd.update((index, NOWHERE) for index in range(len(starts), len(starts) + number))
        starts.extend([NOWHERE.start] * number)

    for words, places in lines:
        if not words.strip(_SPACES):
            continue
        gap = len(value)
        for at in range(len(starts), len(value)):
            if value[at] not in _SPACES:
                gap = at
                break
        begin = gap - (len(words) - len(words.lstrip(_SPACES)))
        if begin < len(starts) or not value.startswith(words, begin):
            return None
        skip(begin - len(starts))
        odd.update((begin + index, place) for index, place in places.odd.items())
        starts.extend(places.starts)
    if value[len(starts) :].strip(_SPACES):
        return None
    skip(len(value) - len(starts))
    return Characters(starts, odd)
