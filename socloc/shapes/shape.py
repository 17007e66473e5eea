"""What a shape is, and how a value that does not have it is told."""

from collections.abc import Mapping
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
        found = f"`{shorten(node.value)}`"
        if takes_text and not isinstance(resolve(node), str):
            hint = "In quotes it is text."
    return WRONG_VALUE.at(node.place, f"expected {expected}, found {found}{near}", hint)


def shorten(text: str) -> str:
    """The beginning of the first line, for a message."""
    first = text.split("\n", 1)[0]
    return first if first == text and len(text) <= 40 else first[:39] + "…"


def suggest(name: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """`; did you mean …?` with the nearest known name, or nothing where none is near."""
    from difflib import get_close_matches  # for those who have mistyped something

    near = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
