"""Fitting: which alternatives to use, so that every field keeps its limits. Nothing is ever cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from socloc.counting import way
from socloc.model import Field, Text
from socloc.networks import Format, FormatField

MAX_TRIES: Final = 64  # combinations of alternatives that are tried for one variant


def combinations(words: Mapping[str, tuple[Text, ...]]) -> Iterator[dict[str, Text]]:
    """The texts of a variant in every combination of their alternatives, from the longest to the shortest.

    The first has all the long ones; then as few as possible are exchanged for shorter ones. The last is the shortest.
    """
    keys = list(words)
    choices = sorted(product(*(range(len(words[key])) for key in keys)), key=lambda indexes: (sum(indexes), indexes))
    if len(choices) > MAX_TRIES:
        choices = [*choices[: MAX_TRIES - 1], choices[-1]]
    for indexes in choices:
        yield {key: words[key][index] for key, index in zip(keys, indexes, strict=True)}


def fits(target: Format, fields: Iterable[Field]) -> bool:
    """Whether every field keeps every limit that has a number."""
    return not any(
        limit.value is not None and way(limit.way).length(field.text) > limit.value
        for field in fields
        for limit in _known(target, field).limits
    )


def _known(target: Format, field: Field) -> FormatField:
    known = target.field(field.id)
    if known is None:
        raise KeyError(field.id)
    return known
