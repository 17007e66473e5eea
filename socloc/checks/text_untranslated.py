"""text-untranslated: a translation is its source again, or has whole sentences of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case, Translated
from socloc.findings import Check, Finding
from socloc.shapes.shape import shorten

UNTRANSLATED = Check(
    "text-untranslated",
    "warning",
    """A translation is the same as its source, or still has a whole sentence of it.

    Names, single words, numbers, links and what stands under `brand.terms` may be the same in every language; a
    sentence of four words or eight Chinese characters is not by chance. Translate it, or, where it is meant to be the
    same everywhere, write it once in the campaign under "*".
    """,
)
CHECKS: Final = (UNTRANSLATED,)
_WORDS: Final = 4
_CHARACTERS: Final = 8  # of scripts that put no spaces between words
_ASIDE: Final = r"\{\{[^{}]*\}\}|https?://\S+|[#＃@＠][\w·-]+|`[^`\n]*`|\]\([^()\s]*\)"
_SENTENCES: Final = r"(?<=[.!?])\s+|(?<=[。！？])|[\r\n]+"
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff"


def run(case: Case) -> Iterator[Finding]:
    """Look for the source's sentences in every translation into another language."""
    for pair in case.translated:
        if pair.is_derived or _language(pair.source_tag) == _language(pair.locale.tag):
            continue
        if left := _left(pair, case.campaign.brand.terms):
            what = f"still has “{shorten(left)}”" if left != pair.source.value.strip() else "is the same as its source"
            yield pair.told(UNTRANSLATED, what, 'Translate it, or write it under "*" where it holds for all.')


def _left(pair: Translated, names: tuple[str, ...]) -> str:
    """The first sentence of the source that its translation still has; the whole source where it is all the same."""
    source, text = pair.source.value.strip(), pair.text.value.strip()
    if source == text and _is_sentence(source, names, _WORDS - 1):
        return source
    sentences = {_squeezed(one) for one in re.split(_SENTENCES, text)}
    return next(
        (one for one in re.split(_SENTENCES, source) if _squeezed(one) in sentences and _is_sentence(one, names)), ""
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_sentence(text: str, names: tuple[str, ...], words: int = _WORDS) -> bool:
    """Whether a text has so many words that two languages cannot share it; links, tags and names count for none."""
    text = re.sub(_ASIDE, " ", text)
    for name in names:
        text = text.replace(name, " ") if name else text
    if len(re.findall(f"[{_UNSPACED}]", text)) >= _CHARACTERS:
        return True
    # A row of capitalized words is a name: Bluetooth Low Energy, Lanmo Tea House.
    found = re.findall(rf"[^\W\d_{_UNSPACED}]{{2,}}", text)
    return len(found) >= words and sum(word[0].islower() for word in found) >= words // 2


def _language(tag: str) -> str:
    return tag.partition("-")[0]
