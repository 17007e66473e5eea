"""Fitting: which alternatives to use, so that every field keeps its limits. Nothing is ever cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import Final

from socloc.counting import way
from socloc.model import Text
from socloc.networks import Format, FormatField
from socloc.variant import Field

MAX_TRIES: Final = 64  # combinations of alternatives that are tried for one variant


def combinations(words: Mapping[str, tuple[Text, ...]]) -> Iterator[dict[str, Text]]:
    """The texts of a variant in combinations of their alternatives, from the longest to the shortest.

    The first has all the long ones; then as few as possible are exchanged for shorter ones. The last is the shortest
    of all, also when there are too many combinations to try each.
    """
    keys = list(words)
    shortest = tuple(len(words[key]) - 1 for key in keys)
    for indexes in _by_fewest_changes(shortest):
        yield {key: words[key][index] for key, index in zip(keys, indexes, strict=True)}


def _by_fewest_changes(last: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Tuples of indexes up to `last`, by their sum; the whole product may be far too large to make."""
    first = (0,) * len(last)
    waiting, seen = [(0, first)], {first}
    for _ in range(MAX_TRIES - 1):
        if not waiting:
            return
        total, indexes = heappop(waiting)
        yield indexes
        for position, index in enumerate(indexes):
            following = (*indexes[:position], index + 1, *indexes[position + 1 :])
            if index < last[position] and following not in seen:
                seen.add(following)
                heappush(waiting, (total + 1, following))
    yield last


def fits(target: Format, fields: Iterable[Field]) -> bool:
    """Whether every field keeps every limit that has a number."""
    return all(keeps_limits(_known(target, field), field) for field in fields)


def keeps_limits(known: FormatField, field: Field) -> bool:
    """Whether a field keeps every limit that has a number."""
    return not any(
        limit.value is not None and way(limit.way).length(field.counted) > limit.value for limit in known.limits
    )


def _known(target: Format, field: Field) -> FormatField:
    known = target.field(field.id)
    if known is None:
        raise KeyError(field.id)
    return known
