"""When readers of a locale are awake and have a day off: `locales/<tag>/audience.yaml` and `holidays.yaml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from socloc import opened
from socloc.assets import locales_dir
from socloc.findings import Finding
from socloc.places import Node, parse
from socloc.places.checks import MAX_BYTES
from socloc.shapes import Key, List, Map, Record, Text
from socloc.stated import CLOCK, STATED

_AUDIENCE: Final = "audience.yaml"
_HOLIDAYS: Final = "holidays.yaml"
_TEXT: Final = Text()
_DAYS: Final = Text(
    "dates such as 2026-11-22, with spaces between", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s[0-9-]{10})*\s?$"
)
_ZONE: Final = Text("a time zone such as Asia/Shanghai", r"^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$")
_REGION: Final = Text("a region such as CN", r"^[A-Z]{2}$")
_NIGHT: Final = Record(
    "the night",
    {"begin": Key(CLOCK, "From when.", required=True), "end": Key(CLOCK, "Until when.", required=True)} | STATED,
)
AUDIENCE: Final = Record(
    "the audience",
    {
        "clock": Key(_ZONE, "The readers' clock, where a schedule is on a clock of none of the regions."),
        "regions": Key(Map(_REGION, List(_ZONE, minimum=1), minimum=1), "Where readers live.", required=True),
        "night": Key(_NIGHT, "When most of them sleep.", required=True),
        "coupon": Key(List(_TEXT), "What the code of a coupon is called, before the code itself."),
    },
)
HOLIDAYS: Final = Record(
    "the holidays",
    {
        "named": Key(Map(_TEXT, List(_TEXT)), "Words by which a post is about the day, and meant for it."),
        "regions": Key(Map(_REGION, Map(_TEXT, _DAYS)), "The days by region and name.", required=True),
    }
    | STATED,
)


class Audience(NamedTuple):
    """The readers' clock ("" where nobody can know it), the region of a zone, the night, and words for coupons."""

    clock: str
    regions: Mapping[str, str]
    begin: str
    end: str
    coupon: tuple[str, ...]

    def clock_for(self, zone: str) -> str:
        """The zone on whose clock readers see a time that was written on the clock of `zone`."""
        return zone if zone in self.regions else self.clock or zone


class Holiday(NamedTuple):
    """A day off with its name in English, and the words of posts that are about it."""

    name: str
    words: tuple[str, ...]


def load(tag: str, beside: Path) -> tuple[Audience | None, list[Finding]]:
    """The readers of a locale; a file in `locales/` of the folder `beside` comes before ours."""
    own = beside / "locales" / tag / _AUDIENCE
    if os.path.isfile(own):
        return _audience(opened.read(own, MAX_BYTES + 1), f"locales/{tag}/{_AUDIENCE}")
    return _built_in(locales_dir() / tag / _AUDIENCE)


def holidays(tag: str, region: str, day: date, beside: Path) -> tuple[list[Holiday], list[Finding]]:
    """The public holidays on a day. A file without that day in it is not taken apart, which would take long."""
    own = beside / "locales" / tag / _HOLIDAYS
    path = own if os.path.isfile(own) else locales_dir() / tag / _HOLIDAYS
    if not os.path.isfile(path):
        return [], []
    data = opened.read(path, MAX_BYTES + 1)
    if day.isoformat().encode() not in data:
        return [], []
    node, findings = parse(data, f"locales/{tag}/{_HOLIDAYS}")
    kept = HOLIDAYS.read(node, findings) if node else None
    if kept is None or region not in kept.mapping["regions"].mapping:
        return [], findings
    named = kept.mapping["named"].mapping if "named" in kept.mapping else {}
    found = [
        Holiday(name, tuple(word.text for word in named[name].items) if name in named else ())
        for name, days in kept.mapping["regions"].mapping[region].mapping.items()
        if day.isoformat() in days.text.split()
    ]
    return found, findings


@lru_cache(maxsize=64)
def _built_in(path: Path) -> tuple[Audience | None, list[Finding]]:
    if not os.path.isfile(path):
        return None, []
    return _audience(path.read_bytes(), f"locales/{path.parent.name}/{path.name}")


def _audience(data: bytes, shown: str) -> tuple[Audience | None, list[Finding]]:
    node, findings = parse(data, shown)
    kept = AUDIENCE.read(node, findings) if node else None
    return (_made(kept) if kept else None), findings


def _made(kept: Node) -> Audience:
    entries = kept.mapping
    night = entries["night"].mapping
    return Audience(
        entries["clock"].text if "clock" in entries else "",
        {zone.text: region for region, zones in entries["regions"].mapping.items() for zone in zones.items},
        night["begin"].text,
        night["end"].text,
        tuple(word.text for word in entries["coupon"].items) if "coupon" in entries else (),
    )
