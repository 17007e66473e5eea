"""script-stray: a Traditional character in a Simplified text, or a Simplified one in a Traditional text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from socloc.checks.chinese.text import ChineseText, Slip
from socloc.findings import Check
from socloc.patterns import compiled

CHECK: Final = Check(
    "script-stray",
    "warning",
    """A character is Traditional in a text for readers of Simplified Chinese, or Simplified in one for Traditional.

    Which character belongs where comes from OpenCC's tables; those that both scripts have (后, 里, 台, 干) say nothing.
    The brand's names and `terms` are left out. `socloc check --fix` writes the other one where there is just one; for
    发 (發 or 髮) only a person can say, so write it yourself.
    """,
)
_LANGUAGES: Final = "日本語|繁體中文|繁體|简体中文|简体|正體中文"  # by their own names
_KANA: Final = "[\u3041-\u3096\u30a1-\u30fa]"
_TABLE: Final = Path(__file__).with_name("characters.txt")


def find(text: ChineseText) -> Iterator[Slip]:
    """The characters of the other script; the brand's own words are no concern of it."""
    table = characters(text.locale.tag, text.typography.script)
    if table.keys().isdisjoint(frozenset(text.common)):
        return
    common = compiled(_LANGUAGES).sub(lambda match: _away(match.group()), text.common)
    if compiled(_KANA).search(common):  # lines in Japanese have characters of their own
        common = "\n".join(_away(line) if compiled(_KANA).search(line) else line for line in common.split("\n"))
    other = "Traditional" if text.typography.script == "Hans" else "Simplified"
    for at, character in enumerate(common):
        if character in table:
            yield Slip(at, character, table[character], f"`{character}` is a {other} character")


def _away(text: str) -> str:
    return "\ufffc" * len(text)


@lru_cache(maxsize=8)
def characters(tag: str, script: str) -> Mapping[str, str | None]:
    """The characters of the other script, each with the one to write; None where there are several."""
    found: dict[str, str | None] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        name, _, pairs = line.partition(" ")
        if name in (script, tag):  # what a locale writes otherwise stands below its script
            strays, _, better = pairs.partition(" ")
            found.update((one, None if other == "?" else other) for one, other in zip(strays, better, strict=True))
    return found
