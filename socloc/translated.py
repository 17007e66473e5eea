"""Pairs every translation that readers will see with the words it was made from, for the checks on translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Translated
from socloc.findings import Place
from socloc.localize import text_in
from socloc.localize.cascade import unit_of
from socloc.model import AUTHOR, Campaign, Term, Text, Words, Written
from socloc.networks import FormatField
from socloc.variant import Variant

if TYPE_CHECKING:
    from socloc.locales import Locale
    from socloc.localize.terms import Terms

# What a text with a token has; looking for all of them takes longer than for this.
_MAY_HAVE_TOKENS: Final = r"[\[\]{}<@＠#＃`&%$\\|]|:/|\w\.[a-z]{2}"
_VALUE: Final = r"""\{\{["'\[(\d-]"""  # {{ 12 | price("GBP") }}: what is in it may be other words and another price
_KEYCAP: Final = "\ufe0f\u20e3"


def translated(campaign: Campaign, variants: Sequence[Variant]) -> list[Translated]:
    """Every text that the variants show beside what it says in the source, once for each locale.

    Left out are the source itself, words that stand in for missing ones, words for every locale, and what OpenCC made
    of a locale that is looked at anyway; of the last only the terms of the glossary are asked for.
    """
    if len(campaign.locales) < 2 and campaign.source in campaign.locales:
        return []
    known = sources(campaign)
    terms: dict[tuple[str, bool], Terms | None] = {}
    found: dict[tuple[str, str, Place], Translated] = {}
    for variant in variants:
        locale = variant.plan.locale
        if locale.tag == campaign.source:
            continue
        for text in _texts(campaign, variant):
            source, key = known.get(text.unit), (locale.tag, text.unit, text.place)
            if source and key not in found and _is_translation(text, source):
                found[key] = _pair(campaign, locale, source, text, terms)
    return list(found.values())


def _texts(campaign: Campaign, variant: Variant) -> Iterator[Text]:
    yield from variant.texts.values()
    for _, words, _ in beside(campaign, variant):
        if text := text_in(campaign, words, variant.plan.locale):
            yield text


def _is_translation(text: Text, source: Written) -> bool:
    for_all = text.maker == AUTHOR and text.path.removeprefix(text.unit.partition("[")[0]).startswith(".*")
    same = text.written == source and text.state != "converted"
    return bool(text.unit) and text.state != "fallback" and not for_all and not same


def _pair(
    campaign: Campaign,
    locale: Locale,
    source: Written,
    text: Text,
    terms: dict[tuple[str, bool], Terms | None],
) -> Translated:
    inline = text.maker == AUTHOR
    is_derived = text.state == "converted" and text.origin in campaign.locales
    lost = () if is_derived else lost_tokens(source.value, text.value, inline)
    key = (locale.tag, inline or is_derived)
    if key not in terms:
        terms[key] = _terms(campaign, locale, key[1])
    wanted = terms[key]
    ignored, forbidden = wanted.wrong(source.value, text.value) if wanted else ((), ())
    return Translated(locale, campaign.source, source, text, is_derived, lost, ignored, forbidden)


def _terms(campaign: Campaign, locale: Locale, is_authors: bool) -> Terms | None:
    """The terms to look for; `brand.terms` bind machines and translators, and not the author."""
    chosen: list[Term] = [term for term in campaign.terms if not (is_authors and term.scope == "terms")]
    if not chosen:
        return None
    from socloc.localize.glossary import applying
    from socloc.localize.terms import Terms

    return Terms(applying(chosen, campaign.source, locale)) or None


def lost_tokens(source: str, text: str, inline: bool) -> tuple[str, ...]:
    """The links, placeholders, tags, mentions and code that a translation lacks, as its source has them.

    A tag may be another one in another language, and a placeholder that holds words of its own has others, so these are
    counted. An author may also link to another page and mention
    another account (`inline`); then links, mentions and code are counted, too.
    """
    if not re.search(_MAY_HAVE_TOKENS, source):
        return ()
    before, after = _tokens(source), _tokens(text)
    lacking = Counter(_kind(one, inline) for one in before) - Counter(_kind(one, inline) for one in after)
    shown = {_kind(one, inline): one for one in reversed(before)}
    return tuple(f"{shown[kind]}" if kind == shown[kind] else f"{kind} {shown[kind]}" for kind in lacking)


@lru_cache(maxsize=1024)  # a source is compared with its words in every language
def _tokens(text: str) -> tuple[str, ...]:
    from socloc.localize.protect import parts

    found = [part.text for part in parts(text, ()) if part.kind in ("kept", "close")]
    return tuple(_tidy(one) for one in found if any(char.isalnum() for char in one) and not _is_feeling(one))


def _is_feeling(token: str) -> bool:
    """Whether it is an emoji or the code of one, which readers of another language may not need."""
    return token[-1] in _KEYCAP or (token.startswith("[") and not token.startswith("[^"))


def _tidy(token: str) -> str:
    """The token as it is compared: spaces inside of braces make no difference, nor the form in which a filter writes.

    A date may be `date("day")` in one language and `date` in another, and plurals have words of their own in each.
    """
    if not token.startswith("{"):
        return token
    dense = re.sub(r"\s+", "", token)
    return dense if re.match(_VALUE, dense) else re.sub(r"(\|\w+)\([^()]*\)", r"\1", dense)


def _kind(token: str, inline: bool) -> str:
    """What a token is compared as: itself, or only as one more of its kind."""
    if token[0] in "#＃":
        return "the tag"
    if re.match(_VALUE, token):
        return "the placeholder"
    if not inline or token.startswith("{"):
        return token
    if token.startswith("]") and not re.search("[:/.]", token):
        return token  # the name of a link
    if token[0] in "@＠":
        return "the mention"
    return "the code" if token[0] in "`~" else "the link" if re.search(r"[.:/]", token) else token


def sources(campaign: Campaign) -> dict[str, Written]:
    """The source's words of every unit."""
    return {
        unit_of(words, index): written
        for words in _all_words(campaign)
        for index, written in enumerate(words.by_locale.get(campaign.source, ()))
    }


def _all_words(campaign: Campaign) -> Iterator[Words]:
    for levels in campaign.levels.values():
        for level in levels:
            yield from level.words.values()
    named = (link.label for link in campaign.links.values())
    shown = (code.label for code in campaign.qr_codes.values())
    seen = (media.alt for media in campaign.media.values())
    yield from (words for words in (*named, *shown, *seen) if words)


def beside(campaign: Campaign, variant: Variant) -> Iterator[tuple[str, Words, FormatField | None]]:
    """The small texts beside a post: of QR codes, buttons and images."""
    form = variant.plan.format
    for code in variant.qr_codes:
        if code.code.label:
            yield "label", code.code.label, None
    for button in variant.buttons:
        if label := campaign.links[button.link.name].label:
            yield "label", label, form.buttons.label if form.buttons else None
    for shown in variant.media:
        if shown.media.alt:
            yield "alt", shown.media.alt, form.alt
