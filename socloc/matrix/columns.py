"""The columns of a table as a campaign reads them: `city`, and `city.de` for what it is called in German."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from socloc.campaign_values import ANY_LOCALE
from socloc.locales import canonical
from socloc.matrix import ID, Row, campaign_id
from socloc.model import Campaign, Words, Written

_IN_LOCALE: Final = re.compile(r"(?P<name>.+?)(?:\.|(?<!\s)\s*\()(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)?")


def columns(row: Row, source: str, tags: Collection[str]) -> dict[str, Words]:
    """The values of a row by column: for every locale, or for some of the `tags` that a campaign knows.

    A column such as `city.de` or `city (de)` holds what `city` is in German; of other tags it is a column of its own.
    Beside such columns a plain `city` is in the `source`'s language.
    """
    found: dict[str, dict[str, tuple[Written, ...]]] = {ID: {ANY_LOCALE: (_written(ID, row.id, row),)}}
    in_locales = set[str]()
    for head, value in row.cells:
        name, tag = _named(head, tags)
        by_locale = found.setdefault(name, {})
        if tag != ANY_LOCALE:
            in_locales.add(name)
        if value or tag == ANY_LOCALE:  # an empty cell in one language is no word in it
            by_locale[tag] = (_written(head, value, row),)
    nothing = {ANY_LOCALE: (_written("", "", row),)}
    words = {name: _of_source(by, source) if name in in_locales else by for name, by in found.items()}
    return {name: Words(f"row.{name}", row.place, by or nothing) for name, by in words.items()}


def _named(head: str, tags: Collection[str]) -> tuple[str, str]:
    """What a column is called in a campaign, and the locale that it is for."""
    match = _IN_LOCALE.fullmatch(head)
    tag = canonical(match["tag"]) if match else ""
    return (match["name"], tag) if match and tag in tags else (head, ANY_LOCALE)


def _of_source(by_locale: Mapping[str, tuple[Written, ...]], source: str) -> Mapping[str, tuple[Written, ...]]:
    """The words of a plain column as those of the source's language; where no other has any either, it is empty."""
    others = {tag: words for tag, words in by_locale.items() if tag != ANY_LOCALE}
    plain = by_locale.get(ANY_LOCALE)
    if plain is None or not (others or plain[0].value):
        return by_locale
    return {source: plain, **others}


def _written(head: str, value: str, row: Row) -> Written:
    return Written(value, row.place, f"row.{head}")


def value(columns: Mapping[str, Words], name: str, tag: str) -> str:
    """What a column has for a locale, or for every locale; where it has neither, what the first of its words is."""
    by_locale = columns[name].by_locale
    words = by_locale.get(tag) or by_locale.get(ANY_LOCALE) or next(iter(by_locale.values()))
    return words[0].value


def row_id(columns: Mapping[str, Words]) -> str:
    """The id of the row."""
    return value(columns, ID, ANY_LOCALE)


def own_id(campaign: Campaign) -> str:
    """The id of a campaign as it stands in its file: its texts are translated once for all rows."""
    return campaign.id.removesuffix(campaign_id("", row_id(campaign.row))) if campaign.row else campaign.id
