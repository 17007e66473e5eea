"""qr-…: a QR code would not scan, or cannot be drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Severity
from socloc.media import LOGO
from socloc.variant import DrawnQr, Variant

if TYPE_CHECKING:
    from socloc.render.qr import Matrix

QR_CONTRAST = Check(
    "qr-contrast",
    "error",
    """The colours of a QR code are too alike, or swapped, for scanners to read it.

    Needed are a contrast ratio of 3 (WCAG 2.2, 1.4.11, w3.org/TR/WCAG22/#non-text-contrast; below it neither of two
    decoders read a code with noise) and a symbol contrast of 40 % (ISO/IEC 15415, grade C), dark on light. Choose a
    darker `dark` or a lighter `light`.
    """,
)
QR_QUIET_ZONE = Check(
    "qr-quiet-zone",
    "error",
    """A QR code has too little empty space around it, so that scanners do not see where it begins.

    ISO/IEC 18004 (6.3.8) asks for 4 modules on every side. Write `quiet: 4`, or leave `quiet` out.
    """,
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
QR_PRINT_SIZE = Check(
    "qr-print-size",
    "warning",
    """A QR code is printed so small (`print_size`) that its modules are hard to print, and to read.

    People hold their phone over it and nothing happens. DENSO WAVE, who made QR codes, advise four dots of a printer
    for a module, which is 0.33 mm at 300 dpi, and name 0.25 mm as what its standard readers resolve
    (qrcode.com/en/howto/cell.html, read 2026-11-22): below 0.33 mm it is a warning, below 0.25 mm an error. At a till,
    GS1 asks for 0.396 mm. As a rule of thumb a code is read from ten times its width, so that a poster needs more.

    Print it larger, or make its address shorter; fewer utm parameters help.
    """,
)
QR_DENSE = Check(
    "qr-dense",
    "note",
    """A QR code has so many modules that phones need a steady hand and good light.

    Every character of its content adds modules, tracking included. The bound is version 13 (69 × 69 modules), which
    is as many as 480 lines of a camera's viewfinder tell apart with room for angle and light (reported,
    blog.kangaderoo.nl, 2013-03-08; newer phones do better).

    Make the address shorter (`utm: false` for the code, or fewer parameters), or lower `error:`.
    """,
)
CHECKS: Final = (
    QR_LOGO_UNUSABLE,
    QR_CONTRAST,
    QR_QUIET_ZONE,
    QR_LOGO_SIZE,
    QR_TOO_SMALL,
    QR_PRINT_SIZE,
    QR_DENSE,
    QR_IMPOSSIBLE,
)
_MODULE_ADVISED: Final = 0.33  # millimetres
_MODULE_LEAST: Final = 0.25
_DENSE: Final = 13  # version
_TRACKING: Final = r"[?&]utm_\w+=[^&#]*"
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
    from socloc.render import qr  # most campaigns have no codes

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
    from socloc.render import qr
    from socloc.render.qr_codes import style_of

    try:
        matrix = qr.matrix(drawn.payload, code.error)
        problems = qr.scan_problems(matrix, style_of(drawn), code.logo)
    except qr.QrError as error:
        yield QR_IMPOSSIBLE.at(code.place, f"the QR code `{code.name}` cannot be drawn: {error}", "", variant.subject)
        return
    for problem in problems:
        yield _BY_ID[problem.check].at(code.place, f"{code.name}: {problem.message}", problem.hint, variant.subject)
    yield from _printed(variant, drawn, matrix)


def _printed(variant: Variant, drawn: DrawnQr, matrix: Matrix) -> Iterator[Finding]:
    """How fine the modules are: at the size of print, and for a camera."""
    code, across = drawn.code, matrix.size + 2 * drawn.code.quiet
    tracking = sum(map(len, re.findall(_TRACKING, drawn.payload)))
    shorter = f"; {tracking} of its {len(drawn.payload)} characters are tracking" if tracking else ""
    if code.print_size and (module := code.print_size / across) < _MODULE_ADVISED:
        least = next(bound for bound in (_MODULE_LEAST, _MODULE_ADVISED) if module < bound)
        message = f"{code.name}: printed {code.print_size:g} mm wide, each of its {matrix.size} modules is "
        message += f"{int(1000 * module) / 1000:g} mm; {least:g} mm are needed"
        hint = f"Print it at least {math.ceil(_MODULE_ADVISED * across)} mm wide, or shorten its content{shorter}."
        severity: Severity = "error" if module < _MODULE_LEAST else "warning"
        yield QR_PRINT_SIZE.at(code.place, message, hint, variant.subject, severity)
    if matrix.version > _DENSE:
        message = (
            f"{code.name}: the QR code has {matrix.size} × {matrix.size} modules, for {len(drawn.payload)} characters"
        )
        yield QR_DENSE.at(code.place, message, f"Shorten its content{shorter}.", variant.subject)
