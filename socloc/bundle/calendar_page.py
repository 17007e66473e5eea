"""The posts of a campaign on the months of a calendar, each on the day and hour of its own time zone."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from socloc.variant import Variant


def months(variants: Sequence[Variant], ids: Mapping[int, str]) -> list[Mapping[str, Any]]:
    """The months with something due, weeks from Monday; `ids` are the anchors of variants by their position."""
    due: dict[date, list[Mapping[str, str]]] = {}
    for index, variant in enumerate(variants):
        moment = _moment(variant)
        if moment:
            one = {"id": ids[index], "time": f"{moment:%H:%M}", "post": variant.plan.post.id}
            what = {"format": str(variant.plan.format), "locale": variant.plan.locale.tag}
            due.setdefault(moment.date(), []).append(one | what)
    named = sorted({(day.year, day.month) for day in due})
    return [
        {"name": f"{calendar.month_name[month]} {year}", "weeks": _weeks(year, month, due)} for year, month in named
    ]


def _weeks(year: int, month: int, due: Mapping[date, list[Mapping[str, str]]]) -> list[list[Mapping[str, Any]]]:
    weeks = calendar.Calendar().monthdayscalendar(year, month)  # 0 for the days of other months
    return [[_day(date(year, month, day), due) if day else {} for day in week] for week in weeks]


def _day(day: date, due: Mapping[date, list[Mapping[str, str]]]) -> Mapping[str, Any]:
    """One day: its posts by the hour, and a name for where no column says which weekday it is."""
    listed = sorted(due.get(day, []), key=_moment_of)
    moments = [
        {"time": time, "post": post, "formats": _by_format(group)}
        for (time, post), group in groupby(listed, key=_moment_of)
    ]
    name = f"{calendar.day_name[day.weekday()]} {day.day} {calendar.month_name[day.month]}"
    return {"number": day.day, "name": name, "moments": moments}


def _by_format(due: Iterable[Mapping[str, str]]) -> list[Mapping[str, Any]]:
    return [{"format": form, "due": list(group)} for form, group in groupby(due, key=lambda one: one["format"])]


def _moment_of(one: Mapping[str, str]) -> tuple[str, str]:
    return one["time"], one["post"]


def _moment(variant: Variant) -> datetime | None:
    try:
        return datetime.fromisoformat(variant.schedule.at) if variant.schedule else None
    except ValueError:
        return None  # the impossible time is a finding
