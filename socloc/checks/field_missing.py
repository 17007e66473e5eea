"""field-missing: a field that a network needs is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

FIELD_MISSING = Check(
    "field-missing",
    "error",
    """A field without which the network does not publish is empty, such as the title of an article.

    Write the text in the post, or keep the post away from the network with `except:`.
    """,
)
CHECKS: Final = (FIELD_MISSING,)


def run(case: Case) -> Iterator[Finding]:
    """Look for required fields with nothing in them."""
    for variant, field, known in case.fields():
        if not variant.is_complete:
            continue
        # A main field that comes out empty would be an empty post, whatever the network says.
        if (known.required or not known.takes) and _is_empty(field.text):
            name = known.takes or "text"
            message = f"{variant.plan.format} needs a {field.id}, and the post has none"
            hint = f"Add `{name}:` to the post, or keep it away from there with `except:`."
            yield FIELD_MISSING.at(variant.plan.post.place, message, hint, variant.subject)


def _is_empty(text: str) -> bool:
    """Whether readers would see nothing; the HTML of an article has its frame in any case."""
    return not re.sub(r"</?section[^>]*>", "", text).strip()
