"""What a file may hold at a place, from the same tables that its reader uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from socloc.lsp.flow import ITEM
from socloc.lsp.kinds import Kind
from socloc.shapes import ByKind, Key, List, Map, Named, Record, Shape

_NOTHING: Final = Record("nothing", {})


def root_of(kind: Kind) -> Shape:
    """The shape of a whole file."""
    if kind == "campaign":
        from socloc.campaign_format import CAMPAIGN

        return CAMPAIGN
    if kind == "config":
        from socloc.policy.config import CONFIG

        return CONFIG
    if kind == "house":
        from socloc.house.format import HOUSE

        return HOUSE
    if kind == "brand":
        from socloc.brands.format import BRAND_FILE

        return BRAND_FILE
    return _NOTHING


def shapes_at(root: Shape, path: Sequence[str]) -> list[Shape]:
    """The shapes that a value at a path may have; empty where nothing may stand."""
    shapes = list(_spread(root))
    for step in path:
        shapes = [found for shape in shapes for child in _below(shape, step) for found in _spread(child)]
    return shapes


def key_at(root: Shape, path: Sequence[str]) -> Key | None:
    """What the table says about the key at the end of a path; None where the author chose the key."""
    if not path:
        return None
    records = (shape for shape in shapes_at(root, path[:-1]) if isinstance(shape, Record))
    return next((shape.keys[path[-1]] for shape in records if path[-1] in shape.keys), None)


def _below(shape: Shape, step: str) -> Iterator[Shape]:
    if isinstance(shape, List) and step == ITEM:
        yield shape.item
    elif isinstance(shape, Map) and step != ITEM:
        yield shape.value
    elif isinstance(shape, Record) and step in shape.keys:
        yield shape.keys[step].shape


def _spread(shape: Shape) -> Iterator[Shape]:
    """A shape, or those it is a choice of."""
    if isinstance(shape, Named):
        yield from _spread(shape.target)
    elif isinstance(shape, ByKind):
        for one in (shape.scalar, shape.sequence, shape.mapping):
            if one:
                yield from _spread(one)
    else:
        yield shape
