"""PNG and SVG: whole pixels, the exact size, the same bytes, nothing from outside, and they scan."""

import re
import zlib
from struct import unpack

import pytest

from socloc.render.qr import QrError, QrStyle, matrix, png, svg
from tests.qr.scanners import drawn, opened, scanned

LINK = "https://example.com/新品?utm_source=wechat"
STYLES = {
    "default": QrStyle(),
    "small": QrStyle(size=200),
    "odd": QrStyle(size=333),
    "tight": QrStyle(size=123),  # 3 pixels per module, nothing left over
    "wide quiet zone": QrStyle(size=600, quiet=10),
    "blue": QrStyle(dark="#003366", light="#fff"),
    "short colours": QrStyle(dark="#123", light="#fed"),
    "at the contrast limit": QrStyle(dark="#949494"),
    "at the limit on grey": QrStyle(dark="#000", light="#aaa"),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_both_decoders_read_both_files(style: QrStyle) -> None:
    symbol = matrix(LINK)
    assert scanned(opened(png(symbol, style))) == [LINK, LINK]
    assert scanned(drawn(svg(symbol, style))) == [LINK, LINK]


@pytest.mark.parametrize(
    ("size", "pitch", "margin"),
    [
        (41, 1, 4),
        (81, 1, 24),
        (82, 2, 8),
        (122, 2, 28),
        (123, 3, 12),
        (512, 12, 58),
        (513, 12, 58),
        (514, 12, 59),
    ],
)
def test_modules_are_whole_pixels_and_the_rest_is_margin(size: int, pitch: int, margin: int) -> None:
    symbol = matrix(LINK)
    assert symbol.size == 33
    picture = opened(png(symbol, QrStyle(size=size, dark="#102030", light="#f0e0d0")))
    assert picture.size == (size, size)
    end = margin + pitch * symbol.size
    for y in range(size):
        for x in range(size):
            inside = margin <= x < end and margin <= y < end
            dark = inside and symbol.rows[(y - margin) // pitch] >> (x - margin) // pitch & 1
            assert picture.getpixel((x, y)) == ((0x10, 0x20, 0x30) if dark else (0xF0, 0xE0, 0xD0)), (x, y)


def test_the_png_is_two_colours_in_one_bit_without_metadata() -> None:
    file = png(matrix(LINK), QrStyle(dark="#003366"))
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, start = [], 8
    while start < len(file):
        (length,) = unpack(">I", file[start : start + 4])
        body = file[start + 4 : start + 8 + length]
        assert file[start + 8 + length : start + 12 + length] == zlib.crc32(body).to_bytes(4)
        chunks.append((body[:4], body[4:]))
        start += 12 + length
    assert [name for name, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert unpack(">IIBBBBB", chunks[0][1]) == (512, 512, 1, 3, 0, 0, 0)
    assert chunks[1][1] == bytes.fromhex("ffffff003366")


def test_the_svg_shows_exactly_the_modules() -> None:
    symbol = matrix(LINK)
    picture = drawn(svg(symbol, QrStyle(quiet=5, dark="#102030", light="#f0e0d0")))
    assert picture.size == (43 * 4, 43 * 4)
    for y in range(43):
        for x in range(43):
            inside = 5 <= x < 38 and 5 <= y < 38
            dark = inside and symbol.rows[y - 5] >> (x - 5) & 1
            for corner in ((x * 4, y * 4), (x * 4 + 3, y * 4 + 3)):
                assert picture.getpixel(corner) == ((0x10, 0x20, 0x30) if dark else (0xF0, 0xE0, 0xD0))


def test_the_svg_is_one_path_of_sharp_edges_and_refers_to_nothing() -> None:
    text = svg(matrix(LINK), QrStyle(size=300)).decode()
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 41 41"')
    assert re.findall(r"<(\w+)", text) == ["svg", "rect", "path"]
    assert 'shape-rendering="crispEdges"' in text
    assert re.findall(r"https?://[^\"]*|href|url\(|@import", text) == ["http://www.w3.org/2000/svg"]


def test_the_same_input_gives_the_same_bytes() -> None:
    first = [draw(matrix(LINK), QrStyle()) for draw in (png, svg)]
    matrix.cache_clear()
    assert [draw(matrix(LINK), QrStyle()) for draw in (png, svg)] == first


@pytest.mark.parametrize("draw", [png, svg])
@pytest.mark.parametrize(
    ("style", "message"),
    [
        (
            QrStyle(size=40),
            "40 pixels are too few for a QR code that is 41 modules wide. Make the image larger",
        ),
        (QrStyle(size=0), "can be 1 to 10,000 pixels wide, not 0"),
        (QrStyle(size=1_000_000), "can be 1 to 10,000 pixels wide, not 1,000,000"),
        (QrStyle(quiet=-1), "cannot have -1 modules"),
        (QrStyle(dark="black"), "'black' is not a colour; write it as '#rgb' or '#rrggbb'"),
        (QrStyle(light="#ffffff80"), "'#ffffff80' is not a colour"),
        (QrStyle(dark='#00"/>'), "is not a colour"),
        (QrStyle(dark="#000\n"), "is not a colour"),
        (QrStyle(logo=b"x", logo_share=0), "share of the QR code is 0; it has to be between 0 and 1"),
        (QrStyle(logo=b"x", logo_share=float("nan")), "it has to be between 0 and 1"),
        (QrStyle(logo=b"x", logo_share=0.99), "share of the QR code is 0.99: it would cover all of it"),
    ],
)
def test_impossible_styles_are_refused(draw: object, style: QrStyle, message: str) -> None:
    assert callable(draw)
    with pytest.raises(ValueError, match=re.escape(message)):
        draw(matrix(LINK), style)


def test_an_image_that_is_too_small_is_a_qr_error() -> None:
    with pytest.raises(QrError):
        png(matrix(LINK), QrStyle(size=40))
