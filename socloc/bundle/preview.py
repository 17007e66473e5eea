"""index.html: every variant of a bundle on one page, with its counts, findings and makers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from socloc import __version__
from socloc.bundle.variant_files import files_of
from socloc.checks.case import Count, counts
from socloc.findings import Finding, count_by_severity
from socloc.localize import words_in
from socloc.model import AUTHOR, Campaign, Field, Variant
from socloc.networks import FormatField
from socloc.render.environment import Templates

TEMPLATE: Final = "_preview/index.html.j2"


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
    known = {field.id: field for field in plan.format.fields}
    own = [finding for finding in findings if finding.subject == variant.subject]
    return {
        "id": f"{plan.post.id}-{plan.locale.tag}-{plan.format.network}-{plan.format.id}",
        "network": plan.format.network,
        "format": str(plan.format),
        "locale": plan.locale,
        "fields": [_field(field, known[field.id], plan.format.markup) for field in variant.fields],
        "makers": sorted({text.made for text in variant.texts.values() if text.maker != AUTHOR}),
        "main": next(iter(files_of(variant))),
        "qr": [
            {"file": f"{c.file}.svg", "label": c.label, "payload": c.payload}
            for c in variant.qr_codes
            if f"{c.file}.svg" in files
        ],
        "media": [{"file": shown.file, "alt": shown.alt} for shown in variant.media if shown.file in files],
        "schedule": f"{variant.schedule.at.replace('T', ' ')} {variant.schedule.zone}" if variant.schedule else "",
        "findings": [_finding(finding) for finding in own],
    }


def _field(field: Field, known: FormatField, markup: str) -> Mapping[str, Any]:
    is_page = markup == "html" and not known.takes
    return {
        "id": field.id,
        "text": field.text,
        "is_page": is_page,
        "counts": [_count(count) for count in counts(field, known)],
    }


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
