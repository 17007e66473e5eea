"""Rows: what a tool is told of a variant, with public addresses in place of the files of its images and videos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from socloc import audience, schedules
from socloc.article import addresses
from socloc.article.addresses import NONE, Addresses
from socloc.findings import Place
from socloc.media import MediaFile
from socloc.model import Campaign
from socloc.schedulers.facts import Scheduler
from socloc.variant import Variant
from socloc.workflow import Outcome

_LAST_YEAR: Final = 9998  # of the next one, some days are in no calendar of another zone


class Picture(NamedTuple):
    """An image, animation or video: its file in the bundle, its public address, if any, and its alternative text.

    `keys` are the names under which the file of addresses may have it; `kind` is that of the file, such as png;
    `bytes` is 0 where nobody knows.
    """

    name: str
    file: str
    keys: tuple[str, ...]
    address: str
    alt: str
    sort: str
    kind: str
    bytes: int
    place: Place


class Row(NamedTuple):
    """One variant for one tool. `parts` are the posts of a thread, or the one text; `zone` is the audience's.

    `title` is what stands in a field of its own; `heading` also what a template has put into the text.
    """

    variant: Variant
    campaign: str
    is_source: bool
    network: str  # as the tool calls it
    account: str
    at: datetime | None
    zone: str
    parts: tuple[str, ...]
    title: str
    heading: str
    summary: str
    comment: str
    url: str
    pictures: tuple[Picture, ...]
    link_wins: bool = False
    is_first: bool = False  # of its file

    @property
    def text(self) -> str:
        """The whole text, of a thread with an empty line between its posts."""
        return "\n\n".join(self.parts)

    @property
    def headline(self) -> str:
        """What the post is headed with, else the first line of its text."""
        return self.heading or self.text.strip().split("\n", 1)[0]

    @property
    def link(self) -> str:
        """The address of the post where its text does not have it; none where it would push the pictures out."""
        if self.url in self.text or (self.link_wins and self.pictures):
            return ""
        return self.url


def rows(outcome: Outcome, tool: Scheduler, accounts: Mapping[str, str], images: Addresses | None) -> list[Row]:
    """The variants whose network a tool knows, in the order in which they are due; those without a time come last.

    `accounts` are ids by network, or by `network locale`.
    """
    campaign = outcome.campaign
    if campaign is None:
        return []
    found = []
    for variant in outcome.variants:
        plan = variant.plan
        name = tool.name_of(plan.format.network, plan.format.id)
        if name is None:
            continue
        row = _row(campaign, variant, outcome.media, images or NONE)
        targets = (str(plan.format), plan.format.network)
        keys = (*(f"{target} {plan.locale.tag}" for target in targets), *targets)
        account = next((accounts[key] for key in keys if key in accounts), "")
        wins = tool.media is not None and tool.media.link_wins
        found.append(row._replace(network=name or plan.format.network, account=account, link_wins=wins))
    return sorted(found, key=lambda row: (row.at is None, row.at.timestamp() if row.at else 0))


def _row(campaign: Campaign, variant: Variant, media: Mapping[str, MediaFile], images: Addresses) -> Row:
    plan = variant.plan
    taken = {known.id: known.takes for known in plan.format.fields}
    main = [field for field in variant.fields if field.id == plan.format.main.id]
    other = {taken[field.id]: field.text for field in variant.fields if field not in main}
    title = other.get("title") or _said(variant, "title")
    summary = other.get("digest") or _said(variant, "digest")
    is_page = plan.format.markup == "html"
    parts = (summary or _said(variant, "text"),) if is_page else tuple(field.text for field in main)
    at, zone = _due(campaign, variant)
    return Row(
        variant,
        campaign.id,
        plan.locale.tag == campaign.source,
        "",
        "",
        at,
        zone,
        parts,
        title if is_page else other.get("title", ""),
        title,
        summary or "\n\n".join(parts),
        other.get("comment", ""),
        other.get("link") or next((link.url for link in variant.links), ""),
        tuple(_pictures(variant, media, images)),
    )


def _said(variant: Variant, key: str) -> str:
    return variant.texts[key].value if key in variant.texts else ""


def _due(campaign: Campaign, variant: Variant) -> tuple[datetime | None, str]:
    """When a variant is due, on the clock of its readers; an impossible time is a finding of the checks."""
    at = schedules.due(variant.schedule)
    if variant.schedule is None or at is None or not 1 < at.year < _LAST_YEAR:
        return None, "UTC"
    readers, _ = audience.load(variant.plan.locale.tag, Path(campaign.file).parent)
    zone = variant.schedule.zone
    return at, readers.clock_for(zone) if readers else zone


def _pictures(variant: Variant, media: Mapping[str, MediaFile], images: Addresses) -> Iterator[Picture]:
    for shown in variant.media:
        name, file = shown.media.name, shown.media.file
        keys = (name, addresses.plain(file.value))
        kept = media.get(name)
        kind = kept.kind if kept else ""
        sort = "video" if kept and kept.is_video else "animation" if kind == "gif" else "image"
        size = kept.bytes if kept else 0
        yield Picture(name, shown.file, keys, images.of(*keys), shown.alt, sort, kind, size, file.place)
    for code in variant.qr_codes:
        file_ = f"{code.file}.png"
        url = images.of(file_)
        yield Picture(code.code.name, file_, (file_,), url, code.label, "image", "png", 0, code.code.place)
