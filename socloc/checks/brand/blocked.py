"""link-blocked: an address that does not open where the readers of a locale are."""

from __future__ import annotations

from collections.abc import Iterator

from socloc.checks.brand.pages import LINK_BLOCKED
from socloc.checks.brand.shown import Shown, below, hosts
from socloc.checks.case import Case
from socloc.findings import Finding


def look(case: Case, shown: Shown) -> Iterator[Finding]:
    """Look at every address that is published in the locales of markets that have a list."""
    wanted = tuple((tag, text) for tag, text in shown if tag in case.markets and "." in text.value)
    only = case._replace(variants=[one for one in case.variants if one.plan.locale.tag in case.markets])
    listed = frozenset().union(*(group.hosts for market in case.markets.values() for group in market.blocked))
    for host in hosts(only, wanted, lambda name: below(name, listed) is not None):
        for group in case.markets[host.subject.locale].blocked:
            if below(host.name, group.hosts) and not below(host.name, group.exceptions):
                seen = f"(as of {group.basis.date})"
                message = f"`{host.written}` {group.message} {seen}"
                yield LINK_BLOCKED.at(host.place, message, group.basis.hint, host.subject, group.basis.severity)
                break
