"""Variants to a bundle: named bytes, made without touching the disk except to read the campaign's images and videos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from socloc.bundle.manifest import NAME, manifest
from socloc.bundle.preview import preview
from socloc.bundle.variant_files import files_of
from socloc.findings import Finding
from socloc.media import LOGO, MediaFile
from socloc.model import Campaign
from socloc.render.qr import QrError
from socloc.render.qr_codes import pictures
from socloc.variant import DrawnQr, Variant


def bundle(
    campaign: Campaign,
    variants: Sequence[Variant],
    media: Mapping[str, MediaFile],
    findings: Sequence[Finding],
) -> dict[str, bytes]:
    """All files of a bundle by name: the variants, their QR codes, images and videos, the preview and the manifest."""
    files: dict[str, bytes] = {}
    for variant in variants:
        files |= files_of(variant)
    logo = media[LOGO].path.read_bytes() if LOGO in media else None
    for code in {code.file: code for variant in variants for code in variant.qr_codes}.values():
        files |= dict(_drawn(code, logo))
    for shown in {shown.file: shown for variant in variants for shown in variant.media}.values():
        if shown.media.name in media and media[shown.media.name].is_copied:
            files[shown.file] = media[shown.media.name].path.read_bytes()
    files["index.html"] = preview(campaign, variants, findings, media, frozenset(files))
    files[NAME] = manifest(campaign, variants, findings, files, media)
    return files


def _drawn(code: DrawnQr, logo: bytes | None) -> Iterator[tuple[str, bytes]]:
    try:
        png, svg = pictures(code, logo)
    except QrError:
        return  # a finding already says why; a forced bundle goes without the code
    yield f"{code.file}.png", png
    yield f"{code.file}.svg", svg
