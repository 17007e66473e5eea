"""The image files of a campaign: found, kept inside its folder, and known by their first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from socloc.findings import Check, Finding
from socloc.model import Campaign, Written

LOGO: Final = "brand.logo"
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_SUFFIXES: Final = {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "gif": (".gif",), "webp": (".webp",)}

IMAGE_FILE = Check(
    "image-file",
    "error",
    """An image is missing, lies outside the campaign's folder, or is no PNG, JPEG, GIF or WebP file.

    Files are looked for relative to the campaign and must stay inside its folder, also through links, so that
    a campaign can be handed on whole and never picks up files of somebody else. The file's first bytes tell what it
    is; its suffix has to say the same, because networks judge by the suffix.
    """,
)
CHECKS: Final = (IMAGE_FILE,)


class Image(NamedTuple):
    """An image file that is there: its path and its kind, such as jpeg."""

    path: Path
    kind: str


def find(campaign: Campaign, folder: Path) -> tuple[dict[str, Image], list[Finding]]:
    """The campaign's images by name, the brand's logo as `brand.logo`; `folder` is the campaign's own."""
    found: dict[str, Image] = {}
    findings: list[Finding] = []
    for name, file in _files(campaign):
        problem, hint, image = _look(file.value, folder)
        if image is not None:
            found[name] = image
        if problem:
            findings.append(IMAGE_FILE.at(file.place, problem, hint))
    return found, findings


def _files(campaign: Campaign) -> Iterator[tuple[str, Written]]:
    for media in campaign.media.values():
        yield media.name, media.file
    if campaign.brand.logo:
        yield LOGO, campaign.brand.logo


def _look(name: str, folder: Path) -> tuple[str, str, Image | None]:
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return f"the image `{name}` lies outside the campaign's folder", "Copy it beside the campaign.", None
        with path.open("rb") as file:
            start = file.read(16)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no file name"
        return f"the image `{name}` cannot be read: {reason}", "Check the name; it is relative to the campaign.", None
    kind = _kind(start)
    if kind is None:
        return f"`{name}` is no PNG, JPEG, GIF or WebP image", "Save it as one of them.", None
    if path.suffix.lower() not in _SUFFIXES[kind]:
        return f"`{name}` is a {kind.upper()} image by its content", f"Rename it to end in {_SUFFIXES[kind][0]}.", None
    return "", "", Image(path, kind)


def _kind(start: bytes) -> str | None:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), None)
