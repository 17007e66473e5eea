"""character-refused: a text has a character that the network refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.counting import way
from socloc.findings import Check, Finding
from socloc.networks import FormatField, Standings

CHARACTER_REFUSED = Check(
    "character-refused",
    "error",
    """A text has a character with which the network does not take it at all, whatever its length.

    Some are invisible and come from copying out of other programs; others are refused in one field only, such as < and
    > in a title. `socloc networks ID` tells which, and who says so. Write it without them.
    """,
)
CHECKS: Final = (CHARACTER_REFUSED,)


def run(case: Case) -> Iterator[Finding]:
    """Ask each field's way of counting for characters that the network refuses."""
    for variant, field, known in case.texts():
        for basis, refused in _refused(field.text, known):
            shown = ", ".join(_shown(character) for character in refused)
            message = f"{variant.plan.format} refuses the {field.id}: it has {shown}"
            hint = f"Delete the character{'s' if len(refused) > 1 else ''}."
            yield CHARACTER_REFUSED.at(field.place, message, hint, variant.subject, basis.severity)


def _refused(text: str, known: FormatField) -> Iterator[tuple[Standings, list[str]]]:
    for limit in known.limits:
        refused = {text[index] for index in way(limit.way).invalid(text)}
        if refused:
            yield limit.basis, sorted(refused)
    if known.characters:
        members = known.characters.members
        pattern = f"[{members}]" if known.characters.are_refused else f"[^{members}]"
        refused = set(re.findall(pattern, text))
        if refused:
            yield known.characters.basis, sorted(refused)


def _shown(character: str) -> str:
    return f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
