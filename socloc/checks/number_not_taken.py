"""number-not-taken: a post has more hashtags, mentions, links or buttons than the network takes, or too few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place
from socloc.networks import Bounds
from socloc.variant import Variant

NUMBER_NOT_TAKEN = Check(
    "number-not-taken",
    "error",
    """A post has more hashtags, mentions, links or buttons than the network takes, or fewer than it needs.

    What stands in the text counts as well as what is listed; the same hashtag or address twice counts once. The
    network's numbers and who says so: `socloc networks ID`. Give that network its own list under `networks:`.
    """,
)
CHECKS: Final = (NUMBER_NOT_TAKEN,)


def run(case: Case) -> Iterator[Finding]:
    """Compare what every variant has with every number of its format."""
    for variant in case.variants:
        for bounds in variant.plan.format.numbers:
            have = _number(variant, bounds.of)
            if not bounds.takes(have):
                yield _finding(variant, bounds, have)


def _number(variant: Variant, of: str) -> int:
    tally = variant.tally
    counted = {"hashtags": tally.hashtags, "mentions": tally.mentions, "links": tally.links}
    return len(variant.buttons) if of == "buttons" else len(counted[of])


def _finding(variant: Variant, bounds: Bounds, have: int) -> Finding:
    noun = bounds.of if have != 1 else bounds.of.removesuffix("s")
    message = f"the post has {have:,} {noun}; {variant.plan.format} takes {bounds.end_near(have)}{bounds.basis.hearsay}"
    hint = f"Give it its own under `networks: {{{variant.plan.format.network}: …}}`."
    return NUMBER_NOT_TAKEN.at(_place(variant, bounds.of), message, hint, variant.subject, bounds.basis.severity)


def _place(variant: Variant, of: str) -> Place:
    if of == "hashtags" and variant.hashtags:
        return variant.hashtags[0].place
    if of == "buttons" and variant.buttons:
        return variant.buttons[0].place
    return variant.plan.post.place
