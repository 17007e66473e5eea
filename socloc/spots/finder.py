"""Where a part of a string stands in the file that its author wrote, line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from socloc import opened
from socloc.findings import Fix, Place
from socloc.model import Written
from socloc.spots import in_po, in_yaml
from socloc.spots.mapping import Characters, line_starts


def finder() -> Callable[[Written, int], Place]:
    """A function that says where a character of a string stands.

    The place of the string itself where its file cannot be read or followed: an anchor, an escape, standard input.
    Files are read only for what is found, each once.
    """
    texts = cache(_text)
    mapped = cache(_characters)

    def place(written: Written, at: int) -> Place:
        text = texts(written.place.file)
        if text is None:
            return written.place
        starts = line_starts(text)
        start = _in_block(text, starts, written, at) if written.block else None
        if start is None:
            characters = mapped(text, written)
            start = characters.at(at).start if characters else -1
        if start < 0:
            return written.place
        line = bisect_right(starts, start)
        return written.place._replace(line=line, column=start - starts[line - 1] + 1)

    return place


def _in_block(text: str, starts: Sequence[int], written: Written, at: int) -> int | None:
    """Where a character of a literal block stands: its lines are those of the file, but for their indentation."""
    index = written.place.line + written.value.count("\n", 0, at)
    begin = written.value.rfind("\n", 0, at) + 1
    line_end = written.value.find("\n", begin)
    line = written.value[begin : line_end if line_end >= 0 else None]
    if index >= len(starts):
        return None
    end = starts[index + 1] if index + 1 < len(starts) else len(text)
    shown = text[starts[index] : end].rstrip("\r\n")
    return starts[index] + len(shown) - len(line) + at - begin if shown.endswith(line) else None


def _text(file: str) -> str | None:
    try:
        return opened.read(Path(file)).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


def _characters(text: str, written: Written) -> Characters | None:
    fix = Fix(written.place, written.path, written.value, ())
    if written.place.file.endswith(".po"):
        return in_po.characters(text, fix)
    return in_yaml.characters(text, fix)
