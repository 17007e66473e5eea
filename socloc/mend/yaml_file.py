"""Whether only the strings that were mended have changed in a YAML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from socloc.findings import Fix, Place
from socloc.places import Node, parse


def holds(before: bytes, after: bytes, wanted: Mapping[Fix, str]) -> bool:
    """Whether the edited file says what was wanted, and everything else as before, when socloc reads it again."""
    old, _ = parse(before, "")
    new, _ = parse(after, "")
    if old is None or new is None:
        return False
    values = {fix.place._replace(file=""): (fix.value, value) for fix, value in wanted.items()}
    met: set[Place] = set()
    for one, other in _pairs(old, new):
        if one.place in values and isinstance(one.value, str):
            if one.place in met or (one.value, other.value) != values[one.place]:
                return False  # what an alias repeats would change in several places
            met.add(one.place)
        elif isinstance(one.value, str) and one.value != other.value:
            return False
        if not isinstance(other.value, type(one.value)) or (one.quoted, one.block) != (other.quoted, other.block):
            return False
        if isinstance(one.value, list | dict) and _shape(one) != _shape(other):
            return False
    return met == set(values)


def _shape(node: Node) -> object:
    return list(node.mapping) if isinstance(node.value, dict) else len(node.items)


def _pairs(old: Node, new: Node) -> Iterator[tuple[Node, Node]]:
    """Both files' nodes side by side, as long as they have the same shape."""
    yield old, new
    children = zip((*old.mapping.values(), *old.items), (*new.mapping.values(), *new.items), strict=False)
    for one, other in children:
        yield from _pairs(one, other)
