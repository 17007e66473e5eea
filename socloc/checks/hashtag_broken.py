"""hashtag-broken: a network would end a hashtag before its author does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.model import Text
from socloc.planned import PlannedVariant

HASHTAG_BROKEN = Check(
    "hashtag-broken",
    "warning",
    """A hashtag has a space or a sign in it at which networks end it: `#spring-tea` links to #spring.

    Where a hashtag has one # only, it consists of letters, digits and underscores, and not of digits alone. Where it
    has one on both sides (#春茶 上市#), only another # ends it. Write the words as one, or join them with underscores.
    """,
)
CHECKS: Final = (HASHTAG_BROKEN,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the hashtags where the network's form has no closing sign."""
    for variant in case.variants:
        fact = variant.plan.format.hashtag.value
        for tag in variant.hashtags if fact else ():
            name = tag.value.strip().strip("#＃")
            whole = (
                re.fullmatch(r"[^#]+", name) if fact.endswith("#") else re.fullmatch(r"(?=.*[^\W\d_])[\w·・]+", name)
            )
            if not whole:
                yield _finding(variant.plan, tag)


def _finding(plan: PlannedVariant, tag: Text) -> Finding:
    message = f"the hashtag `{tag.value}` breaks on {plan.format}"
    return HASHTAG_BROKEN.at(tag.place, message, "Use letters, digits and underscores only.", plan.subject)
