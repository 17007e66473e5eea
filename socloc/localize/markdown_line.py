"""Which part of a line a machine gets to see, and which of Markdown's signs belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from socloc.localize.protect import Part
from socloc.localize.tokens import has_words

_ENDS: Final = tuple(".!?:…。！？：—–-|")


def with_pairs(line: Sequence[Part]) -> list[Part]:
    """Markdown's signs in pairs, as open and close; those without a partner are words."""
    made = list(line)
    opened: dict[str, list[int]] = {}
    paired: set[int] = set()
    for index, part in enumerate(line):
        name = "[" if part.kind in ("open", "close") else part.text
        if part.kind == "open" or (part.kind == "mark" and _may_open(line, index) and not opened.get(name)):
            opened.setdefault(name, []).append(index)
        elif opened.get(name) and (part.kind == "close" or (part.kind == "mark" and _may_close(line, index))):
            at = opened[name].pop()
            made[at], made[index] = line[at]._replace(kind="open"), part._replace(kind="close")
            paired |= {at, index}
    for index, part in enumerate(made):
        if index not in paired and part.kind in ("open", "mark"):
            made[index] = part._replace(kind="")
    return list(_joined(made))


def _joined(line: Sequence[Part]) -> Iterator[Part]:
    """The line with words that follow each other as one part."""
    for kind, group in groupby(line, key=lambda part: part.kind):
        parts = list(group)
        yield from parts if kind else [parts[0]._replace(text="".join(part.text for part in parts))]


def _may_open(line: Sequence[Part], index: int) -> bool:
    before, after = beside(line, index)
    return bool(after) and not after.isspace() and not (line[index].text[0] == "_" and before.isalnum())


def _may_close(line: Sequence[Part], index: int) -> bool:
    before, after = beside(line, index)
    return bool(before) and not before.isspace() and not (line[index].text[0] == "_" and after.isalnum())


def beside(line: Sequence[Part], index: int) -> tuple[str, str]:
    """The characters that touch a part on its left and right; "" at the ends of the line."""
    before = line[index - 1].text[-1] if index else ""
    return before, line[index + 1].text[0] if index + 1 < len(line) else ""


def for_machine(line: Sequence[Part]) -> tuple[int, int]:
    """From where to where a line is for a machine: without tags and links behind its last sentence, and emoji."""
    worded = [index for index, part in enumerate(line) if not part.kind and has_words(part.text)]
    if not worded:
        return 0, 0
    start, end = worded[0], worded[-1] + 1
    for index in range(worded[0] - 1, -1, -1):
        if line[index].kind and not _is_apart(line[index]):
            start = index
        elif line[index].kind:
            break
    ended = line[worded[-1]].text.rstrip().endswith(_ENDS)
    for index in range(worded[-1] + 1, len(line)):
        if ended or _is_apart(line[index]):
            break
        if line[index].kind:
            end = index + 1
        ended = not line[index].kind and line[index].text.rstrip().endswith(_ENDS)
    if end < len(line) and not line[end].kind:
        end += 1  # the full stop behind the last link is the sentence's
    return _without_half_pairs(line, start, end)


def _without_half_pairs(line: Sequence[Part], start: int, end: int) -> tuple[int, int]:
    """Let the core have both signs of a pair, or none where one pair is around all of it."""
    depth = lowest = 0
    for part in line[start:end]:
        depth += {"open": 1, "close": -1}.get(part.kind, 0)
        lowest = min(lowest, depth)
    while lowest < 0 and start:
        start -= 1
        lowest += line[start].kind == "open"
    depth = sum({"open": 1, "close": -1}.get(part.kind, 0) for part in line[start:end])
    while depth > 0 and end < len(line):
        depth -= line[end].kind == "close"
        end += 1
    return (start + 1, end - 1) if _is_one_pair(line[start:end]) else (start, end)


def _is_one_pair(core: Sequence[Part]) -> bool:
    if core[0].kind != "open" or core[-1].kind != "close":
        return False
    depth = 0
    for part in core[:-1]:
        depth += {"open": 1, "close": -1}.get(part.kind, 0)
        if not depth:
            return False
    return True


def _is_apart(part: Part) -> bool:
    """Emoji and control characters: nothing that a sentence is built with."""
    return part.kind == "kept" and not any(one.isalnum() or one in "{}%<>[]`\\" for one in part.text)
