"""Image files: only regular ones of a sound size that are really in the campaign's folder; the rest are findings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from socloc import campaign, media
from socloc.model import Campaign
from tests.reading.examined import PNG, head, no_waiting, png, said, write

LARGEST = 32 * 1024 * 1024


def circle(path: Path) -> None:
    other = path.with_name("other.png")
    other.symlink_to(path)
    path.symlink_to(other)


def link_out(path: Path) -> None:
    outside = path.parents[1] / "outside.png"
    outside.write_bytes(PNG)
    path.symlink_to(outside)


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder_link_out(path: Path) -> None:
    outside = path.parents[1] / "outside"
    outside.mkdir()
    (outside / "m.png").write_bytes(PNG)
    path.with_name("in").symlink_to(outside)


def link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("gone.png"))


def too_large(path: Path) -> None:
    path.write_bytes(PNG)
    os.truncate(path, LARGEST + 1)


def text_with_the_right_suffix(path: Path) -> None:
    path.write_bytes(b"GIF8 is what it begins with")


def half_a_webp(path: Path) -> None:
    path.write_bytes(b"RIFF\0\0\0\0WAVE")


CANNOT = "`{}` cannot be read: {}"
NO_MEDIA = "`{}` is no PNG, JPEG, GIF or WebP image, and no MP4, MOV or WebM video"
REFUSED: list[tuple[str, Callable[[Path], object], str, str]] = [
    ("m.png", os.mkfifo, "`m.png` is no file", "Name an image or video file."),
    ("m.png", os.mkdir, "`m.png` is no file", "Name an image or video file."),
    (".", lambda _: None, "`.` is no file", "Name an image or video file."),
    ("m.png", too_large, "`m.png` is larger than 32 MiB", "No network takes such an image."),
    ("m.png", circle, CANNOT.format("m.png", ""), "Check the name; it is relative to the campaign."),
    ("m.png", link_to_nothing, CANNOT.format("m.png", "No such file or directory"), "Check the name; it is relative"),
    (
        "m.png/x.png",
        lambda path: write(path.parent.parent, "", {"c/m.png": PNG}),
        CANNOT.format("m.png/x.png", "Not a directory"),
        "Check",
    ),
    ("m.png", link_out, "`m.png` lies outside the campaign's folder", "Copy it beside the campaign."),
    ("in/m.png", folder_link_out, "`in/m.png` lies outside the campaign's folder", "Copy it beside"),
    ("m.png", link_to_a_device, "`m.png` lies outside the campaign's folder", "Copy it beside the campaign."),
    ("a/../../m.png", lambda _: None, "`a/../../m.png` lies outside the campaign's folder", "Copy it"),
    ("m" * 300 + ".png", lambda _: None, CANNOT.format("m" * 300 + ".png", "File name too long"), "Check the name"),
    ("m.png", text_with_the_right_suffix, NO_MEDIA.format("m.png"), "Save it as one of them."),
    ("m.png", half_a_webp, NO_MEDIA.format("m.png"), "Save it as one of them."),
    ("campaign.yaml", lambda _: None, NO_MEDIA.format("campaign.yaml"), "Save it as one of them."),
]


def loaded(folder: Path, name: str) -> Campaign:
    """A campaign with one image, in a folder of its own inside another."""
    text = head() + f"media: {{m: '{name}'}}\nposts: [{{id: p, text: t, media: m}}]\n"
    found, findings = campaign.load(write(folder, text), "campaign.yaml")
    assert findings == []
    assert found
    return found


@pytest.mark.parametrize(
    "name, make, message, hint", REFUSED, ids=lambda part: getattr(part, "__name__", None) or str(part)[:40]
)
def test_what_is_no_image_of_the_campaign(
    name: str, make: Callable[[Path], object], message: str, hint: str, tmp_path: Path
) -> None:
    folder = tmp_path / "c"
    found = loaded(folder, name)
    make(folder / name if "/" not in name else folder / "m.png")
    with no_waiting():
        usable, findings = media.find(found, folder)
    assert usable == {}
    (row,) = said(findings)
    assert (row["at"], row["check"], row["severity"]) == ("6:12", "media-file", "error")
    assert row["message"].startswith(message)
    assert row["hint"].startswith(hint)


@pytest.mark.parametrize("name", ["m.png", "M.PNG", "a/b c (1)'<é>.png", "a/../m.png"])
def test_an_image_of_the_campaign(name: str, tmp_path: Path) -> None:
    quoted = name.replace("'", "''")
    (tmp_path / "a").mkdir()
    write(tmp_path, "", {name: png(1, 1, b"\0\0\0\0")})
    usable, findings = media.find(loaded(tmp_path, quoted), tmp_path)
    assert findings == []
    assert [(one, found.kind) for one, found in usable.items()] == [("m", "png")]


def test_the_largest_image_and_links_inside_the_folder(tmp_path: Path) -> None:
    real = tmp_path / "real.png"
    real.write_bytes(PNG)
    os.truncate(real, LARGEST)
    (tmp_path / "m.png").symlink_to(real)
    usable, findings = media.find(loaded(tmp_path, "m.png"), tmp_path)
    assert (list(usable), findings) == (["m"], [])


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    text = head() + 'media: {m: "a\\0b.png"}\nposts: [{id: p, text: t}]\n'
    found, _ = campaign.load(write(tmp_path, text), "campaign.yaml")
    assert found
    (row,) = said(media.find(found, tmp_path)[1])
    assert row["message"] == "`a\0b.png` cannot be read: it is no file name"
