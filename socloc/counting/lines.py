"""Counts lines: what a line break ends, and the last one. Some networks fold or refuse a text by its lines."""

from typing import Final

UNIT: Final = "lines"
SUMMARY: Final = "Lines of the text as it is written; one that a narrow screen breaks counts once."


def length(text: str, /) -> int:
    """How many lines the text has: CR LF, LF and CR end one, and an empty text has none."""
    if not text:
        return 0
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def invalid(_text: str, /) -> tuple[int, ...]:
    """No character is refused."""
    return ()
