"""Chinese to Chinese with OpenCC, around everything that must stay as it is.

OpenCC converts inside links, templates and hashtags and cuts a text at NUL. So the text is taken apart, only what is
left between the protected parts is converted, and the parts are compared afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from socloc.digests import digest
from socloc.localize.opencc_package import ConversionError, NotOfficialError, Words, converter, version
from socloc.localize.protect import pattern, split
from socloc.localize.remembered import Memory
from socloc.quotes import requote

__all__ = ["MEMORY", "ConversionError", "NotOfficialError", "convert", "version"]

_FIRST_CHINESE: Final = "\u2e80"  # OpenCC's dictionaries have nothing below the CJK radicals

NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
MEMORY: Final = Memory()


def convert(
    text: str,
    configurations: Sequence[str],
    kept: Mapping[str, str],
    words: Mapping[str, str] = NO_WORDS,
    marks: Sequence[str] = (),
) -> str:
    """Convert the Chinese of a text by OpenCC's configurations, one after the other.

    Links, hashtags, mentions, emoji, placeholders and code stay as they are. `kept` are words that OpenCC must not
    see, each with what stands for it afterwards: a product name with itself, a brand with its name in the new locale.
    `words` are exceptions among the others; of two that begin at one place, and of those and OpenCC's own, the longest
    wins. `marks` are the quotation marks to write, outer and inner; none leaves them alone.
    Raises ConversionError where a protected part is not there afterwards.
    """
    if "\x00" in text:
        raise ConversionError("the text has a NUL character, where OpenCC would cut it off")
    before = pattern(tuple(sorted(kept, key=lambda word: (-len(word), word))))
    exceptions = tuple(sorted(words.items()))
    parts = [
        (kept.get(part, part) if protected else _converted(part, tuple(configurations), exceptions), protected)
        for part, protected in split(text, before)
    ]
    result = "".join(requote(parts, marks) if marks else (part for part, _ in parts))
    expected = Counter(part for part, protected in parts if protected)
    after = pattern(tuple(sorted(kept.values(), key=lambda word: (-len(word), word))))
    found = Counter(part for part, protected in split(result, after) if protected)
    if lost := expected - found:
        raise ConversionError(f"`{next(iter(lost))}` did not survive the conversion")
    return result


def _converted(part: str, configurations: tuple[str, ...], words: Words) -> str:
    if max(part) < _FIRST_CHINESE:
        return part
    key = f"{' '.join(configurations)} {_sum_of(words)}\n{part}"
    known = MEMORY.get(key)
    if known is None:
        known = _convert(part, configurations, words)
        MEMORY.put(key, known)
    return known


@lru_cache(maxsize=32)
def _sum_of(words: Words) -> str:
    return digest(repr(words).encode()).hex()[:16] if words else ""


def _convert(part: str, configurations: tuple[str, ...], words: Words) -> str:
    if words and not configurations:
        found = dict(words)
        return _pattern_of(words).sub(lambda match: found[match.group()], part)
    for configuration in configurations:
        part = converter(configuration, words).convert(part)
        # From here on the words have the form they shall have.
        words = tuple(sorted({(word, word) for _, word in words}))
    return part


@lru_cache(maxsize=32)
def _pattern_of(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word, _ in sorted(words, key=lambda pair: (-len(pair[0]), pair))))
