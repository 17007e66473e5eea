"""punctuation-halfwidth: a comma, full stop or bracket of Latin texts after Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import CLOSING, HAN, OPENING, ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "punctuation-halfwidth",
    "warning",
    """A half-width mark follows Chinese: 你好, instead of 你好，.

    Chinese punctuation is as wide as a character and brings its own space (the locale's `typography`; in China by GB/T
    15834-2011, told from memory). Times, numbers, addresses, emoticons and code are left alone; brackets are a note,
    and only where Chinese is in them, because styles differ. Write the wide one, or let `socloc check --fix` do it,
    which takes the space after it away.
    """,
)
SIGNS: Final = tuple(",;:!?.(")
_BEFORE: Final = f"(?<=[{HAN}{CLOSING}])"
# A space after the mark goes with it, unless what follows needs it: a tag, a name, a link.
_SPACE: Final = f"(?: (?=[{HAN}{OPENING}{CLOSING}A-Za-z0-9]))?"
# The mark comes first, since a pattern that begins with few characters is searched for, and not tried everywhere.
_MARK: Final = (
    rf"[,;:!?.](?<=[{HAN}{CLOSING}][,;:!?.])(?:"
    rf"(?<=[,;]){_SPACE}(?![-'^]?[)(DPpoO3|*](?![A-Za-z]))"
    rf"|(?<=:){_SPACE}(?![-'^]?[)(DPpoO3|*](?![A-Za-z0-9])|//|:|[a-z0-9_+-]+:)"
    rf"|(?<=[!?])[!?]*(?!\[){_SPACE}"
    rf"|(?<=\.)(?=\s|\Z|[{HAN}{CLOSING}{OPENING}]){_SPACE}"
    ")"
)
_NUMBERED: Final = r"[ \t]*[一二三四五六七八九十百]{1,4}"
_BRACKETS: Final = rf"{_BEFORE}\(([^()\n]{{1,80}})\)"
_HAN: Final = f"[{HAN}]"


def find(text: ChineseText) -> Iterator[Slip]:
    """Half-width marks right behind a Chinese character or a closing mark."""
    wide = text.typography.fullwidth
    for match in compiled(_MARK).finditer(text.sentences):
        mark = match.group().rstrip(" ")
        if mark == "." and _is_number(text.sentences, match.start()):
            continue
        if all(one in wide for one in mark):
            right = "".join(wide[one] for one in mark)
            message = f"the half-width `{mark}` follows Chinese, which has `{right}`"
            yield Slip(match.start(), match.group(), right, message)
    if "(" in wide and ")" in wide:
        for match in compiled(_BRACKETS).finditer(text.sentences):
            if compiled(_HAN).search(match.group(1)):
                message = f"half-width brackets are around Chinese, which has `{wide['(']}{wide[')']}`"
                yield Slip(match.start(), "(", wide["("], message, "note")
                yield Slip(match.end() - 1, ")", wide[")"], message, "note")


def _is_number(text: str, at: int) -> bool:
    """Whether a full stop ends the number of a list, such as 一. at the beginning of a line."""
    line = text.rfind("\n", max(0, at - 8), at) + 1 or max(0, at - 8)
    return (line == 0 or text[line - 1] == "\n") and bool(compiled(_NUMBERED).fullmatch(text, line, at))
