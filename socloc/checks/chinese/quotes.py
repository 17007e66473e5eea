"""quotes-unpaired: a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import ChineseText, Slip
from socloc.findings import Check
from socloc.quotes import free, marks

CHECK: Final = Check(
    "quotes-unpaired",
    "note",
    """A quotation mark is opened and never closed in its paragraph, or closed and never opened.

    A conversion to another Chinese leaves it as it is, because nobody knows which mark it should become. Write the
    other one, or take it out. A quotation over several paragraphs that opens each of them anew is fine: leave it.
    """,
)
SIGNS: Final = tuple("“”‘’「」『』")


def find(text: ChineseText) -> Iterator[Slip]:
    """Curly quotes and corner brackets without a partner."""
    for mark in marks(text.value, free(text.parts)):
        if mark.partner is None and mark.sign != '"':
            yield Slip(mark.at, mark.sign, None, f"the quotation mark `{mark.sign}` has no partner in its paragraph")
