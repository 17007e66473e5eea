"""nothing-published: a post goes nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

NOTHING_PUBLISHED = Check(
    "nothing-published",
    "warning",
    """A post is published nowhere, because `only`, `except` and the campaign's networks leave nothing of it.

    Change `only` or `except`, or take the post out of the campaign.
    """,
)
CHECKS: Final = (NOTHING_PUBLISHED,)


def run(case: Case) -> Iterator[Finding]:
    """Look for posts without a variant; `case.plans` must hold the whole campaign's."""
    if not case.campaign.targets:
        return  # no network could be used, which was said already
    published = {plan.post.id for plan in case.plans}
    for post in case.campaign.posts:
        if post.id not in published:
            message = f"the post `{post.id}` is published nowhere"
            yield NOTHING_PUBLISHED.at(post.place, message, "Change its `only` or `except`.")
