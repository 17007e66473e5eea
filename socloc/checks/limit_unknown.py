"""limit-unknown: nobody knows how long a field may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

LIMIT_UNKNOWN = Check(
    "limit-unknown",
    "note",
    """Nobody could be found who says how long this field may be, so socloc cannot tell whether the text fits.

    A number that nobody documents is never presented as one. `socloc networks ID` tells what was looked at. Try the
    longest variant by hand before the day it is due.
    """,
)
CHECKS: Final = (LIMIT_UNKNOWN,)


def run(case: Case) -> Iterator[Finding]:
    """One note per format and field, at the place where the campaign names the network."""
    seen: set[tuple[str, str]] = set()
    places = {str(target.format): target.place for target in case.campaign.targets}
    for variant, field, known in case.fields():
        target = str(variant.plan.format)
        if (target, field.id) in seen or not field.text or any(limit.value is not None for limit in known.limits):
            continue
        seen.add((target, field.id))
        subject = variant.subject._replace(locale="", post="")
        message = f"nobody documents how long the {field.id} of {target} may be"
        hint = f"Try the longest one by hand; `socloc networks {variant.plan.format.network}` says what was looked at."
        yield LIMIT_UNKNOWN.at(places[target], message, hint, subject)
