"""title-marks: the title of a work in quotation marks, or title marks within title marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import HAN, ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "title-marks",
    "note",
    """The title of a work stands in quotation marks, or title marks stand within title marks.

    Chinese has marks of its own for titles: 电影《山河》, and 〈〉 for a title in a title (in China by GB/T
    15834-2011, its standard for punctuation, told from memory). Quotation marks are reported only right behind a word
    such as 电影, 小说 or 杂志. `socloc check --fix` puts the inner marks right; write the others yourself, because only
    you know whether it is a title.
    """,
)
_WORKS: Final = "|".join(
    [
        *("小说", "电影", "纪录片", "电视剧", "连续剧", "歌曲", "专辑", "杂志", "散文", "诗集", "话剧", "综艺"),
        *("小說", "電影", "紀錄片", "電視劇", "連續劇", "專輯", "雜誌", "詩集", "話劇", "綜藝"),
    ]
)
SIGNS: Final = ("“", "「", '"', "《", "〈")
_QUOTED: Final = rf"(?:{_WORKS})([“「\"])(?=[^“”「」\"\n，。！？、]{{1,20}}([”」\"]))[{HAN}]"


def find(text: ChineseText) -> Iterator[Slip]:
    """Works in quotation marks, and outer title marks within outer ones."""
    outer_open, outer_close, inner_open, inner_close = text.typography.titles[:4]
    for match in compiled(_QUOTED).finditer(text.sentences):
        message = f"a title stands in quotation marks; Chinese has {outer_open}{outer_close} for it"
        yield Slip(match.start(1), match.group(1), None, message)
    opened: list[tuple[int, bool]] = []
    for match in re.finditer(f"[{re.escape(outer_open + outer_close)}]|\n", text.sentences):
        at, sign = match.start(), match.group()
        if sign == "\n":
            opened.clear()
        elif sign == outer_open:
            opened.append((at, len(opened) % 2 == 1))
        elif opened:
            start, is_inner = opened.pop()
            if is_inner:
                message = f"`{outer_open}` stands within title marks; inner ones are `{inner_open}{inner_close}`"
                yield Slip(start, outer_open, inner_open, message)
                yield Slip(at, outer_close, inner_close, message)
