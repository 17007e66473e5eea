"""translation-inconsistent: the same words have two translations in one locale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case, Translated
from socloc.findings import Check, Finding, near

INCONSISTENT = Check(
    "translation-inconsistent",
    "note",
    """Two texts say the same in the source, and something else in a locale.

    Readers who see both may think that two things are meant. Where it is on purpose, leave it; otherwise write the same
    in both.
    """,
)
CHECKS: Final = (INCONSISTENT,)


def run(case: Case) -> Iterator[Finding]:
    """Compare the translations of every source, locale by locale, with the first one."""
    first: dict[tuple[str, str], Translated] = {}
    for pair in case.translated:
        if pair.is_derived:
            continue
        one = first.setdefault((pair.locale.tag, pair.source.value.strip()), pair)
        if one.text.value.strip() != pair.text.value.strip():
            message = f"says something else than `{one.text.unit}`, and both have the same source"
            yield pair.told(INCONSISTENT, message, f"Compare it with {near(one.text.place)}.")
