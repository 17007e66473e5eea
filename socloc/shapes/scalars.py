"""Shapes of single values: text, numbers, true and false, one of a few words."""

import re
from typing import Any, Final, NamedTuple

from socloc.findings import Finding
from socloc.places import Node, resolve
from socloc.shapes.shape import suggest, wrong

MAX_TEXT: Final = 200_000  # characters of one text; the longest field of any network takes 100,000


class Text(NamedTuple):
    """Any scalar with something in it, as the author typed it; with a pattern, text of that form only."""

    expected: str = "text"
    pattern: str = ""
    any_scalar: bool = False  # whether 2027 without quotes is a text, too, where there is a pattern

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        fits = isinstance(node.value, str)
        if len(node.text) > MAX_TEXT:
            findings.append(wrong(node, f"a text of at most {MAX_TEXT:,} characters"))
            return None
        if self.pattern:
            fits = fits and (self.any_scalar or isinstance(resolve(node), str)) and self.matches(node.text)
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
        if self.pattern and self.any_scalar:
            return {"type": ["string", "number", "boolean"], "pattern": self.pattern, "maxLength": MAX_TEXT}
        if self.pattern:
            return {"type": "string", "pattern": self.pattern, "maxLength": MAX_TEXT}
        return {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT}


class Number(NamedTuple):
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
        if isinstance(value, int | float) and not isinstance(value, bool) and self._takes(value):
            return node
        findings.append(wrong(node, self.expected))
        return None

    def _takes(self, value: float) -> bool:
        return self.low <= value <= self.high and (not self.whole or value == int(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


class Flag(NamedTuple):
    """true or false."""

    expected: str = "true or false"

    def read(self, node: Node, findings: list[Finding]) -> Node | None:
        if isinstance(resolve(node), bool):
            return node
        findings.append(wrong(node, self.expected))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Choice(NamedTuple):
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
