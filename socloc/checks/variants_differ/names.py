"""name-elsewhere: the brand's name of another locale, in a text without the locale's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from socloc.checks.case import Case
from socloc.checks.variants_differ.pages import NAME_ELSEWHERE
from socloc.findings import Finding, Subject
from socloc.locales import Locale
from socloc.localize.cascade import own_words
from socloc.model import Words

_LEAST: Final = 2  # characters of a name that can be told from any word


def look(case: Case) -> Iterator[Finding]:
    """The brand's name of another locale, in a text without the locale's own."""
    name = case.campaign.brand.name
    if name is None or len({one[0].value for one in name.by_locale.values() if one}) < 2:
        return
    others: dict[str, tuple[str, re.Pattern[str] | None]] = {}
    told: set[tuple[object, str]] = set()
    for variant in case.variants:
        locale = variant.plan.locale
        if locale.tag not in others:
            others[locale.tag] = _elsewhere(name, locale, case.campaign.brand.terms)
        own, pattern = others[locale.tag]
        for text in variant.texts.values() if pattern else ():
            found = pattern.search(text.value) if pattern else None
            is_right = not found or own in text.value or text.state == "fallback"
            if found and not is_right and (text.place, locale.tag) not in told:
                told.add((text.place, locale.tag))
                message = f"the text says `{found.group()}`, and in {locale.tag} the brand is `{own}`"
                hint = f"Write `{own}`, or add the other name to `brand.terms`."
                subject = Subject(locale=locale.tag, post=variant.plan.post.id)
                yield NAME_ELSEWHERE.at(text.written.place_of(found.group()), message, hint, subject)


def _elsewhere(name: Words, locale: Locale, terms: Sequence[str]) -> tuple[str, re.Pattern[str] | None]:
    """The brand's name in a locale, and the names it has elsewhere; None where there are none to look for."""
    own = next((one.value for one in own_words(name, locale) or ()), "")
    names = {one[0].value for one in name.by_locale.values() if one} - {own, *terms}
    names = {one for one in names if len(one) >= _LEAST and one not in own and _script(one) == _script(own)}
    if not names:
        return own, None
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return own, re.compile(rf"(?<![A-Za-z0-9@#./_-])(?:{listed})(?![A-Za-z0-9_-])")


def _script(name: str) -> str:
    """The script of the first letter, as Unicode names it: LATIN, CJK, CYRILLIC."""
    from unicodedata import name as name_of

    letter = next((char for char in name if char.isalpha()), "")
    return name_of(letter, "").partition(" ")[0] if letter else ""
