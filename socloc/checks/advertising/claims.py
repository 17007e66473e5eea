"""Claims that the brand can prove: what they silence, and whether a post says what they hold for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from socloc.campaign_values import ANY_LOCALE
from socloc.checks.advertising.fold import fold
from socloc.checks.advertising.wording import Hit
from socloc.locales import Locale
from socloc.model import Claim, Words


class InLocale(NamedTuple):
    """A claim with its words in a locale, folded."""

    claim: Claim
    words: tuple[str, ...]


def in_locale(claims: Iterable[Claim], locale: Locale) -> tuple[InLocale, ...]:
    """The claims that have words in a locale."""
    found = (InLocale(one, tuple(fold(words).text for words in strings(one.text, locale))) for one in claims)
    return tuple(one for one in found if any(one.words))


def covering(claims: Iterable[InLocale], text: str, hit: Hit) -> Claim | None:
    """The claim whose words stand around a hit in a folded text, if the group of words knows its exemption."""
    allowed = hit.group.claims
    for claim, words in claims:
        if (allowed is None or claim.exemption in allowed) and any(_is_around(one, text, hit) for one in words):
            return claim
    return None


def unsaid(claim: Claim, locale: Locale, post: str) -> Iterator[str]:
    """What a claim holds for and the folded words of the post do not say."""
    for name, words in (("region", claim.region), ("period", claim.period), ("source", claim.source)):
        said = [fold(word).text for word in strings(words, locale)] if words else []
        if said and not any(word in post for word in said):
            yield name


def undeclared(claim: Claim, locale: Locale) -> tuple[str, ...]:
    """What the exemption of time and region needs and the claim does not have in this locale."""
    if claim.exemption != "f":
        return ()
    scope = {"region": claim.region, "period": claim.period, "source": claim.source}
    return tuple(name for name, words in scope.items() if not (words and any(strings(words, locale))))


def strings(words: Words, locale: Locale) -> tuple[str, ...]:
    """The words for a locale, for those it accepts, and for every one."""
    tags = (locale.tag, *locale.accepts, ANY_LOCALE)
    return tuple(written.value for tag in tags for written in words.by_locale.get(tag, ()))


def _is_around(words: str, text: str, hit: Hit) -> bool:
    """Whether the words stand where the hit is one of them."""
    first, last = max(0, hit.end - len(words)), hit.start + len(words)
    return bool(words) and text.find(words, first, last) >= 0
