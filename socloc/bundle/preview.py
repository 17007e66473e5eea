"""index.html: every variant of a bundle on one page, with its counts, findings and makers."""

from __future__ import annotations

import hashlib
import posixpath
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from socloc import __version__
from socloc.approvals import fingerprint
from socloc.assets import templates_dir
from socloc.bundle.calendar_page import months
from socloc.checks.case import Count, counts
from socloc.counting import way
from socloc.findings import Finding, Subject, count_by_severity
from socloc.localize import words_in
from socloc.media import MediaFile, is_video_name
from socloc.model import AUTHOR, Campaign
from socloc.networks import FormatField
from socloc.render.environment import Templates
from socloc.render.scene import variant_folder
from socloc.variant import Field, Variant

TEMPLATE: Final = "_preview/index.html.j2"
SCRIPT: Final = "_preview/preview.js"
_ORDER: Final = {"": 1, "link": 2, "hashtags": 2, "signature": 2, "comment": 3}  # the others come first
_PAGE_STYLE: Final = "body { margin: 16px; font-family: system-ui, sans-serif; overflow-wrap: anywhere }"


def preview(
    campaign: Campaign,
    variants: Sequence[Variant],
    findings: Sequence[Finding],
    media: Mapping[str, MediaFile],
    files: Collection[str],
    cache: Path | None = None,
) -> bytes:
    """The page as HTML; `files` are the names in the bundle, so that nothing is shown that is not there."""
    brand = campaign.brand
    source = campaign.locales.get(campaign.source) or next(iter(campaign.locales.values()))
    own = _by_subject(findings)
    shown = [_variant(variant, own.get(variant.subject, ()), campaign, media, files) for variant in variants]
    # The script is the page's own: nothing of a campaign is in it, and no other may run.
    script = (templates_dir() / SCRIPT).read_text("utf-8")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    values: dict[str, Any] = {
        "campaign": campaign.id,
        "title": campaign.title or campaign.id,
        "brand": words_in(campaign, brand.name, source),
        "color": brand.colors.get("primary", "#33475b"),
        "posts": _by_post(shown),
        "total": len(variants),
        "locales": [(locale.tag, locale.native_name) for locale in campaign.locales.values()],
        "networks": [(name, name) for name in sorted({variant.plan.format.network for variant in variants})],
        "has_pages": any(variant.plan.format.markup == "html" for variant in variants),
        "months": months(variants, {index: str(one["id"]) for index, one in enumerate(shown)}),
        "summary": count_by_severity(findings),
        "general": [_finding(finding) for finding in findings if not finding.subject.format],
        "version": __version__,
        "script": script,
        "script_hash": f"sha256-{digest}",
    }
    return Templates(None, cache, unlimited=True).render(TEMPLATE, values).text.encode("utf-8", "replace")


def _by_subject(findings: Sequence[Finding]) -> dict[Subject, list[Finding]]:
    found: dict[Subject, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(finding)
    return found


def _by_post(shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = []
    for post, group in groupby(shown, key=lambda one: one["post"]):
        listed = list(group)
        for one, before in zip(listed, [None, *listed], strict=False):
            one["begins_format"] = before is None or before["format"] != one["format"]
        posts.append({"id": post, "variants": listed})
    return posts


def _variant(
    variant: Variant,
    findings: Sequence[Finding],
    campaign: Campaign,
    media: Mapping[str, MediaFile],
    files: Collection[str],
) -> dict[str, Any]:
    plan = variant.plan
    handle = campaign.brand.handles.get(plan.format.network)
    return {
        "id": f"{plan.post.id}-{plan.locale.tag}-{plan.format.network}-{plan.format.id}",
        "post": plan.post.id,
        "network": plan.format.network,
        "format": str(plan.format),
        "format_id": plan.format.id,
        "locale": plan.locale,
        "frame": _frame(variant),
        "speaker": words_in(campaign, campaign.brand.name, plan.locale) or campaign.title or campaign.id,
        "handle": handle.value.lstrip("@＠") if handle else "",
        "seen": fingerprint(variant, media),
        "severities": " ".join(sorted({finding.severity for finding in findings})),
        "fields": [_field(field, known, variant) for field, known in _in_reading_order(variant)],
        "makers": sorted({text.made for text in variant.texts.values() if text.maker != AUTHOR}),
        "qr": [
            {"file": f"{c.file}.svg", "label": c.label, "payload": c.payload}
            for c in variant.qr_codes
            if f"{c.file}.svg" in files
        ],
        "media": [
            {"file": shown.file, "alt": shown.alt, "is_video": is_video_name(shown.file)}
            for shown in variant.media
            if shown.file in files
        ],
        "buttons": [{"label": button.label, "url": button.link.url} for button in variant.buttons],
        "schedule": f"{variant.schedule.at.replace('T', ' ')} {variant.schedule.zone}" if variant.schedule else "",
        "findings": [_finding(finding) for finding in findings],
    }


def _frame(variant: Variant) -> str:
    """How readers meet the format: on a page, in a chat, or in a feed of posts."""
    form = variant.plan.format
    if form.markup == "html":
        return "page-frame"
    in_chat = (form.thread and form.thread.value == "messages") or form.buttons
    return "chat" if in_chat else "feed"


def _in_reading_order(variant: Variant) -> list[tuple[Field, FormatField]]:
    """Title, byline and digest before the main text; its link, its tags and the first comment after it."""
    known = {field.id: field for field in variant.plan.format.fields}
    pairs = [(field, known[field.id]) for field in variant.fields]
    return sorted(pairs, key=lambda pair: _ORDER.get(pair[1].takes, 0))


def _field(field: Field, known: FormatField, variant: Variant) -> Mapping[str, Any]:
    first, *others = counts(field, known)
    is_page = variant.plan.format.markup == "html" and not known.takes
    fold = _fold(field.counted, known)
    return {
        "id": f"{field.id} {field.part}" if field.part else field.id,
        "is_main": not known.takes,
        "text": field.counted,  # readers see no markup
        "exact": field.text,
        "before_fold": field.counted[:fold].rstrip("\n"),
        "after_fold": field.counted[fold:].lstrip("\n"),
        "page": _page(field.text, variant) if is_page else "",
        "dark": _dark_page(field.text, variant) if is_page else "",
        "counts": [_count(count) for count in (first, *(other for other in others if other.over))],
    }


def _fold(text: str, known: FormatField) -> int:
    """Where readers see “more”: the most code points that the first fold leaves in sight."""
    ends = [_end(text, fold.value, way(fold.way).length) for fold in known.folds if fold.value is not None]
    return min(ends, default=len(text))


def _end(text: str, most: int, length: Callable[[str], int]) -> int:
    """How many code points of a text are at most so long."""
    return bisect_right(range(len(text) + 1), most, key=lambda end: length(text[:end])) - 1


def _page(html: str, variant: Variant) -> str:
    """An article for a frame of its own, without scripts; its pictures are looked for from the preview's folder."""
    folder = variant_folder(variant.plan)
    to_root = posixpath.relpath(".", folder)
    tag = variant.plan.locale.tag
    return f'<!doctype html><html lang="{tag}"><style>{_PAGE_STYLE}</style>' + html.replace(f'src="{to_root}/', 'src="')


def _dark_page(html: str, variant: Variant) -> str:
    from socloc.article.dark_page import darkened  # only for articles

    return _page(darkened(html), variant)


def _count(count: Count) -> Mapping[str, Any]:
    limit = count.limit.value
    return {
        "length": f"{count.length:,}",
        "limit": f"{limit:,}" if limit is not None else "",
        "unit": count.unit,
        "standing": count.limit.basis.standing,
        "over": bool(count.over),
        "share": min(100, round(100 * count.length / limit)) if limit else 0,
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "hint": finding.hint,
        "line": finding.place.line,
        "subject": str(finding.subject),
    }
