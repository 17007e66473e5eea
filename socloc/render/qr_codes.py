"""The QR codes of a campaign: their look, and their two pictures."""

from __future__ import annotations

from functools import lru_cache

from socloc.render import qr
from socloc.variant import DrawnQr


def style_of(drawn: DrawnQr, logo: bytes | None = None) -> qr.QrStyle:
    """How a QR code of the campaign is drawn; sizes in pixels, the quiet zone in modules."""
    code = drawn.code
    return qr.QrStyle(code.size, code.quiet, code.dark, code.light, logo, code.logo_share)


def pictures(drawn: DrawnQr, logo: bytes | None) -> tuple[bytes, bytes]:
    """The code as PNG and as SVG; `logo` is the brand's image file, used where the code asks for it.

    Raises qr.QrError or ValueError where it cannot be drawn.
    """
    return _drawn(drawn.payload, drawn.code.error, style_of(drawn, logo if drawn.code.logo else None))


@lru_cache(maxsize=512)  # the same code stands in many variants, and a preview is made again at every save
def _drawn(payload: str, error: str, style: qr.QrStyle) -> tuple[bytes, bytes]:
    matrix = qr.matrix(payload, error)
    return qr.png(matrix, style), qr.svg(matrix, style)
