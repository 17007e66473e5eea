"""Whether posts that are advertisements, or that machines made, say so as their market wants it, and at which hour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc import schedules
from socloc.checks.advertising import texts
from socloc.checks.advertising.pages import AD_AT_NIGHT, AD_UNMARKED, AI_UNDECLARED
from socloc.counting import way
from socloc.findings import Finding, Place
from socloc.market_rules import Mark, Market, QuietHours
from socloc.patterns import compiled
from socloc.plan import is_meant
from socloc.variant import Variant

_WHERE: Final = {
    "start": "at its beginning",
    "first-line": "in its title or first line",
    "before-fold": "before the fold",
    "anywhere": "anywhere",
}


def unmarked(variant: Variant, market: Market) -> Iterator[Finding]:
    """What an advertisement lacks of the marks of its market."""
    for mark in market.advertisement:
        if _is_for(mark, variant):
            missing = [] if has(variant, mark) else [f"`{mark.mark}` {_WHERE[mark.where]}"]
            missing += [
                what for what, pattern in mark.needs if not compiled(pattern, re.MULTILINE).search(_everything(variant))
            ]
            if missing:
                message = f"the post is an advertisement and lacks {'; '.join(missing)} ({mark.basis})"
                yield AD_UNMARKED.at(_place(variant), message, mark.basis.hint, variant.subject, mark.basis.severity)


def undeclared(variant: Variant, market: Market) -> Iterator[Finding]:
    """Whether a post that a machine made says so, or its network has a switch for it."""
    for mark in market.machine_made:
        if _is_for(mark, variant) and not (variant.plan.format.ai_switch or has(variant, mark)):
            message = (
                f"a machine made the post, and it does not say `{mark.mark}` ({mark.basis}, since {mark.basis.date})"
            )
            yield AI_UNDECLARED.at(_place(variant), message, mark.basis.hint, variant.subject, mark.basis.severity)


def at_night(variant: Variant, market: Market) -> Iterator[Finding]:
    """Whether an advertising message is due in the quiet hours of its market."""
    from zoneinfo import ZoneInfo

    for quiet in market.quiet_hours if variant.schedule else ():
        if variant.schedule and _is_for(quiet, variant):
            try:
                clock = schedules.moment(variant.schedule).astimezone(ZoneInfo(quiet.zone)).strftime("%H:%M")
            except (ValueError, OSError, KeyError, OverflowError):
                continue  # an impossible time is a finding already
            if schedules.is_within(clock, quiet.begin, quiet.end):
                hours = f"{quiet.begin} to {quiet.end}, {quiet.zone}"
                message = f"the message is advertising and due at {clock}, in the quiet hours ({hours}; {quiet.basis})"
                place, basis = variant.schedule.place, quiet.basis
                yield AD_AT_NIGHT.at(place, message, basis.hint, variant.subject, basis.severity)


def has(variant: Variant, mark: Mark) -> bool:
    """Whether a mark stands where it has to."""
    found = compiled(mark.pattern, re.MULTILINE)
    first = texts.main(variant).lstrip()
    if mark.where == "start":
        return bool(found.match(first.lower()))
    if mark.where == "first-line":
        lines = (*texts.plain(variant, ("title",)), first.split("\n", 1)[0])
        return any(found.search(line.lower()) for line in lines)
    if mark.where == "before-fold":
        match = found.search(first.lower())
        return match is not None and _is_unfolded(variant, first[: match.end()])
    return bool(found.search(_everything(variant)))


def _is_unfolded(variant: Variant, beginning: str) -> bool:
    """Whether readers see the beginning of the main field without a click; also where nobody knows of a fold."""
    folds = (fold for fold in variant.plan.format.main.folds if fold.value is not None)
    return all(way(fold.way).length(beginning) <= (fold.value or 0) for fold in folds)


def _is_for(rule: Mark | QuietHours, variant: Variant) -> bool:
    return not rule.networks or any(is_meant(variant.plan.format, name) for name in rule.networks)


def _everything(variant: Variant) -> str:
    """All that is published, with the addresses of links: a token may stand there."""
    links = (link.url for link in variant.links)
    return "\n".join((*texts.plain(variant), *(text.value for text in variant.hashtags), *links)).lower()


def _place(variant: Variant) -> Place:
    main_id = variant.plan.format.main.id
    return next((field.place for field in variant.fields if field.id == main_id), variant.plan.post.place)
