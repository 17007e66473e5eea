"""Finds the words of a glossary in texts: which stand in a source, which a translation has, and which it must not have.

In scripts that put spaces between words a term is whole words, in all others it may stand anywhere. Longer terms come
first, and what they cover is not looked at again. Inflection is met half-way. In a source, a term may end in the plural
that many languages share (-s, -es). In a translation, what was asked for may have other endings and be part of a
compound, so that no rightly inflected word is told of; what is forbidden is found only as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.model import Term

_NO_SPACES: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\uffdc"
_LETTER: Final = rf"[^\W{_NO_SPACES}]"  # of a script that puts spaces between words
_ENDING: Final = 2  # letters that may change at the end of a word that was asked for
_LONG: Final = 5  # letters that such a word has at least
_FIRST: Final = 4  # characters of a term's first word by which it is looked up


class Use(NamedTuple):
    """A term that stands in a text, as it is written there."""

    source: str
    terms: tuple[Term, ...]
    written: str


class Terms:
    """The terms of one pair of locales, by the first characters of their words."""

    def __init__(self, terms: Sequence[Term]) -> None:
        by_source: dict[str, list[Term]] = {}
        for term in terms:
            if term.source:
                by_source.setdefault(term.source, []).append(term)
        self._forbidden = [term for term in terms if term.status == "forbidden" and not term.source]
        self._by_start: dict[str, list[tuple[str, tuple[Term, ...]]]] = {}
        for source in sorted(by_source, key=lambda word: (-len(word), word)):
            start = source.split()[0][:_FIRST].casefold()
            self._by_start.setdefault(start, []).append((source, tuple(by_source[source])))
        self._lengths = sorted({len(start) for start in self._by_start}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._by_start or self._forbidden)

    def uses(self, text: str) -> Iterator[Use]:
        """The terms that stand in a source text, from its beginning to its end."""
        at = 0
        while at < len(text):
            use = self._use_at(text, at)
            if use:
                yield use
            at += len(use.written) if use else 1

    def _use_at(self, text: str, at: int) -> Use | None:
        for length in self._lengths:
            for source, terms in self._by_start.get(text[at : at + length].casefold(), ()):
                sensitive = all(term.is_case_sensitive for term in terms)
                if match := _in_source(source, sensitive).match(text, at):
                    return Use(source, terms, match.group())
        return None

    def wanted(self, text: str) -> dict[str, str]:
        """The terms in a source text, as they are written there, with the first word that is preferred for each."""
        found: dict[str, str] = {}
        for use in self.uses(text):
            chosen = next((term for term in use.terms if term.status in ("preferred", "do-not-translate")), None)
            if chosen:
                found.setdefault(use.written, chosen.text)
        return found

    def wrong(self, source: str, text: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """The terms of a source that its translation ignores, and those in it that are forbidden."""
        ignored: dict[Term, None] = {}
        forbidden = {term: None for term in self._forbidden if has_word(text, term)}
        for terms in {use.source: use.terms for use in self.uses(source)}.values():
            used = [term for term in terms if term.status != "forbidden"]
            if used and not any(_has_any_form(text, term) for term in used):
                ignored[used[0]] = None
            # A forbidden word that is only part of the preferred one is no use of it: 茶 in 茶叶.
            rest = _without(text, used[0]) if used else text
            forbidden |= {term: None for term in terms if term.status == "forbidden" and has_word(rest, term)}
        return tuple(ignored), tuple(forbidden)


def has_word(text: str, term: Term) -> bool:
    """Whether a term's word stands in a translation exactly as the glossary writes it."""
    return bool(_exact(term.text, term.is_case_sensitive).search(text))


def _has_any_form(text: str, term: Term) -> bool:
    stays = term.status == "do-not-translate"
    pattern = _exact(term.text, term.is_case_sensitive) if stays else _inflected(term.text, term.is_case_sensitive)
    return bool(pattern.search(text))


def _without(text: str, term: Term) -> str:
    return _exact(term.text, term.is_case_sensitive).sub("\n", text)


@lru_cache(maxsize=4096)
def _in_source(word: str, is_case_sensitive: bool) -> re.Pattern[str]:
    end = f"(?:e?s)?(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return re.compile(_begin(word) + _spaced(word) + end, _flags(is_case_sensitive))


@lru_cache(maxsize=4096)
def _exact(word: str, is_case_sensitive: bool) -> re.Pattern[str]:
    end = f"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return re.compile(_begin(word) + _spaced(word) + end, _flags(is_case_sensitive))


@lru_cache(maxsize=4096)
def _inflected(word: str, is_case_sensitive: bool) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(_stem, word.split())), _flags(is_case_sensitive))


def _stem(word: str) -> str:
    if len(word) < _LONG or not re.fullmatch(f"(?:{_LETTER})+", word):
        return re.escape(word)
    return f"{re.escape(word[:-_ENDING])}{_LETTER}{{0,{2 * _ENDING + 1}}}"


def _begin(word: str) -> str:
    return f"(?<!{_LETTER})" if re.match(_LETTER, word[0]) else ""


def _spaced(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split()))


def _flags(is_case_sensitive: bool) -> re.RegexFlag:
    return re.NOFLAG if is_case_sensitive else re.IGNORECASE
