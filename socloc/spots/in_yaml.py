"""Where the characters of a string stand in a YAML file, in each of YAML's styles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from socloc.findings import Fix
from socloc.spots.mapping import LINE_END, Character, Characters, Line, aligned, each_placed, line_starts, plain_line

_HEADER: Final = re.compile(r"[|>](?:[+-]?([1-9])?[+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_SIMPLE: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "r": "\r", "0": "\0", "a": "\a", "b": "\b"}
_CODES: Final = {"x": 2, "u": 4, "U": 8}
_SPACES: Final = " \t"
_Marked = tuple[str, Character]


def characters(text: str, fix: Fix) -> Characters | None:
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


def _quoted(text: str, at: int) -> list[Line] | None:
    """The lines between the quotation marks, without the white space that does not count."""
    mark, lines, at = text[at], [list[_Marked]()], at + 1
    while at < len(text):
        if text[at] == mark and not (mark == "'" and text.startswith("''", at)):
            if len(lines) > 1:
                lines[-1] = _stripped(lines[-1], left=True)
            return [Line("".join(one for one, _ in line), each_placed([place for _, place in line])) for line in lines]
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


def _plain(text: str, at: int, value: str) -> list[Line] | None:
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
        lines.append(plain_line(text, begin, stop))
        if not left:
            return lines
    return None


def _block(text: str, at: int, starts: Sequence[int]) -> list[Line] | None:
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
        lines.append(plain_line(text, min(start + indent, end), end))
    return lines


def _lines_from(text: str, at: int) -> Iterator[tuple[int, int]]:
    """From where to where the rest of a line and the lines after it go, without their ends."""
    while True:
        line_end = LINE_END.search(text, at)
        yield at, line_end.start() if line_end else len(text)
        if not line_end or line_end.end() == len(text):
            return
        at = line_end.end()
