"""The judge: what it accepts is read by both decoders, and what it refuses it explains."""

import random
import re
from io import BytesIO

import pytest
from PIL import Image

from socloc.render.qr import Problem, QrStyle, matrix, png, scan_problems, svg
from socloc.render.qr.judge import luminance
from socloc.render.qr.style import logo_square
from tests.qr.payloads import longest, shortest
from tests.qr.scanners import drawn, opened, scanned

LINK = "https://example.com/launch"  # 25 modules at M, 33 at H


def noise() -> bytes:
    """The worst of logos: it looks like modules."""
    chance = random.Random(15415)  # noqa: S311  # a fixed series, not a secret
    image = Image.frombytes("L", (64, 64), chance.randbytes(64 * 64))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        (QrStyle(), None),
        (QrStyle(dark="#949494"), None),  # 3.03 to 1
        (
            QrStyle(dark="#959595"),
            Problem(
                "qr-contrast",
                "The colours of the QR code are too alike: #959595 on #ffffff is a contrast ratio of 2.99 "
                "where scanners need 3.",
                "Take a darker colour for the modules.",
            ),
        ),
        (QrStyle(dark="#000", light="#aaa"), None),  # 40.2%
        (
            QrStyle(dark="#000", light="#a9a9a9"),
            Problem(
                "qr-contrast",
                "The colours of the QR code are too alike: #000 on #a9a9a9 is a symbol contrast of 39.6% "
                "where scanners need 40%.",
                "Take a lighter background.",
            ),
        ),
        (
            QrStyle(dark="#fff", light="#000"),
            Problem(
                "qr-contrast",
                "The QR code is inverted: its modules are lighter than their background (#fff on #000).",
                "Swap the two colours; many scanners read dark on light only.",
            ),
        ),
        (
            QrStyle(quiet=3),
            Problem(
                "qr-quiet-zone",
                "The quiet zone of the QR code is 3 modules wide; 4 are required.",
                "Set the quiet zone to 4 or leave it out.",
            ),
        ),
        (QrStyle(size=99), None),
        (
            QrStyle(size=98),
            Problem(
                "qr-too-small",
                "At 98 pixels each module of the QR code has 2 pixels; 3 are needed.",
                "Make it at least 99 pixels wide, or shorten its text.",
            ),
        ),
        (
            QrStyle(size=20),
            Problem(
                "qr-too-small",
                "At 20 pixels each module of the QR code has less than a pixel; 3 are needed.",
                "Make it at least 99 pixels wide, or shorten its text.",
            ),
        ),
    ],
)
def test_styles(style: QrStyle, problem: Problem | None) -> None:
    symbol = matrix(LINK)
    assert symbol.size == 25
    assert scan_problems(symbol, style, has_logo=False) == ((problem,) if problem else ())
    if problem is None:
        assert scanned(opened(png(symbol, style))) == [LINK, LINK]


def test_all_problems_come_at_once() -> None:
    style = QrStyle(size=40, quiet=0, dark="#eee", logo_share=0.9)
    found = scan_problems(matrix(LINK), style, has_logo=True)
    assert [problem.check for problem in found] == [
        "qr-contrast",
        "qr-quiet-zone",
        "qr-too-small",
        "qr-logo-size",
    ]


@pytest.mark.parametrize(
    ("error", "share", "message", "hint"),
    [
        ("H", 0.2, None, None),
        ("M", 0.2, "The logo takes", "Make the logo's share"),
        (
            "H",
            0.7,
            "The logo covers patterns by which scanners find their way in the QR code.",
            "Make the logo's share",
        ),
        (
            "H",
            1.5,
            "The logo's share of the QR code is 1.5; it has to be between 0 and 1.",
            "Make the logo's share",
        ),
        (
            "L",
            0.2,
            "The logo takes",
            "Leave the logo out, or shorten the text (fewer utm parameters help): up to 41",
        ),
    ],
)
def test_logos(error: str, share: float, message: str | None, hint: str | None) -> None:
    found = scan_problems(matrix(LINK, error), QrStyle(logo_share=share), has_logo=True)
    assert [problem.check for problem in found] == ["qr-logo-size"] * (message is not None)
    assert scan_problems(matrix(LINK, error), QrStyle(logo_share=share), has_logo=False) == ()
    if found:
        assert found[0].message.startswith(message or "-")
        assert found[0].hint.startswith(hint or "-")


@pytest.mark.parametrize("version", range(7, 14))
def test_a_logo_upon_an_alignment_pattern_is_refused(version: int) -> None:
    """zbar lost symbols whose middle alignment pattern was covered, whatever the error level."""
    symbol = matrix(shortest(version, "H"), "H")
    (problem,) = scan_problems(symbol, QrStyle(size=1000, logo_share=0.01), has_logo=True)
    assert "covers patterns" in problem.message
    assert problem.hint.startswith("Leave the logo out")


@pytest.mark.parametrize("error", "LMQH")
@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 14, 16, 18, 20, 28, 34])
def test_the_widest_logo_that_is_accepted_is_read(version: int, error: str) -> None:
    payload = longest(version, error)
    symbol = matrix(payload, error)
    style = QrStyle(size=4 * (symbol.size + 8), logo=noise())
    (problem,) = scan_problems(symbol, style._replace(logo_share=0.95), has_logo=True)
    widest = re.match(r"Make the logo's share ([0-9.]+) or less", problem.hint)
    if widest is None:
        assert (version, error) in {(1, "L"), (1, "M"), (1, "Q"), (2, "L"), (3, "L")}
        return
    style = style._replace(logo_share=float(widest[1]))
    assert scan_problems(symbol, style, has_logo=True) == ()
    assert scanned(opened(png(symbol, style))) == [payload, payload]
    assert scanned(drawn(svg(symbol, style))) == [payload, payload]
    wider = (logo_square(symbol.size, style).side + 2) / symbol.size
    assert scan_problems(symbol, style._replace(logo_share=wider), has_logo=True) != ()


@pytest.mark.parametrize(("text", "value"), [("#000", 0), ("#ffffff", 1), ("#f00", 0.2126), ("#767676", 0.1812)])
def test_luminance_is_the_one_of_wcag(text: str, value: float) -> None:
    assert luminance(text) == pytest.approx(value, abs=5e-5)


def test_what_is_not_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="'white' is not a colour"):
        scan_problems(matrix(LINK), QrStyle(light="white"), has_logo=False)
