"""price-differs, date-differs, name-elsewhere, link-missing: the variants of one post contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from socloc.checks.case import Case, near
from socloc.findings import Check, Finding, Subject
from socloc.locales import Locale
from socloc.localize.cascade import own_words
from socloc.model import Campaign, Level, Text, Words, Written
from socloc.variant import Variant

if TYPE_CHECKING:
    from socloc.quantities.reading import Quantity
    from socloc.quantities.values import Atom

PRICE_DIFFERS = Check(
    "price-differs",
    "warning",
    """A post asks another price, or promises another discount, on one network than elsewhere in the same language.

    Readers who see both feel cheated, and the lower price may have to be honoured. A text of a network, and a shorter
    alternative, are compared with the post's general text: amounts in one currency, and percentages (8折 is 20 % off).
    A text may leave prices out, and one that names more of them than the other is not asked. Prices in other languages
    are the markets' own; numbers-differ compares them with the source where a translator wrote them.

    Write the same price, or `# socloc: allow price-differs -- <reason>` where it is meant.
    """,
)
DATE_DIFFERS = Check(
    "date-differs",
    "warning",
    """A post names another day on one network than elsewhere in the same language.

    Readers come on the wrong day. A text of a network, and a shorter alternative, are compared with the post's general
    text, where both name as many days and all but one are the same. Days are compared as every language writes them,
    without their year where only one text has it.

    Write the same day, or `# socloc: allow date-differs -- <reason>` where it is meant.
    """,
)
NAME_ELSEWHERE = Check(
    "name-elsewhere",
    "warning",
    """A text calls the brand by the name that it has in another locale.

    Readers look for a name that is not on the shop or the parcel. `brand.name` says what it is called in every locale.
    A text with both names is fine, and so is a name among `brand.terms`, which is the same everywhere. A name in
    another script is not told, because many a Chinese text has the Latin one.

    Write the name of the locale, or add the other one to `brand.terms`.
    """,
)
LINK_MISSING = Check(
    "link-missing",
    "warning",
    """The text for one network has no link, while the post's general text has one, and the network shows links.

    Readers there find no way to the shop. A link, a button or a QR code of the post counts as well.

    Write the link into the text, give the post a `link:` there, or write `link: ""` where none is meant.
    """,
)
CHECKS: Final = (PRICE_DIFFERS, DATE_DIFFERS, NAME_ELSEWHERE, LINK_MISSING)
_KEYS: Final = ("text", "title", "body", "digest", "comment")
_NAMED: Final = r"\]\(([a-z0-9_-]+)\)"  # [words](shop)
_MOST: Final = 50  # prices of a text; a longer list of them is no offer, and would take long
_LONGEST: Final = 20_000  # characters of a text that are looked at
_LEAST: Final = 2  # characters of a name that can be told from any word


def run(case: Case) -> Iterator[Finding]:
    """Compare the texts of every post with each other, locale by locale."""
    yield from _names(case)
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
            if has_own and any(re.search(_NAMED, written.value) for written in general.get("text", ())):
                yield from _links(case.campaign, variants, locale, general["text"])


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
        # A shorter alternative is in the general text itself, and would be excused by its own mistake.
        known = [one.value for some in general.values() for one in (some if network else some[:1])]
        subject = Subject(network, locale=locale.tag, post=post)
        for check, has, lacks in _exchanged(first.value, other.value, known, locale.tag):
            message = f"the text has {has}, where the general text ({near(first.place)}) has {lacks}"
            yield check.at(other.place, message, "Write the same in both, unless it is meant.", subject)


@lru_cache(maxsize=128)
def _found(text: str, tag: str) -> Sequence[Quantity]:
    from socloc.quantities.reading import cleaned, quantities

    return quantities(cleaned(text[:_LONGEST]), tag)


def _exchanged(first: str, other: str, everything: Sequence[str], tag: str) -> Iterator[tuple[Check, str, str]]:
    """What one text has in the place of what the other has; only where both say as much."""
    before, after = _found(first, tag), _found(other, tag)
    known = [one for text in everything for one in _found(text, tag)]
    for kind in filter(None, dict.fromkeys(_kind(one) for one in after)):
        left, right = ([one for one in _each_once(side) if _kind(one) == kind] for side in (before, after))
        if len(left) != len(right) or len(left) > _MOST:
            continue
        lacking = [one for one in left if not any(_is_same(one, two, kind) for two in after)]
        added = [one for one in right if not any(_is_same(one, two, kind) for two in known)]
        if lacking and added:
            yield PRICE_DIFFERS, _shown(one.shown for one in added), _shown(one.shown for one in lacking)
    days = [_days(side) for side in (before, after, known)]
    if len(days[0].named) == len(days[1].named) <= _MOST:
        gone, new = days[0].without(days[1]), days[1].without(days[2])
        if len(gone) == len(new) == 1:
            yield DATE_DIFFERS, _shown(new), _shown(gone)


def _kind(one: Quantity) -> str:
    """What an amount is compared with: a currency, or percentages; "" for the rest."""
    if one.money:
        return min(one.money)
    return "%" if any(base == "%" for base, _ in one.units) else ""


def _is_same(one: Quantity, two: Quantity, kind: str) -> bool:
    """Whether two quantities may be the same amount."""
    if kind == "%":
        return bool(one.units & two.units)
    return _kind(two) == kind and not set(one.readings).isdisjoint(two.readings)


class Days(NamedTuple):
    """The days of a text without their years, each as it is written; and its bare numbers, which may be days, too."""

    named: Mapping[frozenset[Atom], str]
    bare: frozenset[Atom]

    def without(self, other: Days) -> list[str]:
        """Those that another text has not: neither the day, nor its number, as in from 12 to 24 March."""
        return [shown for day, shown in self.named.items() if day not in other.named and day.isdisjoint(other.bare)]


def _days(found: Sequence[Quantity]) -> Days:
    named: dict[frozenset[Atom], str] = {}
    bare: set[Atom] = set()
    month: Quantity | None = None  # of 3月20日, which is a quantity for each of its parts
    for one in found:
        reading = one.readings[0]
        if month and one.written[1].endswith("月") and len(reading) == 1:
            named.setdefault(frozenset((*month.readings[0], *reading)), f"{month.shown}{one.shown}")
        elif len(reading) > 1 and any(name == "m" for name, _ in reading):
            named.setdefault(frozenset(reading[-2:]), one.shown)
        elif one.is_plain or one.units:
            bare.update(atom for atom in reading if atom[0] == "n")
        month = one if len(reading) == 1 and reading[0][0] == "m" else None
    return Days(named, frozenset(bare))


def _each_once(found: Sequence[Quantity]) -> list[Quantity]:
    return list({one.meaning: one for one in found}.values())


def _shown(found: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in islice(found, 3))


def _links(
    campaign: Campaign, variants: Sequence[Variant], locale: Locale, general: Sequence[Written]
) -> Iterator[Finding]:
    """The texts of networks that lack all links of the general one."""
    wanted = {name for written in general for name in re.findall(_NAMED, written.value)} & campaign.links.keys()
    for variant in variants:
        form = variant.plan.format
        text = variant.texts.get(form.main.takes or "text")
        if not wanted or variant.plan.locale is not locale or text is None or not _is_own(text):
            continue
        shown = variant.links or variant.buttons or variant.qr_codes or re.search(r"https?://", text.value)
        if shown or form.links.value not in ("clickable", "plain") or _is_refused(campaign, variant):
            continue
        names = ", ".join(f"`{name}`" for name in sorted(wanted))
        message = f"the text for {form} has no link, where the general text ({near(general[0].place)}) has {names}"
        yield LINK_MISSING.at(text.place, message, 'Add it, or write `link: ""` there.', variant.subject)


def _is_own(text: Text) -> bool:
    return ".networks." in text.path


def _is_refused(campaign: Campaign, variant: Variant) -> bool:
    """Whether somebody said that a network shall have no link."""
    target = variant.plan.format
    return any(
        level.network == target.network and "link" in level.names and not level.names["link"].names
        for level in campaign.levels[variant.plan.post.id]
    )


def _names(case: Case) -> Iterator[Finding]:
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
