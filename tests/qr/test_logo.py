"""Logos: any picture, in the middle, upright and undistorted; a broken one is refused in a sentence."""

import re
import zlib
from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from socloc.render.qr import QrError, QrStyle, matrix, png, svg
from tests.qr.scanners import drawn, opened, scanned

LINK = "https://example.com/launch"  # version 4-H: 33 modules, 12 pixels each, from pixel 58 on
RED, BLUE, LIGHT, DARK = (255, 0, 0), (0, 0, 255), (240, 224, 208), (16, 32, 48)


def picture(mode: str, size: tuple[int, int], fill: float | tuple[float, ...]) -> Image.Image:
    return Image.new(mode, size, fill)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def style(logo: bytes, share: float = 0.2) -> QrStyle:
    return QrStyle(dark="#102030", light="#f0e0d0", logo=logo, logo_share=share)


def turned() -> bytes:
    """A picture that is red above blue once its EXIF orientation (6: turn clockwise) is honoured."""
    image = picture("RGB", (40, 40), BLUE)
    image.paste(RED, (0, 0, 20, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(image, "PNG", exif=exif)


LOGOS = {
    "RGB": saved(picture("RGB", (64, 64), RED)),
    "palette": saved(picture("RGB", (64, 64), RED).convert("P")),
    "one pixel": saved(picture("RGB", (1, 1), RED)),
    "half transparent": saved(picture("RGBA", (64, 64), (255, 0, 0, 128))),
    "transparent": saved(picture("RGBA", (64, 64), (255, 0, 0, 0))),
    "grey of 16 bits": saved(picture("I;16", (64, 64), 0x8000)),
    "CMYK": saved(picture("CMYK", (64, 64), (0, 0, 0, 0)), "JPEG"),
    "WebP": saved(picture("RGB", (64, 64), RED), "WEBP", lossless=True),
    "GIF": saved(picture("RGB", (64, 64), RED), "GIF"),
    "huge": saved(picture("RGB", (4000, 4000), RED)),
    "wide": saved(picture("RGB", (400, 100), RED)),
    "tall": saved(picture("RGB", (1, 1000), RED)),
    "turned": turned(),
}


@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS.keys())
def test_both_decoders_read_the_code_behind_any_logo(logo: bytes) -> None:
    symbol = matrix(LINK, "H")
    assert scanned(opened(png(symbol, style(logo)))) == [LINK, LINK]
    assert scanned(drawn(svg(symbol, style(logo)))) == [LINK, LINK]


@pytest.mark.parametrize(
    ("name", "centre"),
    [
        ("RGB", RED),
        ("palette", RED),
        ("one pixel", RED),
        ("half transparent", (248, 112, 104)),  # half of red over the light colour
        ("transparent", LIGHT),
        ("grey of 16 bits", (128, 128, 128)),
        ("CMYK", (255, 255, 255)),
        ("WebP", RED),
        ("GIF", RED),
        ("huge", RED),
        ("wide", RED),
    ],
)
def test_the_middle_shows_the_logo(name: str, centre: tuple[int, int, int]) -> None:
    for image in (
        opened(png(matrix(LINK, "H"), style(LOGOS[name]))),
        drawn(svg(matrix(LINK, "H"), style(LOGOS[name]))),
    ):
        found = image.getpixel((image.width // 2, image.height // 2))
        assert isinstance(found, tuple)
        assert max(abs(a - b) for a, b in zip(found, centre, strict=True)) <= 2


def test_the_logo_stands_on_a_plate_one_module_wider_on_modules() -> None:
    """0.2 of 33 modules are 6.6, so 5 under the logo and 7 under the plate, from module 13 to 19."""
    symbol = matrix(LINK, "H")
    image = opened(png(symbol, style(LOGOS["RGB"])))
    for y in range(33):
        for x in range(33):
            if 14 <= x < 19 and 14 <= y < 19:
                expected = RED
            elif 13 <= x < 20 and 13 <= y < 20:
                expected = LIGHT
            else:
                expected = DARK if symbol.rows[y] >> x & 1 else LIGHT
            for corner in (0, 11):
                assert image.getpixel((58 + 12 * x + corner, 58 + 12 * y + corner)) == expected, (x, y)


def test_a_wide_logo_keeps_its_shape() -> None:
    image = opened(png(matrix(LINK, "H"), style(LOGOS["wide"])))
    middle = image.width // 2
    across = sum(image.getpixel((x, middle)) == RED for x in range(image.width))
    down = sum(image.getpixel((middle, y)) == RED for y in range(image.height))
    assert (across, down) == (60, 15)


def test_a_turned_photo_stands_upright() -> None:
    for image in (
        opened(png(matrix(LINK, "H"), style(LOGOS["turned"]))),
        drawn(svg(matrix(LINK, "H"), style(LOGOS["turned"]))),
    ):
        middle, eighth = image.width // 2, image.width // 32
        assert image.getpixel((middle, middle - eighth)) == RED
        assert image.getpixel((middle, middle + eighth)) == BLUE


def test_the_svg_embeds_at_most_512_pixels_and_no_metadata() -> None:
    secret = Image.Exif()
    secret[0x010E] = "taken in my garden"
    plain = saved(picture("RGB", (3000, 1500), RED))
    told = saved(picture("RGB", (3000, 1500), RED), exif=secret)
    assert b"garden" in told
    assert svg(matrix(LINK, "H"), style(plain)) == svg(matrix(LINK, "H"), style(told))
    assert len(svg(matrix(LINK, "H"), style(told))) < 20_000


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be very large."""
    body = b"IHDR" + pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    head = pack(">I", 13) + body + pack(">I", zlib.crc32(body))
    data = b"IDAT" + zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + head + pack(">I", len(data) - 4) + data + pack(">I", zlib.crc32(data))


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "abc"
    return exif


@pytest.mark.parametrize("draw", [png, svg])
@pytest.mark.parametrize(
    ("logo", "message"),
    [
        (b"", "is damaged, or not a PNG, JPEG, WebP or GIF picture"),
        (b"hello", "is damaged, or not a PNG, JPEG, WebP or GIF picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG, JPEG, WebP or GIF picture"),
        (saved(picture("RGB", (9, 9), RED), "BMP"), "not a PNG, JPEG, WebP or GIF picture"),
        (LOGOS["RGB"][:60], "The logo for the QR code is damaged"),
        (saved(picture("RGB", (64, 64), RED), "JPEG")[:300], "The logo for the QR code is damaged"),
        (bomb(7000, 7000), "has 7,000 x 7,000 pixels; 40 million pixels are the most that is unpacked"),
        (bomb(10_000, 10_000), "40 million pixels are the most that is unpacked. Save it smaller."),
        (bomb(60_000, 60_000), "40 million pixels are the most that is unpacked. Save it smaller."),
    ],
    ids=["empty", "text", "SVG", "BMP", "cut PNG", "cut JPEG", "49 MP", "warned of", "refused by Pillow"],
)
def test_a_logo_that_cannot_be_used_is_refused_in_a_sentence(draw: object, logo: bytes, message: str) -> None:
    assert callable(draw)
    with pytest.raises(QrError, match=re.escape(message)):
        draw(matrix(LINK, "H"), style(logo))


def test_no_damage_makes_anything_but_a_qr_error() -> None:
    """Every byte of each kind of file turned around, one at a time."""
    image = picture("RGB", (6, 5), RED)
    files = [saved(image, kind, exif=_exif()) for kind in ("PNG", "JPEG", "WEBP")] + [saved(image, "GIF")]
    refused = 0
    for file in files:
        for place in range(len(file)):
            damaged = file[:place] + bytes([file[place] ^ 0xFF]) + file[place + 1 :]
            try:
                png(matrix(LINK, "H"), QrStyle(size=50, logo=damaged))
            except QrError:
                refused += 1
    assert refused > 100
