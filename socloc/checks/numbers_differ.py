"""numbers-differ: a translation has another number, price, date or measure than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, near

if TYPE_CHECKING:
    from socloc.quantities import Difference

NUMBERS_DIFFER = Check(
    "numbers-differ",
    "warning",
    """A translation has another number, price, percentage, date, time or measure than its source, or lacks it.

    Numbers are compared as every language writes them: 1,234.56 and 1.234,56, 3.5万 and 35,000, 20 March and 3月20日,
    5 p.m. and 17 Uhr, 20 % off and 8折, also in full-width and Arabic digits and in words. A bare number up to 12 that
    only one of both has is no difference, because many languages would write it out.

    What the author wrote in the campaign for a locale may leave something out, and have other prices and times of day;
    only a number, date or measure that another one took the place of is told. Mend the translation; where it is right,
    write it in the campaign under its locale.
    """,
)
CHECKS: Final = (NUMBERS_DIFFER,)


def run(case: Case) -> Iterator[Finding]:
    """Compare the numbers of every translation with those of its source."""
    has_digit = re.compile(r"\d").search
    for pair in case.translated:
        source, text = pair.source.value, pair.text.value
        if pair.is_derived or not (has_digit(source) or has_digit(text)):
            continue
        from socloc.quantities import differences
        from socloc.quantities.written import changed

        found = differences(source, pair.source_tag, text, pair.locale.tag, only_exchanged=pair.is_inline)
        hint = f"Compare it with {near(pair.source.place)}."
        if found:
            yield pair.told(NUMBERS_DIFFER, _message(found), hint)
        # A translator may write a date or a price another way; that it is another one is the author's to say.
        if values := [] if pair.is_inline else changed(source, text):
            shown = ", ".join(f"`{value}`" for value in values[:3])
            yield pair.told(NUMBERS_DIFFER, f"lacks {shown} of the source", hint)


def _message(found: Difference) -> str:
    missing, added = (", ".join(f"`{one}`" for one in some[:5]) for some in found)
    if missing and added:
        return f"has {added}, where the source has {missing}"
    return f"lacks {missing} of the source" if missing else f"has {added}, which the source has not"
