"""The emoji of several code points that X counts as one."""

import re
from collections.abc import Iterator

from socloc.counting import _data, utf16


def spans(text: str, /) -> Iterator[tuple[int, int]]:
    """Where such emoji start and end in the text, in UTF-16 code units."""
    at = units = 0
    for found in SEQUENCE.finditer(text):
        start = units + utf16.length(text[at : found.start()])
        at, units = found.end(), start + utf16.length(found.group())
        yield start, units


def _pattern(data: str) -> str:
    """The forms of emoji.txt as one alternation; how it is written is said at the top of that file."""
    lines = data.replace("\n  ", "").splitlines()
    return "|".join("".join(map(_step, line.split())) for line in lines if not line.startswith("#"))


def _step(step: str) -> str:
    points = "".join(map(_range, step.rstrip("?").split("/")))
    return f"[{points}]" + "?" * step.endswith("?")


def _range(points: str) -> str:
    return "-".join(f"\\U{point:>08}" for point in points.split("-"))


SEQUENCE = re.compile(_pattern(_data.text("x_weighted/emoji.txt")))
