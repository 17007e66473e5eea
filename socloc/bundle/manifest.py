"""manifest.json: what is in a bundle, how long every text is, who made it, and what was found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from socloc import __version__
from socloc.bundle import uploads
from socloc.bundle.variant_files import files_of
from socloc.checks.case import Count, counts
from socloc.declared import declared
from socloc.findings import Finding, as_value, seen_from
from socloc.localize import chinese
from socloc.matrix.columns import row_id
from socloc.media import MediaFile
from socloc.model import Campaign, Schedule, Text
from socloc.networks import FormatField
from socloc.schedules import due, utc
from socloc.variant import Field, Variant

SCHEMA_VERSION: Final = 1
NAME: Final = "manifest.json"


def manifest(
    campaign: Campaign,
    variants: Sequence[Variant],
    findings: Iterable[Finding],
    files: Mapping[str, bytes],
    media: Mapping[str, MediaFile],
) -> bytes:
    """The manifest of a bundle as JSON; `files` are all the others in it, by name, and `media` the campaign's."""
    shown = [_without_folder(finding, campaign) for finding in findings]
    value = {
        "schema_version": SCHEMA_VERSION,
        "socloc": __version__,
        "opencc": chinese.version(),
        "babel": _babel() if any(variant.uses_cldr for variant in variants) else None,
        "campaign": {
            "id": campaign.id,
            "title": campaign.title,
            **({"row": row_id(campaign.row)} if campaign.row else {}),
            "source": campaign.source,
            "locales": list(campaign.locales),
            "networks": [str(target.format) for target in campaign.targets],
        },
        "variants": [_variant(variant, campaign, shown, files, media) for variant in variants],
        "findings": shown,
        "files": {name: _file(data) for name, data in sorted(files.items())},
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _without_folder(finding: Finding, campaign: Campaign) -> dict[str, Any]:
    # A bundle has the same bytes wherever it was made, so no folder of the maker's may stand in it.
    return as_value(finding) | {"file": seen_from(finding.place.file, campaign.file)}


def _babel() -> str:
    from socloc.render import cldr

    return cldr.version()


def _variant(
    variant: Variant,
    campaign: Campaign,
    findings: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    media: Mapping[str, MediaFile],
) -> dict[str, Any]:
    plan = variant.plan
    known = {field.id: field for field in plan.format.fields}
    return {
        "network": plan.format.network,
        "format": plan.format.id,
        "locale": plan.locale.tag,
        "post": plan.post.id,
        "kind": plan.post.kind,
        "files": sorted(files_of(variant)),
        "options": list(plan.format.chosen),
        "fields": {field.id: _field(field, known[field.id]) for field in variant.fields if field.part < 2},
        "thread": [_field(field, known[field.id]) for field in variant.fields if field.part],
        "texts": {key: _text(text, campaign) for key, text in variant.texts.items()},
        "links": {link.name: {"url": link.url, "untracked": link.plain_url} for link in variant.links},
        "qr": [
            {
                "name": code.code.name,
                "payload": code.payload,
                "label": code.label,
                "files": [f"{code.file}.png", f"{code.file}.svg"],
            }
            for code in variant.qr_codes
        ],
        "buttons": [{"label": button.label, "url": button.link.url} for button in variant.buttons],
        "media": [{"name": shown.media.name, "file": shown.file, "alt": shown.alt} for shown in variant.media],
        "uploads": [uploads.as_value(upload, files, media) for upload in variant.uploads],
        "schedule": _schedule(variant.schedule),
        "declarations": list(_declarations(variant, campaign)),
        "findings": [index for index, finding in enumerate(findings) if _is_about(finding, variant)],
    }


def _field(field: Field, known: FormatField) -> dict[str, Any]:
    first, *others = [_count(count) for count in counts(field, known)]
    return first | ({"other_limits": others} if others else {})


def _count(count: Count) -> dict[str, Any]:
    return {
        "length": count.length,
        "limit": count.limit.value,
        "unit": count.limit.way,
        "standing": count.limit.basis.standing,
    }


def _text(text: Text, campaign: Campaign) -> dict[str, Any]:
    return {
        "path": text.path,
        "file": seen_from(text.place.file, campaign.file),
        "line": text.place.line,
        "locale": text.locale,
        "maker": text.maker,
        "from": text.origin,
        "state": text.state,
    }


def _declarations(variant: Variant, campaign: Campaign) -> Iterator[dict[str, str | None]]:
    """What the publisher has to declare, and with which switch of the network, where one is known."""
    said, target = declared(campaign, variant.plan), variant.plan.format
    kinds = (("advertisement", said.paid, target.ad_switch), ("machine-made", said.ai_generated, target.ai_switch))
    for kind, is_so, switch in kinds:
        if is_so:
            yield {"kind": kind, "switch": switch.value if switch else None}


def _schedule(schedule: Schedule | None) -> dict[str, Any] | None:
    if schedule is None:
        return None
    at = due(schedule)  # forced bundles say what was asked for, also where there is no such time
    return {"at": schedule.at, "zone": schedule.zone, "utc": utc(at) if at else None}


def _is_about(finding: Mapping[str, Any], variant: Variant) -> bool:
    about = {key: value for key, value in variant.subject._asdict().items() if key in finding}
    return any(finding[key] for key in about) and all(finding[key] in (None, value) for key, value in about.items())


def _file(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
