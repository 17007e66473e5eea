"""From a payload to the modules of its QR code."""

from functools import lru_cache
from typing import NamedTuple

from socloc.render.qr.bits import fitted
from socloc.render.qr.correction import codewords
from socloc.render.qr.layout import LEVELS, formats, layout
from socloc.render.qr.mask import lightest_penalty


class Matrix(NamedTuple):
    """A finished symbol without its quiet zone."""

    size: int
    """Modules per side."""
    version: int
    error: str
    rows: tuple[int, ...]
    """From the top; bit i is module i from the left, 1 is dark."""


@lru_cache(maxsize=256)
def matrix(payload: str, error: str = "M") -> Matrix:
    """Encode the payload in the smallest QR code (ISO/IEC 18004:2015, model 2) that holds it.

    Args:
        payload: what a scanner shall read, exactly; text outside ASCII is written as UTF-8 with its ECI.
        error: "L", "M", "Q" or "H": about 7, 15, 25 or 30 % of the codewords may be unreadable.

    Raises:
        QrError: the payload is empty, damaged or too long; its length is told in bytes of UTF-8, or in
            characters where all of them are digits, or all are in the alphanumeric set.
        ValueError: there is no such error level.
    """
    if error not in LEVELS:
        raise ValueError(f"There is no error level {error!r}; use one of {', '.join(LEVELS)}.")
    version, data = fitted(payload, error)
    shape = layout(version)
    drawn = codewords(data, version, error)
    bits = f"{int.from_bytes(drawn):0{8 * len(drawn)}b}".ljust(len(shape.path) + 1, "0")
    placed = int("".join(shape.arrange(bits)), 2) | shape.patterns
    marked = zip(shape.masks, formats(version, error), strict=True)
    best = lightest_penalty([(placed ^ mask) | form for mask, form in marked], shape)
    one_row = (1 << shape.size) - 1
    rows = tuple(best >> shape.stride * row & one_row for row in range(shape.size))
    return Matrix(shape.size, version, error, rows)
