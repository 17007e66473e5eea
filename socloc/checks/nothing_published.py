"""nothing-published: a post goes nowhere, or a network or locale of the campaign gets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Subject

NOTHING_PUBLISHED = Check(
    "nothing-published",
    "warning",
    """A post is published nowhere, or a network or locale that the campaign lists gets no post at all.

    `only`, `except` and the locales of each network leave nothing of it, so that somebody waits for a post that never
    comes. A text that a network or locale lacks is another matter: then something is missing, which has findings of
    its own.

    Change `only` or `except`, or take the post, the network or the locale out of the campaign.
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
    if published:
        yield from _left_out(case)


def _left_out(case: Case) -> Iterator[Finding]:
    """The formats and locales without a post, where there are posts at all."""
    formats = {str(plan.format) for plan in case.plans}
    for target in case.campaign.targets:
        if str(target.format) not in formats and target.locales:
            message = f"nothing is published on {target.format}"
            subject = Subject(target.format.network, target.format.id)
            yield NOTHING_PUBLISHED.at(
                target.place, message, "Take it out of `networks`, or let a post go there.", subject
            )
    used = {plan.locale.tag for plan in case.plans}
    for tag in case.campaign.locales:
        if tag not in used:
            message = f"nothing is published in {tag}"
            hint = "Take it out of `locales`, or give it to a network."
            yield NOTHING_PUBLISHED.at(case.campaign.place, message, hint, Subject(locale=tag))
