"""qr-unreadable: decoders do not read a QR code as it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.media import LOGO
from socloc.variant import DrawnQr

if TYPE_CHECKING:
    from PIL.Image import Image

QR_UNREADABLE = Check(
    "qr-unreadable",
    "error",
    """A QR code with a logo or colours of its own is drawn, and a decoder does not read what it should say.

    It looks right to everybody and opens nothing. The picture is read by zxing-cpp and by zbar, as phones and
    messengers do in much the same way: once as it is, and once at half its size. Both come with `socloc[scan]` (zbar
    itself with the system); a decoder that is not there is not asked.

    Take the usual colours, a smaller logo (`logo_share`), or a higher `error:`; a shorter address helps most.
    """,
)
CHECKS: Final = (QR_UNREADABLE,)
_BLACK: Final = ("#000", "#000000")
_WHITE: Final = ("#fff", "#ffffff")


def run(case: Case) -> Iterator[Finding]:
    """Read every code that is not plainly black on white, each once."""
    logo: bytes | None = None
    seen: set[tuple[str, str]] = set()
    for variant in case.variants:
        for drawn in variant.qr_codes:
            code = drawn.code
            is_plain = not code.logo and code.dark in _BLACK and code.light.lower() in _WHITE
            if is_plain or not drawn.payload or (code.name, drawn.payload) in seen:
                continue
            seen.add((code.name, drawn.payload))
            if not (decoders := _decoders()):
                return
            if code.logo and LOGO in case.media:
                logo = logo or case.media[LOGO].path.read_bytes()
            if failed := _failed(drawn, logo, decoders):
                message = f"{code.name}: {' and '.join(failed)} cannot read the QR code as it is drawn"
                hint = "Take darker modules, a smaller logo, a higher `error:`, or a shorter address."
                yield QR_UNREADABLE.at(code.place, message, hint, variant.subject)


def _failed(drawn: DrawnQr, logo: bytes | None, decoders: Mapping[str, Callable[[Image], list[str]]]) -> list[str]:
    """The decoders that do not read what a code says; none where it cannot be drawn, which was said already."""
    from PIL import Image

    from socloc.render.qr_codes import pictures

    try:
        png, _ = pictures(drawn, logo)
    except ValueError:  # QrError is one
        return []
    with Image.open(BytesIO(png)) as picture:
        grey = picture.convert("L")
    small = grey.resize((max(1, grey.width // 2), max(1, grey.height // 2)))
    return [
        name for name, read in decoders.items() if drawn.payload not in read(grey) and drawn.payload not in read(small)
    ]


@lru_cache(maxsize=1)
def _decoders() -> Mapping[str, Callable[[Image], list[str]]]:
    """The decoders that are installed, by name."""
    found: dict[str, Callable[[Image], list[str]]] = {}
    try:
        import zxingcpp

        found["zxing-cpp"] = lambda image: [one.text for one in zxingcpp.read_barcodes(image)]
    except ImportError:
        pass
    try:
        from pyzbar import pyzbar

        kinds = [pyzbar.ZBarSymbol.QRCODE]
        found["zbar"] = lambda image: [one.data.decode("utf-8", "replace") for one in pyzbar.decode(image, kinds)]
    except ImportError:
        pass
    return found
