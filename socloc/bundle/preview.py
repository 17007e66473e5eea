"""index.html: every variant of a bundle on one page, with its counts, findings and makers."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from socloc import __version__
from socloc.checks.case import Count, counts
from socloc.findings import Finding, count_by_severity
from socloc.localize import words_in
from socloc.media import is_video_name
from socloc.model import AUTHOR, Campaign
from socloc.networks import FormatField
from socloc.render.environment import Templates
from socloc.render.scene import variant_folder
from socloc.variant import Field, Variant

TEMPLATE: Final = "_preview/index.html.j2"
_PAGE_STYLE: Final = "body { margin: 16px; font-family: system-ui, sans-serif; overflow-wrap: anywhere }"


def preview(
    campaign: Campaign,
    variants: Sequence[Variant],
    findings: Sequence[Finding],
    files: Collection[str],
    cache: Path | None = None,
) -> bytes:
    """The page as HTML; `files` are the names in the bundle, so that nothing is shown that is not there."""
    brand = campaign.brand
    source = campaign.locales.get(campaign.source) or next(iter(campaign.locales.values()))
    by_post = [
        {"id": post, "variants": [_variant(variant, findings, files) for variant in group]}
        for post, group in groupby(variants, key=lambda variant: variant.plan.post.id)
    ]
    values: dict[str, Any] = {
        "campaign": campaign.id,
        "title": campaign.title or campaign.id,
        "brand": words_in(campaign, brand.name, source),
        "color": brand.colors.get("primary", "#33475b"),
        "posts": by_post,
        "total": len(variants),
        "locales": list(campaign.locales.values()),
        "networks": sorted({variant.plan.format.network for variant in variants}),
        "summary": count_by_severity(findings),
        "general": [_finding(finding) for finding in findings if not finding.subject.format],
        "version": __version__,
    }
    return Templates(None, cache, unlimited=True).render(TEMPLATE, values).text.encode("utf-8", "replace")


def _variant(variant: Variant, findings: Sequence[Finding], files: Collection[str]) -> Mapping[str, Any]:
    plan = variant.plan
    own = [finding for finding in findings if finding.subject == variant.subject]
    return {
        "id": f"{plan.post.id}-{plan.locale.tag}-{plan.format.network}-{plan.format.id}",
        "network": plan.format.network,
        "format": str(plan.format),
        "locale": plan.locale,
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
        "findings": [_finding(finding) for finding in own],
    }


def _in_reading_order(variant: Variant) -> list[tuple[Field, FormatField]]:
    """Title, byline and digest before the main text; its link, its tags and the first comment after it."""
    known = {field.id: field for field in variant.plan.format.fields}
    pairs = [(field, known[field.id]) for field in variant.fields]
    return sorted(pairs, key=lambda pair: {"": 1, "link": 2, "hashtags": 2, "comment": 3}.get(pair[1].takes, 0))


def _field(field: Field, known: FormatField, variant: Variant) -> Mapping[str, Any]:
    first, *others = counts(field, known)
    is_page = variant.plan.format.markup == "html" and not known.takes
    return {
        "id": f"{field.id} {field.part}" if field.part else field.id,
        "text": field.counted,  # readers see no markup
        "page": _page(field.text, variant) if is_page else "",
        "counts": [_count(count) for count in (first, *(other for other in others if other.over))],
    }


def _page(html: str, variant: Variant) -> str:
    """An article for a frame of its own, without scripts; its pictures are looked for from the preview's folder."""
    folder = variant_folder(variant.plan)
    to_root = posixpath.relpath(".", folder)
    tag = variant.plan.locale.tag
    return f'<!doctype html><html lang="{tag}"><style>{_PAGE_STYLE}</style>' + html.replace(f'src="{to_root}/', 'src="')


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
