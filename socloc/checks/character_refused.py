"""character-refused: a text has a character that the network refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.counting import way
from socloc.findings import Check, Finding

CHARACTER_REFUSED = Check(
    "character-refused",
    "error",
    """A text has a character with which the network does not take it at all, whatever its length.

    Such characters are invisible, and come from copying out of other programs. Delete the character.
    """,
)
CHECKS: Final = (CHARACTER_REFUSED,)


def run(case: Case) -> Iterator[Finding]:
    """Ask each field's way of counting for characters that the network refuses."""
    for variant, field, known in case.fields():
        for limit in known.limits:
            refused = sorted({field.text[index] for index in way(limit.way).invalid(field.text)})
            if refused:
                shown = ", ".join(f"U+{ord(character):04X}" for character in refused)
                message = f"{variant.plan.format} refuses the {field.id}: it has {shown}"
                yield CHARACTER_REFUSED.at(
                    field.place, message, "Delete the character.", variant.subject, limit.severity
                )
