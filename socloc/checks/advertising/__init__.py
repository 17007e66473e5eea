"""The law of advertising, by market: words, claims, marks and hours. All of it is data of the locales.

What is found is a possible problem with its reason and a way out, never the verdict that a text is in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from socloc.checks.advertising.pages import CHECKS
from socloc.checks.case import Case
from socloc.findings import Finding

__all__ = ["CHECKS", "run"]


def run(case: Case) -> Iterator[Finding]:
    """Look at the words and marks, where a market asks for any."""
    if case.markets:
        from socloc.checks.advertising.look import look  # most locales need none of it

        yield from look(case)
