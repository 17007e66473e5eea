"""schedule-…: a post is due when it is over, when another one is, at night, or on a day off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from socloc import schedules
from socloc.checks.case import Case
from socloc.findings import Check, Finding, Subject, near
from socloc.model import Schedule
from socloc.variant import Variant

if TYPE_CHECKING:
    from socloc.audience import Audience, Holiday

SCHEDULE_PAST = Check(
    "schedule-past",
    "warning",
    """A post is due at a time that is over, while others of its campaign are still to come.

    Tools that schedule posts refuse such a time, or publish at once, and readers are told of tomorrow what was
    yesterday. Mostly it is the year or the month that is wrong. When all posts of a campaign are over, it is one note:
    a campaign that has been published is no mistake. Only `socloc check` asks, since it knows the time
    (SOURCE_DATE_EPOCH, where that is set).

    Change the time; where the post was published, write `# socloc: allow schedule-past -- published` above it.
    """,
)
SCHEDULE_CLASH = Check(
    "schedule-clash",
    "warning",
    """Two posts are due on one network, in one locale and one format, at the same time or within ten minutes.

    Readers see the second one on top of the first, and networks show fewer of two posts that come together. The ten
    minutes are our own choice. A story beside a post, or a post in another language, is no clash.

    Change the time of one of them, or keep it away from the network with `except:`.
    """,
)
SCHEDULE_NIGHT = Check(
    "schedule-night",
    "note",
    """A post is due in the middle of the night of its readers, when most of them sleep.

    When they wake up, later posts stand above it; a message with a sound wakes them. Mostly the schedule is on the
    clock of its author instead of theirs. Their clock and their night are in `locales/<tag>/audience.yaml`; a file of
    that name beside the campaign comes before it.

    Give the locale a time of its own: `locales: {<locale>: {schedule: …}}`.
    """,
)
SCHEDULE_HOLIDAY = Check(
    "schedule-holiday",
    "note",
    """A post is due on a public holiday of the region where its readers live, and does not speak of it.

    Offices are empty, parcels do not leave, and on some days advertisements offend. A post that names the day is meant
    for it. The days are in `locales/<tag>/holidays.yaml` with their source; those of a state or a company can be
    written in a file of that name beside the campaign. Weekends on which people work in return are no holidays.

    Change the day for that locale, or leave it where it is meant.
    """,
)
CHECKS: Final = (SCHEDULE_PAST, SCHEDULE_CLASH, SCHEDULE_NIGHT, SCHEDULE_HOLIDAY)
_SLOT: Final = timedelta(minutes=10)


class Due(NamedTuple):
    """A variant with the moment it is due."""

    at: datetime
    variant: Variant
    schedule: Schedule

    @property
    def subject(self) -> Subject:
        """The post in its locale, on whatever network."""
        return Subject(locale=self.variant.plan.locale.tag, post=self.variant.plan.post.id)


def run(case: Case) -> Iterator[Finding]:
    """Look at when the variants are due; one without a time, or with an impossible one, is not asked for."""
    due = list(_due(case.variants))
    if not due:
        return
    if case.now:
        yield from _past(due, case.now)
        due = [one for one in due if one.at >= case.now]
    yield from _clashes(due)
    folder = Path(case.campaign.file).parent
    same: dict[tuple[Schedule, str, str], list[Due]] = {}
    for one in due:
        same.setdefault((one.schedule, one.variant.plan.locale.tag, one.variant.plan.post.id), []).append(one)
    for group in same.values():
        yield from _for_readers(group[0], [one.variant for one in group], folder)


def _due(variants: Sequence[Variant]) -> Iterator[Due]:
    moment = cache(schedules.due)
    for variant in variants:
        schedule = variant.schedule
        if schedule and (at := moment(schedule)):
            yield Due(at, variant, schedule)


def _past(due: Sequence[Due], now: datetime) -> Iterator[Finding]:
    last = max(due, key=lambda one: one.at)
    if last.at < now:
        message = f"all posts of the campaign are over; the last one was due at {schedules.shown(last.schedule)}"
        yield SCHEDULE_PAST.at(last.schedule.place, message, "Change the times if it is to come.", severity="note")
        return
    for schedule, post in {(one.schedule, one.variant.plan.post.id): None for one in due if one.at < now}:
        message = f"the post was due at {schedules.shown(schedule)}, which is over"
        yield SCHEDULE_PAST.at(schedule.place, message, "Look at the year and the month.", Subject(post=post))


def _clashes(due: Sequence[Due]) -> Iterator[Finding]:
    """Posts of one account that come too close, each told at the later one."""
    slots: dict[tuple[str, str], list[Due]] = {}
    for one in due:
        slots.setdefault((str(one.variant.plan.format), one.variant.plan.locale.tag), []).append(one)
    for listed in slots.values():
        listed.sort(key=lambda one: one.at.astimezone(UTC))
        for first, second in pairwise(listed):
            between = second.at.astimezone(UTC) - first.at.astimezone(UTC)  # clocks may go back in between
            if between >= _SLOT:
                continue
            apart = int(between / timedelta(minutes=1))
            when = f"{apart} minutes after" if apart else "at the same time as"
            other = f"`{first.variant.plan.post.id}` ({near(first.schedule.place)})"
            message = f"the post is due {when} {other}, at {schedules.shown(second.schedule)}"
            hint = "Change the time of one, or keep it away from there with `except:`."
            yield SCHEDULE_CLASH.at(second.schedule.place, message, hint, second.variant.subject)


def _for_readers(due: Due, variants: Sequence[Variant], folder: Path) -> Iterator[Finding]:
    """What the time is for the readers of one locale; `variants` are all of the post that are due then."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from socloc import audience

    tag = due.variant.plan.locale.tag
    readers, findings = audience.load(tag, folder)
    yield from findings
    if readers is None:
        return
    zone = readers.clock_for(due.schedule.zone)
    try:
        local = due.at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return  # a zone of the user's own that is none, or the end of the calendar
    yield from _at_night(due, local, zone, readers)
    found, findings = audience.holidays(tag, readers.regions.get(zone, ""), local.date(), folder)
    yield from findings
    yield from _on_holiday(due, variants, local, found)


def _at_night(due: Due, local: datetime, zone: str, readers: Audience) -> Iterator[Finding]:
    if schedules.is_within(f"{local:%H:%M}", readers.begin, readers.end):
        tag = due.variant.plan.locale.tag
        shown = f"{local:%H:%M}" if zone == due.schedule.zone else f"{local:%H:%M} in {zone}"
        message = f"the post is due at {shown}, when most readers of {tag} sleep"
        hint = f"Give {tag} a time of its own under `locales:`, on its readers' clock."
        yield SCHEDULE_NIGHT.at(due.schedule.place, message, hint, due.subject)


def _on_holiday(due: Due, variants: Sequence[Variant], local: datetime, days: Sequence[Holiday]) -> Iterator[Finding]:
    """A public holiday that no text of the post names."""
    text = "\n".join(field.text for variant in variants for field in variant.fields).casefold() if days else ""
    if days and not any(word.casefold() in text for one in days for word in one.words):
        tag, names = due.variant.plan.locale.tag, " and ".join(one.name for one in days)
        message = f"{local:%Y-%m-%d} is a public holiday where readers of {tag} live: {names}"
        hint = "Change the day, or leave it if it is meant."
        yield SCHEDULE_HOLIDAY.at(due.schedule.place, message, hint, due.subject)
