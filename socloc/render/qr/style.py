"""How a QR code shall look, and where that puts its modules and its logo."""

import math
import re
from typing import NamedTuple

from socloc.render.qr.errors import QrError

IMAGE_SIDE_MAX = 10_000  # pixels: 85 cm at 300 dpi; more would only exhaust the memory of whoever opens it
Colour = tuple[int, int, int]


class QrStyle(NamedTuple):
    """The look of a QR code; `judge.scan_problems` says whether it scans."""

    size: int = 512
    """Pixels per side of the image, the quiet zone included."""
    quiet: int = 4
    """Modules of light around the symbol."""
    dark: str = "#000000"
    light: str = "#ffffff"
    logo: bytes | None = None
    """A PNG, JPEG, WebP or GIF file."""
    logo_share: float = 0.2
    """Side of the logo as a share of the side of the symbol; rounded down to an odd number of modules."""


class Frame(NamedTuple):
    """Where the symbol stands in a PNG, in pixels."""

    pitch: int
    margin: int
    """Left of and above the symbol; the odd pixel, if there is one, is on the right and below."""


class Square(NamedTuple):
    """A centred square of modules of the symbol: the first row (and column), and how many."""

    start: int
    side: int


def colour(text: str) -> Colour:
    """Read '#rgb' or '#rrggbb'.

    Raises:
        ValueError: it is anything else.
    """
    if not re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text):
        raise ValueError(f"{text!r} is not a colour; write it as '#rgb' or '#rrggbb', for example '#003366'.")
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def pitch(size: int, style: QrStyle) -> int:
    """Return the whole pixels per module of a symbol with `size` modules per side; 0 when it does not fit.

    Raises:
        ValueError: the style has a side or a quiet zone that no image can have.
    """
    if style.quiet < 0:
        raise ValueError(f"A quiet zone cannot have {style.quiet} modules.")
    if not 0 < style.size <= IMAGE_SIDE_MAX:
        raise ValueError(f"A QR code image can be 1 to {IMAGE_SIDE_MAX:,} pixels wide, not {style.size:,}.")
    return style.size // (size + 2 * style.quiet)


def frame(size: int, style: QrStyle) -> Frame:
    """Return where a symbol with `size` modules per side stands.

    Raises:
        QrError: a module would be smaller than a pixel.
        ValueError: as `pitch`.
    """
    pixels = pitch(size, style)
    if not pixels:
        across = size + 2 * style.quiet
        short = f"{style.size} pixels are too few for a QR code that is {across} modules wide."
        raise QrError(f"{short} Make the image larger, or the text shorter.")
    return Frame(pixels, (style.size - pixels * size) // 2)


def logo_square(size: int, style: QrStyle) -> Square:
    """Return the modules under the logo; an odd number, as every symbol has, so that it stands in the middle.

    Raises:
        QrError: the logo and its plate would be wider than the symbol, or the share is not above 0.
    """
    share = style.logo_share
    if not (math.isfinite(share) and 0 < share < 1):
        raise QrError(f"The logo's share of the QR code is {share:g}; it has to be between 0 and 1.")
    modules = max(int(size * share + 1e-9), 1)  # 1e-9: 0.28 * 25 is a little less than 7
    modules -= 1 - modules % 2
    if modules + 2 >= size:
        raise QrError(f"The logo's share of the QR code is {share:g}: it would cover all of it.")
    return Square((size - modules) // 2, modules)


def plate(size: int, style: QrStyle) -> Square:
    """Return the light square behind the logo: one module more on each side."""
    start, side = logo_square(size, style)
    return Square(start - 1, side + 2)
