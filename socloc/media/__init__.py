"""The image and video files of a campaign: found, kept inside its folder, and known by their first bytes."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from socloc.findings import Check, Finding, Place
from socloc.model import Campaign, Written

LOGO: Final = "brand.logo"
MAX_BYTES: Final = 32 * 1024 * 1024  # of an image; a larger video is named in the bundle instead of copied
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x1aE\xdf\xa3", "webm"),
)
_SUFFIXES: Final = {
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "gif": (".gif",),
    "webp": (".webp",),
    "mp4": (".mp4", ".m4v"),
    "mov": (".mov",),
    "webm": (".webm",),
}
VIDEOS: Final = ("mp4", "mov", "webm")
# Photos of telephones are in the same container as MP4 videos; its brand tells them apart (ISO/IEC 23008-12, AVIF).
_PHOTO_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")

MEDIA_FILE = Check(
    "media-file",
    "error",
    """An image or video is missing, lies outside the campaign's folder, or is of a kind that networks do not take.

    Images are PNG, JPEG, GIF or WebP files, videos MP4, MOV or WebM.

    Files are looked for relative to the campaign and must stay inside its folder, also through links, so that
    a campaign can be handed on whole and never picks up files of somebody else. The file's first bytes tell what it
    is; its suffix has to say the same, because networks judge by the suffix. Copy the image beside the campaign, or
    change its suffix.
    """,
)
VIDEO_NOT_COPIED = Check(
    "video-not-copied",
    "note",
    """A video is so large that the bundle names it instead of holding a copy.

    Bundles are zipped, mailed and kept; a video of more than 32 MiB stays where it is. Hand it over beside the bundle.
    """,
)
CHECKS: Final = (MEDIA_FILE, VIDEO_NOT_COPIED)


class MediaFile(NamedTuple):
    """An image or video file that is there: its path, its kind, such as jpeg or mp4, and its size."""

    path: Path
    kind: str
    bytes: int

    @property
    def is_video(self) -> bool:
        """Whether it is a video; an image that moves is none."""
        return self.kind in VIDEOS

    @property
    def is_copied(self) -> bool:
        """Whether bundles hold a copy of it."""
        return self.bytes <= MAX_BYTES


class NotTakenError(Exception):
    """Why an image is not taken, and the way out; never leaves this module."""


def find(campaign: Campaign, folder: Path) -> tuple[dict[str, MediaFile], list[Finding]]:
    """The campaign's images and videos by name, the brand's logo as `brand.logo`; `folder` is the campaign's own."""
    found: dict[str, MediaFile] = {}
    findings: list[Finding] = []
    for name, file in _files(campaign):
        whose = "campaign" if file.place.file == campaign.file else "brand"
        looked = look(file.value, campaign.folder_of(file, folder), file.place, name == LOGO, whose)
        if isinstance(looked, Finding):
            findings.append(looked)
            continue
        found[name] = looked
        if not found[name].is_copied:
            message = f"`{file.value}` is larger than {MAX_BYTES >> 20} MiB, so the bundle names it and has no copy"
            findings.append(VIDEO_NOT_COPIED.at(file.place, message, "Hand it over beside the bundle."))
    return found, findings


def look(
    name: str, folder: Path, place: Place, only_images: bool = False, whose: str = "campaign"
) -> MediaFile | Finding:
    """One file of that name in a folder, or the finding that says why it is not taken, at a place.

    `whose` the folder is, in messages: the campaign's or the brand's.
    """
    try:
        return _look(name, folder, only_images, whose)
    except NotTakenError as reason:
        problem, hint = reason.args
        return MEDIA_FILE.at(place, problem, hint)


def is_video_name(name: str) -> bool:
    """Whether a file of that name would be a video."""
    return any(name.lower().endswith(suffix) for kind in VIDEOS for suffix in _SUFFIXES[kind])


def _files(campaign: Campaign) -> Iterator[tuple[str, Written]]:
    for media in campaign.media.values():
        yield media.name, media.file
    if campaign.brand.logo:
        yield LOGO, campaign.brand.logo


def _look(name: str, folder: Path, only_images: bool, whose: str) -> MediaFile:
    path = _inside(name, folder, whose)
    sys.audit("socloc.looked", path)  # a verdict rests on its not being there
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise NotTakenError(f"`{name}` is no file", "Name an image or video file.")
        with path.open("rb") as file:
            kind = _kind(file.read(16))
    except OSError as error:
        raise _unreadable(name, error, whose) from None
    if kind is None or (only_images and kind in VIDEOS):
        videos = "" if only_images else ", and no MP4, MOV or WebM video"
        raise NotTakenError(f"`{name}` is no PNG, JPEG, GIF or WebP image{videos}", "Save it as one of them.")
    if state.st_size > MAX_BYTES and kind not in VIDEOS:
        raise NotTakenError(f"`{name}` is larger than {MAX_BYTES >> 20} MiB", "No network takes such an image.")
    if path.suffix.lower() not in _SUFFIXES[kind]:
        what = "video" if kind in VIDEOS else "image"
        raise NotTakenError(
            f"`{name}` is a {kind.upper()} {what} by its content", f"Rename it to end in {_SUFFIXES[kind][0]}."
        )
    return MediaFile(path, kind, state.st_size)


def _inside(name: str, folder: Path, whose: str) -> Path:
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # no file name at all, or links that go in a circle
        raise _unreadable(name, error, whose) from None
    if not inside:
        raise NotTakenError(f"`{name}` lies outside the {whose}'s folder", f"Copy it beside the {whose}.")
    return path


def _unreadable(name: str, error: Exception, whose: str) -> NotTakenError:
    reason = getattr(error, "strerror", None) or "it is no file name"
    return NotTakenError(f"`{name}` cannot be read: {reason}", f"Check the name; it is relative to the {whose}.")


def _kind(start: bytes) -> str | None:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp" and start[8:12] in _PHOTO_BRANDS:
        return None
    if start[4:8] == b"ftyp":
        return "mov" if start[8:12] == b"qt  " else "mp4"
    return next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), None)
