"""What goes into the body of an article and what comes out, as frozen values."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

from typing import NamedTuple


class Picture(NamedTuple):
    """An image of an article: its address, and its words where the body gives none."""

    file: str
    alt: str


class Problem(NamedTuple):
    """What of a body readers will not get: image, link, scheme, html or depth; the part, and its line from 1."""

    kind: str
    part: str
    line: int


class Body(NamedTuple):
    """The body of an article, not yet styled, and what of it readers will not get."""

    html: str
    problems: tuple[Problem, ...]
    images: tuple[tuple[str, int], ...]  # names as written, with their lines
