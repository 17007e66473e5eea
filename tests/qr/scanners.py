"""Two independent QR decoders, and pictures for them: what the tests of QR codes see with."""

import base64
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import zxingcpp
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

SVG = "{http://www.w3.org/2000/svg}"
QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
PITCH = 4  # pixels per module of a drawn SVG


def scanned(picture: Image.Image) -> list[str | None]:
    """Return what zxing-cpp and zbar read, as text."""
    found = zxingcpp.read_barcode(picture, formats=QR_CODE, try_invert=False)
    symbols = decode(picture, symbols=[ZBarSymbol.QRCODE])
    return [found.text if found else None, symbols[0].data.decode() if len(symbols) == 1 else None]


def opened(file: bytes) -> Image.Image:
    with Image.open(BytesIO(file)) as picture:
        return picture.convert("RGB")


def drawn(svg: bytes) -> Image.Image:
    """Draw what draw_svg writes, and nothing else, as Chromium does (compared by hand, pixel by pixel)."""
    root = ET.fromstring(svg)  # noqa: S314  # our own output
    side = int(root.attrib["viewBox"].split()[2])
    canvas = Image.new("RGB", (side * PITCH, side * PITCH), "red")
    for shape in root:
        if shape.tag == f"{SVG}rect":
            x, y = int(shape.get("x", "0")), int(shape.get("y", "0"))
            _fill(canvas, x, y, int(shape.attrib["width"]), int(shape.attrib["height"]), shape.attrib["fill"])
        elif shape.tag == f"{SVG}path":
            _path(canvas, shape.attrib["d"], shape.attrib["fill"])
        else:
            assert shape.tag == f"{SVG}image"
            _image(canvas, shape)
    return canvas


def _fill(canvas: Image.Image, x: int, y: int, width: int, height: int, fill: str) -> None:
    canvas.paste(fill, (x * PITCH, y * PITCH, (x + width) * PITCH, (y + height) * PITCH))


def _path(canvas: Image.Image, path: str, fill: str) -> None:
    run = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
    end = 0
    for match in run.finditer(path):
        assert match.start() == end, path[end:]
        end = match.end()
        x, y, width, back = map(int, match.groups())
        assert width == back
        _fill(canvas, x, y, width, 1, fill)
    assert end == len(path)


def _image(canvas: Image.Image, shape: ET.Element) -> None:
    head, data = shape.attrib["href"].split(",")
    assert head == "data:image/png;base64"
    with Image.open(BytesIO(base64.b64decode(data))) as found:
        logo = found.convert("RGBA")
    box = int(shape.attrib["width"]) * PITCH
    factor = box / max(logo.size)
    logo = logo.resize((max(round(logo.width * factor), 1), max(round(logo.height * factor), 1)))
    left = int(shape.attrib["x"]) * PITCH + (box - logo.width) // 2
    top = int(shape.attrib["y"]) * PITCH + (box - logo.height) // 2
    canvas.paste(logo, (left, top), logo)
