"""The pictures of an article: which files they are, where they have been uploaded, and what is wrong with them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from socloc.article.body import Picture
from socloc.findings import Check, Finding, Place
from socloc.media import MediaFile, look

IMAGE_NOT_UPLOADED = Check(
    "image-not-uploaded",
    "note",
    """A picture of an article is not on the network's own servers yet, and its editor removes all others.

    Upload it, write down the address you get in a JSON file such as {"hero.jpg": "https://mmbiz.qpic.cn/…"}, and give
    that to `--images`. `--format json` lists what is to be uploaded and where each picture goes. It is a warning once
    there is such a file and a picture is missing in it.
    """,
)
COVER_RATIO = Check(
    "cover-ratio",
    "note",
    """The cover of an article is cut to 2.35 by 1 for the first article of a push, and to 1 by 1 for all others.

    The finding says how much of the picture is left. Keep what matters in the middle, or make a picture of each form.
    """,
)
CHECKS: Final = (IMAGE_NOT_UPLOADED, COVER_RATIO)
# Hosts whose pictures stay in an article: api_uploadimage in WeChat's documentation returns addresses of the first.
_OWN_HOSTS: Final = ("mmbiz.qpic.cn", "mmbiz.qlogo.cn")
# pic_crop_235_1 and pic_crop_1_1 of draft/add in WeChat's documentation (read 2026-11-22)
_CROPS: Final = (("2.35:1", 2.35), ("1:1", 1.0))


@dataclass
class Pictures:
    """Pictures as the body asks for them; `uploaded` are addresses by name."""

    folder: Path
    uploaded: Mapping[str, str]
    names: dict[str, str] = field(default_factory=dict)  # the address that stands in the article

    def __call__(self, name: str) -> Picture | None:
        """What stands for a name of the body; None for what is no picture that an article could show."""
        if not name.strip() or urlsplit(_written(name)).scheme not in ("", "http", "https"):
            return None
        self.names[name] = self.uploaded.get(name) or self.uploaded.get(_file(name)) or name
        return Picture(self.names[name], "")


def _written(name: str) -> str:
    """A name that cannot confuse the parser of addresses, which raises ValueError for a bracket that is not closed."""
    return name.replace("[", "").replace("]", "")


def _file(name: str) -> str:
    return posixpath.normpath(unquote(name))


def is_own(address: str) -> bool:
    """Whether a picture at that address stays in an article."""
    parts = urlsplit(_written(address))
    return parts.scheme in ("http", "https") and parts.hostname in _OWN_HOSTS


def is_elsewhere(address: str) -> bool:
    """Whether it is an address of the web, and no file."""
    return urlsplit(_written(address)).scheme in ("http", "https") or address.startswith("//")


def find(name: str, folder: Path, place: Place) -> MediaFile | Finding | None:
    """The file of a picture; a finding where it is not taken, None where it is on the web."""
    return None if is_elsewhere(name) else look(_file(name), folder, place, only_images=True)


def cover_notes(name: str, width: int, height: int, place: Place) -> Iterator[Finding]:
    """How much of a cover is left of it after each crop; its size is in pixels."""
    ratio = width / height
    for shown, wanted in _CROPS:
        left = min(ratio / wanted, wanted / ratio)
        if left < 0.99:
            message = f"the cover `{name}` is {width} × {height}; cut to {shown}, {left:.0%} of it is left"
            yield COVER_RATIO.at(place, message, "Keep what matters in the middle.")


def upload(name: str, places: list[str], file: MediaFile | None, url: str) -> dict[str, Any]:
    """A picture as it stands in the JSON: its uses (cover, or lines of the text), and its address once it has one."""
    return {
        "name": name,
        "for": places,
        "kind": file.kind if file else None,
        "bytes": file.bytes if file else None,
        "url": url if is_own(url) else None,
    }
