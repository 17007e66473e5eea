"""Campaign to texts: the author's own words first, then a converted Chinese, the source only where it was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from socloc.campaign_format import ANY_LOCALE
from socloc.campaign_levels import NAME_KEYS, TAG_KEYS, TEXT_KEYS
from socloc.findings import Check, Finding, Subject
from socloc.locales import Conversion, Locale
from socloc.localize import cascade, chinese
from socloc.model import AUTHOR, FALLBACK, Campaign, Level, LocalizedPost, PlannedVariant, Text, Words, Written

NOT_LOCALIZED = Check(
    "text-not-localized",
    "error",
    """Nobody wrote this text in one of the campaign's locales.

    socloc invents nothing. A Chinese locale is converted from another Chinese one; every other text must be written.
    Write it under the locale's tag, or under "*" when it is good for all, or leave the locale out. With
    `--fallback source` the source's words are used, are marked as such in the manifest, and the finding is a warning.
    """,
)
TAGS_NOT_LOCALIZED = Check(
    "tags-not-localized",
    "warning",
    """The hashtags were written for other locales only.

    A hashtag is a topic, and a topic in another language is another topic, so nothing is translated or converted:
    the variant goes out without hashtags, or in Chinese with those of another Chinese locale as they are. Write the
    locale's own, or put them under "*" when they are good for all.
    """,
)
CONVERSION_LOST = Check(
    "conversion-lost",
    "error",
    """OpenCC's result lacks a link, hashtag, mention, placeholder, piece of code or brand term of the original.

    The converted text is not used. Write the text in this locale yourself, or change the words around the part.
    """,
)
CHECKS: Final = (NOT_LOCALIZED, TAGS_NOT_LOCALIZED, CONVERSION_LOST)


def localize(
    campaign: Campaign, plans: Sequence[PlannedVariant], fallback: bool = False
) -> tuple[list[LocalizedPost], list[Finding]]:
    """What every planned variant says, with alternatives from long to short.

    With `fallback`, the source's words stand in where nobody wrote a text, and are marked.
    """
    findings: list[Finding] = []
    posts = [_localize(campaign, plan, fallback, findings) for plan in plans]
    return posts, findings


def words_in(campaign: Campaign, words: Words | None, locale: Locale) -> str:
    """The first alternative of a small text such as a name, label or alt text; the source's where nobody wrote one."""
    if words is None:
        return ""
    made = _made(campaign, (words,), locale, []) or _from_source(campaign, (words,))
    if made:
        return made[0].value
    return next((texts[0].value for texts in words.by_locale.values() if texts), "")


def _localize(campaign: Campaign, plan: PlannedVariant, fallback: bool, findings: list[Finding]) -> LocalizedPost:
    levels = cascade.speaking(campaign, plan)
    words: dict[str, tuple[Text, ...]] = {}
    unwritten: dict[str, Finding] = {}
    for key in TEXT_KEYS:
        said = cascade.words_of(levels, key)
        lost: list[Finding] = []
        made = _made(campaign, said, plan.locale, lost)
        if lost and not made:
            unwritten[key] = lost[0]
        else:
            findings += lost
        if said and made is None:
            made = _from_source(campaign, said) if fallback else ()
            unwritten[key] = _nobody_wrote(campaign, plan, said[0], key, bool(made))
        if made:
            words[key] = made
    tags = {key: _tags(plan, levels, key, findings) for key in TAG_KEYS}
    names = {key: found.names if (found := cascade.names_of(levels, key)) else () for key in NAME_KEYS}
    schedule, thread = cascade.schedule_of(levels), cascade.thread_of(levels)
    return LocalizedPost(plan, words, unwritten, tags, names, schedule, thread)


def _nobody_wrote(campaign: Campaign, plan: PlannedVariant, words: Words, key: str, stands_in: bool) -> Finding:
    subject = Subject(locale=plan.locale.tag, post=plan.post.id)
    message = f"nobody wrote the {key} in {plan.locale.name}"
    if stands_in:
        message += f"; the words of {campaign.source} stand in"
        return NOT_LOCALIZED.at(words.place, message, f"Write it under `{plan.locale.tag}:`.", subject, "warning")
    hint = f"Write it under `{plan.locale.tag}:`, or choose --fallback source."
    return NOT_LOCALIZED.at(words.place, message, hint, subject)


def _made(
    campaign: Campaign, said: Sequence[Words], locale: Locale, findings: list[Finding]
) -> tuple[Text, ...] | None:
    """The author's own words or converted ones; None where there is nothing to make them of."""
    own = _own(said, locale)
    if own is not None:
        return own
    for conversion in locale.convert:
        for words in said:
            if conversion.source in words.by_locale:
                return _convert(campaign, words.by_locale[conversion.source], conversion, locale, findings)
    return None


def _own(said: Sequence[Words], locale: Locale) -> tuple[Text, ...] | None:
    """What the author wrote for the locale, at the strongest level that has any."""
    for words in said:
        own = cascade.own_words(words, locale)
        if own is not None:
            return _as_written(own, locale.tag, AUTHOR)
    return None


def _from_source(campaign: Campaign, said: Sequence[Words]) -> tuple[Text, ...]:
    for words in said:
        if campaign.source in words.by_locale:
            return _as_written(words.by_locale[campaign.source], campaign.source, FALLBACK)
    return ()


def _as_written(strings: Sequence[Written], tag: str, maker: str) -> tuple[Text, ...]:
    return tuple(Text(written.value, tag, maker, tag, written) for written in strings)


def _convert(
    campaign: Campaign,
    alternatives: Sequence[Written],
    conversion: Conversion,
    locale: Locale,
    findings: list[Finding],
) -> tuple[Text, ...]:
    kept = _kept(campaign, conversion.source, locale)
    texts = []
    for text in alternatives:
        try:
            value = chinese.convert(text.value, conversion.configurations, kept)
        except chinese.ConversionError as lost:
            subject = Subject(locale=locale.tag)
            message = f"the conversion from {conversion.source} failed: {lost}"
            findings.append(CONVERSION_LOST.at(text.place, message, f"Write it under `{locale.tag}:`.", subject))
            continue
        texts.append(Text(value, locale.tag, conversion.maker, conversion.source, text))
    return tuple(texts)


def _kept(campaign: Campaign, source: str, locale: Locale) -> Mapping[str, str]:
    """The words a converter must not see: brand terms, handles, and the brand's name, which may have a local form."""
    brand = campaign.brand
    kept = {term: term for term in brand.terms}
    kept |= {f"@{handle.value}": f"@{handle.value}" for handle in brand.handles.values()}
    if brand.name:
        by_locale = brand.name.by_locale
        own = cascade.own_words(brand.name, locale)
        for name in by_locale.get(source) or by_locale.get(ANY_LOCALE, ()):
            kept[name.value] = own[0].value if own else name.value
    return kept


def _tags(plan: PlannedVariant, levels: Sequence[Level], key: str, findings: list[Finding]) -> tuple[Text, ...]:
    said = cascade.words_of(levels, key)
    locale = plan.locale
    own = _own(said, locale)
    if own is not None or not said:
        return own or ()
    subject = Subject(locale=locale.tag, post=plan.post.id)
    for conversion in locale.convert:
        for words in said:
            if conversion.source in words.by_locale:
                message = f"the {key} are those of {conversion.source}, as they are"
                hint = f"Write them under `{locale.tag}:`; a topic in other characters is another topic."
                findings.append(TAGS_NOT_LOCALIZED.at(words.place, message, hint, subject))
                origin = conversion.source
                return _as_written(words.by_locale[origin], origin, AUTHOR)
    message = f"nobody wrote {key} in {locale.name}, so there are none"
    hint = f'Write them under `{locale.tag}:`, or under "*" when they are good for all.'
    findings.append(TAGS_NOT_LOCALIZED.at(said[0].place, message, hint, subject))
    return ()
