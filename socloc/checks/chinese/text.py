"""What somebody wrote in Chinese, ready to be looked at: without what is no sentence, with how its locale writes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from socloc.campaign_levels import TAG_KEYS
from socloc.checks.case import Case
from socloc.findings import Change, Severity
from socloc.locales import Locale, Typography
from socloc.localize.protect import spans
from socloc.model import TRANSLATOR, Campaign, Words, Written

HAN: Final = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLOSING: Final = "”’」』》〉）】"
OPENING: Final = "“‘「『《〈（【"
_AWAY: Final = "\ufffc"  # stands for each character of what is no sentence: a link, a tag, a name, code


class Slip(NamedTuple):
    """One thing that is wrong in a text: where it stands, and what it should be; None where only its author can say."""

    start: int
    old: str
    new: str | None
    message: str
    severity: Severity | None = None

    @property
    def change(self) -> Change | None:
        """The change that mends it."""
        return None if self.new is None else Change(self.start, self.old, self.new)


class ChineseText(NamedTuple):
    """One string in one locale, with the forms of it that the rules look at; each is as long as the string.

    `sentences` are without links, tags, names, placeholders and code, `common` also without the brand's own words.
    `is_ours` says whether a person wrote it, so that it may be mended.
    """

    written: Written
    locale: Locale
    typography: Typography
    space: str  # what the brand wants between Chinese and Latin: always, never or ignore
    is_tag: bool
    is_ours: bool
    parts: Sequence[tuple[str, bool]]
    sentences: str
    common: str

    @property
    def value(self) -> str:
        """The string as it stands."""
        return self.written.value


def texts(case: Case) -> Iterator[ChineseText]:
    """Everything that people wrote in a Chinese locale that is looked at, each string once."""
    campaign = case.campaign
    locales = {variant.plan.locale.tag: variant.plan.locale for variant in case.variants}
    chinese = [(locale, locale.typography) for locale in locales.values() if locale.typography]
    if not chinese:
        return
    own, space = _own(_exempt(campaign)), campaign.brand.cjk_latin_space
    found = list(_words(campaign))
    for locale, typography in chinese:
        made = partial(text_of, locale=locale, typography=typography, space=space, own=own)
        for key, words in found:
            for tag in (locale.tag, *locale.accepts):
                yield from (made(written, is_tag=key in TAG_KEYS) for written in words.by_locale.get(tag, ()))
        for translation in campaign.translations.get(locale.tag, {}).values():
            yield made(translation.text, is_ours=translation.maker == TRANSLATOR)


def text_of(
    written: Written,
    *,
    locale: Locale,
    typography: Typography,
    space: str,
    own: re.Pattern[str] | None,
    is_tag: bool = False,
    is_ours: bool = True,
) -> ChineseText:
    """A string as the rules see it; `own` finds the brand's words."""
    parts = list(_parts(written.value, () if is_tag else spans(written.value)))
    sentences = _without(parts)
    common = own.sub(lambda match: _AWAY * len(match.group()), sentences) if own and not is_tag else sentences
    return ChineseText(written, locale, typography, space, is_tag, is_ours, parts, sentences, common)


def _own(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(re.escape(word) for word in words)) if words else None


def _parts(text: str, protected: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is protected."""
    done = 0
    for start, end in protected:
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def _without(parts: Iterable[tuple[str, bool]]) -> str:
    return "".join(_AWAY * len(part) if is_protected else part for part, is_protected in parts)


def _words(campaign: Campaign) -> Iterator[tuple[str, Words]]:
    levels = {id(level): level for found in campaign.levels.values() for level in found}
    for level in levels.values():
        yield from ((key, words) for key, words in level.words.items() if key != "mentions")
    yield from (("label", link.label) for link in campaign.links.values() if link.label)
    yield from (("label", code.label) for code in campaign.qr_codes.values() if code.label)
    yield from (("alt", media.alt) for media in campaign.media.values() if media.alt)


def _exempt(campaign: Campaign) -> tuple[str, ...]:
    """The brand's terms and names, the longest first."""
    names: Iterable[Written] = ()
    if campaign.brand.name:
        names = (name for found in campaign.brand.name.by_locale.values() for name in found)
    words = {*campaign.brand.terms, *(name.value for name in names)}
    return tuple(sorted(filter(None, words), key=lambda word: (-len(word), word)))


def excerpt(text: str, start: int) -> str:
    """The few characters before a place, for a message."""
    return re.sub(r"\s+", " ", text[max(0, start - 6) : start]).strip()
