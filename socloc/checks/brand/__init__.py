"""What a brand must not publish by mistake: its own banned words, rivals, look-alikes, persons' data, unapproved maps.

Which words, hosts and forms are meant is data: of the brand, of locales, of networks. Each part looks at a campaign
only where the campaign has what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from socloc.checks.advertising import texts
from socloc.checks.brand import prefilter
from socloc.checks.brand.pages import CHECKS
from socloc.checks.case import Case
from socloc.findings import Finding

__all__ = ["CHECKS", "run"]


def run(case: Case) -> Iterator[Finding]:
    """Look at every string that is published, once in a locale, and at links, QR codes and pictures."""
    shown = tuple(dict.fromkeys((one.plan.locale.tag, text) for one in case.variants for text in texts.seen(one)))
    brand = case.campaign.brand
    if brand.banned_words or brand.banned_domains or brand.competitors:
        from socloc.checks.brand import own

        yield from own.look(case, shown)
    if any(variant.plan.format.rivals for variant in case.variants):
        from socloc.checks.brand import rivals

        yield from rivals.look(case)
    if any(market.blocked for market in case.markets.values()):
        from socloc.checks.brand import blocked

        yield from blocked.look(case, shown)
    if any(market.maps or market.numbers for market in case.markets.values()):
        from socloc.checks.brand import approvals

        yield from approvals.look(case, shown)
    yield from _disguised(case, shown)


def _disguised(case: Case, shown: tuple[tuple[str, texts.Seen], ...]) -> Iterator[Finding]:
    """What nobody is asked for: few texts have letters of two alphabets in a word, or anything about a person."""
    mixed = [(tag, text) for tag, text in shown if prefilter.may_mix(text.value)]
    if mixed or prefilter.has_foreign_host(case):
        from socloc.checks.brand import lookalike

        yield from lookalike.look(case, mixed)
    personal = [(tag, text) for tag, text in shown if prefilter.may_be_personal(text.value)]
    if personal:
        from socloc.checks.brand import personal as of_persons

        yield from of_persons.look(case, personal)
