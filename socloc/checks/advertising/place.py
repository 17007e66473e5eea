"""Where a part of a string stands in the file that its author wrote, line and column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from socloc.findings import Fix, Place
from socloc.model import Written

if TYPE_CHECKING:
    from socloc.mend.mapping import Character


def finder() -> Callable[[Written, int], Place]:
    """A function that says where a character of a string stands.

    The place of the string itself where its file cannot be read or followed: an anchor, an escape, standard input.
    Files are read only for what is found, each once.
    """
    texts = cache(_text)
    mapped = cache(_characters)

    def place(written: Written, at: int) -> Place:
        text = texts(written.place.file)
        characters = mapped(text, written) if text is not None else None
        if text is None or not characters or at >= len(characters) or characters[at].start < 0:
            return written.place
        start = characters[at].start
        line_start = text.rfind("\n", 0, start) + 1
        return written.place._replace(line=text.count("\n", 0, start) + 1, column=start - line_start + 1)

    return place


def _text(file: str) -> str | None:
    try:
        return Path(file).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


def _characters(text: str, written: Written) -> Sequence[Character] | None:
    from socloc.mend import po_file, yaml_file  # what mends files knows where their strings stand

    fix = Fix(written.place, written.path, written.value, ())
    if written.place.file.endswith(".po"):
        return po_file.characters(text, fix)
    return yaml_file.characters(text, fix)
