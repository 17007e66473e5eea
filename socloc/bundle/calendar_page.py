"""The posts of a campaign on the months of a calendar, each on the day and hour of its own time zone."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from socloc.variant import Variant


def months(variants: Sequence[Variant], ids: Mapping[int, str]) -> list[Mapping[str, Any]]:
    """The months with something due, weeks from Monday; `ids` are the anchors of variants by their position."""
    due: dict[date, list[Mapping[str, str]]] = {}
    for index, variant in enumerate(variants):
        moment = _moment(variant)
        if moment:
            what = f"{variant.plan.format} {variant.plan.locale.tag}"
            due.setdefault(moment.date(), []).append({"id": ids[index], "time": f"{moment:%H:%M}", "what": what})
    named = sorted({(day.year, day.month) for day in due})
    return [
        {"name": f"{calendar.month_name[month]} {year}", "weeks": _weeks(year, month, due)} for year, month in named
    ]


def _weeks(year: int, month: int, due: Mapping[date, list[Mapping[str, str]]]) -> list[list[Mapping[str, Any]]]:
    weeks = calendar.Calendar().monthdayscalendar(year, month)  # 0 for the days of other months
    return [[{"number": day, "due": _due(year, month, day, due)} for day in week] for week in weeks]


def _due(year: int, month: int, day: int, due: Mapping[date, list[Mapping[str, str]]]) -> list[Mapping[str, str]]:
    return sorted(due.get(date(year, month, day), []), key=lambda one: one["time"]) if day else []


def _moment(variant: Variant) -> datetime | None:
    try:
        return datetime.fromisoformat(variant.schedule.at) if variant.schedule else None
    except ValueError:
        return None  # the impossible time is a finding
