"""Literal characters among markup: how they are protected, and which of them cannot be."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape, unescape
from typing import Final, Literal, NamedTuple
from unicodedata import category

from socloc.networks.dialect import Dialect

_TAG: Final = re.compile(r"<[^<>]*>")
_FIELD: Final = re.compile(r"\{(text|url|number)\}")


class Segment(NamedTuple):
    """A part of a written line, and what limits count of it where only what readers see is counted."""

    text: str
    counted: str
    made_of: Literal["words", "marks", "code"] = "words"


def literal(text: str, kind: str, dialect: Dialect) -> Segment:
    """Words that readers shall see as they are; `kind` is that of the piece they come from, or "code"."""
    if kind == "raw":
        return Segment(text, visible(text, dialect))
    made_of: Literal["words", "code"] = "code" if kind == "code" else "words"
    if dialect.escape == "html":
        return Segment(escape(text, quote=False), text, made_of)
    special = {"code": dialect.special_in_code, "address": dialect.special_in_address}.get(kind, dialect.special)
    return Segment(text.translate(_backslashes(special)) if dialect.escape else text, text, made_of)


def destination(url: str, dialect: Dialect) -> str:
    """An address as it stands within the form of a link."""
    if dialect.escape == "html":
        return escape(url)
    return url.translate(_backslashes(dialect.special_in_link)) if dialect.escape else url


def fill(pattern: str, **values: str) -> str:
    """A form with its fields filled in; braces in the values are not read."""
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), pattern)


def visible(markup: str, dialect: Dialect) -> str:
    """What readers see of markup that the network's facts or the network's own form consist of."""
    return unescape(_TAG.sub("", markup)) if dialect.escape == "html" else markup


def is_word(character: str) -> bool:
    """Whether a character is part of a word: a letter, an accent or a digit. Chinese characters are letters too."""
    return category(character)[0] in "LMN"


def clashes(segments: Iterable[Segment], special: str) -> Iterator[str]:
    """Pieces of a line that the network will read as markup though they, or an end of them, are the author's words.

    A mark begins where no word is before it and something to mark behind it, neither a space nor its like. It ends
    where that is before it and no word behind it. The first pair counts.
    """
    segments = list(segments)
    line = "".join(segment.text for segment in segments)
    waiting: dict[str, tuple[int, bool]] = {}
    for place, meant in _marks(segments, special):
        before, after = line[place - 1 : place], line[place + 1 : place + 2]
        start, both_meant = waiting.get(line[place], (place, False))
        if start < place and before.strip(line[place]).strip() and not (after and is_word(after)):
            del waiting[line[place]]
            if not (meant and both_meant):
                yield line[start : place + 1]
        elif start == place and after.strip(line[place]).strip() and not (before and is_word(before)):
            waiting[line[place]] = place, meant


def _marks(segments: Iterable[Segment], special: str) -> Iterator[tuple[int, bool]]:
    """Where special characters stand outside of code, and whether they are meant as marks."""
    start = 0
    for segment in segments:
        if segment.made_of != "code":
            for index, character in enumerate(segment.text):
                if character in special:
                    yield start + index, segment.made_of == "marks"
        start += len(segment.text)


@cache
def _backslashes(special: str) -> dict[int, str]:
    return {ord(character): "\\" + character for character in special}
