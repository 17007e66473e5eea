"""link-missing: a network's own text without the links that the general one has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from socloc.checks.variants_differ.pages import LINK_MISSING
from socloc.findings import Finding, near
from socloc.locales import Locale
from socloc.model import Campaign, Text, Written
from socloc.variant import Variant

NAMED: Final = r"\]\(([a-z0-9_-]+)\)"  # [words](shop)


def look(
    campaign: Campaign, variants: Sequence[Variant], locale: Locale, general: Sequence[Written]
) -> Iterator[Finding]:
    """The texts of networks that lack all links of the general one."""
    wanted = {name for written in general for name in re.findall(NAMED, written.value)} & campaign.links.keys()
    for variant in variants:
        form = variant.plan.format
        text = variant.texts.get(form.main.takes or "text")
        if not wanted or variant.plan.locale is not locale or text is None or not _is_own(text):
            continue
        shown = variant.links or variant.buttons or variant.qr_codes or re.search(r"https?://", text.value)
        if shown or form.links.value not in ("clickable", "plain") or _is_refused(campaign, variant):
            continue
        names = ", ".join(f"`{name}`" for name in sorted(wanted))
        message = f"the text for {form} has no link, where the general text ({near(general[0].place)}) has {names}"
        yield LINK_MISSING.at(text.place, message, 'Add it, or write `link: ""` there.', variant.subject)


def _is_own(text: Text) -> bool:
    return ".networks." in text.path


def _is_refused(campaign: Campaign, variant: Variant) -> bool:
    """Whether somebody said that a network shall have no link."""
    target = variant.plan.format
    return any(
        level.network == target.network and "link" in level.names and not level.names["link"].names
        for level in campaign.levels[variant.plan.post.id]
    )
