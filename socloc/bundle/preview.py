"""index.html: every variant of a bundle on one page, with its counts, findings and makers."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from socloc import __version__, schedules
from socloc.approvals import fingerprint
from socloc.assets import templates_dir
from socloc.bundle.calendar_page import months
from socloc.bundle.shown_field import fields_of, locale_of
from socloc.bundle.side_by_side import by_format
from socloc.findings import Finding, Subject, count_by_severity
from socloc.localize import words_in
from socloc.matrix.columns import row_id
from socloc.media import MediaFile, is_video_name
from socloc.model import AUTHOR, Campaign
from socloc.variant import Variant

if TYPE_CHECKING:
    from minijinja import Environment

TEMPLATE: Final = "_preview/index.html.j2"
SCRIPT: Final = "_preview/preview.js"


def preview(
    campaign: Campaign,
    variants: Sequence[Variant],
    findings: Sequence[Finding],
    media: Mapping[str, MediaFile],
    files: Collection[str],
) -> bytes:
    """The page as HTML; `files` are the names in the bundle, so that nothing is shown that is not there."""
    brand = campaign.brand
    source = campaign.locales.get(campaign.source) or next(iter(campaign.locales.values()))
    own = _by_subject(findings, variants)
    shown = [_variant(variant, own.get(variant.subject, ()), campaign, media, files) for variant in variants]
    # The script is the page's own: nothing of a campaign is in it, and no other may run.
    script = (templates_dir() / SCRIPT).read_text("utf-8")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    values: dict[str, Any] = {
        "campaign": campaign.id,
        "title": campaign.title or campaign.id,
        "row": row_id(campaign.row) if campaign.row else "",
        "brand": words_in(campaign, brand.name, source),
        "color": brand.colors.get("primary", "#33475b"),
        "posts": _by_post(campaign, list(zip(variants, shown, strict=True))),
        "source": locale_of(source),
        "total": len(variants),
        "locales": [(locale.tag, locale.native_name) for locale in campaign.locales.values()],
        "networks": [(name, name) for name in sorted({variant.plan.format.network for variant in variants})],
        "has_pages": any(variant.plan.format.markup == "html" for variant in variants),
        "months": months(variants, {index: str(one["id"]) for index, one in enumerate(shown)}),
        "summary": count_by_severity(findings),
        "general": [_finding(finding, campaign.file) for finding in findings if not _is_of_variants(finding)],
        "version": __version__,
        "script": script,
        "script_hash": f"sha256-{digest}",
    }
    return _environment().render_template(TEMPLATE, **values).encode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """What renders the page: MiniJinja, which loads in 6 ms and takes a fifth of Jinja's time.

    The page is socloc's own and may grow with the campaign; the templates of users go through Jinja's sandbox.
    """
    from minijinja import Environment

    return Environment(
        loader=lambda name: (templates_dir() / name).read_text("utf-8"),
        auto_escape_callback=lambda name: "html" if name.endswith(".html.j2") else "none",
        undefined_behavior="strict",
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _by_subject(findings: Sequence[Finding], variants: Sequence[Variant]) -> dict[Subject, list[Finding]]:
    """The findings of each variant: those about it alone, and those about the words of its post in its locale."""
    own: dict[Subject, list[Finding]] = {}
    shared: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        subject = finding.subject
        if subject.format:
            own.setdefault(subject, []).append(finding)
        elif _is_of_variants(finding):
            shared.setdefault((subject.post, subject.locale), []).append(finding)
    return {
        one.subject: [*own.get(one.subject, ()), *shared.get((one.subject.post, one.subject.locale), ())]
        for one in variants
    }


def _is_of_variants(finding: Finding) -> bool:
    """Whether it is told at variants, and not at the top."""
    subject = finding.subject
    return bool(subject.format or (subject.post and subject.locale and not subject.network))


def _by_post(campaign: Campaign, shown: Sequence[tuple[Variant, dict[str, Any]]]) -> list[dict[str, Any]]:
    posts = groupby(shown, key=lambda one: one[1]["post"])
    return [{"id": post, "formats": by_format(campaign, list(group))} for post, group in posts]


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
        "locale": locale_of(plan.locale),
        "frame": _frame(variant),
        "speaker": words_in(campaign, campaign.brand.name, plan.locale) or campaign.title or campaign.id,
        "handle": handle.value.lstrip("@＠") if handle else "",
        "seen": fingerprint(variant, media),
        "severities": " ".join(sorted({finding.severity for finding in findings})),
        "fields": fields_of(variant),
        "origins": " ".join(sorted({text.origin for text in variant.texts.values() if text.maker != AUTHOR})),
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
        "schedule": schedules.shown(variant.schedule) if variant.schedule else "",
        "findings": [_finding(finding, campaign.file) for finding in findings],
    }


def _frame(variant: Variant) -> str:
    """How readers meet the format: on a page, in a chat, or in a feed of posts."""
    form = variant.plan.format
    if form.markup == "html":
        return "page-frame"
    in_chat = (form.thread and form.thread.value == "messages") or form.buttons
    return "chat" if in_chat else "feed"


def _finding(finding: Finding, campaign: str) -> Mapping[str, Any]:
    file = finding.place.file
    return {
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "hint": finding.hint,
        "line": finding.place.line,
        "subject": str(finding.subject),
        "file": file.replace("\\", "/").rsplit("/", 1)[-1] if file != campaign else "",
    }
