"""The image files of a campaign: found, kept inside its folder, and known by their first bytes."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from socloc.findings import Check, Finding
from socloc.model import Campaign, Written

LOGO: Final = "brand.logo"
MAX_BYTES: Final = 32 * 1024 * 1024
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
    is; its suffix has to say the same, because networks judge by the suffix. Copy the image beside the campaign, or
    change its suffix.
    """,
)
CHECKS: Final = (IMAGE_FILE,)


class Image(NamedTuple):
    """An image file that is there: its path and its kind, such as jpeg."""

    path: Path
    kind: str


class NotTakenError(Exception):
    """Why an image is not taken, and the way out; never leaves this module."""


def find(campaign: Campaign, folder: Path) -> tuple[dict[str, Image], list[Finding]]:
    """The campaign's images by name, the brand's logo as `brand.logo`; `folder` is the campaign's own."""
    found: dict[str, Image] = {}
    findings: list[Finding] = []
    for name, file in _files(campaign):
        try:
            found[name] = _look(file.value, folder)
        except NotTakenError as reason:
            problem, hint = reason.args
            findings.append(IMAGE_FILE.at(file.place, problem, hint))
    return found, findings


def _files(campaign: Campaign) -> Iterator[tuple[str, Written]]:
    for media in campaign.media.values():
        yield media.name, media.file
    if campaign.brand.logo:
        yield LOGO, campaign.brand.logo


def _look(name: str, folder: Path) -> Image:
    path = _inside(name, folder)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise NotTakenError(f"`{name}` is no file", "Name an image file.")
        if state.st_size > MAX_BYTES:
            raise NotTakenError(f"`{name}` is larger than {MAX_BYTES >> 20} MiB", "No network takes such an image.")
        with path.open("rb") as file:
            kind = _kind(file.read(16))
    except OSError as error:
        raise _unreadable(name, error) from None
    if kind is None:
        raise NotTakenError(f"`{name}` is no PNG, JPEG, GIF or WebP image", "Save it as one of them.")
    if path.suffix.lower() not in _SUFFIXES[kind]:
        raise NotTakenError(
            f"`{name}` is a {kind.upper()} image by its content", f"Rename it to end in {_SUFFIXES[kind][0]}."
        )
    return Image(path, kind)


def _inside(name: str, folder: Path) -> Path:
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # no file name at all, or links that go in a circle
        raise _unreadable(name, error) from None
    if not inside:
        raise NotTakenError(f"the image `{name}` lies outside the campaign's folder", "Copy it beside the campaign.")
    return path


def _unreadable(name: str, error: Exception) -> NotTakenError:
    reason = getattr(error, "strerror", None) or "it is no file name"
    return NotTakenError(
        f"the image `{name}` cannot be read: {reason}", "Check the name; it is relative to the campaign."
    )


def _kind(start: bytes) -> str | None:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), None)
