"""`uploads` in manifest.json: the pictures of an article that must be uploaded, and where each of them goes."""

from __future__ import annotations

from collections.abc import Mapping
from struct import unpack_from
from typing import Any

from socloc.article.listing import Size, listed
from socloc.media import MediaFile
from socloc.media.measure import UnreadableError, measure
from socloc.variant import Upload


def as_value(upload: Upload, files: Mapping[str, bytes], media: Mapping[str, MediaFile]) -> dict[str, Any]:
    """A picture as it stands in the manifest, in the same keys as in `socloc article --format json`.

    `files` are the bundle's, by name; a picture that is not among them has no file and no size.
    """
    data = files.get(upload.file)
    file, size = (None, None) if data is None else (upload.file, _size(upload, data, media))
    return listed(upload.name, file, list(upload.uses), size, upload.url)


def _size(upload: Upload, data: bytes, media: Mapping[str, MediaFile]) -> Size:
    if upload.name not in media or not upload.file.startswith("media/"):
        return Size("png", len(data), *unpack_from(">II", data, 16))  # a QR code: width and height stand in its header
    kind = media[upload.name].kind
    try:
        found = measure(media[upload.name])
    except UnreadableError:
        return Size(kind, len(data))
    return Size(kind, len(data), found.width, found.height)
