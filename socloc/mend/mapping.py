"""Where the characters of a string stand in the text of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

LINE_END: Final = re.compile("\r\n|\r|\n")
_SPACES: Final = " \t\n\r\x85\u2028\u2029"


class Character(NamedTuple):
    """From where to where one character of a string stands in the file; plain where it stands there as itself."""

    start: int
    end: int
    is_plain: bool = True


NOWHERE: Final = Character(-1, -1, is_plain=False)  # a character that the rules of the file put there


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def aligned(value: str, lines: Sequence[Sequence[tuple[str, Character]]]) -> list[Character] | None:
    """Where the characters of a string stand, from what its lines in the file say, each character with its place.

    Between the lines the string has white space in some number, which no line has; None where that does not come out.
    """
    found: list[Character] = []
    for line in lines:
        words = "".join(character for character, _ in line)
        if not words.strip(_SPACES):
            continue
        gap = len(value)
        for at in range(len(found), len(value)):
            if value[at] not in _SPACES:
                gap = at
                break
        begin = gap - (len(words) - len(words.lstrip(_SPACES)))
        if begin < len(found) or not value.startswith(words, begin):
            return None
        found += [NOWHERE] * (begin - len(found)) + [place for _, place in line]
    if value[len(found) :].strip(_SPACES):
        return None
    return found + [NOWHERE] * (len(value) - len(found))
