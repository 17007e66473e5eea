"""Schedules as moments: the clock of a time zone, with daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime

from socloc.model import Campaign, Schedule


def moment(schedule: Schedule) -> datetime:
    """The schedule as a time with its offset; of an hour that comes twice, the first.

    Raises ValueError, in words for the author, where there is no such date or zone, or clocks skip the time.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    shown = schedule.at.replace("T", " ")
    try:
        zone = ZoneInfo(schedule.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone `{schedule.zone}`") from None
    try:
        local = datetime.fromisoformat(schedule.at).replace(tzinfo=zone)
    except ValueError:
        raise ValueError(f"there is no {shown} in the calendar") from None
    try:
        local.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise ValueError(f"{shown} is too near the end of the calendar") from None
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"clocks in {schedule.zone} skip {shown}")
    return local


def due(schedule: Schedule | None) -> datetime | None:
    """The same; None where there is no schedule, and for an impossible one, which schedule-impossible tells."""
    try:
        return moment(schedule) if schedule else None
    except ValueError:
        return None


def shown(schedule: Schedule) -> str:
    """A schedule for people: `2027-03-20 09:00 Europe/London`."""
    return f"{schedule.at.replace('T', ' ')} {schedule.zone}"


def is_within(clock: str, begin: str, end: str) -> bool:
    """Whether a time of day, such as 21:30, is in a part of the day, which may go over midnight."""
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def utc(moment_of_post: datetime) -> str:
    """The moment in UTC, as ISO 8601: `2027-03-20T01:00:00Z`."""
    return moment_of_post.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moments(campaign: Campaign) -> tuple[datetime, ...]:
    """Every moment at which a check may come to another answer: when posts are due, and when coupons end."""
    levels = (level for found in campaign.levels.values() for level in found)
    schedules = {level.schedule for level in levels} | {coupon.ends for coupon in campaign.coupons}
    return tuple(sorted(set(filter(None, map(due, schedules)))))
