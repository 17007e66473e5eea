"""The matrix: it reads back exactly, in the smallest version, as ISO/IEC 18004 says it is built."""

import re

import pytest

from socloc.render.qr import QrError, QrStyle, matrix, png
from socloc.render.qr.bits import fitted
from socloc.render.qr.correction import codewords, owners
from tests.qr.payloads import longest
from tests.qr.scanners import opened, scanned

LEVELS = "LMQH"
PAYLOADS = {
    "one letter": "a",
    "link": "https://example.com/launch?utm_source=weibo&utm_medium=social",
    "accent": "Café",
    "accents that are one byte in Latin-1": "ÄÖÜ äöü ß ñ",
    "Chinese": "限时优惠，扫码领取：https://例子.中国/路径",
    "Traditional Chinese": "臺灣繁體中文",
    "Japanese": "ｱｲｳ こんにちは",
    "emoji": "🎉👩‍👩‍👧‍👦🇨🇳",
    "digits": "0123456789",
    "leading zeros": "0000",
    "two digits over": "12345678",
    "alphanumeric": "HTTPS://EXAMPLE.COM/A-B+C$%*.:",
    "odd alphanumeric": "ABC",
    "digits that are not ASCII": "１２３",
    "lines and spaces": " a\nb\tc ",
    "contact": "BEGIN:VCARD\r\nVERSION:3.0\r\nN:陈;大文\r\nEND:VCARD\r\n",
}
TOO_LONG = "The QR code cannot hold this text: it has {} bytes, and error level {} holds at most {}. "
# ISO/IEC 18004:2015, Table 7: digits, alphanumeric characters and bytes in version 40.
CAPACITIES = {
    "L": (7089, 4296, 2953),
    "M": (5596, 3391, 2331),
    "Q": (3993, 2420, 1663),
    "H": (3057, 1852, 1273),
}


def picture(payload: str, error: str) -> bytes:
    symbol = matrix(payload, error)
    return png(symbol, QrStyle(size=4 * (symbol.size + 8)))


@pytest.mark.parametrize("error", LEVELS)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_both_decoders_read_exactly_what_was_written(payload: str, error: str) -> None:
    assert scanned(opened(picture(payload, error))) == [payload, payload]


@pytest.mark.parametrize("error", "LM")
def test_a_link_of_2000_characters_is_read(error: str) -> None:
    link = "https://example.com/" + "".join(chr(97 + n * n % 26) for n in range(1980))
    assert scanned(opened(picture(link, error))) == [link, link]


@pytest.mark.parametrize("error", LEVELS)
@pytest.mark.parametrize("version", range(1, 41))
def test_a_full_symbol_of_each_version_is_read(version: int, error: str) -> None:
    payload = longest(version, error)
    assert matrix(payload, error)[:3] == (17 + 4 * version, version, error)
    assert scanned(opened(picture(payload, error))) == [payload, payload]


@pytest.mark.parametrize("error", LEVELS)
@pytest.mark.parametrize(("mode", "character"), [(0, "7"), (1, "G"), (2, "a")], ids=["digits", "alphanumeric", "bytes"])
def test_the_largest_symbol_holds_what_the_standard_says(mode: int, character: str, error: str) -> None:
    most = CAPACITIES[error][mode]
    assert fitted(character * most, error)[0] == 40
    with pytest.raises(QrError, match=f"has {most + 1:,} .*level {error} holds at most {most:,}"):
        matrix(character * (most + 1), error)


@pytest.mark.parametrize(
    ("payload", "version"),
    [
        ("a" * 17, 1),  # version 1-L holds 17 bytes (Table 7) ...
        ("a" * 18, 2),
        ("é" * 8, 1),  # ... and 16 behind the 12 bits of the ECI: 152 - 12 - 4 - 8 = 128 bits
        ("é" * 8 + "a", 2),
        ("é" * 1476, 40),  # 23,648 - 12 - 4 - 16 = 8 * 2,952 bits
    ],
)
def test_the_version_counts_the_eci_header(payload: str, version: int) -> None:
    assert matrix(payload, "L").version == version


@pytest.mark.parametrize(
    ("payload", "head"),
    [
        ("plain", "0100" + "00000101" + "01110000"),  # bytes, five of them, "p"
        ("A1", "0010" + "000000010" + "00111000011"),  # alphanumeric, two, 45 * 10 + 1
        ("12", "0001" + "0000000010" + "0001100"),  # digits, two, 12
        (
            "ä",
            "0111" + "00011010" + "0100" + "00000010" + "11000011" + "10100100",
        ),  # ECI 26, bytes, two, UTF-8
        ("１", "0111" + "00011010" + "0100" + "00000011" + "11101111"),  # a digit, but not one of the ten
    ],
)
def test_only_text_outside_ascii_carries_an_eci(payload: str, head: str) -> None:
    """ISO/IEC 18004:2015, 7.4.1 to 7.4.5; 26 is UTF-8 in the register of AIM."""
    _, data = fitted(payload, "M")
    assert "".join(f"{byte:08b}" for byte in data).startswith(head)


def test_codewords_are_dealt_to_their_blocks_in_turn() -> None:
    """Version 5-Q: two blocks of 15 data codewords, two of 16, and 18 of correction each (Table 9)."""
    assert owners(5, "Q") == [0, 1, 2, 3] * 15 + [2, 3] + [0, 1, 2, 3] * 18


def test_the_example_of_the_standard() -> None:
    """ISO/IEC 18004:2015, Annex I: '01234567' in version 1-M."""
    data = bytes.fromhex("10 20 0C 56 61 80 EC 11 EC 11 EC 11 EC 11 EC 11")
    assert fitted("01234567", "M") == (1, data)
    assert codewords(data, 1, "M") == data + bytes.fromhex("A5 24 D4 C1 ED 36 C7 87 2C 55")


@pytest.mark.parametrize(
    ("payload", "error", "message"),
    [
        ("", "M", "There is nothing to put into the QR code: its text is empty."),
        (
            "é" * 1477,
            "L",
            TOO_LONG.format("2,954", "L", "2,952") + "Shorten it, for example with a short link.",
        ),
        (
            "a" * 2000,
            "H",
            TOO_LONG.format("2,000", "H", "1,273") + "Shorten it, or use error level M, which holds 2,331.",
        ),
        (
            "ok \ud83d",
            "M",
            "The text for the QR code is damaged: character 4 is half of a pair (U+D83D). Type it again.",
        ),
        ("a", "X", "There is no error level 'X'; use one of L, M, Q, H."),
    ],
    ids=["empty", "too long", "too long for this level", "lone surrogate", "no such level"],
)
def test_what_cannot_be_encoded_is_said_in_a_sentence(payload: str, error: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$") as caught:
        matrix(payload, error)
    assert isinstance(caught.value, QrError) == (error != "X")
