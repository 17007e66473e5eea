"""A rule of the house: what it looks for in a text, and where it finds it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from socloc.findings import Check, Finding, Place

SECONDS: Final = 2.0  # of computing that one rule may take in one campaign: some patterns would take years
# Scripts that put no spaces between words, so that a word there has no edges.
_NO_SPACES: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff"
_BEFORE: Final = rf"(?<![^\W{_NO_SPACES}])"
_AFTER: Final = rf"(?![^\W{_NO_SPACES}])"


class TooSlowError(Exception):
    """A pattern takes too long for a text."""


class Hit(NamedTuple):
    """What a rule found: the code points from `start` on, and what should stand there; None where nobody says."""

    start: int
    old: str
    new: str | None


class Rule(NamedTuple):
    """One rule. `words` have what is written instead, or None; without words the `pattern` counts.

    `names` are the locales and the networks it is for, empty for all; `where` are the texts it looks at.
    """

    check: Check
    message: str
    hint: str
    words: Mapping[str, str | None]
    pattern: str
    exceptions: tuple[str, ...]
    is_case_sensitive: bool
    locales: tuple[str, ...]
    networks: tuple[str, ...]
    where: frozenset[str]
    replacement: str | None
    place: Place  # of the words or the pattern

    def is_for(self, locale: str, network: str, target: str) -> bool:
        """Whether the rule speaks about a locale and a network or its format (`weibo/post`)."""
        here = not self.locales or any(locale == tag or locale.startswith(f"{tag}-") for tag in self.locales)
        return here and (not self.networks or network in self.networks or target in self.networks)


class House(NamedTuple):
    """The rules that can be asked, the manual pages of all that have an id, and what is wrong with the files."""

    rules: tuple[Rule, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()


class Clock:
    """How much computing time a rule has left; it never gets it back."""

    def __init__(self) -> None:
        self.left = SECONDS

    def spend(self, since: float) -> float:
        """Take the time since then away; the time now. Raises TooSlowError where none is left."""
        now = time.process_time()
        self.left -= now - since
        if self.left <= 0:
            raise TooSlowError
        return now


def hits(rule: Rule, text: str, clock: Clock) -> list[Hit]:
    """What the rule finds in a text, without its exceptions, in order.

    Raises TooSlowError where the rule has used up its time.
    """
    now = clock.spend(time.process_time())
    found: list[Hit] = []
    try:
        for match in compiled(rule).finditer(text, timeout=clock.left):
            now = clock.spend(now)
            if match.end() > match.start():
                found.append(Hit(match.start(), match.group(), _instead(rule, match)))
        clock.spend(now)
    except (TimeoutError, MemoryError):
        clock.left = 0.0
        raise TooSlowError from None
    return _without(found, rule, text) if found and rule.exceptions else found


def _without(found: Iterable[Hit], rule: Rule, text: str) -> list[Hit]:
    """The hits that are not wholly inside of an exception; both go through the text from left to right."""
    spans = [
        match.span()
        for match in _compiled_words(rule.exceptions, rule.is_case_sensitive).finditer(text, overlapped=True)
    ]
    kept, at, reach = [], 0, -1
    for hit in found:
        while at < len(spans) and spans[at][0] <= hit.start:
            reach = max(reach, spans[at][1])
            at += 1
        if hit.start + len(hit.old) > reach:
            kept.append(hit)
    return kept


def _instead(rule: Rule, match: Any) -> str | None:
    if rule.words:
        known = rule.words.get(match.group()) if rule.is_case_sensitive else _folded(rule).get(_fold(match.group()))
        return rule.replacement if known is None else known
    return None if rule.replacement is None else str(match.expand(rule.replacement))


def replaced(text: str, found: Iterable[Hit]) -> str:
    """The text with everything written instead that the hits say."""
    parts, done = [], 0
    for start, old, new in found:
        if new is not None:
            parts += [text[done:start], new]
            done = start + len(old)
    return "".join([*parts, text[done:]])


def _folded(rule: Rule) -> dict[str, str | None]:
    return _folded_words(tuple(rule.words.items()))


@lru_cache(maxsize=256)
def _folded_words(words: tuple[tuple[str, str | None], ...]) -> dict[str, str | None]:
    return {_fold(word): new for word, new in words}


def _fold(word: str) -> str:
    return word.casefold()


def compiled(rule: Rule) -> Any:
    """The regular expression of a rule, made when the first text is looked at. Raises regex.error for a broken one."""
    if rule.words:
        return _compiled_words(tuple(rule.words), rule.is_case_sensitive)
    return _compiled_pattern(rule.pattern, rule.is_case_sensitive)


@lru_cache(maxsize=1024)
def _compiled_pattern(pattern: str, is_case_sensitive: bool) -> Any:
    import regex  # 20 ms, and most campaigns have no rules of their own

    return regex.compile(pattern, regex.VERSION1 | (0 if is_case_sensitive else regex.IGNORECASE))


@lru_cache(maxsize=1024)
def _compiled_words(words: tuple[str, ...], is_case_sensitive: bool) -> Any:
    """All words as one expression, the longest first where several fit; a word has edges where its script has them."""
    import regex

    kinds: dict[tuple[bool, bool], list[str]] = {}
    for word in words:
        kinds.setdefault((_has_edge(word[0]), _has_edge(word[-1])), []).append(word)
    parts, lists = [], {}
    for (before, after), listed in sorted(kinds.items(), reverse=True):
        name = f"w{before:d}{after:d}"
        lists[name] = listed
        parts.append(f"{_BEFORE if before else ''}\\L<{name}>{_AFTER if after else ''}")
    # IGNORECASE alone: its full folding would let `ss` hit `ß` and change the lengths.
    flags = regex.VERSION0 | (0 if is_case_sensitive else regex.IGNORECASE)
    return regex.compile("|".join(parts), flags, **lists)


def _has_edge(character: str) -> bool:
    return (character.isalnum() or character == "_") and not is_without_spaces(character)


def is_without_spaces(character: str) -> bool:
    """Whether a character is of a script that puts no spaces between words, such as Han, kana, Thai."""
    return bool(_without_spaces().match(character))


@lru_cache(maxsize=1)
def _without_spaces() -> Any:
    import regex

    return regex.compile(f"[{_NO_SPACES}]")


def spread(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Clock]]:
    """Each rule with a clock of its own."""
    return ((rule, Clock()) for rule in rules)
