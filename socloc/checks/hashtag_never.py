"""hashtag-never: a post has a hashtag that no post of the brand may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from socloc.campaign_values import ANY_LOCALE
from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place, near
from socloc.locales import Locale
from socloc.localize.tags import folded_tag
from socloc.model import Words, Written
from socloc.variant import Variant

HASHTAG_NEVER = Check(
    "hashtag-never",
    "error",
    """A post has a hashtag that the brand never uses: it stands in the list of `hashtags`, or with its # in a text.

    Whoever follows a hashtag sees the post beside all others that have it. Some belong to a competitor, to a quarrel or
    to a disaster, and some make networks show a post to nobody; the brand's `hashtags: never:` keeps them out, in
    every case and width of letters. Brands that go on from this one cannot take a hashtag out of the list.

    Take the hashtag out, or write the word without its #.
    """,
)
CHECKS: Final = (HASHTAG_NEVER,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the hashtags of every variant, those inside its texts among them."""
    never = case.campaign.brand.never_tags
    if never is None:
        return
    from socloc.spots.finder import finder  # few brands have any

    place = finder()
    by_locale = {tag: _by_name(never, locale) for tag, locale in case.campaign.locales.items()}
    for variant in case.variants:
        known = by_locale[variant.plan.locale.tag]
        for tag in _tags(variant):
            if listed := known.get(folded_tag(tag)):
                message = f"the post has the hashtag `{tag}`, which the brand never uses"
                hint = f"Take it out; the list is at {near(listed.place)}."
                yield HASHTAG_NEVER.at(_place(variant, tag, place), message, hint, variant.subject)


def _place(variant: Variant, tag: str, place: Callable[[Written, int], Place]) -> Place:
    """Where a hashtag stands: in its list, or in the text that has it."""
    listed = (text.place for text in variant.hashtags if text.value == tag)
    texts = (text.written for text in variant.texts.values())
    inside = (place(text, text.value.find(tag)) for text in texts if tag in text.value)
    return next(listed, None) or next(inside, None) or variant.plan.post.place


def _by_name(never: Words, locale: Locale) -> dict[str, Written]:
    tags = (locale.tag, *locale.accepts, ANY_LOCALE)
    return {folded_tag(one.value): one for tag in tags for one in never.by_locale.get(tag, ())}


def _tags(variant: Variant) -> Iterator[str]:
    """The hashtags that are shown; a network without any leaves them out."""
    form = variant.plan.format
    has_any = form.hashtag.value or any(field.takes == "hashtags" for field in form.fields)
    listed = [text.value for text in variant.hashtags] if has_any else []
    yield from dict.fromkeys((*listed, *variant.tally.hashtags))
