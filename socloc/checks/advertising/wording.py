"""Words that a market forbids or wants proved: where they stand in a text, less what is meant otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from socloc.checks.advertising.fold import Folded
from socloc.market_rules import Group
from socloc.patterns import compiled


class Hit(NamedTuple):
    """A word of a group in a folded text."""

    group: Group
    start: int
    end: int


class Lexicon(NamedTuple):
    """The words of some groups by their rarest character, and the groups of each."""

    groups: tuple[Group, ...]
    of: Mapping[str, Sequence[Group]]
    words: Mapping[str, Sequence[str]]


@lru_cache(maxsize=16)
def lexicon(groups: tuple[Group, ...]) -> Lexicon:
    """The groups, ready to be looked for."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        for word in group.terms:
            found.setdefault(word, []).append(group)
    often = Counter("".join(found))
    words: dict[str, list[str]] = {}
    for word in found:
        words.setdefault(min(word, key=often.__getitem__), []).append(word)
    return Lexicon(groups, found, words)


def hits(folded: Folded, known: Lexicon) -> Iterator[Hit]:
    """All words of the groups that are meant as they stand there, in their order, the longer one first."""
    text = folded.text
    found = sorted(_all(folded, known), key=lambda hit: (hit.start, -hit.end))
    groups = {hit.group.basis.id: hit.group for hit in found}
    silent = {name for name, group in groups.items() if any(_present(folded, group.unless))}
    longer: dict[tuple[str, str], Sequence[tuple[str, int]]] = {}
    for hit in found:
        word, name = text[hit.start : hit.end], hit.group.basis.id
        if word and name not in silent:
            if (name, word) not in longer:
                others = (other for other in hit.group.exceptions if word in other)
                longer[name, word] = tuple(_around(word, _present(folded, others)))
            if not _is_meant_otherwise(text, hit, longer[name, word]):
                yield hit


def _all(folded: Folded, known: Lexicon) -> Iterator[Hit]:
    text = folded.text
    likely = (word for sign in known.words.keys() & folded.signs for word in known.words[sign])
    for start, word in _words(folded, likely):
        yield from (Hit(group, start, start + len(word)) for group in known.of[word])
    for group in known.groups:
        for pattern in group.patterns:
            if any(_present(folded, pattern.needs)):
                yield from (Hit(group, *match.span()) for match in compiled(pattern.text).finditer(text))


def _words(folded: Folded, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where the words stand, none within another; of two in one place the longer one.

    Most texts have none of the words, which their characters tell before anything has to be searched or compiled.
    """
    end = 0
    found = sorted((at, -len(word), word) for word in _present(folded, words) for at in _places(folded.text, word))
    for start, _, chosen in found:
        if start >= end:
            yield start, chosen
            end = start + len(chosen)


def _present(folded: Folded, words: Iterable[str]) -> Iterator[str]:
    text, signs = folded.text, folded.signs
    return (word for word in words if signs.issuperset(word) and word in text)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _around(word: str, exceptions: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The longer words that a word is part of, and where in them it stands."""
    return ((other, at) for other in exceptions for at in _places(other, word))


def _is_meant_otherwise(text: str, hit: Hit, longer: Sequence[tuple[str, int]]) -> bool:
    """Whether it is part of a longer word that says something else, or stands behind one that turns its meaning."""
    if any(hit.start >= at and text.startswith(other, hit.start - at) for other, at in longer):
        return True
    return bool(hit.group.after) and text[max(0, hit.start - 8) : hit.start].rstrip("的").endswith(hit.group.after)
