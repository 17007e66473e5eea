"""What a place in a YAML file is, and how to tell it between brackets, such as `{id: a, text: {en: `."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

ITEM: Final = "[]"  # stands in a path for an item of a list
Position: TypeAlias = Literal["key", "value", "text"]
_TOKEN: Final = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*(?:"|\Z)|'[^']*(?:'|\Z))|(?P<mark>[{}\[\],]|:(?=[ \t\n]|\Z))|[^{}\[\],:"']+|.""",
    re.DOTALL,
)


class Context(NamedTuple):
    """A place: the keys above it, whether a key or a value belongs there, what is typed of it, and the keys beside it.

    A `text` is inside of quotes or a block, where neither is. A place behind a dash may become either.
    """

    path: tuple[str, ...]
    position: Position
    typed: str
    beside: frozenset[str]
    is_item: bool = False


class _Scan:
    """What has been read so far: the brackets that are open, each with its keys, and what is typed of the last part."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, list[str]]] = []
        self.has_key = False  # whether the last key waits for its value
        self.typed = ""
        self.is_quoted = False  # whether a quote is still open

    def take(self, mark: str) -> None:
        """Read a bracket, a comma or a colon."""
        if mark == ":":
            if self.stack and self.stack[-1][0] == "{":
                self.stack[-1][1].append(self.typed.strip().strip("'\""))
                self.has_key, self.typed = True, ""
            return
        if mark in "{[":
            self.stack.append((mark, []))
        elif mark in "}]" and self.stack:
            self.stack.pop()
        self.has_key, self.typed = False, ""


def in_flow(path: tuple[str, ...], text: str) -> Context:
    """The context of the end of a text that begins with a bracket or a quote; `path` leads to where it begins."""
    scan = _scanned(text)
    if not scan.stack:
        return Context(path, "text" if scan.is_quoted else "value", scan.typed.strip(), frozenset())
    bracket, keys = scan.stack[-1]
    outer = [part for one, listed in scan.stack[:-1] for part in _step(one, listed)]
    if bracket == "{" and not scan.has_key:
        return Context((*path, *outer), "key", scan.typed.strip(), frozenset(keys))
    position: Position = "text" if scan.is_quoted or " " in scan.typed.strip() else "value"
    return Context((*path, *outer, *_step(bracket, keys)), position, scan.typed.lstrip(), frozenset())


def _scanned(text: str) -> _Scan:
    scan, at = _Scan(), 0
    while match := _TOKEN.match(text, at):
        is_quote = match["quoted"] is not None and not scan.typed.strip()
        part = match.group() if is_quote or match["quoted"] is None else text[at]  # the ' of don't begins nothing
        at += len(part)
        if match["mark"]:
            scan.take(part)
        else:
            scan.typed += part
            scan.is_quoted = is_quote and (len(part) == 1 or part[-1] != part[0])
    return scan


def _step(bracket: str, keys: Sequence[str]) -> tuple[str, ...]:
    return (ITEM,) if bracket == "[" else tuple(keys[-1:])
