"""Chinese to Chinese with OpenCC, around everything that must stay as it is. The only module that imports opencc.

OpenCC converts inside links, templates and hashtags and cuts a text at NUL. So the text is taken apart, only what is
left between the protected parts is converted, and the parts are compared afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from socloc.localize.remembered import Memory

if TYPE_CHECKING:
    from opencc import OpenCC

_PROTECTED: Final = "|".join(
    (
        r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|``.+?``|`[^`\n]+`",  # Markdown code
        r"\{\{(?:(?!\{\{|\}\}).)*\}\}|\{%(?:(?!\{%|%\}).)*%\}|\{#(?:(?!\{#|#\}).)*#\}",  # Jinja
        r"\{\w[\w.]*\}|%\(\w+\)[sd]|%[sd]",  # other placeholders
        r"(?<=\])\([^()\s]+(?=[)\s])|<https?://[^<>\s]+>",  # targets of links in Markdown
        r"https?://(?=[^\x00-\x7f])[\w-]+(?:\.[\w-]+)+(?:[/?#][\x21-\x7e]*)?",  # international domain names
        r"(?:https?|mailto|tel|weixin)://?[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff<>\"]+",  # links
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",  # e-mail
        r"(?<![A-Za-z0-9&#])#[^#\s]{1,60}#",  # #话题#
        r"(?<![A-Za-z0-9&#])[#＃][\w·]+",  # #tag
        r"(?<![A-Za-z0-9])[@＠][\w·-]+",  # @name
        r"\[[\u4e00-\u9fff]{1,4}\](?!\()",  # [微笑], the emoticon codes of Chinese networks
        # Emoji with what belongs to them: joiners, selectors, skin tones, flags, keycaps.
        "[0-9#*]\ufe0f?\u20e3|(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+",
    )
)


_FIRST_CHINESE: Final = "\u2e80"  # OpenCC's dictionaries have nothing below the CJK radicals

MEMORY: Final = Memory()


class ConversionError(ValueError):
    """A protected part did not survive, so the converted text must not be used."""


def version() -> str:
    """OpenCC's version."""
    import opencc

    return str(opencc.__version__)


def convert(text: str, configurations: Sequence[str], kept: Mapping[str, str]) -> str:
    """Convert the Chinese of a text by OpenCC's configurations, one after the other.

    Links, hashtags, mentions, emoji, placeholders and code stay as they are. `kept` are words that OpenCC must not
    see, each with what stands for it afterwards: a product name with itself, a brand with its name in the new locale.
    Raises ConversionError where a protected part is not there afterwards.
    """
    if "\x00" in text:
        raise ConversionError("the text has a NUL character, where OpenCC would cut it off")
    pattern = _pattern(tuple(sorted(kept, key=lambda word: (-len(word), word))))
    parts = [
        (kept.get(part, part) if protected else _converted(part, tuple(configurations)), protected)
        for part, protected in _split(text, pattern)
    ]
    result = "".join(part for part, _ in parts)
    expected = Counter(part for part, protected in parts if protected)
    after = _pattern(tuple(sorted(kept.values(), key=lambda word: (-len(word), word))))
    found = Counter(part for part, protected in _split(result, after) if protected)
    if lost := expected - found:
        raise ConversionError(f"`{next(iter(lost))}` did not survive the conversion")
    return result


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    own = "|".join(re.escape(word) for word in words if word)
    return re.compile(f"(?:{own})|{_PROTECTED}" if own else _PROTECTED, re.DOTALL)


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def _converted(part: str, configurations: tuple[str, ...]) -> str:
    if max(part) < _FIRST_CHINESE:
        return part
    key = f"{' '.join(configurations)}\n{part}"
    known = MEMORY.get(key)
    if known is None:
        known = _convert(part, configurations)
        MEMORY.put(key, known)
    return known


def _convert(part: str, configurations: tuple[str, ...]) -> str:
    for configuration in configurations:
        part = _converter(configuration).convert(part)
    return part


@lru_cache(maxsize=32)
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC

    try:
        return OpenCC(configuration)
    except RuntimeError:
        raise ConversionError(f"OpenCC has no configuration `{configuration}`") from None
