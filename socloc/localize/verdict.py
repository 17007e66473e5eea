"""Whether what a machine made of a text may be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from socloc.locales import load
from socloc.localize.asks import Pair
from socloc.localize.protect import parts

_ENOUGH: Final = 40  # letters; shorter texts vary too much to be judged by their length
_SLACK: Final = 3.0  # how many times longer or shorter than the figures say is absurd
_DENSE: Final = ("zh", "ja", "ko", "yue")
_DENSITY: Final = 3.0  # letters of an alphabet for one of these, where a locale has no figures
# What services answer in the place of a translation, seen in their forums.
_NOTICE: Final = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT EXCEEDED|INVALID LANGUAGE PAIR|PLEASE SELECT TWO DISTINCT LANGUAGES"
    r"|NO QUERY SPECIFIED|<!doctype|<html|too many requests|rate limit exceeded|quota exceeded",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\S*[0-9]\S*|\S*[a-z]\S*[A-Z]\S*")  # iPhone, 5G: written alike in every language


def notice_in(text: str) -> bool:
    """Whether a text is what services say when they do not translate."""
    return bool(_NOTICE.search(text[:2000]))


def problem_with(source: str, made: str, terms: Mapping[str, str], pair: Pair) -> str:
    """Why a translation must not be used, in words; empty where it may. `terms` are what stands for what."""
    before, after = _words(source, terms), _words(made, terms.values())
    if not made.strip() or (before.strip() and not after.strip()):
        return "the answer is empty"
    if notice_in(made) and not notice_in(source):
        return "the answer is a notice of the service, not a translation"
    if _squeezed(after) == _squeezed(before) and _should_differ(before, pair):
        return "the answer is the original again"
    return _length_problem(before, after, pair)


def _words(text: str, terms: Iterable[str]) -> str:
    return " ".join(part.text for part in parts(text, terms) if not part.kind)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _should_differ(text: str, pair: Pair) -> bool:
    """Whether a translation cannot be the same: in another language, with a word that is no name, number or sign."""
    if pair.source.partition("-")[0] == pair.target.partition("-")[0]:
        return False
    words = [word for word in text.split() if any(character.isalpha() for character in word)]
    return not all(_NAME.fullmatch(word.strip(".,;:!?()\"'“”")) for word in words)


def _length_problem(before: str, after: str, pair: Pair) -> str:
    length, made = (sum(character.isalnum() for character in text) for text in (before, after))
    ratio = usual(pair)
    if length * max(1.0, ratio) < _ENOUGH:
        return ""
    if made < length * ratio / _SLACK:
        return f"the answer is too short for the text: {made} letters for {length}"
    if made > length * ratio * _SLACK:
        return f"the answer is too long for the text: {made} letters for {length}"
    return ""


def usual(pair: Pair) -> float:
    """How many letters a translation usually has for each of the original: the locale's figure, else a rough one."""
    locale, _ = load(pair.target)
    if locale and (figures := locale.expansion.get(pair.source)):
        return figures.usual
    dense = [tag.partition("-")[0] in _DENSE for tag in pair]
    return 1.0 if dense[0] == dense[1] else _DENSITY if dense[0] else 1 / _DENSITY
