"""qr-forbidden: a post shows a QR code where the network forbids them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

QR_FORBIDDEN = Check(
    "qr-forbidden",
    "error",
    """A post shows a QR code on a network that forbids codes which lead elsewhere.

    Such posts are taken down, and accounts that repeat it are closed. What the network itself states is an error; what
    the press reports is a warning, and what is known from memory only a note (`socloc networks ID` shows the source).

    Leave the code out there: `networks: {<network>: {qr: []}}`.
    """,
)
CHECKS: Final = (QR_FORBIDDEN,)


def run(case: Case) -> Iterator[Finding]:
    """Look for variants with QR codes in formats that forbid them."""
    for variant in case.variants:
        target = variant.plan.format
        if variant.qr_codes and target.qr and target.qr.value == "forbidden":
            names = ", ".join(f"`{code.code.name}`" for code in variant.qr_codes)
            message = f"{target} forbids QR codes, and the post shows {names} ({target.qr.basis.source[0]})"
            hint = f"Write `networks: {{{target.network}: {{qr: []}}}}`."
            severity = target.qr.basis.severity
            yield QR_FORBIDDEN.at(variant.plan.post.place, message, hint, variant.subject, severity)
