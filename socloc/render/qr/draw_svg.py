"""A QR code as an SVG: one path in units of modules, and no reference to anything outside the file."""

import re
from base64 import b64encode

from socloc.render.qr.logo import as_png
from socloc.render.qr.matrix import Matrix
from socloc.render.qr.style import QrStyle, colour, frame, logo_square, plate

_DARK = re.compile("1+")
LOGO_SIDE_MAX = 512  # pixels embedded, whatever the logo had: enough for the width of a hand at 150 dpi


def svg(matrix: Matrix, style: QrStyle) -> bytes:
    """Return an SVG (UTF-8) of `style.size` x `style.size` pixels, the quiet zone as wide as asked for.

    Raises:
        QrError, ValueError: as `draw_png.png`.
    """
    frame(matrix.size, style)  # an image too small for its pixels is refused in either format
    light, dark = _hexadecimal(style.light), _hexadecimal(style.dark)
    side = matrix.size + 2 * style.quiet
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{style.size}" height="{style.size}"',
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">',
        f'<rect width="{side}" height="{side}" fill="{light}"/>',
        f'<path fill="{dark}" d="{_path(matrix, style.quiet)}"/>',
        _logo(matrix, style, style.logo, light) if style.logo is not None else "",
        "</svg>\n",
    ]
    return "".join(parts).encode()


def _hexadecimal(text: str) -> str:
    return f"#{bytes(colour(text)).hex()}"


def _path(matrix: Matrix, quiet: int) -> str:
    """Draw each run of dark modules as one rectangle."""
    drawn = []
    for number, row in enumerate(matrix.rows, quiet):
        for run in _DARK.finditer(f"{row:0{matrix.size}b}"[::-1]):
            width = run.end() - run.start()
            drawn.append(f"M{run.start() + quiet} {number}h{width}v1h-{width}z")
    return "".join(drawn)


def _logo(matrix: Matrix, style: QrStyle, logo: bytes, light: str) -> str:
    start, side = plate(matrix.size, style)
    inner, modules = logo_square(matrix.size, style)
    data = b64encode(as_png(logo, LOGO_SIDE_MAX)).decode()
    corner, within = start + style.quiet, inner + style.quiet
    return (
        f'<rect x="{corner}" y="{corner}" width="{side}" height="{side}" fill="{light}"/>'
        f'<image x="{within}" y="{within}" width="{modules}" height="{modules}"'
        f' href="data:image/png;base64,{data}"/>'
    )
