"""Which texts of a campaign a translator would work on, and how far each of them is in every locale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from socloc.budget import weight
from socloc.findings import seen_from
from socloc.locales import Locale
from socloc.localize import localize, text_in
from socloc.model import Campaign, State, Text, Written
from socloc.networks import FormatField
from socloc.store.catalog import Room, Unit
from socloc.translated import beside, sources
from socloc.variant import Variant


class Item(NamedTuple):
    """One text in one locale as readers will see it, with the unit it belongs to; `texts` are what stands for it.

    `source` is None where the source has no words for it, so that nobody could translate it.
    """

    locale: str
    path: str
    key: str
    text: Text
    source: Written | None
    rooms: tuple[Room, ...]

    @property
    def state(self) -> State | str:
        """How far it is: `missing` where only the source's words would stand in."""
        return "missing" if self.text.state == "fallback" else self.text.state


def items(campaign: Campaign, variants: Sequence[Variant]) -> list[Item]:
    """Every text that the variants show, once per locale and unit, in the order of the campaign.

    `variants` are those with the source's words standing in where nobody wrote a text.
    """
    known = sources(campaign)
    found: dict[tuple[str, str], Item] = {}
    posts, _ = localize(campaign, [variant.plan for variant in variants], fallback=True)
    for variant, post in zip(variants, posts, strict=True):
        for key, text in variant.texts.items():
            rooms = tuple(_rooms(variant, text))
            for one in post.words.get(key, (text,)):
                _add(found, known, variant.plan.locale, key, one, rooms)
        for key, words, field in beside(campaign, variant):
            if small := text_in(campaign, words, variant.plan.locale):
                _add(found, known, variant.plan.locale, key, small, tuple(_rooms_of(variant, field, key)))
    order = list(campaign.locales)
    return sorted(found.values(), key=lambda item: order.index(item.locale))


def _add(
    found: dict[tuple[str, str], Item],
    sources: Mapping[str, Written],
    locale: Locale,
    key: str,
    text: Text,
    rooms: tuple[Room, ...],
) -> None:
    if not text.value.strip() and text.state == "written":
        return  # meant to be empty
    before = found.get((locale.tag, text.unit))
    rooms = tuple(dict.fromkeys((*(before.rooms if before else ()), *rooms)))
    found[locale.tag, text.unit] = Item(locale.tag, text.unit, key, text, sources.get(text.unit), rooms)


def units(campaign: Campaign, found: Iterable[Item], tag: str, converted: bool = False) -> list[Unit]:
    """What a translator into a locale works on: all that the author has not written in it.

    What OpenCC makes of another Chinese locale's words, or will make once they are there, is left out unless it is
    wanted, too: of several Chineses the first in the campaign is translated.
    """
    notes = {post.id: post.note for post in campaign.posts}
    done = ("written",) if converted else ("written", "converted")
    if not converted and _is_derived(campaign, tag):
        done = (*done, "fallback")
    return [
        Unit(
            item.path,
            item.key,
            item.source.value,
            item.source.place,
            _note(item.path, notes),
            item.rooms,
            _most(campaign.locales[tag], item.rooms),
            _beside(item.source.place.file, campaign.file),
        )
        for item in found
        if item.locale == tag and tag != campaign.source and item.source is not None and item.source.value.strip()
        if item.text.state not in done and not _is_converted(campaign, item)
    ]


def _beside(file: str, campaign: str) -> str:
    """The file of a brand as it is seen from the campaign's folder; empty for the campaign itself."""
    return "" if file == campaign else seen_from(file, campaign)


def _is_converted(campaign: Campaign, item: Item) -> bool:
    """Whether it is stale only because what it was converted from is."""
    return item.text.state == "stale" and item.path not in campaign.translations.get(item.locale, {})


def _is_derived(campaign: Campaign, tag: str) -> bool:
    order = list(campaign.locales)
    earlier = order[: order.index(tag)]
    return any(conversion.source in earlier for conversion in campaign.locales[tag].convert)


def _note(path: str, notes: Mapping[str, str]) -> str:
    section, _, rest = path.partition(".")
    return notes.get(rest.partition(".")[0], "").strip() if section == "posts" else ""


def _most(locale: Locale, rooms: Iterable[Room]) -> int | None:
    limits = [int(room.limit / weight(locale, room.way)) for room in rooms if room.limit]
    return min(limits, default=None)


def _rooms(variant: Variant, text: Text) -> Iterator[Room]:
    known = {field.id: field for field in variant.plan.format.fields}
    for field in variant.fields:
        if text in field.texts:
            yield from _rooms_of(variant, known[field.id], field.id)


def _rooms_of(variant: Variant, known: FormatField | None, name: str) -> Iterator[Room]:
    for limit in known.limits if known else ():
        yield Room(str(variant.plan.format), name, limit.value, limit.way)
