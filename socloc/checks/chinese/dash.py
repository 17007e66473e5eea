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
# Tables and rules of Markdown have dashes, too; what stands before those is no Chinese.
_SIGN: Final = "[-―—–][-―—–]*"


def _may_have(text: str) -> bool:
    """Whether a dash stands behind Chinese, which is found much faster than the dash that is wrong."""
    before = (
        text[max(0, match.start() - 2) : match.start()].rstrip(" ")[-1:] for match in compiled(_SIGN).finditer(text)
    )
    return any(one and not one.isascii() for one in before)


def find(text: ChineseText) -> Iterator[Slip]:
    """Dashes after Chinese in another form than the locale's."""
    if not _may_have(text.sentences):
        return
    for match in compiled(_DASH).finditer(text.sentences):
        message = f"the dash `{match.group()}` is `{text.typography.dash}` in Chinese"
        yield Slip(match.start(), match.group(), text.typography.dash, message)
