"""Tokens: what stands in a line for a machine in the place of what must stay, and how it is found again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

# Machines leave e-mail addresses alone; tags and signs such as ### are moved, squeezed or eaten. XX is a country that
# ISO 3166 keeps for private use, so nobody has such an address, and a text's own addresses are behind tokens.
_TOKEN: Final = re.compile(
    r"(?<![A-Za-z0-9._%+-])x[ \u00a0]?(\d{1,7})[ \u00a0]?[@＠][ \u00a0]?x[ \u00a0]?[.．。][ \u00a0]?xx(?![A-Za-z0-9@])",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """What stands for a part in a line.

    `partner` is the number of the opening token for a closing one, and 0 for others. `glued` says on which sides the
    space beside it was put there for the machine only.
    """

    number: int
    stands_for: str
    kind: str
    partner: int = 0
    glued: tuple[bool, bool] = (False, False)

    @property
    def shown(self) -> str:
        """The token as a machine sees it."""
        return token(self.number)


class Line(NamedTuple):
    """Words for a machine, on one line, with the tokens among them."""

    text: str
    tokens: tuple[Token, ...] = ()


class Masked(NamedTuple):
    """A text as it is put together again: what stays, and lines for a machine."""

    pieces: tuple[str | Line, ...]
    expected: Counter[str]
    words: tuple[str, ...]  # of the glossary, as they stand in the result

    @property
    def lines(self) -> tuple[Line, ...]:
        """What a machine is asked for."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Line))


def token(number: int) -> str:
    """The token of that number."""
    return f"x{number}@x.xx"


def tokens_in(text: str) -> Iterator[tuple[str, int]]:
    """A text in stretches, each with the number of the token it is, or 0. Spaces and case in a token may differ."""
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], 0
        yield match.group(), int(match.group(1))
        end = match.end()
    if end < len(text):
        yield text[end:], 0


def has_words(text: str) -> bool:
    """Whether there is anything to translate besides tokens, digits and signs."""
    return any(character.isalpha() for stretch, number in tokens_in(text) if not number for character in stretch)
