"""Campaign to texts: the author's own words first, then a converted Chinese, the source only where it was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.campaign_levels import NAME_KEYS, TAG_KEYS, TEXT_KEYS
from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Check, Finding, Subject
from socloc.locales import Conversion, Locale
from socloc.localize import cascade, chinese, tags
from socloc.localize.cascade import as_written, own_texts, unit_of
from socloc.model import (
    AUTHOR,
    FALLBACK,
    Campaign,
    State,
    Text,
    Translation,
    Words,
    Written,
)
from socloc.planned import LocalizedPost, PlannedVariant

NOT_LOCALIZED = Check(
    "text-not-localized",
    "error",
    """Nobody wrote this text in one of the campaign's locales.

    socloc invents nothing. A Chinese locale is converted from another Chinese one; every other text must be written.
    Write it under the locale's tag, or under "*" when it is good for all, or leave the locale out. Translators work in
    `locales/<tag>.po` beside the campaign, which `socloc translate` makes. With `--fallback source` the source's words
    are used, are marked as such in the manifest, and the finding is a warning.
    """,
)
CONVERSION_LOST = Check(
    "conversion-lost",
    "error",
    """OpenCC's result lacks a link, hashtag, mention, placeholder, piece of code or brand term of the original.

    The converted text is not used. Write the text in this locale yourself, or change the words around the part.
    """,
)
NOT_OFFICIAL = Check(
    "converter-not-official",
    "error",
    """The Python package installed as `opencc` is not OpenCC's own, so nothing is converted with it.

    Other packages install a module of the same name, silently replace it, and convert hundreds of words otherwise.
    Take the other one out (`pip uninstall opencc-python-reimplemented`), then install OpenCC again:
    `pip install --force-reinstall opencc`. `socloc doctor` shows which package it is.
    """,
)
CHECKS: Final = (NOT_LOCALIZED, tags.TAGS_NOT_LOCALIZED, CONVERSION_LOST, NOT_OFFICIAL)


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
    text = text_in(campaign, words, locale)
    return text.value if text else next((texts[0].value for texts in words.by_locale.values() if texts), "")


def text_in(campaign: Campaign, words: Words, locale: Locale) -> Text | None:
    """The first alternative of a small text with its maker; None where not even the source has one."""
    made = _made(campaign, (words,), locale, []) or _from_source(campaign, (words,))
    return made[0] if made else None


def standing_in(campaign: Campaign, words: Words, key: str, locale: Locale) -> Iterator[Finding]:
    """A warning where the source's words, or those of another locale, stand in for a small text in a locale."""
    text = text_in(campaign, words, locale)
    if text is None or text.state == "fallback":
        others = campaign.source if text else next(iter(words.by_locale), "")
        message = f"nobody wrote the {key} in {locale.name}; the words of {others} stand in"
        hint = f"Write it under `{locale.tag}:`."
        yield NOT_LOCALIZED.at(words.place, message, hint, Subject(locale=locale.tag), "warning")


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
    tagged = {key: tags.tags(plan, cascade.words_of(levels, key), key, findings) for key in TAG_KEYS}
    if campaign.brand.always_tags:
        tagged["hashtags"] = tags.with_always(campaign.brand.always_tags, plan, levels, tagged["hashtags"], findings)
    names = {key: found.names if (found := cascade.names_of(levels, key)) else () for key in NAME_KEYS}
    schedule, thread = cascade.schedule_of(levels), cascade.thread_of(levels)
    return LocalizedPost(plan, words, unwritten, tagged, names, schedule, thread)


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
    """The author's own words, a translator's, or converted ones; None where there is nothing to make them of."""
    own = own_texts(said, locale)
    if own is not None:
        return own
    for words in said:
        if translated := _translated(campaign, words, locale.tag):
            return translated
    for conversion in locale.convert:
        for words in said:
            if conversion.source in words.by_locale:
                originals = as_written(words, conversion.source, AUTHOR)
            else:
                originals = _translated(campaign, words, conversion.source)
            if originals:
                return _convert(campaign, originals, conversion, locale, findings)
    return None


def _translated(campaign: Campaign, words: Words, tag: str) -> tuple[Text, ...]:
    """What the store has for a locale, alternative by alternative."""
    known = campaign.translations.get(tag)
    if not known:
        return ()
    return tuple(
        _stored(campaign, translation, original, tag, unit)
        for index, original in enumerate(words.by_locale.get(campaign.source, ()))
        if (translation := known.get(unit := unit_of(words, index)))
    )


def _stored(campaign: Campaign, translation: Translation, original: Written, tag: str, unit: str) -> Text:
    state: State = translation.state if translation.source == original.value else "stale"
    maker, _, origin = translation.maker.partition(" from ")  # a conversion that was put into the store says so
    return Text(translation.text.value, tag, maker, origin or campaign.source, translation.text, unit, state)


def _from_source(campaign: Campaign, said: Sequence[Words]) -> tuple[Text, ...]:
    for words in said:
        if campaign.source in words.by_locale:
            return as_written(words, campaign.source, FALLBACK)
    return ()


def _convert(
    campaign: Campaign,
    originals: Sequence[Text],
    conversion: Conversion,
    locale: Locale,
    findings: list[Finding],
) -> tuple[Text, ...]:
    kept = _kept(campaign, conversion.source, locale)
    words = locale.vocabulary.convert.get(conversion.source, {})
    marks = _marks(campaign, conversion.source, locale)
    texts = []
    for text in originals:
        try:
            value = chinese.convert(text.value, conversion.configurations, kept, words, marks)
        except chinese.NotOfficialError as another:
            hint = "Take that package out, then `pip install --force-reinstall opencc`; see `socloc doctor`."
            findings.append(NOT_OFFICIAL.at(campaign.place, str(another), hint))
            continue
        except chinese.ConversionError as lost:
            subject = Subject(locale=locale.tag)
            message = f"the conversion from {conversion.source} failed: {lost}"
            findings.append(CONVERSION_LOST.at(text.place, message, f"Write it under `{locale.tag}:`.", subject))
            continue
        # A conversion of what nobody has looked at says so, and is as old as what it was made from.
        maker = conversion.maker if text.state in ("written", "reviewed") else f"{conversion.maker} after {text.maker}"
        state: State = "stale" if text.state == "stale" else "converted"
        texts.append(Text(value, locale.tag, maker, conversion.source, text.written, text.unit, state))
    return tuple(texts)


def _marks(campaign: Campaign, source: str, locale: Locale) -> tuple[str, ...]:
    """The quotation marks to write; none where the locale the words come from has the same."""
    here = locale.typography.quotes if locale.typography else ()
    there = campaign.locales[source].typography if source in campaign.locales else None
    return () if there and there.quotes == here else here


def _kept(campaign: Campaign, source: str, locale: Locale) -> Mapping[str, str]:
    """The words a converter must not see: brand terms, handles, and the brand's name, which may have a local form."""
    brand = campaign.brand
    kept = {term: term for term in brand.terms}
    if campaign.terms:
        from socloc.localize import glossary

        kept |= glossary.kept(campaign.terms, source, locale)
    kept |= {f"@{handle.value}": f"@{handle.value}" for handle in brand.handles.values()}
    if brand.name:
        by_locale = brand.name.by_locale
        own = cascade.own_words(brand.name, locale)
        for name in by_locale.get(source) or by_locale.get(ANY_LOCALE, ()):
            kept[name.value] = own[0].value if own else name.value
    return kept
