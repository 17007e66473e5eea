"""Shapes: one declarative table says what a YAML file may hold; findings and the JSON Schema both come from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from socloc.findings import Check, Finding
from socloc.places import Node, resolve

UNKNOWN_KEY = Check(
    "unknown-key",
    "error",
    """A key that socloc does not know stands in the file.

    It would be ignored, and with it what the author meant by it; mostly it is a slip of the pen. The finding names
    the nearest key that is known there; the JSON Schema (`socloc schema`) lets editors complete them.
    """,
)
MISSING_KEY = Check(
    "missing-key",
    "error",
    """A key that must be there is missing, so the part of the file around it cannot be used.

    The finding stands at the part that lacks it and says what belongs there.
    """,
)
WRONG_VALUE = Check(
    "wrong-value",
    "error",
    """A value is of another kind or form than its key takes: a list where text belongs, an id with a slash.

    The finding says what was expected. Two frequent causes: text that begins with # is a comment in YAML and
    leaves an empty value behind, and an id made of digits is a number; both want quotes.
    """,
)
CHECKS: Final = (UNKNOWN_KEY, MISSING_KEY, WRONG_VALUE)


class Shape(Protocol):
    """What a value may look like. `read` prunes what is wrong and reports it; `schema` says the same in JSON Schema."""

    @property
    def expected(self) -> str:
        """What belongs here, in the words of a sentence: "a list of texts"."""

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        """The node without its wrong parts, or None where nothing usable is left; findings say what was wrong."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema (draft 2020-12) that accepts the same values."""


class Key(NamedTuple):
    """One key of a record: the shape of its value, a sentence for editors and people, and whether it must be there."""

    shape: Shape
    help: str
    required: bool = False


def wrong(node: Node, expected: str, takes_text: bool = False, near: str = "") -> Finding:
    """The finding for a value that is not what its place takes; `takes_text` where quotes would make it right.

    `near` is a question such as `; did you mean …?`, which ends the sentence.
    """
    hint = ""
    if node.value is None:
        found = "nothing"
        hint = 'Write it, or take the key out. Text that begins with # needs quotes: "#like this".'
    elif isinstance(node.value, dict):
        found = "a mapping" if node.value else "an empty mapping"
    elif isinstance(node.value, list):
        found = "a list" if node.value else "an empty list"
    else:
        found = f"`{_shorten(node.value)}`"
        if takes_text and not isinstance(resolve(node), str):
            hint = "In quotes it is text."
    return WRONG_VALUE.at(node.place, f"expected {expected}, found {found}{near}", hint)


def _shorten(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if first == text and len(text) <= 40 else first[:39] + "…"


MAX_TEXT: Final = 200_000  # characters of one text; the longest field of any network takes 100,000


@dataclass(frozen=True)
class Text:
    """Any scalar with something in it, as the author typed it; with a pattern, text of that form only."""

    expected: str = "text"
    pattern: str = ""

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        fits = isinstance(node.value, str)
        if len(node.text) > MAX_TEXT:
            findings.append(wrong(node, f"a text of at most {MAX_TEXT:,} characters"))
            return None
        if self.pattern:
            fits = fits and isinstance(resolve(node), str) and self.matches(node.text)
        if fits:
            return node
        findings.append(wrong(node, self.expected, takes_text=True, near=self.nearest(node.text)))
        return None

    def nearest(self, text: str) -> str:
        """`; did you mean …?` with a form of the text that would do: zh-tw for zh_tw, weibo for Weibo."""
        dashed = text.strip().replace("_", "-").replace(" ", "-")
        is_name = self.pattern and ":" not in text and len(text) <= 64  # an address or a time is no name
        forms = (form for form in (dashed, dashed.lower()) if is_name and form and form != text)
        return next((f"; did you mean `{form}`?" for form in forms if self.matches(form)), "")

    def matches(self, text: str) -> bool:
        """Whether a text has this form. Python's `$` also stands before a last line end; JSON Schema's does not."""
        return bool(re.search(self.pattern.replace("$", r"\Z"), text))

    def schema(self) -> dict[str, Any]:
        if self.pattern:
            return {"type": "string", "pattern": self.pattern, "maxLength": MAX_TEXT}
        return {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT}


@dataclass(frozen=True)
class Number:
    """A number between two bounds; whole unless `whole` is off."""

    low: float
    high: float
    whole: bool = True

    @property
    def expected(self) -> str:
        if self.low == self.high:
            return f"the number {self.low:,}"
        return f"a {'whole ' if self.whole else ''}number from {self.low:,} to {self.high:,}"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        value = resolve(node)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and self.low <= value <= self.high and (not self.whole or value == int(value)):  # type: ignore[operator,call-overload]  # narrowed by is_number
            return node
        findings.append(wrong(node, self.expected))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Flag:
    """true or false."""

    expected: str = "true or false"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if isinstance(resolve(node), bool):
            return node
        findings.append(wrong(node, self.expected))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def expected(self) -> str:
        return "one of " + ", ".join(self.words) if len(self.words) > 1 else self.words[0]

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if resolve(node) in self.words:
            return node
        findings.append(wrong(node, self.expected, near=suggest(node.text, self.words)))
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class List:
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


@dataclass(frozen=True)
class Map:
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


@dataclass(frozen=True)
class Record:
    """A mapping with known keys. Of the keys in `exactly_one`, one and only one stands there."""

    name: str
    keys: Mapping[str, Key] = field(hash=False)
    exactly_one: tuple[str, ...] = ()
    example: str = ""

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
                message = f"unknown key `{_shorten(name)}` in {self.name}{suggest(name, self.keys)}"
                findings.append(UNKNOWN_KEY.at(child.key, message, f"Known here: {', '.join(self.keys)}."))
            elif (kept := key.shape.read(child, findings)) is not None:
                entries[name] = kept
        missing = [name for name, key in self.keys.items() if key.required and name not in node.value]
        for name in missing:
            message = f"{self.name} lacks the key `{name}`"
            findings.append(MISSING_KEY.at(node.key, message, f"Add `{name}:` — {self.keys[name].help}"))
        usable = all(name in entries for name, key in self.keys.items() if key.required)
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
        return {"type": "object", "additionalProperties": False, "properties": properties} | rest


@dataclass(frozen=True)
class ByKind:
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


@dataclass(frozen=True)
class Named:
    """A shape that stands once in the schema under `$defs` and is referred to; also ties recursive knots."""

    name: str
    shape: Callable[[], Shape] = field(hash=False, compare=False)
    words: str = ""  # what belongs here, where the shape itself would say it at length

    @cached_property
    def target(self) -> Shape:
        """The shape that the name stands for."""
        return self.shape()

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


def suggest(name: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """`; did you mean …?` with the nearest known name, or nothing where none is near."""
    near = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
