"""term-forbidden: a translation has a word that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, near

TERM_FORBIDDEN = Check(
    "term-forbidden",
    "error",
    """A translation has a word that the glossary forbids.

    A forbidden word counts where its term stands in the source; one without a term counts everywhere in the locale. It
    is found as whole words exactly as the glossary writes it, in any case unless it says `case-sensitive`, in Chinese
    and Japanese anywhere. Where the forbidden word is only part of the preferred one, nothing is said. Use another
    word: the finding names it where the glossary has one.
    """,
)
CHECKS: Final = (TERM_FORBIDDEN,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the forbidden terms that a translation has."""
    for pair in case.translated:
        for term in pair.forbidden:
            of = f" for `{term.source}`" if term.source else ""
            note = f" ({term.note})" if term.note else ""
            wanted = [
                one.text
                for one in case.campaign.terms
                if term.source and one.status == "preferred" and one[:3] == term[:3]
            ]
            hint = f"Write `{wanted[0]}`." if wanted else f"See {near(term.place)}."
            yield pair.told(TERM_FORBIDDEN, f"has `{term.text}`, which the glossary forbids{of}{note}", hint)
