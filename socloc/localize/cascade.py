"""Whose words win: looks through the levels of a campaign for the words of one variant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socloc.campaign_values import ANY_LOCALE
from socloc.locales import Locale
from socloc.model import AUTHOR, Campaign, Level, Names, Schedule, State, Text, Words, Written
from socloc.plan import is_meant
from socloc.planned import PlannedVariant


def speaking(campaign: Campaign, plan: PlannedVariant) -> tuple[Level, ...]:
    """The levels that speak about a variant, strongest first."""
    return tuple(
        level
        for level in reversed(campaign.levels[plan.post.id])
        if (not level.locale or level.locale == plan.locale.tag) and _is_for(level, plan)
    )


def words_of(levels: Sequence[Level], key: str) -> tuple[Words, ...]:
    """All that the levels say under a key, strongest first."""
    return tuple(level.words[key] for level in levels if key in level.words)


def names_of(levels: Sequence[Level], key: str) -> Names | None:
    """The strongest level's references under a key."""
    return next((level.names[key] for level in levels if key in level.names), None)


def schedule_of(levels: Sequence[Level]) -> Schedule | None:
    """The strongest level's schedule."""
    return next((level.schedule for level in levels if level.schedule), None)


def thread_of(levels: Sequence[Level]) -> bool:
    """Whether the strongest level that says so lets a text go on in further posts."""
    return next((level.thread for level in levels if level.thread is not None), False)


def paid_of(levels: Sequence[Level]) -> bool | None:
    """Whether the strongest level that says so calls it an advertisement; None where nobody says."""
    return next((level.paid for level in levels if level.paid is not None), None)


def ai_generated_of(levels: Sequence[Level]) -> bool | None:
    """Whether the strongest level that says so calls it made by a machine; None where nobody says."""
    return next((level.ai_generated for level in levels if level.ai_generated is not None), None)


def own_words(words: Words, locale: Locale) -> tuple[Written, ...] | None:
    """What the author wrote for a locale, or for one it accepts, or for every locale; None where nothing."""
    tag = own_tag(words, locale)
    return None if tag is None else words.by_locale[tag]


def own_tag(words: Words, locale: Locale) -> str | None:
    """The tag under which those words stand."""
    return next((tag for tag in _lookup(locale) if tag in words.by_locale), None)


def unit_of(words: Words, index: int) -> str:
    """The unit of an alternative, counted from 0: what translators know a text by."""
    return f"{words.path}[{index}]" if index else words.path


def own_texts(said: Sequence[Words], locale: Locale) -> tuple[Text, ...] | None:
    """What the author wrote for the locale, at the strongest level that has any."""
    for words in said:
        tag = own_tag(words, locale)
        if tag is not None:
            return as_written(words, tag, AUTHOR, locale.tag)
    return None


def as_written(words: Words, tag: str, maker: str, locale: str = "") -> tuple[Text, ...]:
    """The words of one locale, or of another tag that serves it."""
    state: State = "written" if maker == AUTHOR else "fallback"
    return tuple(
        Text(written.value, locale or tag, maker, locale or tag, written, unit_of(words, index), state)
        for index, written in enumerate(words.by_locale[tag])
    )


def _lookup(locale: Locale) -> Iterator[str]:
    yield locale.tag
    yield from locale.accepts
    yield ANY_LOCALE


def _is_for(level: Level, plan: PlannedVariant) -> bool:
    if level.format:
        return is_meant(plan.format, f"{level.network}/{level.format}")
    return not level.network or level.network == plan.format.network
