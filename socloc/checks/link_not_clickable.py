"""link-not-clickable: a text carries an address where addresses do not work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Severity
from socloc.networks import Fact

LINK_NOT_CLICKABLE = Check(
    "link-not-clickable",
    "warning",
    """A text carries a web address on a network that does not make a link of it, or does not allow one.

    Readers cannot tap it. Put the address into the field or button that the network has for it, or show a QR code,
    or leave the address out there with a text of its own under `networks:`.
    """,
)
CHECKS: Final = (LINK_NOT_CLICKABLE,)

_URL: Final = re.compile(r"https?://[^\s<>\"]+")


def run(case: Case) -> Iterator[Finding]:
    """Look for addresses in texts of formats whose links are not clickable, in articles only where none are allowed."""
    for variant, field, known in case.fields():
        fact = variant.plan.format.links
        is_shown = fact.value == "clickable" or (variant.plan.format.markup == "html" and fact.value != "none")
        if known.takes == "link" or is_shown:
            continue
        for url in dict.fromkeys(_URL.findall(field.text)):
            message = f"{variant.plan.format} does not make links clickable, and the {field.id} has {url}"
            hint = "Leave the address out there, or show a QR code."
            yield LINK_NOT_CLICKABLE.at(field.place, message, hint, variant.subject, _severity(fact))


def _severity(fact: Fact) -> Severity:
    return "note" if fact.basis.standing == "unknown" else "warning"
