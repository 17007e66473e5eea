"""word-regional: a word that readers in this locale do not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from socloc.checks.chinese.text import ChineseText, Slip
from socloc.findings import Check

CHECK: Final = Check(
    "word-regional",
    "warning",
    """A text has a word that is said elsewhere: 軟件 in Taiwan, where it is 軟體.

    The words stand in `locales/<tag>/words.yaml` under `avoid`, with their source; a campaign may have its own file of
    that name beside it. Write the word of the place, or add a name that must stay to the brand's `terms`.
    """,
)


def find(text: ChineseText) -> Iterator[Slip]:
    """The words that the locale's data says to avoid; of two at one place the longer one."""
    avoid = text.locale.vocabulary.avoid
    if not avoid:
        return
    for match in _pattern(tuple(avoid)).finditer(text.common):
        word = match.group()
        message = f"`{word}` is not said in {text.locale.name}; readers there say {avoid[word]}"
        yield Slip(match.start(), word, None, message)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))
