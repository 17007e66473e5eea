"""Words that a market forbids or wants proved: where they stand in a text, less what is meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.checks.advertising.fold import Folded
from socloc.market_rules import Group

# Up to so many characters it is faster to ask for each word on its own than to compile them all into one expression.
_SHORT: Final = 4_000


class Hit(NamedTuple):
    """A word of a group in a folded text."""

    group: Group
    start: int
    end: int


class Lexicon(NamedTuple):
    """The words of some groups, the longest first, and the groups of each."""

    groups: tuple[Group, ...]
    of: Mapping[str, Sequence[Group]]
    words: tuple[str, ...]


@lru_cache(maxsize=16)
def lexicon(groups: tuple[Group, ...]) -> Lexicon:
    """The groups, ready to be looked for."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        for word in group.terms:
            found.setdefault(word, []).append(group)
    return Lexicon(groups, found, tuple(sorted(found, key=lambda word: (-len(word), word))))


def hits(folded: Folded, known: Lexicon) -> Iterator[Hit]:
    """All words of the groups that are meant as they stand there, in their order, the longer one first."""
    text = folded.text
    found = sorted(_all(text, known), key=lambda hit: (hit.start, -hit.end))
    silent = {group.basis.id for group in known.groups if any(word in text for word in group.unless)} if found else ()
    longer: dict[tuple[str, str], Sequence[tuple[str, int]]] = {}
    for hit in found:
        word, name = text[hit.start : hit.end], hit.group.basis.id
        if word and name not in silent:
            if (name, word) not in longer:
                longer[name, word] = tuple(_around(word, hit.group.exceptions))
            if not _is_meant_otherwise(text, hit, longer[name, word]):
                yield hit


def _all(text: str, known: Lexicon) -> Iterator[Hit]:
    present = tuple(word for word in known.words if word in text) if len(text) <= _SHORT else known.words
    if present:
        for match in _alternation(present).finditer(text):
            yield from (Hit(group, *match.span()) for group in known.of[match.group()])
    for group in known.groups:
        for pattern in group.patterns:
            if any(word in text for word in pattern.needs):
                yield from (Hit(group, *match.span()) for match in _compiled(pattern.text).finditer(text))


def _around(word: str, exceptions: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The longer words that a word is part of, and where in them it stands."""
    for other in exceptions:
        at = other.find(word)
        while at >= 0:
            yield other, at
            at = other.find(word, at + 1)


def _is_meant_otherwise(text: str, hit: Hit, longer: Sequence[tuple[str, int]]) -> bool:
    """Whether it is part of a longer word that says something else, or stands behind one that turns its meaning."""
    if any(hit.start >= at and text.startswith(other, hit.start - at) for other, at in longer):
        return True
    return bool(hit.group.after) and text[max(0, hit.start - 8) : hit.start].rstrip("的").endswith(hit.group.after)


@lru_cache(maxsize=256)
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
