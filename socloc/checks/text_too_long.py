"""text-too-long: a field is longer than the network takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case, Count, counts
from socloc.findings import Check, Finding
from socloc.model import AUTHOR
from socloc.networks import Format
from socloc.variant import Field, Variant

TEXT_TOO_LONG = Check(
    "text-too-long",
    "error",
    """A text is longer than the network takes.

    It is counted the way the network counts, on exactly what will be posted: after templates, conversion, signature,
    hashtags and the tracked link. The finding stands at the author's words, also where a converter made longer ones
    of them. What the network itself states, or was seen to enforce, is an error; what others report is a warning
    that names its source (`socloc networks ID` shows both).

    The way out: shorten the text, or give a list of alternatives from long to short, of which the longest that fits
    is used, or write a shorter one for this network under `networks:`. socloc never cuts.
    """,
)
CHECKS: Final = (TEXT_TOO_LONG,)
_UNCUT: Final = "This part of the thread cannot be cut: shorten its code, link, tag or bold words."


def run(case: Case) -> Iterator[Finding]:
    """Compare every field with every limit of it."""
    for variant, field, known in case.texts():
        for count in counts(field, known):
            if count.over:
                yield _finding(variant, field, count)


def excess(target: Format, what: str, count: Count, made: str = "") -> str:
    """The sentence for a text that is too long; `made` says who made it, if not its author."""
    has = f"the {what} has {count.length:,} {count.unit}; {target} takes {count.limit.value:,}"
    return has + made + count.limit.basis.hearsay


def _finding(variant: Variant, field: Field, count: Count) -> Finding:
    limit = count.limit
    made = next((text for text in field.texts if text.place == field.place and text.maker != AUTHOR), None)
    message = excess(variant.plan.format, field.id, count, f" ({made.made})" if made else "")
    hint = f"Shorten it by {count.over:,}, or add a shorter alternative, or write one under `networks:`."
    if variant.plan.format.thread and field.id == variant.plan.format.main.id:
        hint = _UNCUT if variant.goes_on else hint.removesuffix(".") + ", or let it go on in a thread: `thread: true`."
    return TEXT_TOO_LONG.at(field.place, message, hint, variant.subject, limit.severity)
