"""token-lost: a translation lacks a link, placeholder, tag or mention of its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

TOKEN_LOST = Check(
    "token-lost",
    "error",
    """A translation lacks a link, placeholder, tag, mention or piece of code of its source.

    Readers would miss the link, or see no price. Put it back where it belongs: `{{ link }}`, `[words](shop)` and
    `@brand` stay as they are, only the words around them change. A tag may be another one in another language, but it
    has to be there. Of what the author wrote in the campaign for a locale it is a warning, and addresses and accounts
    may be others.
    """,
)
CHECKS: Final = (TOKEN_LOST,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the tokens that a translation lacks."""
    for pair in case.translated:
        for token in pair.lost:
            message = f"lacks {token if token.startswith('the ') else f'`{token}`'} of the source"
            hint = "Put it where it belongs; it stays as it is."
            yield pair.told(TOKEN_LOST, message, hint, "warning" if pair.is_inline else None)
