"""dash-form: a dash of Latin texts between Chinese words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import CLOSING, HAN, OPENING, ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "dash-form",
    "note",
    """A dash between Chinese words is written as --, – or a single — between spaces.

    The Chinese dash is two characters long and has no spaces: —— (in China by GB/T 15834-2011, its standard for
    punctuation, told from memory). A single — without spaces is left alone, since it joins places and times
    (北京—上海). Write the long one, or let `socloc check --fix` do it.
    """,
)
SIGNS: Final = ("--", "―", "—", "–")
_DASH: Final = rf"(?<=[{HAN}{CLOSING}])(?: ?(?:-{{2,3}}|―+|—–|–—|––) ?| [–—―] | —— ?|—— )(?=[{HAN}{OPENING}A-Za-z])"


def find(text: ChineseText) -> Iterator[Slip]:
    """Dashes after Chinese in another form than the locale's."""
    for match in compiled(_DASH).finditer(text.sentences):
        message = f"the dash `{match.group()}` is `{text.typography.dash}` in Chinese"
        yield Slip(match.start(), match.group(), text.typography.dash, message)
