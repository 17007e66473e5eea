"""Small texts as readers see them: labels and alternative texts, and what the columns of a table say in a locale."""

from __future__ import annotations

from collections.abc import Iterator

from socloc.findings import Finding
from socloc.locales import Locale
from socloc.localize import standing_in, words_in
from socloc.model import Campaign, Words


def small(campaign: Campaign, words: Words | None, locale: Locale) -> str:
    """A small text in a locale, with the values of the row."""
    text = words_in(campaign, words, locale)
    if not campaign.row:
        return text
    from socloc.matrix.fill import filled  # most campaigns have no table

    return filled(text, lambda name: words_in(campaign, campaign.row[name], locale))


def row_in(campaign: Campaign, locale: Locale) -> dict[str, str]:
    """What texts see as `row`: each column in the locale, also converted from another Chinese."""
    return {name: words_in(campaign, words, locale) for name, words in campaign.row.items()}


def columns_standing_in(campaign: Campaign, locale: Locale) -> Iterator[Finding]:
    """A warning for each column that has words in other locales only."""
    for name, words in campaign.row.items():
        yield from standing_in(campaign, words, f"column `{name}`", locale)
