"""numbers-form: full-width digits, or a full-width comma within a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "numbers-form",
    "note",
    """A number has full-width digits (１２) or a full-width comma between its thousands (1，200元).

    Digits and the marks within numbers are half-width in Chinese, too. `socloc check --fix` writes the digits; where a
    comma is meant to separate two numbers, leave it, otherwise write 1,200.
    """,
)
_WIDE: Final = "[０-９][０-９]*(?:[．，：][０-９]+)*[％]?"
_HALF: Final = r"，\d{3}"  # found much faster than all of it
_THOUSANDS: Final = r"(?<![\d，,.])[1-9]\d?，\d{3}(?=[元人名个個份克块塊件年篇场場次万萬])"


def find(text: ChineseText) -> Iterator[Slip]:
    """Full-width numbers, and numbers in two halves."""
    for match in compiled(_WIDE).finditer(text.sentences):
        narrow = unicodedata.normalize("NFKC", match.group())
        yield Slip(match.start(), match.group(), narrow, _message(match.group(), narrow))
    if not compiled(_HALF).search(text.sentences):
        return
    for match in compiled(_THOUSANDS).finditer(text.sentences):
        yield Slip(match.start(), match.group(), None, _message(match.group(), match.group().replace("，", ",")))


def _message(number: str, right: str) -> str:
    return f"the number `{number[:20]}` is written {right[:20]} in Chinese, too"
