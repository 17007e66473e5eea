"""The hashtags and mentions of a variant: those of its locale, and the hashtags that every post of a brand has."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Check, Finding, Subject
from socloc.locales import Locale
from socloc.localize import cascade
from socloc.localize.cascade import as_written, own_texts
from socloc.model import AUTHOR, Level, Text, Words
from socloc.planned import PlannedVariant

TAGS_NOT_LOCALIZED = Check(
    "tags-not-localized",
    "warning",
    """The hashtags were written for other locales only.

    A hashtag is a topic, and a topic in another language is another topic, so nothing is translated or converted:
    the variant goes out without hashtags, or in Chinese with those of another Chinese locale as they are. Write the
    locale's own, or put them under "*" when they are good for all.
    """,
)


def with_always(
    always: Words, plan: PlannedVariant, levels: Sequence[Level], own: tuple[Text, ...], findings: list[Finding]
) -> tuple[Text, ...]:
    """The hashtags of a post and those that every post of the brand has, each once; none where `[]` says so."""
    if _says_none(cascade.words_of(levels, "hashtags"), plan.locale):
        return own
    # Somebody who wrote none for a locale wants none there; those of another Chinese are told of.
    is_for = {plan.locale.tag, *plan.locale.accepts, ANY_LOCALE, *(one.source for one in plan.locale.convert)}
    if is_for.isdisjoint(always.by_locale):
        return own
    known = {folded_tag(tag.value) for tag in own}
    added: dict[str, Text] = {}
    for tag in tags(plan, (always,), "hashtags", findings):
        if (name := folded_tag(tag.value)) not in known:
            added.setdefault(name, tag)
    return (*own, *added.values())


def _says_none(said: Sequence[Words], locale: Locale) -> bool:
    """Whether the strongest words for a locale are none, on purpose."""
    own = own_texts(said, locale)
    return own is not None and not own


def folded_tag(tag: str) -> str:
    """A hashtag as it is compared with others: without its signs, in one width and one case."""
    return normalize("NFKC", tag).strip().strip("#").casefold()


def tags(plan: PlannedVariant, said: Sequence[Words], key: str, findings: list[Finding]) -> tuple[Text, ...]:
    """What was said for the locale; in Chinese that of another Chinese locale as it is, and a finding."""
    locale = plan.locale
    own = own_texts(said, locale)
    if own is not None or not said:
        return own or ()
    subject = Subject(locale=locale.tag, post=plan.post.id)
    for conversion in locale.convert:
        for words in said:
            if conversion.source in words.by_locale:
                message = f"the {key} are those of {conversion.source}, as they are"
                hint = f"Write them under `{locale.tag}:`; a topic in other characters is another topic."
                findings.append(TAGS_NOT_LOCALIZED.at(words.place, message, hint, subject))
                return as_written(words, conversion.source, AUTHOR)
    message = f"nobody wrote {key} in {locale.name}, so there are none"
    hint = f'Write them under `{locale.tag}:`, or under "*" when they are good for all.'
    findings.append(TAGS_NOT_LOCALIZED.at(said[0].place, message, hint, subject))
    return ()
