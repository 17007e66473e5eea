"""qr-…: a QR code would not scan, or cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.media import LOGO
from socloc.render import qr
from socloc.render.qr_codes import style_of
from socloc.variant import DrawnQr, Variant

QR_CONTRAST = Check(
    "qr-contrast",
    "error",
    """The colours of a QR code are too alike, or swapped, for scanners to read it.

    Needed are a contrast ratio of 3 (WCAG 2.2, 1.4.11; below it neither of two decoders read a code with noise) and a
    symbol contrast of 40 % (ISO/IEC 15415, grade C), dark on light. Choose a darker `dark` or a lighter `light`.
    """,
)
QR_QUIET_ZONE = Check(
    "qr-quiet-zone",
    "error",
    """A QR code has too little empty space around it. ISO/IEC 18004 (6.3.8) asks for 4 modules: `quiet: 4`.""",
)
QR_LOGO_SIZE = Check(
    "qr-logo-size",
    "error",
    """The logo covers more of a QR code than its error correction can repair with something to spare for dirt.

    Choose a higher level: `error: H` carries the largest logo.
    """,
)
QR_TOO_SMALL = Check(
    "qr-too-small",
    "error",
    """The modules of a QR code are smaller than 3 pixels, which networks that scale and compress pictures destroy.

    Make the image larger (`size:`), its address shorter, or its error correction lower.
    """,
)
QR_IMPOSSIBLE = Check(
    "qr-impossible",
    "error",
    """A QR code cannot be drawn: its content is empty or too long for the error level, or the image too small.

    Shorten the content, lower `error:`, or make `size:` larger.
    """,
)
QR_LOGO_UNUSABLE = Check(
    "qr-logo-unusable",
    "error",
    """A QR code asks for the brand's logo, and there is none, or its picture is damaged or far too large.

    Add `logo:` to the brand, save the picture again as PNG, or take `logo: true` out of the code.
    """,
)
CHECKS: Final = (QR_LOGO_UNUSABLE, QR_CONTRAST, QR_QUIET_ZONE, QR_LOGO_SIZE, QR_TOO_SMALL, QR_IMPOSSIBLE)
_BY_ID: Final = {check.id: check for check in CHECKS}


def run(case: Case) -> Iterator[Finding]:
    """Judge every QR code of every variant before it is drawn."""
    yield from _logo(case)
    for variant in case.variants:
        for drawn in variant.qr_codes:
            yield from _judge(variant, drawn)


def _logo(case: Case) -> Iterator[Finding]:
    """Whether the logo that codes ask for can be put into them; tried once."""
    codes = {code.code.name: code.code for variant in case.variants for code in variant.qr_codes if code.code.logo}
    if not codes:
        return
    logo = case.campaign.brand.logo
    try:
        if logo is None:
            raise qr.QrError("the brand has no logo")
        if LOGO not in case.media:
            return  # the image itself is a finding
        qr.try_logo(case.media[LOGO].path.read_bytes())
    except qr.QrError as error:
        place = logo.place if logo else next(iter(codes.values())).place
        way_out = "Save the picture again as PNG" if logo else "Add `logo:` to the brand"
        message = f"{', '.join(f'`{name}`' for name in codes)} cannot carry the logo: {error}"
        yield QR_LOGO_UNUSABLE.at(place, message, f"{way_out}, or take `logo: true` out.")


def _judge(variant: Variant, drawn: DrawnQr) -> Iterator[Finding]:
    code = drawn.code
    if not drawn.payload and code.link:
        return  # its link has no address for this locale, which is a finding of its own
    try:
        problems = qr.scan_problems(qr.matrix(drawn.payload, code.error), style_of(drawn), code.logo)
    except qr.QrError as error:
        yield QR_IMPOSSIBLE.at(code.place, f"the QR code `{code.name}` cannot be drawn: {error}", "", variant.subject)
        return
    for problem in problems:
        yield _BY_ID[problem.check].at(code.place, f"{code.name}: {problem.message}", problem.hint, variant.subject)
