"""The table of characters of one script only, made from the installed OpenCC: `python -m tests.checks.characters`.

A character counts as belonging to both scripts where OpenCC leaves it as it is, or where the other script's own
standard has it: GB 2312, or the first level of Big5. So 后, 里, 台, 干, 著, 乾 say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from opencc import OpenCC

from socloc.checks.chinese import script

TABLE: Final = Path(script.__file__).with_name("characters.txt")
ALL: Final = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
# Taken back into Simplified, mostly for names: Table of General Standard Chinese Characters (2013), and names in use.
TAKEN_BACK: Final = frozenset("晳瞋噘蹚溧勠吒祕甦氾邨昇陞甯堃喆淼犇龢菉澂炤椀頫迺桠砦铦钜")


# Of the rare characters of Big5 (its second level), those that texts in Traditional use as they are.
USED: Final = frozenset("涂熏胜羡异栖昵厘凄苹蚝膻跖沄炖蔂虮蒏洼")
SECOND_LEVEL: Final = 0xC9  # https://en.wikipedia.org/wiki/Big5: the first byte of what is less common


def is_traditional(character: str) -> bool:
    """Whether texts in Traditional use a character, though OpenCC would change it."""
    return has("big5", character) and (character.encode("big5")[0] < SECOND_LEVEL or character in USED)


def has(encoding: str, character: str) -> bool:
    """Whether a national standard has a character."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def converted(configuration: str) -> dict[str, str]:
    """Every character with what OpenCC makes of it when it stands alone."""
    converter = OpenCC(configuration)
    return {character: converter.convert(character) for character in ALL}


def lines() -> Iterator[str]:
    """A line for each script, then those of locales that write some of them otherwise: strays, and what to write."""
    simplified = converted("t2s")
    strays = [one for one in ALL if simplified[one] != one and not has("gb2312", one) and one not in TAKEN_BACK]
    yield _line("Hans", strays, simplified)
    several: dict[str, int] = {}
    for one in ALL:
        if has("big5", one) and simplified[one] != one:
            several[simplified[one]] = several.get(simplified[one], 0) + 1
    traditional = converted("s2t")
    strays = [one for one in ALL if traditional[one] != one and not is_traditional(one)]
    better = {one: traditional[one] if several.get(one, 0) < 2 else "?" for one in strays}
    yield _line("Hant", strays, better)
    for tag, configuration in (("zh-TW", "s2tw"), ("zh-HK", "s2hk"), ("zh-MO", "s2hk")):
        local = converted(configuration)
        others = [one for one in strays if better[one] not in ("?", local[one])]
        yield _line(tag, others, local)


def _line(name: str, strays: list[str], better: dict[str, str]) -> str:
    return f"{name} {''.join(strays)} {''.join(better[one] for one in strays)}\n"


if __name__ == "__main__":
    TABLE.write_text("".join(lines()), "utf-8")
