"""libyaml's events to nodes, counting what is built. The only module that imports yaml."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

import yaml

from socloc.findings import Finding, Place
from socloc.places.checks import (
    HASHTAG_IN_COMMENT,
    MAX_DEPTH,
    MAX_NODES,
    YAML_DUPLICATE_KEY,
    YAML_FEATURE,
    YAML_SYNTAX,
    YAML_TOO_BIG,
    BrokenError,
)
from socloc.places.node import Node

_LOST_HASHTAG: Final = re.compile(r"[ \t]+#(?=[^\s#!])[^\s]+")
_SYNTAX_HINTS: Final = (
    ("cannot start any token", "Indent with spaces, not tabs; put text that begins with @ ` or % in quotes."),
    ("mapping values are not allowed", 'Put text that contains ": " in quotes.'),
    (
        "did not find expected key",
        "Lines of one mapping begin in the same column; put text with quotes in it in quotes.",
    ),
    ("did not find expected '-' indicator", "The items of a list begin in the same column, each with - and a space."),
    ("did not find expected ','", "Between { } and [ ], put text with # , : or brackets in quotes."),
    ("could not find expected ':'", "A key ends with a colon and a space; the lines of a text are indented."),
    ("found unexpected end of stream", "A quote or bracket that was opened is never closed."),
    ("did not find expected alphabetic", "Put text that begins with * or & in quotes."),
    ("found unknown escape character", 'Use single quotes, or write \\\\ for a backslash in "…".'),
    ("invalid Unicode character escape code", "Write the character itself; half a surrogate pair is not a character."),
    ("ing a tag", "Put text that begins with ! in quotes."),
)


class Composer:
    """Builds nodes from libyaml's events, counting what it builds."""

    def __init__(self, text: str, shown: str, findings: list[Finding]) -> None:
        self.text = text
        self.shown = shown
        self.findings = findings
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        # libyaml takes NEL and the Unicode separators for line ends; editors do not. Only then count ourselves.
        odd = re.search("[\x85\u2028\u2029]", text)
        self.line_starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))] if odd else None

    def document(self) -> Node:
        try:
            next(self.events)  # the stream's start
            if isinstance(next(self.events), yaml.StreamEndEvent):
                raise BrokenError(
                    YAML_SYNTAX.at(Place(self.shown), "the file is empty", "`socloc init` writes an example.")
                )
            node = self.node(next(self.events), None, 0)
            next(self.events)  # the document's end
            following = next(self.events)
        except yaml.YAMLError as error:
            raise BrokenError(self.syntax(error)) from None
        if not isinstance(following, yaml.StreamEndEvent):
            message = "a second document begins here; a file holds one"
            raise BrokenError(YAML_SYNTAX.at(self.place(following), message, "Remove the --- line or split the file."))
        return node

    def place(self, event: yaml.Event) -> Place:
        return self.at_mark(event.start_mark)

    def at_mark(self, mark: Any) -> Place:
        if self.line_starts is None:
            return Place(self.shown, mark.line + 1, mark.column + 1)
        line = bisect_right(self.line_starts, mark.index)
        return Place(self.shown, line, mark.index - self.line_starts[line - 1] + 1)

    def node(self, event: yaml.Event, key: Place | None, depth: int) -> Node:
        place = self.place(event)
        key = key or place
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, place, key)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise TypeError(f"libyaml sent {event} where a value begins")
        self.grow(1, place)
        if depth > MAX_DEPTH:
            raise BrokenError(YAML_TOO_BIG.at(place, f"more than {MAX_DEPTH} levels deep", "No campaign needs that."))
        if event.tag is not None:
            self.findings.append(YAML_FEATURE.at(place, f"the tag {event.tag} is not taken", "Remove the tag."))
        before = self.nodes
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, place, key)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node(self.sequence(depth), place, key)
        else:
            node = Node(self.mapping(depth), place, key)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.nodes - before + 1
        return node

    def grow(self, by: int, place: Place) -> None:
        self.nodes += by
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values after following aliases"
            raise BrokenError(YAML_TOO_BIG.at(place, message, "Split it."))

    def alias(self, event: yaml.AliasEvent, place: Place, key: Place) -> Node:
        if event.anchor not in self.anchors:
            message = f"nothing above is named &{event.anchor}, or it contains itself"
            raise BrokenError(
                YAML_SYNTAX.at(place, message, "Define the anchor before using it; quote text that begins with *.")
            )
        node, size = self.anchors[event.anchor]
        self.grow(size, place)
        return node._replace(place=place, key=key)

    def scalar(self, event: yaml.ScalarEvent, place: Place, key: Place) -> Node:
        quoted = bool(event.style)
        empty = not quoted and event.value in ("", "~", "null", "Null", "NULL")
        end = event.end_mark
        lost = None if quoted or end is None else _LOST_HASHTAG.match(self.text, end.index)
        if lost:
            message = f"`{lost.group().strip()}` is a comment in YAML, so the text ends before it"
            self.findings.append(HASHTAG_IN_COMMENT.at(place, message, "Put the whole text in quotes."))
        return Node(None if empty else event.value, place, key, quoted, event.style == "|")

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, None, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, None, depth + 1)
            value = self.node(next(self.events), key.place, depth + 1)
            name = self.key_name(key)
            if name is None:
                continue
            if name in entries:
                message = f"the key `{name}` stands here again; the first is at line {entries[name].key.line}"
                self.findings.append(YAML_DUPLICATE_KEY.at(key.place, message, "Remove or rename one of the two."))
                continue
            entries[name] = value
        return entries

    def key_name(self, key: Node) -> str | None:
        if not isinstance(key.value, str):
            what = "an empty key" if key.value is None else "a list or a mapping as a key"
            self.findings.append(YAML_FEATURE.at(key.place, f"{what} is not taken", "Write a word before the colon."))
            return None
        if key.value == "<<" and not key.quoted:
            self.findings.append(YAML_FEATURE.at(key.place, "merge keys (<<) are not taken", "Write the keys out."))
            return None
        return key.value

    def syntax(self, error: yaml.YAMLError) -> Finding:
        problem = str(getattr(error, "problem", None) or error).strip().splitlines()[0]
        marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
        # Where a key lacks its colon, libyaml notices at the end of what follows; the context is where it begins.
        mark = next(filter(None, reversed(marks) if "expected ':'" in problem else marks), None)
        place = self.at_mark(mark) if mark else Place(self.shown)
        said = f"{problem} {getattr(error, 'context', '')}"
        hint = next((hint for part, hint in _SYNTAX_HINTS if part in said), "Look at this line and the one above.")
        return YAML_SYNTAX.at(place, f"not valid YAML: {problem}", hint)
