"""Pictures that tell where they were taken, in every form; and hostile texts, which are asked like any other."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from socloc.checks import media_location
from tests.reading.examined import head, outcome

GPS = 0x8825
NORTH: Final[dict[int, object]] = {1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="48,8.0N"/></x:xmpmeta>'
HOSTILE = {
    "prices": " ".join(f"£{number}" for number in range(40_000)),
    "dates": "4月9日" * 40_000,
    "codes": "code " * 40_000,
    "one code": "code A" + "-A" * 100_000,
    "links": "[a](s)" * 30_000,
    "brackets": "](" * 100_000,
    "signs": "code: \0\ud800\u202e\u200b" * 20_000,
    "names": "Tea House" * 20_000,
}


def picture(kind: str, gps: dict[int, object] | None, xmp: bytes = b"") -> bytes:
    """A picture of a few pixels with the name of a camera, and where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if gps is not None:
        exif.get_ifd(GPS).update(gps)
    file = BytesIO()
    more: dict[str, Any] = {"xmp": xmp} if xmp else {}
    if kind == "png" and xmp:
        more = {"pnginfo": PngInfo()}
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
    Image.new("RGB", (8, 8), (40, 90, 70)).save(file, kind, exif=exif, **more)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize(
    "gps, xmp, is_told",
    [(NORTH, b"", True), (None, XMP, True), ({29: "2027:03:30"}, b"", False), (None, b"", False)],
    ids=["exif", "xmp", "only a day", "only a camera"],
)
def test_where_it_was_taken(
    kind: str, gps: dict[int, object] | None, xmp: bytes, is_told: bool, tmp_path: Path
) -> None:
    data = picture(kind, gps, xmp)
    name = f"m.{kind}"
    rest = f"media: {{m: {{file: {name}, alt: ''}}}}\nposts: [{{id: p, text: t, media: m}}]\n"
    found = [one.check for one in outcome(tmp_path, head() + rest, {name: data}).findings]
    assert (media_location.MEDIA_LOCATION.id in found) is is_told


@pytest.mark.parametrize("length", [20, 40, 60, 90, 120])
def test_damaged_data_of_a_picture(length: int, tmp_path: Path) -> None:
    data = bytearray(picture("jpeg", NORTH))
    data[length : length + 8] = b"\xff" * 8
    rest = "media: {m: {file: m.jpg, alt: ''}}\nposts: [{id: p, text: t, media: m}]\n"
    outcome(tmp_path, head() + rest, {"m.jpg": bytes(data)})


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(name: str, tmp_path: Path) -> None:
    text = HOSTILE[name]
    post = {"id": "p", "text": [text, text[:-3]], "networks": {"x": {"text": text[2:]}}}
    rest = "brand: {name: {en: Tea House, de: Teehaus}}\nlinks: {s: https://a.example}\n"
    rest += f"coupons: [{{code: TEA5}}, {{code: A-A-A-A}}]\nposts: [{json.dumps(post)}]\n"
    assert outcome(tmp_path, head() + rest).findings, "it is too long for the network, or has characters of none"
