"""ellipsis-form: three full stops, or half an ellipsis, after Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import CLOSING, HAN, ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "ellipsis-form",
    "note",
    """An ellipsis after Chinese is written as ..., 。。。 or a single ….

    The Chinese ellipsis has six dots and two characters: …… (in China by GB/T 15834-2011, its standard for
    punctuation, told from memory). `socloc check --fix` writes it; where a post has no room for one more character,
    leave the sentence without it.
    """,
)
SIGNS: Final = ("...", "。。", "…", "⋯", "・・・")
_ELLIPSIS: Final = rf"(?<=[{HAN}{CLOSING}，。！？])(?:\.{{3,}}|(?<!。)。{{2,}}|…+|⋯+|・{{3,}})"


def find(text: ChineseText) -> Iterator[Slip]:
    """Ellipses after Chinese in another form than the locale's."""
    right = text.typography.ellipsis
    for match in compiled(_ELLIPSIS).finditer(text.sentences):
        if match.group() != right:
            message = f"the ellipsis `{match.group()[:6]}` is `{right}` in Chinese"
            yield Slip(match.start(), match.group(), right, message)
