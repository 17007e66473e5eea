"""cjk-spacing: a space between Chinese and Latin letters or digits, or none, against what the brand has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.chinese.text import HAN, ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "cjk-spacing",
    "warning",
    """The brand has chosen to write a space between Chinese and Latin letters, or none, and a text does otherwise.

    `brand: {typography: {cjk_latin_space: always}}` asks for one space between Chinese and letters or digits, but not
    between a number and 年 月 日 and their like; `never` asks for none. Without the choice, or with `ignore`, nothing
    is said. Spaces at tags and links stay, since networks need them. `socloc check --fix` puts the others in or takes
    them out.
    """,
)
_UNITS: Final = "年月日天号號时時点點分秒周週"
_MISSING: Final = (
    rf"(?<=[{HAN}])(?=[A-Za-z0-9])(?!\d+[{_UNITS}])|(?<=[A-Za-z])(?=[{HAN}])|(?<=[0-9%])(?=[{HAN}])(?![{_UNITS}])"
)
_THERE: Final = rf"(?<=[{HAN}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=[{HAN}])"


def find(text: ChineseText) -> Iterator[Slip]:
    """The places without a space for `always`, those with one for `never`."""
    if text.space == "always":
        for match in compiled(_MISSING).finditer(text.sentences):
            around = text.value[match.start() - 1 : match.start() + 1]
            yield Slip(match.start(), "", " ", f"the brand wants a space in `{around}`")
    elif text.space == "never":
        for match in compiled(_THERE).finditer(text.sentences):
            around = text.value[match.start() - 1 : match.end() + 1]
            yield Slip(match.start(), match.group(), "", f"the brand wants no space in `{around}`")
