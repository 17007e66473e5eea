"""The checks: one file each, asked in this order. A check sees the whole campaign and answers with findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from socloc.checks import (
    advertising,
    alt_missing,
    article_html,
    article_pictures,
    brand,
    character_refused,
    chinese,
    contact_forbidden,
    coupons,
    field_missing,
    hashtag_broken,
    hashtag_never,
    invisible_character,
    limit_unknown,
    link_not_clickable,
    media_location,
    media_not_taken,
    nothing_published,
    number_not_taken,
    numbers_differ,
    qr_elsewhere,
    qr_forbidden,
    qr_scans,
    qr_unreadable,
    schedule_impossible,
    space_differs,
    term_forbidden,
    term_ignored,
    text_too_long,
    text_too_short,
    text_untranslated,
    timing,
    token_lost,
    translation_inconsistent,
    utm_placeholder,
    variants_differ,
)
from socloc.checks.case import Case
from socloc.findings import Check, Finding


class CheckModule(Protocol):
    """A check: its answers' ids with their manual pages, and the question."""

    @property
    def CHECKS(self) -> tuple[Check, ...]:
        """What it may answer with, each with its manual page."""

    def run(self, case: Case, /) -> Iterator[Finding]:
        """Every problem of this kind in the campaign."""


REGISTRY: Final[Sequence[CheckModule]] = (
    text_too_long,
    text_too_short,
    limit_unknown,
    field_missing,
    number_not_taken,
    character_refused,
    invisible_character,
    hashtag_broken,
    hashtag_never,
    link_not_clickable,
    article_html,
    article_pictures,
    media_not_taken,
    media_location,
    alt_missing,
    qr_forbidden,
    contact_forbidden,
    qr_scans,
    qr_elsewhere,
    qr_unreadable,
    schedule_impossible,
    timing,
    coupons,
    utm_placeholder,
    variants_differ,
    chinese,
    advertising,
    brand,
    token_lost,
    term_forbidden,
    term_ignored,
    numbers_differ,
    text_untranslated,
    space_differs,
    translation_inconsistent,
    nothing_published,
)


def check(case: Case) -> list[Finding]:
    """Ask every check about a rendered campaign."""
    return [finding for module in REGISTRY for finding in module.run(case)]
