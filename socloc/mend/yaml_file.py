"""Strings in a YAML file: where their characters stand in each of YAML's styles, and whether only they have changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.findings import Fix, Place
from socloc.mend.mapping import LINE_END, Character, aligned, line_starts
from socloc.places import Node, parse

_HEADER: Final = re.compile(r"[|>](?:[+-]?([1-9])?[+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_SIMPLE: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "r": "\r", "0": "\0", "a": "\a", "b": "\b"}
_CODES: Final = {"x": 2, "u": 4, "U": 8}
_SPACES: Final = " \t"
_Marked = tuple[str, Character]


def characters(text: str, fix: Fix) -> list[Character] | None:
    """Where each character of a string stands in the text; None where that cannot be followed."""
    starts = line_starts(text)
    if not 1 <= fix.place.line <= len(starts):
        return None
    at = starts[fix.place.line - 1] + fix.place.column - 1
    if at >= len(text):
        return None
    if text[at] in "\"'":
        lines = _quoted(text, at)
    elif text[at] in "|>":
        lines = _block(text, at, starts)
    elif text[at] in "&*!":
        return None  # shared with other places, or of a type of its own
    else:
        lines = _plain(text, at, fix.value)
    return aligned(fix.value, lines) if lines is not None else None


def _quoted(text: str, at: int) -> list[list[_Marked]] | None:
    """The lines between the quotation marks, without the white space that does not count."""
    mark, lines, at = text[at], [list[_Marked]()], at + 1
    while at < len(text):
        if text[at] == mark and not (mark == "'" and text.startswith("''", at)):
            if len(lines) > 1:
                lines[-1] = _stripped(lines[-1], left=True)
            return lines
        line_end = LINE_END.match(text, at)
        if line_end:
            lines[-1] = _stripped(lines[-1], left=len(lines) > 1, right=True)
            lines.append([])
            at = line_end.end()
            continue
        character, end = _escaped(text, at) if mark == '"' else (text[at], at + 1 + (text[at] == mark))
        if character is None:
            return None
        lines[-1].append((character, Character(at, end, end == at + 1)))
        at = end
    return None


def _escaped(text: str, at: int) -> tuple[str | None, int]:
    """A character between double quotes and where it ends; None for an escape that is not followed."""
    if text[at] != "\\":
        return text[at], at + 1
    kind = text[at + 1 : at + 2]
    if kind in _CODES:
        digits = text[at + 2 : at + 2 + _CODES[kind]]
        if re.fullmatch("[0-9A-Fa-f]+", digits) and int(digits, 16) < 0x110000:
            return chr(int(digits, 16)), at + 2 + len(digits)
        return None, at
    return (_SIMPLE[kind], at + 2) if kind in _SIMPLE else (None, at)


def _stripped(line: list[_Marked], left: bool = False, right: bool = False) -> list[_Marked]:
    """A line without the white space at its ends that folding takes away; escaped white space stays."""
    start, end = 0, len(line)
    while right and end > start and line[end - 1][0] in _SPACES and line[end - 1][1].is_plain:
        end -= 1
    while left and start < end and line[start][0] in _SPACES and line[start][1].is_plain:
        start += 1
    return line[start:end]


def _plain(text: str, at: int, value: str) -> list[list[_Marked]] | None:
    """The lines of a string without quotes; where the last one ends, only the string itself can say."""
    lines, left = [], len(re.sub(r"\s", "", value))
    for start, end in _lines_from(text, at):
        begin = start + len(text[start:end]) - len(text[start:end].lstrip(_SPACES))
        stop, seen = begin, 0
        while stop < end and seen < left:
            seen += not text[stop].isspace()
            stop += 1
        left -= seen
        while stop > begin and text[stop - 1] in _SPACES:
            stop -= 1
        lines.append(_marked(text, begin, stop))
        if not left:
            return lines
    return None


def _block(text: str, at: int, starts: Sequence[int]) -> list[list[_Marked]] | None:
    """The lines of a block without their indentation."""
    header = _HEADER.match(text, at)
    if not header:
        return None
    first = next((text[start:end] for start, end in _lines_from(text, header.end()) if text[start:end].strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    if header.group(1):
        line = text[starts[bisect_right(starts, at) - 1] : at]
        # The digit counts from the mapping or list around, which begins where its line does, behind any "- ".
        indent = len(line) - len(line.lstrip(" -")) + int(header.group(1))
    if not indent:
        return None
    lines = []
    for start, end in _lines_from(text, header.end()):
        if text[start:end].strip(" ") and not text.startswith(" " * indent, start):
            break
        lines.append(_marked(text, min(start + indent, end), end))
    return lines


def _lines_from(text: str, at: int) -> Iterator[tuple[int, int]]:
    """From where to where the rest of a line and the lines after it go, without their ends."""
    while True:
        line_end = LINE_END.search(text, at)
        yield at, line_end.start() if line_end else len(text)
        if not line_end or line_end.end() == len(text):
            return
        at = line_end.end()


def _marked(text: str, start: int, end: int) -> list[_Marked]:
    return [(text[at], Character(at, at + 1)) for at in range(start, end)]


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
