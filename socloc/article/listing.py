"""How the pictures of an article are listed in JSON, so that they can be uploaded by hand or by a script."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

from typing import Any, NamedTuple


class Size(NamedTuple):
    """What is known of a picture's file: its kind, such as png, its bytes, and its pixels as shown, if readable."""

    kind: str
    bytes: int
    width: int | None = None
    height: int | None = None


def listed(name: str, file: str | None, uses: list[str], size: Size | None, url: str) -> dict[str, Any]:
    """A picture as it stands in JSON, under `uploads` of an article and of a bundle's manifest.

    `file` is relative to the article or the bundle; it, `kind`, `bytes`, `width`, `height` and `url` are null where
    they are not known. `for` are its uses: lines of the text (`line 12`), `cover`, or `template` for what stands around
    the text.
    """
    return {
        "name": name,
        "file": file,
        "for": uses,
        "kind": size.kind if size else None,
        "bytes": size.bytes if size else None,
        "width": size.width if size else None,
        "height": size.height if size else None,
        "url": url or None,
    }
