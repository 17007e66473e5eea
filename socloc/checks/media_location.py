"""media-location: a picture tells where it was taken."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Final

from socloc import opened
from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.media import MediaFile

MEDIA_LOCATION = Check(
    "media-location",
    "warning",
    """A picture has the place where it was taken in its data: latitude and longitude, as phones write them.

    Whoever downloads it learns where the photographer lives or works. Many networks take it out, messengers that send
    files as they are do not, and bundles hold the file as it is. Looked at are EXIF (CIPA DC-008, the GPS attributes)
    and XMP in JPEG, PNG and WebP files; not videos.

    Take it out: `exiftool -gps:all= -xmp:geotag= FILE`, or save the picture again without its data.
    """,
)
CHECKS: Final = (MEDIA_LOCATION,)
_LATITUDE: Final = 2  # GPSLatitude in the GPS attributes, as EXIF 2.32 (4.6.6) numbers them
_GPS: Final = 0x8825
_IN_XMP: Final = b"GPSLatitude"
_MARKS: Final = (b"Exif", b"eXIf", b"EXIF", b"Raw profile type", _IN_XMP)  # of a file that may have such data


def run(case: Case) -> Iterator[Finding]:
    """Look into the images that variants show, each once."""
    used = {shown.media.name: shown.media.file for variant in case.variants for shown in variant.media}
    for name, written in used.items():
        file = case.media.get(name)
        if file and not file.is_video and _has_location(file):
            message = f"the picture `{name}` tells where it was taken"
            yield MEDIA_LOCATION.at(written.place, message, "Take it out: `exiftool -gps:all= -xmp:geotag= FILE`.")


def _has_location(file: MediaFile) -> bool:
    """Whether an image has a latitude; Pillow is loaded only for one that may have."""
    try:
        data = opened.read(file.path)
    except OSError:
        return False  # gone since it was found
    if _IN_XMP in data:
        return True
    return any(mark in data for mark in _MARKS) and _in_exif(data)


def _in_exif(data: bytes) -> bool:
    from io import BytesIO

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged data, and of large pictures, whose pixels are not made
            with Image.open(BytesIO(data)) as image:
                return _LATITUDE in image.getexif().get_ifd(_GPS)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, Image.DecompressionBombError):
        return False  # what is damaged has a finding of its own
