"""Pictures for the middle of a QR code: read with care, scaled, never distorted."""

from io import BytesIO
from typing import TYPE_CHECKING

from socloc.render.qr import png_file
from socloc.render.qr.errors import QrError
from socloc.render.qr.style import Colour

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
PIXELS_MAX = 40_000_000  # 160 MB unpacked; a bomb of a few kilobytes can claim far more


def on_plate(logo: bytes, side: int, light: Colour) -> list[bytes]:
    """Return `side` lines of `side` RGB pixels: the logo as large as fits, centred, on the light colour.

    Raises:
        QrError: it is not a picture, is damaged, or is too large to unpack.
    """
    from PIL import Image

    picture = _scaled(_opened(logo), side)
    canvas = Image.new("RGB", (side, side), light)
    canvas.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2), picture)
    return _lines(canvas, 3)


def as_png(logo: bytes, side: int) -> bytes:
    """Return the logo as a PNG that fits into `side` x `side` pixels: nothing of the file but its pixels.

    Raises:
        QrError: as `on_plate`.
    """
    picture = _opened(logo)
    if max(picture.size) > side:
        picture = _scaled(picture, side)
    return png_file.encode(picture.size, png_file.RGBA, ((line, 1) for line in _lines(picture, 4)))


def try_logo(logo: bytes) -> None:
    """Find out whether a logo can be drawn.

    Raises:
        QrError: as `on_plate`.
    """
    _opened(logo)


def _opened(logo: bytes) -> "Image":
    """Unpack the (first) picture, upright, as RGBA."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(logo), formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS_MAX:
                raise QrError(_too_large(f"{picture.width:,} x {picture.height:,} pixels"))
            if picture.mode.startswith("I;16"):  # convert() would clip 16 bits of grey, not scale them
                return picture.point(lambda grey: grey / 256).convert("L").convert("RGBA")
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except QrError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise QrError(_too_large("too many pixels")) from error
    except UnidentifiedImageError as error:
        known = "PNG, JPEG, WebP or GIF"
        raise QrError(f"The logo for the QR code is damaged, or not a {known} picture.") from error
    except Exception as error:  # damaged files make Pillow raise anything, struct.error included
        raise QrError(f"The logo for the QR code is damaged: {error}.") from error


def _too_large(found: str) -> str:
    limit = f"{PIXELS_MAX // 1_000_000} million pixels are the most that is unpacked"
    return f"The logo for the QR code has {found}; {limit}. Save it smaller."


def _scaled(picture: "Image", side: int) -> "Image":
    from PIL.Image import Resampling

    factor = side / max(picture.size)
    width, height = (max(round(length * factor), 1) for length in picture.size)
    return picture.resize((width, height), Resampling.LANCZOS)


def _lines(picture: "Image", channels: int) -> list[bytes]:
    pixels, step = picture.tobytes(), picture.width * channels
    return [pixels[start : start + step] for start in range(0, len(pixels), step)]
