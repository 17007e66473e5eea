"""What goes out: a row for every text of a locale, with its limit, its notes and the post as readers see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.exchange.rows import Heading, Row
from socloc.matrix.columns import own_id
from socloc.model import Campaign
from socloc.store import Unit
from socloc.translate import Job
from socloc.variant import Variant

_UNFINISHED: Final = ("new", "stale")
_MAX_CONTEXT: Final = 4_000  # characters of a post that a translator is shown


def heading(campaign: Campaign, file: str, locale: str) -> Heading:
    """What a file for a locale is about; `file` is the campaign's name without its folder."""
    return Heading(own_id(campaign), file, campaign.source, locale)


def rows(campaign: Campaign, variants: Sequence[Variant], job: Job, missing: bool) -> list[Row]:
    """The rows of a locale, in the order of the campaign; with `missing` only what is new or stale."""
    posts = _posts(campaign, variants)
    found = [_row(unit, job, posts) for unit in job.units]
    return [row for row in found if not missing or row.state in _UNFINISHED]


def _row(unit: Unit, job: Job, posts: Mapping[str, str]) -> Row:
    entry = job.new.entries[unit.path]
    return Row(
        unit.path,
        unit.source,
        entry.text,
        entry.state if entry.text else "new",
        entry.previous if entry.text else "",
        unit.note,
        unit.most,
        tuple(dict.fromkeys(str(room) for room in unit.rooms)),
        posts.get(unit.path, ""),
        unit.place._replace(file=unit.file or job.file),
    )


def _posts(campaign: Campaign, variants: Sequence[Variant]) -> dict[str, str]:
    """For every unit one post that shows it, best in the source's own words."""
    shown: dict[str, str] = {}
    for path, post in (*_shown(campaign, variants, is_source=True), *_shown(campaign, variants, is_source=False)):
        shown.setdefault(path, post[:_MAX_CONTEXT])
    return shown


def _shown(campaign: Campaign, variants: Sequence[Variant], is_source: bool) -> Iterator[tuple[str, str]]:
    for variant in variants:
        if (variant.plan.locale.tag == campaign.source) is not is_source or variant.plan.format.markup != "text":
            continue
        main = variant.plan.format.main.id
        post = "\n\n".join(field.counted for field in variant.fields if field.id == main)
        for text in variant.texts.values():
            yield text.unit, post
