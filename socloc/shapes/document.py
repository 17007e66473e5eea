"""The JSON Schema of a whole file: the shape that it is read by, and what that refers to."""

from __future__ import annotations

from typing import Any

from socloc.shapes.containers import ByKind, List, Map, Named, Record
from socloc.shapes.shape import Shape


def document(title: str, shape: Shape) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file that a shape is read by."""
    named = {one.name: one.target.schema() for one in _definitions(shape)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **shape.schema(),
        **({"$defs": named} if named else {}),
    }


def _definitions(shape: Shape) -> list[Named]:
    """The named shapes that a shape refers to, at any depth, each once."""
    found: dict[str, Named] = {}
    left: list[Shape | None] = [shape]
    while left:
        one = left.pop()
        if isinstance(one, Named) and one.name not in found:
            found[one.name] = one
            left.append(one.target)
        elif isinstance(one, List):
            left.append(one.item)
        elif isinstance(one, Map):
            left.append(one.value)
        elif isinstance(one, Record):
            left += [key.shape for key in one.keys.values()]
        elif isinstance(one, ByKind):
            left += [one.scalar, one.sequence, one.mapping]
    return [found[name] for name in sorted(found)]
