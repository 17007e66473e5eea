"""brand-banned, brand-competitor: words, names and domains that the brand itself does not want to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from socloc.checks.advertising.claims import strings
from socloc.checks.advertising.fold import Folded, fold
from socloc.checks.brand.pages import BRAND_BANNED, BRAND_COMPETITOR
from socloc.checks.brand.shown import DOTS, Shown, below, canonical, linked, placed, readable
from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place, Subject, near
from socloc.model import Words

# Scripts that put no spaces between words, so that a word there has no edges.
_NO_SPACES: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\uf900-\uffdc"
_LETTER: Final = rf"[^\W{_NO_SPACES}]"


def look(case: Case, shown: Shown) -> Iterator[Finding]:
    """Look for the brand's banned words and domains and for its competitors' names."""
    brand, place, folded = case.campaign.brand, placed(), cache(fold)
    for check, words in ((BRAND_BANNED, brand.banned_words), (BRAND_COMPETITOR, brand.competitors)):
        if words:
            known = {tag: strings(words, locale) for tag, locale in case.campaign.locales.items()}
            listed: Mapping[str, Place] = {}
            for tag, text in shown:
                for start, end in _found(folded(text.value), known[tag]):
                    part = text.value[start:end]
                    listed = listed or _listed(words)
                    yield _finding(check, part, place(text, start, part), tag, listed.get(_plain(part), words.place))
    if brand.banned_domains:
        yield from _domains(case, shown, {canonical(one.value): one.place for one in brand.banned_domains})


def _listed(words: Words) -> dict[str, Place]:
    """Where each word stands: a list may have been put together from several files."""
    listed: dict[str, Place] = {}
    for one in chain.from_iterable(words.by_locale.values()):
        listed.setdefault(_plain(one.value), one.place)
    return listed


def _finding(check: Check, part: str, place: Place, tag: str, listed: Place) -> Finding:
    said = "the brand has banned" if check is BRAND_BANNED else "is a competitor's name"
    word = " ".join(part.split())
    message = f"the text has `{word}`, which {said}"
    return check.at(place, message, f"Write it otherwise; the list is at {near(listed)}.", Subject(locale=tag))


def _found(folded: Folded, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where one of the words stands in the author's text, the longest where several begin, each word once."""
    present = tuple(word for word in _folded(words) if word.split(" ")[0] in folded.text)
    seen: set[str] = set()
    if present:
        for match in _pattern(present).finditer(folded.text):
            if match.group() not in seen:
                seen.add(match.group())
                yield folded.origin(*match.span())


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({_plain(word) for word in words} - {""}, key=lambda word: (-len(word), word)))


def _plain(word: str) -> str:
    """A word as it is compared with others: folded, with single spaces."""
    return " ".join(fold(word).text.split())


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """All of the words as one expression; a word has edges where its script has them."""
    parts = []
    for word in words:
        before = f"(?<!{_LETTER})" if _has_edge(word[0]) else ""
        after = f"(?!{_LETTER})" if _has_edge(word[-1]) else ""
        parts.append(before + re.escape(word).replace(r"\ ", r"\s{1,4}") + after)
    return re.compile("|".join(parts))


def _has_edge(letter: str) -> bool:
    return re.match(_LETTER, letter) is not None


def _domains(case: Case, shown: Shown, banned: Mapping[str, Place]) -> Iterator[Finding]:
    """The banned domains and what is below them: named in texts, also after an @, and behind links and QR codes."""
    names = {fold(form).text: name for name in banned for form in (name, readable(name))}
    expression, place = _domain_pattern(tuple(names)), placed()
    for tag, text in shown:
        folded = fold(text.value.translate(DOTS))
        for match in expression.finditer(folded.text):
            start, end = folded.origin(*match.span())
            part = text.value[start:end]
            yield _banned(part, names[match.group()], banned, place(text, start, part), Subject(locale=tag))
    for host in dict.fromkeys(host for one in case.variants for host in linked(case.campaign, one)):
        name = below(host.name, frozenset(banned))
        if name:
            yield _banned(host.written, name, banned, host.place, host.subject)


@lru_cache(maxsize=16)
def _domain_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The domains where they are whole, the longest first; what stands before a dot is below them."""
    every = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?<![a-z0-9-])(?:{every})(?![a-z0-9-]|\.[a-z0-9])")


def _banned(written: str, name: str, banned: Mapping[str, Place], place: Place, subject: Subject) -> Finding:
    message = f"`{written}` belongs to `{readable(name)}`, a domain that the brand has banned"
    return BRAND_BANNED.at(place, message, f"Link elsewhere; the list is at {near(banned[name])}.", subject)
