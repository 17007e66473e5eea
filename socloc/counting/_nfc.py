"""Composes a text (Unicode's NFC) as a browser does: in time that grows with its length, and with today's letters."""

import re
from itertools import groupby
from unicodedata import combining, normalize

from socloc.counting import _data
from socloc.patterns import later

_LONG = 2_000  # up to here, Python's own way is the fastest, whatever the text

# Vowel signs that are two marks, and that no text in NFC contains.
_TIBETAN = str.maketrans({"\u0f73": "\u0f71\u0f72", "\u0f75": "\u0f71\u0f74", "\u0f81": "\u0f71\u0f80"})


def composed(text: str, /) -> str:
    """The text in NFC, with the letters that Unicode 16 added to be composed: Pythons before 3.14 do not know them.

    Marks that came after this Python's Unicode stay where they are, even where another order is the canonical one.
    """
    if text.isascii():
        return text
    if len(text) > _LONG:
        text = "".join(_ordered(text.translate(_TIBETAN)))
    text = normalize("NFC", text)
    return _LATE.sub(_letter, text.translate(_APART)) if _ASTRAL.search(text) else text


def _ordered(text: str) -> list[str]:
    """The text with marks in canonical order: Python's normalize takes time that grows by the square to sort many."""
    pieces: list[str] = []
    for marks, run in groupby(text, key=lambda character: combining(character) > 0):
        characters = list(run)
        pieces += sorted(characters, key=combining) if marks else characters
    return pieces


def _letter(parts: re.Match[str]) -> str:
    return _LETTERS[parts.group()]


def _read(lines: list[str]) -> dict[str, str]:
    """Sequences of code points and the letter each is composed to, the longest first."""
    pairs = ("".join(chr(int(point, 16)) for point in line.split()) for line in lines)
    return {pair[:-1]: pair[-1] for pair in sorted(pairs, key=len, reverse=True)}


_LETTERS = _read(_data.values("nfc.json")["parts_and_letter"])
_APART = str.maketrans({letter: parts for parts, letter in _LETTERS.items()})
_LATE = later("|".join(_LETTERS))
_ASTRAL = re.compile("[\U000105c9-\U00016d6a]")
