"""What would keep a phone from reading a QR code, told before it is printed."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from socloc.render.qr.correction import blocks, owners
from socloc.render.qr.errors import QrError
from socloc.render.qr.layout import layout
from socloc.render.qr.matrix import Matrix
from socloc.render.qr.style import QrStyle, Square, colour, pitch, plate

# Below this ratio neither zbar 0.23 nor zxing-cpp 3.1 read any symbol with noise (standard deviation 20 of
# 255) on light modules of 255, 200 or 128; it is also the least that WCAG 2.2, 1.4.11, allows for graphics.
CONTRAST_RATIO_MIN = 3.0
SYMBOL_CONTRAST_MIN = 0.40  # light minus dark reflectance; ISO/IEC 15415, symbol contrast, grade C
QUIET_ZONE_MIN = 4  # modules: ISO/IEC 18004:2015, 6.3.8
# At 2 pixels the decoders lost most symbols scaled to 80 % and saved as JPEG, as networks do with pictures,
# and all that were blurred by one pixel; at 3 pixels both read every one of versions 2 to 38.
PITCH_MIN = 3
# Of what each block can repair; the rest is for dirt, glare and folds.
LOGO_REPAIR_SHARE = 0.5


class Problem(NamedTuple):
    """One reason why scanners may fail, and the way out."""

    check: str
    message: str
    hint: str


def scan_problems(matrix: Matrix, style: QrStyle, has_logo: bool) -> tuple[Problem, ...]:
    """Return what is likely to keep scanners from reading this symbol drawn in this style.

    Args:
        matrix: the symbol.
        style: how it will be drawn; `style.logo` itself is not looked at.
        has_logo: whether a logo will be in the middle.

    Raises:
        ValueError: a colour is not '#rgb' or '#rrggbb', or a measure is one that no image can have.
    """
    found = [_contrast(style), _quiet_zone(style), _too_small(matrix, style)]
    if has_logo:
        found.append(_logo_size(matrix, style))
    return tuple(problem for problem in found if problem)


def luminance(text: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    parts = (value / 255 for value in colour(text))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(style: QrStyle) -> Problem | None:
    dark, light = luminance(style.dark), luminance(style.light)
    pair = f"{style.dark} on {style.light}"
    if dark > light:
        message = f"The QR code is inverted: its modules are lighter than their background ({pair})."
        return Problem("qr-contrast", message, "Swap the two colours; many scanners read dark on light only.")
    ratio = (light + 0.05) / (dark + 0.05)
    if ratio >= CONTRAST_RATIO_MIN and light - dark >= SYMBOL_CONTRAST_MIN:
        return None
    if ratio < CONTRAST_RATIO_MIN:  # both are cut off, not rounded, so that none looks like enough
        measured = f"a contrast ratio of {int(100 * ratio) / 100:g}"
        needed = f"{CONTRAST_RATIO_MIN:g}"
    else:
        measured = f"a symbol contrast of {int(1000 * (light - dark)) / 10:g}%"
        needed = f"{SYMBOL_CONTRAST_MIN:.0%}"
    message = f"The colours of the QR code are too alike: {pair} is {measured} where scanners need {needed}."
    hint = "Take a lighter background." if light < 0.5 else "Take a darker colour for the modules."
    return Problem("qr-contrast", message, hint)


def _quiet_zone(style: QrStyle) -> Problem | None:
    if style.quiet >= QUIET_ZONE_MIN:
        return None
    message = f"The quiet zone of the QR code is {style.quiet} modules wide; {QUIET_ZONE_MIN} are required."
    return Problem("qr-quiet-zone", message, f"Set the quiet zone to {QUIET_ZONE_MIN} or leave it out.")


def _too_small(matrix: Matrix, style: QrStyle) -> Problem | None:
    pixels = pitch(matrix.size, style)
    if pixels >= PITCH_MIN:
        return None
    needed = PITCH_MIN * (matrix.size + 2 * style.quiet)
    each = f"{pixels} pixel{'s' * (pixels != 1)}" if pixels else "less than a pixel"
    message = f"At {style.size} pixels each module of the QR code has {each}; {PITCH_MIN} are needed."
    return Problem("qr-too-small", message, f"Make it at least {needed} pixels wide, or shorten its text.")


def _logo_size(matrix: Matrix, style: QrStyle) -> Problem | None:
    try:
        covered = plate(matrix.size, style)
    except QrError as error:
        return Problem("qr-logo-size", str(error), _way_out(matrix))
    spent = _spent(matrix, covered)
    if spent is None:
        message = "The logo covers patterns by which scanners find their way in the QR code."
    elif spent > LOGO_REPAIR_SHARE:
        message = f"The logo takes {spent:.0%} of what error level {matrix.error} of the QR code can repair; "
        message += f"{LOGO_REPAIR_SHARE:.0%} is the most that leaves something for dirt and glare."
    else:
        return None
    return Problem("qr-logo-size", message, _way_out(matrix))


def _way_out(matrix: Matrix) -> str:
    """Name the widest share that passes for this very symbol, if there is one."""
    for modules in range(matrix.size - 2, 0, -2):
        spent = _spent(matrix, Square((matrix.size - modules) // 2 - 1, modules + 2))
        if spent is not None and spent <= LOGO_REPAIR_SHARE:
            share = -(-1000 * modules // matrix.size) / 1000  # rounded up: `logo_square` rounds down
            return f"Make the logo's share {share:g} or less, or shorten the text; fewer utm parameters help."
    return (
        "Leave the logo out, or shorten the text (fewer utm parameters help): up to 41 modules at H have room for one."
    )


def _spent(matrix: Matrix, covered: Square) -> float | None:
    """Return what share of its repairs the worst block spends if all codewords under the square are misread.

    None if it covers a finder, alignment or timing pattern, or format or version information: zbar loses its
    way even without a single alignment pattern, such as versions 7 to 13 have in the middle.
    """
    stride, numbers = layout(matrix.version).stride, _numbers(matrix.version)
    side = range(covered.start, covered.start + covered.side)
    drawn = [numbers.get(row * stride + column) for row in side for column in side]
    if None in drawn:
        return None
    owner = owners(matrix.version, matrix.error)
    hit = {number // 8 for number in drawn if number is not None}
    spent = Counter(owner[codeword] for codeword in hit)
    repairs = [extra // 2 for _, extra in blocks(matrix.version, matrix.error)]
    return max(spent[block] / most for block, most in enumerate(repairs))


@lru_cache(maxsize=4)
def _numbers(version: int) -> dict[int, int]:
    """Return for each bit of the grid that holds data which one it is, in the order drawn."""
    return {bit: number for number, bit in enumerate(layout(version).path)}
