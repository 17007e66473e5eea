"""Shapes of values with values in them: lists, mappings with any keys or known ones, and choices between shapes."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from socloc.findings import Finding
from socloc.places import Node
from socloc.shapes.scalars import Text
from socloc.shapes.shape import MISSING_KEY, UNKNOWN_KEY, Key, Shape, shorten, suggest, wrong


class List(NamedTuple):
    """A list of things of one shape; a wrong item is left out, the others stay."""

    item: Shape
    minimum: int = 0

    @property
    def expected(self) -> str:
        return f"a list, each item {self.item.expected}"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if not isinstance(node.value, list) or len(node.value) < self.minimum:
            findings.append(wrong(node, self.expected + (" (at least one)" if self.minimum else "")))
            return None
        items = (self.item.read(item, findings) for item in node.value)
        return node._replace(value=[item for item in items if item is not None])

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema()} | ({"minItems": self.minimum} if self.minimum else {})


class Map(NamedTuple):
    """A mapping whose keys the author chooses, all of one form, with values of one shape."""

    key: Text
    value: Shape
    minimum: int = 0

    @property
    def expected(self) -> str:
        return f"a mapping of {self.key.expected} to {self.value.expected}"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if not isinstance(node.value, dict) or len(node.value) < self.minimum:
            findings.append(wrong(node, self.expected))
            return None
        entries = {}
        for name, child in node.value.items():
            if not self.key.matches(name):
                key = Node(name, child.key, child.key, quoted=True)
                findings.append(wrong(key, f"{self.key.expected} as the key", near=self.key.nearest(name)))
            elif (kept := self.value.read(child, findings)) is not None:
                entries[name] = kept
        return node._replace(value=entries)

    def schema(self) -> dict[str, Any]:
        names = {"propertyNames": {"pattern": self.key.pattern}}
        least = {"minProperties": self.minimum} if self.minimum else {}
        return {"type": "object", "additionalProperties": self.value.schema()} | names | least


class Record(NamedTuple):
    """A mapping with known keys. Of those in `exactly_one`, one and only one stands there; of `one_of` one or more."""

    name: str
    keys: Mapping[str, Key]
    exactly_one: tuple[str, ...] = ()
    example: str = ""
    one_of: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        return self.example or f"a mapping ({self.name})"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if not isinstance(node.value, dict):
            findings.append(wrong(node, self.expected))
            return None
        entries = {}
        for name, child in node.value.items():
            key = self.keys.get(name)
            if key is None:
                message = f"unknown key `{shorten(name)}` in {self.name}{suggest(name, self.keys)}"
                findings.append(UNKNOWN_KEY.at(child.key, message, f"Known here: {', '.join(self.keys)}."))
            elif (kept := key.shape.read(child, findings)) is not None:
                entries[name] = kept
        missing = [name for name, key in self.keys.items() if key.required and name not in node.value]
        missing += [name for name in self.one_of[:1] if node.value.keys().isdisjoint(self.one_of)]
        for name in missing:
            message = f"{self.name} lacks the key `{name}`"
            findings.append(MISSING_KEY.at(node.key, message, f"Add `{name}:` — {self.keys[name].help}"))
        usable = all(name in entries for name, key in self.keys.items() if key.required)
        for group in filter(None, (self.one_of, self.exactly_one)):
            usable &= not entries.keys().isdisjoint(group)
        if self.exactly_one and sum(name in node.value for name in self.exactly_one) != 1:
            choices = " or ".join(f"`{name}`" for name in self.exactly_one)
            findings.append(MISSING_KEY.at(node.key, f"{self.name} takes either {choices}", "Write one of them."))
            usable = False
        return node._replace(value=entries) if usable else None

    def schema(self) -> dict[str, Any]:
        properties = {name: {"description": key.help} | key.shape.schema() for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        rest: dict[str, Any] = {"required": required} if required else {}
        if self.exactly_one:
            rest["oneOf"] = [{"required": [name]} for name in self.exactly_one]
        if self.one_of:
            rest["anyOf"] = [{"required": [name]} for name in self.one_of]
        return {"type": "object", "additionalProperties": False, "properties": properties} | rest


class ByKind(NamedTuple):
    """Different shapes for a scalar, a list and a mapping; None where that kind is not taken."""

    scalar: Shape | None = None
    sequence: Shape | None = None
    mapping: Shape | None = None

    @property
    def expected(self) -> str:
        shapes = [shape.expected for shape in (self.scalar, self.sequence, self.mapping) if shape]
        return ", or ".join(shapes)

    def takes(self, node: Node) -> Shape | None:
        """The shape for this kind of value; None where that kind is not taken."""
        if node.value is None:
            return None
        if isinstance(node.value, list):
            return self.sequence
        return self.mapping if isinstance(node.value, dict) else self.scalar

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        shape = self.takes(node)
        if shape is not None:
            return shape.read(node, findings)
        findings.append(wrong(node, self.expected))
        return None

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [shape.schema() for shape in (self.scalar, self.sequence, self.mapping) if shape]}


class Named(NamedTuple):
    """A shape that stands once in the schema under `$defs` and is referred to; also ties recursive knots."""

    name: str
    shape: Callable[[], Shape]
    words: str = ""  # what belongs here, where the shape itself would say it at length

    @property
    def target(self) -> Shape:
        """The shape that the name stands for."""
        return _made(self.shape)

    @property
    def expected(self) -> str:
        return self.words or self.target.expected

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        target = self.target
        if self.words and isinstance(target, ByKind) and not target.takes(node):
            findings.append(wrong(node, self.words))
            return None
        return target.read(node, findings)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.name}"}


@cache
def _made(shape: Callable[[], Shape]) -> Shape:
    return shape()
