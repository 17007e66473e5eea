"""Whether this machine has what socloc needs: one point for each thing, with the way out where it does not."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from socloc import __version__
from socloc.localize import opencc_package

_OFFICIAL: Final = "opencc"
# What only OpenCC's own dictionaries make of it: published expectations of its test cases.
_PROBE: Final = (
    "自干五 扇风 扇风耳朵 呼扇 扇火 扇火止沸 铺眉扇眼",
    "s2t",
    "自乾五 搧風 扇風耳朵 呼搧 搧火 扇火止沸 鋪眉搧眼",
)
_ZONES: Final = ("Asia/Shanghai", "Europe/Berlin")


class Point(NamedTuple):
    """One thing that was looked at: what was found, and the way out where it is not fine."""

    name: str
    is_fine: bool
    found: str
    way_out: str = ""


def examine(cache: Path, encoding: str) -> list[Point]:
    """Look at everything. `cache` is the folder for caches, `encoding` that of the terminal."""
    return [
        Point("socloc", True, f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
        *_packages(),
        _opencc(),
        _media(),
        _cache(cache),
        _terminal(encoding),
        _zones(),
    ]


def _packages() -> Iterator[Point]:
    """Every package that socloc needs, as its own metadata says; one that is missing has a point of its own."""
    found, missing = [], []
    for name in _needed():
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    yield Point("packages", True, ", ".join(found))
    for name in missing:
        yield Point(name, False, "not installed", f"pip install {name}")


def _needed() -> list[str]:
    try:
        wanted = metadata.requires("socloc") or []
    except metadata.PackageNotFoundError:  # run from its work tree
        wanted = []
    plain = [one for one in wanted if "extra ==" not in one]
    return sorted({"".join(_name(one)).lower() for one in plain}) or [_OFFICIAL]


def _name(requirement: str) -> Iterator[str]:
    for character in requirement:
        if not (character.isalnum() or character in "-_."):
            return
        yield character


def _opencc() -> Point:
    way_out = "Take the other package out with `pip uninstall`, then `pip install --force-reinstall opencc`."
    try:
        reason = opencc_package.why_not_official()
        said = "" if reason else opencc_package.converter(_PROBE[1]).convert(_PROBE[0])
    except (ImportError, opencc_package.ConversionError) as error:
        return Point("OpenCC", False, str(error), "pip install --force-reinstall opencc")
    others = {name.lower() for name in metadata.packages_distributions().get("opencc", ())} - {_OFFICIAL}
    if reason or others:
        names = f", from {', '.join(sorted(others))}" if others else ""
        return Point("OpenCC", False, f"not the official package{names}: {reason or 'both are installed'}", way_out)
    if said != _PROBE[2]:
        return Point("OpenCC", False, f"{opencc_package.version()} converts otherwise than published", way_out)
    return Point("OpenCC", True, f"{opencc_package.version()}, the official package, converts as published")


def _media() -> Point:
    way_out = "Install MediaInfo's library, such as the package libmediainfo0v5 on Debian; only videos need it."
    try:
        from pymediainfo import MediaInfo

        can = MediaInfo.can_parse()
    except (ImportError, OSError) as error:
        return Point("MediaInfo", False, str(error), way_out)
    return Point("MediaInfo", can, "usable" if can else "its library cannot be loaded", "" if can else way_out)


def _cache(folder: Path) -> Point:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return Point("cache", True, str(folder))
    except OSError as error:
        way_out = "Set SOCLOC_CACHE to a folder you may write to; without one every run is slower."
        return Point("cache", False, f"{folder} cannot be written: {error.strerror}", way_out)


def _terminal(encoding: str) -> Point:
    is_fine = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    way_out = "" if is_fine else "Set the terminal to UTF-8, such as LANG=C.UTF-8, or `chcp 65001` on Windows."
    return Point("terminal", is_fine, encoding or "unknown encoding", way_out)


def _zones() -> Point:
    for zone in _ZONES:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, OSError):
            return Point("time zones", False, f"{zone} is not known", "pip install tzdata")
    return Point("time zones", True, "known")
