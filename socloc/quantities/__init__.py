"""Compares the numbers of two texts in two languages: prices, shares, measures, dates and times of day.

It is meant to be right when it speaks. What may be read in two ways is read in both; a number that is written out in
words counts for the one in digits; and a small bare number that one text has and the other has not is no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.quantities.reading import Quantity, cleaned, quantities
from socloc.quantities.values import Atom, Reading

_SMALL: Final = 12  # up to here, bare numbers are often words in one of two languages


class Difference(NamedTuple):
    """What one text says and the other does not, as they write it."""

    missing: tuple[str, ...]
    added: tuple[str, ...]


class _Side(NamedTuple):
    """One text: its quantities, each once, and all that they may mean."""

    text: str
    tag: str
    found: Sequence[Quantity]
    by_atom: Mapping[Atom, Sequence[Quantity]]
    units: frozenset[tuple[str, str]]
    times: frozenset[int]


def differences(source: str, source_tag: str, text: str, tag: str, only_exchanged: bool = False) -> Difference | None:
    """How the quantities of a translation differ from its source's; None where they do not.

    With `only_exchanged`, prices and times of day do not count, and neither does what only one of both has: an author
    may say less, and does not ask the same price everywhere.
    """
    before, after = _side(source, source_tag), _side(text, tag)
    if not (before.found or after.found):
        return None
    missing, added = _lacking(before, after), _lacking(after, before)
    if missing or added:
        missing, added = _without_words(missing, after), _without_words(added, before)
    if only_exchanged:
        missing, added = ([one for one in side if not (one.money or one.times)] for side in (missing, added))
        missing, added = (
            [one for one in side if any(_kind(one) == _kind(two) for two in other)]
            for side, other in ((missing, added), (added, missing))
        )
    else:
        missing, added = (
            [one for one in side if other or not _is_small(one)] for side, other in ((missing, added), (added, missing))
        )
    if not (missing or added):
        return None
    return Difference(*(tuple(dict.fromkeys(one.shown for one in side)) for side in (missing, added)))


@lru_cache(maxsize=256)
def _side(text: str, tag: str) -> _Side:
    prose = cleaned(text)
    found = list({one.meaning: one for one in quantities(prose, tag)}.values())
    by_atom: dict[Atom, list[Quantity]] = {}
    for one in found:
        for atom in {atom for reading in one.readings for atom in reading}:
            by_atom.setdefault(atom, []).append(one)
    units = frozenset().union(*(one.units for one in found))
    return _Side(prose, tag, found, by_atom, units, frozenset().union(*(one.times for one in found)))


def _lacking(side: _Side, other: _Side) -> list[Quantity]:
    return [one for one in side.found if one.is_sure and not _is_in(one, other)]


def _is_in(one: Quantity, other: _Side) -> bool:
    """Whether another text has a quantity: one of its readings, and nothing that speaks against it."""
    if one.times and other.times:
        return bool(one.times & other.times)
    if one.units & other.units:
        return True
    return any(_is_same(one, reading, other) for reading in one.readings if _has(other, reading))


def _has(side: _Side, reading: Reading) -> bool:
    return all(atom in side.by_atom for atom in reading)


def _is_same(one: Quantity, reading: Reading, other: _Side) -> bool:
    """Whether none or some of the other text's quantities of this number measures the same, in the same currency."""
    return any(
        (not (one.units and two.units) or bool(one.units & two.units))
        and (not (one.money and two.money) or bool(one.money & two.money))
        for two in other.by_atom[reading[0]]
    )


def _without_words(lacking: list[Quantity], other: _Side) -> list[Quantity]:
    """Those that the other text does not have in words either."""
    if not lacking:
        return lacking
    known = other.by_atom.keys() | _in_words(other.text, other.tag)
    return [
        one
        for one in lacking
        if not any(("t", str(time)) in known for time in one.times)
        # A number that is there in digits, but measures something else, is not there in words.
        and (_has(other, one.readings[0]) or not any(known >= set(reading) for reading in one.readings))
    ]


@lru_cache(maxsize=256)
def _in_words(text: str, tag: str) -> frozenset[Atom]:
    from socloc.quantities.wording import atoms

    return frozenset(atoms(text, tag))


def _kind(one: Quantity) -> tuple[str, ...]:
    if any(atom[0] == "m" for reading in one.readings for atom in reading):
        return ("date",)
    return tuple(sorted(base for base, _ in one.units))


def _is_small(one: Quantity) -> bool:
    values = [reading[0][1] for reading in one.readings if len(reading) == 1]
    return one.is_plain and all(len(value) <= 2 and int(value) <= _SMALL for value in values)
