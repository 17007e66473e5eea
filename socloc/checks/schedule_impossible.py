"""schedule-impossible: a post is due at a time that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.schedules import moment

SCHEDULE_IMPOSSIBLE = Check(
    "schedule-impossible",
    "error",
    """A post is due at a time that is in no calendar, or in a time zone that does not exist.

    There is no 30 February, and no 02:30 on the night when clocks go forward. When clocks go back, an hour comes
    twice: the first one is meant. Time zones have their IANA names, such as Europe/Berlin.
    """,
)
CHECKS: Final = (SCHEDULE_IMPOSSIBLE,)


def run(case: Case) -> Iterator[Finding]:
    """Look at every schedule, once for all variants that share it."""
    for schedule in dict.fromkeys(variant.schedule for variant in case.variants if variant.schedule):
        try:
            moment(schedule)
        except ValueError as error:
            hint = "A schedule looks like {at: 2027-03-20 09:00, zone: Asia/Shanghai}."
            yield SCHEDULE_IMPOSSIBLE.at(schedule.place, str(error), hint)
