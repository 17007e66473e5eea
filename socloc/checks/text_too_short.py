"""text-too-short: a field is shorter than the network takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.counting import way
from socloc.findings import Check, Finding
from socloc.networks import Limit
from socloc.variant import Field, Variant

TEXT_TOO_SHORT = Check(
    "text-too-short",
    "error",
    """A text is shorter than the network takes, such as a title of two characters where five are asked for.

    It is counted the way the network counts. An empty field is not too short: where the network needs it, that is
    `field-missing`. Write a longer text for this network under `networks:`.
    """,
)
CHECKS: Final = (TEXT_TOO_SHORT,)


def run(case: Case) -> Iterator[Finding]:
    """Compare every field that has something in it with every minimum of it."""
    for variant, field, known in case.texts():
        for least in known.minimums:
            length = way(least.way).length(field.counted)
            if least.value is not None and field.counted and length < least.value:
                yield _finding(variant, field, least, length)


def _finding(variant: Variant, field: Field, least: Limit, length: int) -> Finding:
    unit = way(least.way).UNIT
    message = f"the {field.id} has {length:,} {unit}; {variant.plan.format} takes {least.value:,} or more"
    message += least.basis.hearsay
    hint = "Write a longer one, for this network alone under `networks:`."
    return TEXT_TOO_SHORT.at(field.place, message, hint, variant.subject, least.severity)
