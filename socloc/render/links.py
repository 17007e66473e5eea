"""Tracked links: the UTM parameters of a variant, merged into an address without touching the rest of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from socloc.article.markdown_code import split
from socloc.campaign_values import UTM_KEYS
from socloc.findings import Check, Finding, Place
from socloc.localize.cascade import own_words
from socloc.model import Campaign, Link, QrCode, Utm
from socloc.networks import Format
from socloc.planned import PlannedVariant
from socloc.variant import TrackedLink

# Source, medium and campaign belong together: https://support.google.com/analytics/answer/10917952 (read 2026-11-22).
DEFAULT_UTM: Final[Mapping[str, str]] = {
    "source": "{network}",
    "medium": "social",
    "campaign": "{campaign}",
    "content": "{locale}-{post}",
}
LINK_NOT_LOCALIZED = Check(
    "link-not-localized",
    "error",
    """A link has addresses for some locales only, and none for this one.

    Write the address under the locale's tag, or under "*" when one page serves every locale.
    """,
)
LINK_LEFT_OUT = Check(
    "link-left-out",
    "note",
    """The post has a link, and the network has neither a field for it nor links in its texts, so it is left out.

    A dead address in a text helps nobody and may be punished. Say in the text where readers find the page, such as in
    the profile, or show a QR code where the network allows one.
    """,
)
CHECKS: Final = (LINK_NOT_LOCALIZED, LINK_LEFT_OUT)


def links_of(
    campaign: Campaign, plan: PlannedVariant, needed: frozenset[str]
) -> tuple[dict[str, TrackedLink], list[Finding]]:
    """Every link of the campaign as it stands in one variant; findings for those of `needed` without an address."""
    found: dict[str, TrackedLink] = {}
    findings: list[Finding] = []
    for name, link in campaign.links.items():
        url = _address(link, plan)
        if url is not None:
            found[name] = TrackedLink(name, track(url, _parameters(campaign, link, plan)), url)
        elif name in needed:
            findings.append(not_localized(name, link.urls.place, plan))
    return found, findings


def addressed(text: str, tracked: Mapping[str, TrackedLink]) -> str:
    """A text whose `[words](shop)` have the tracked address instead of the name of the link; not inside of code."""
    named = re.compile(rf"\]\(({'|'.join(map(re.escape, tracked))})\)")
    if not tracked or not named.search(text):
        return text
    return "".join(
        part if is_code else named.sub(lambda match: f"]({_destination(tracked[match.group(1)].url)})", part)
        for part, is_code in split(text)
    )


def _destination(url: str) -> str:
    """An address as Markdown takes it; round brackets would end it."""
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>" if "(" in url or ")" in url else url


def in_text(target: Format) -> bool:
    """Whether an address in the text of this format is shown to readers as one."""
    return target.links.value in ("clickable", "plain")


def not_localized(name: str, place: Place, plan: PlannedVariant) -> Finding:
    """The finding for a link without an address in a locale."""
    message = f"the link `{name}` has no address for {plan.locale.tag}"
    return LINK_NOT_LOCALIZED.at(place, message, f'Write it under `{plan.locale.tag}:` or "*".', plan.subject)


def qr_link(campaign: Campaign, code: QrCode, plan: PlannedVariant) -> str:
    """The address behind a QR code: its link, tracked for the variant and then by the code's own parameters."""
    link = campaign.links.get(code.link.value) if code.link else None
    url = _address(link, plan) if link else None
    if link is None or url is None:
        return ""
    return track(url, _parameters(campaign, link, plan, code.utm))


def track(url: str, parameters: Mapping[str, str]) -> str:
    """Add utm_ parameters to an address: its own query stays as it is and wins, and the fragment stays last."""
    before, hash_sign, fragment = url.partition("#")
    address, question, query = before.partition("?")
    present = {part.partition("=")[0] for part in query.split("&")}
    added = [
        f"utm_{key}={quote(value, safe='-._~')}"
        for key, value in parameters.items()
        if value and f"utm_{key}" not in present
    ]
    merged = "&".join([*([query] if query else []), *added])
    return address + ("?" if merged or question else "") + merged + hash_sign + fragment


def _address(link: Link, plan: PlannedVariant) -> str | None:
    own = own_words(link.urls, plan.locale)
    return own[0].value if own else None


def _parameters(campaign: Campaign, link: Link, plan: PlannedVariant, last: Utm | None = None) -> dict[str, str]:
    chosen = [campaign.utm, link.utm, link.by_network.get(plan.format.network, Utm(True, {}))]
    if last is not None:
        chosen.append(last)
    merged = dict(DEFAULT_UTM)
    for utm in chosen:
        # A later `utm: {…}` switches tracking on again that an earlier `utm: false` switched off.
        if not utm.enabled:
            merged = {}
        elif utm.values:
            merged = (merged or dict(DEFAULT_UTM)) | {key: value.value for key, value in utm.values.items()}
    values = {
        "network": plan.format.network,
        "format": plan.format.id,
        "locale": plan.locale.tag,
        "post": plan.post.id,
        "campaign": campaign.id,
    }
    filled = {key: _fill(merged[key], values) for key in UTM_KEYS if key in merged}
    return {key: value for key, value in filled.items() if value}


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match.group(1), match.group()), pattern)
