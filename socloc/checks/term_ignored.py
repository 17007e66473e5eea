"""term-ignored: a translation does not use the word that the glossary has for a term of its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, near
from socloc.model import Term

TERM_IGNORED = Check(
    "term-ignored",
    "warning",
    """A translation does not use the word that the glossary has for a term in its source.

    A term is looked for as whole words, longer ones first, in Chinese and Japanese anywhere. Any of its preferred and
    admitted translations will do, and they may be inflected. The words of `brand.terms` have to stay as they are where
    a translator or a machine wrote; the author may write a name in another script. Use the word, or add the other one
    to the glossary with the status `admitted`.
    """,
)
CHECKS: Final = (TERM_IGNORED,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the terms that a translation lacks."""
    for pair in case.translated:
        for term in pair.ignored:
            if term.status == "do-not-translate":
                message = f"does not have `{term.source}`, which stays as it is in every language"
            else:
                message = f"does not have `{term.text}`, the glossary's word for `{term.source}`{_note(term)}"
            yield pair.told(TERM_IGNORED, message, f"Use it, or admit another word {_where(term)}.")


def _note(term: Term) -> str:
    return f" ({term.note})" if term.note else ""


def _where(term: Term) -> str:
    return f"in {near(term.place)}" if term.place.file else "under `brand.terms`"
