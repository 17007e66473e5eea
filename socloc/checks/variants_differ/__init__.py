"""price-differs, date-differs, name-elsewhere, link-missing: the variants of one post contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.checks.case import Case
from socloc.checks.variants_differ import links, names
from socloc.checks.variants_differ.pages import CHECKS
from socloc.findings import Finding, Subject, near
from socloc.locales import Locale
from socloc.localize.cascade import own_words
from socloc.model import Level, Words, Written
from socloc.variant import Variant

__all__ = ["CHECKS", "run"]

_KEYS: Final = ("text", "title", "body", "digest", "comment")


def run(case: Case) -> Iterator[Finding]:
    """Compare the texts of every post with each other, locale by locale."""
    yield from names.look(case)
    by_post: dict[str, list[Variant]] = {}
    for variant in case.variants:
        by_post.setdefault(variant.plan.post.id, []).append(variant)
    for post in case.campaign.posts:
        levels = case.campaign.levels[post.id]
        has_own = any(level.network and level.words for level in levels)
        variants = by_post.get(post.id, ())
        locales = {variant.plan.locale.tag: variant.plan.locale for variant in variants}
        for locale in locales.values():
            general = _general(levels, locale)
            yield from _quantities(post.id, locale, general, _specific(levels, locale, general))
            if has_own and any(re.search(links.NAMED, written.value) for written in general.get("text", ())):
                yield from links.look(case.campaign, variants, locale, general["text"])


def _general(levels: Sequence[Level], locale: Locale) -> dict[str, tuple[Written, ...]]:
    """What a post says in a locale wherever no network says otherwise, with all alternatives."""
    found: dict[str, tuple[Written, ...]] = {}
    for level in levels:  # the strongest come last
        if not level.network and level.locale in ("", locale.tag):
            for key in _KEYS:
                if own := _own(level.words.get(key), locale):
                    found[key] = own
    return found


def _own(words: Words | None, locale: Locale) -> tuple[Written, ...]:
    return (own_words(words, locale) or ()) if words else ()


def _specific(
    levels: Sequence[Level], locale: Locale, general: Mapping[str, tuple[Written, ...]]
) -> Iterator[tuple[Written, Written, str]]:
    """Every text that takes the place of a general one, with the one it is compared with, and its network."""
    for key in _KEYS:
        if key not in general:
            continue
        first, *shorter = general[key]
        yield from ((first, one, "") for one in shorter)
        for level in levels:
            if level.network and level.locale in ("", locale.tag):
                yield from ((first, one, level.network) for one in _own(level.words.get(key), locale))


def _quantities(
    post: str,
    locale: Locale,
    general: Mapping[str, tuple[Written, ...]],
    pairs: Iterator[tuple[Written, Written, str]],
) -> Iterator[Finding]:
    for first, other, network in pairs:
        if first.value == other.value or not (re.search(r"\d", first.value) and re.search(r"\d", other.value)):
            continue
        from socloc.checks.variants_differ.amounts import exchanged  # few texts have numbers that may differ

        # A shorter alternative is in the general text itself, and would be excused by its own mistake.
        known = [one.value for some in general.values() for one in (some if network else some[:1])]
        subject = Subject(network, locale=locale.tag, post=post)
        for check, has, lacks in exchanged(first.value, other.value, known, locale.tag):
            message = f"the text has {has}, where the general text ({near(first.place)}) has {lacks}"
            yield check.at(other.place, message, "Write the same in both, unless it is meant.", subject)
