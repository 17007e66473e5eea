"""Where the code is in a Markdown text: what stands in it is shown as it is, and nobody may touch it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from socloc.patterns import later

_FENCE: Final = later(r"[ \t>]*(`{3,}+(?!.*`)|~{3,})")  # after backticks no more of them: that is a code span
_INDENTED: Final = later(r"(?: {4}|\t)\s*\S")


def split(markdown: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is code: fenced, indented or between backticks.

    Takes time in proportion to the length of the text, whatever is in it.
    """
    for block, is_code in _blocks(markdown):
        if is_code:
            yield block, True
        else:
            yield from _spans(block)


def unclosed_fence(markdown: str) -> int:
    """The line of the fence that is never closed, from 1; 0 where all are."""
    fence, opened = "", 0
    for number, line in enumerate(markdown.split("\n"), 1):
        found = _FENCE.match(line)
        if found and not fence:
            fence, opened = found[1], number
        elif found and found[1].startswith(fence) and not line[found.end() :].strip():
            fence, opened = "", 0
    return opened


def _blocks(markdown: str) -> Iterator[tuple[str, bool]]:
    piece: list[str] = []
    fence = ""
    was_code, after_blank = False, True
    for line in markdown.splitlines(keepends=True):
        opening = _FENCE.match(line)
        closes = bool(fence and opening and opening.group(1).startswith(fence) and not line[opening.end() :].strip())
        if not fence and opening:
            fence, is_code = opening.group(1), True
        else:
            indented = not fence and (after_blank or was_code) and bool(_INDENTED.match(line))
            is_code = bool(fence) or indented
        if is_code != was_code and piece:
            yield "".join(piece), was_code
            piece = []
        piece.append(line)
        was_code, after_blank = is_code, not line.strip()
        if closes:
            fence = ""
    yield "".join(piece), was_code


def _spans(text: str) -> Iterator[tuple[str, bool]]:
    """Code spans: from a run of backticks to the next run of the same length."""
    runs = list(re.finditer("`+", text))
    of_length: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        of_length.setdefault(len(run.group()), []).append(index)
    end = index = 0
    while index < len(runs):
        same = of_length[len(runs[index].group())]
        later = bisect_right(same, index)
        if later == len(same):
            index += 1
            continue
        start, closing = runs[index].start(), runs[same[later]]
        yield text[end:start], False
        yield text[start : closing.end()], True
        end, index = closing.end(), same[later] + 1
    yield text[end:], False
