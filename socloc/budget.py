"""How much room every text has on every network, and whether its translations will fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from socloc.counting import way
from socloc.findings import Check, Finding, Severity
from socloc.locales import Locale
from socloc.model import FALLBACK, Campaign
from socloc.networks import FormatField, Limit
from socloc.variant import Field, Variant

TRANSLATION_TOO_LONG = Check(
    "translation-too-long",
    "warning",
    """A text fits in the language it was written in, and its translation will probably not.

    `socloc budget` reckons with how much longer translations usually are: the figures of a locale and their source
    stand in `locales/<tag>/locale.yaml`. It is a warning where the usual translation is too long, and a note where one
    in ten is. Give the original more room, or add a shorter alternative that translators can use.
    """,
)
CHECKS: Final = (TRANSLATION_TOO_LONG,)


class Cell(NamedTuple):
    """A field in one locale: how much of its limit is used, in the unit of the limit. Of a thread, its longest post."""

    locale: str
    used: int
    most: int  # what nine translations in ten stay below; `used` where nothing is estimated
    limit: int | None
    fold: int | None
    parts: int  # posts of a thread, else 1
    is_estimate: bool

    @property
    def left(self) -> int | None:
        """How much more would fit; below 0 what is too much, None where nobody knows a limit."""
        return None if self.limit is None else self.limit - self.used

    @property
    def is_over(self) -> bool:
        """Whether a text that is there is too long."""
        return self.left is not None and self.left < 0 and not self.is_estimate

    @property
    def is_folded(self) -> bool:
        """Whether readers have to open it to see all of it."""
        return self.fold is not None and self.used > self.fold


class Row(NamedTuple):
    """A field of a post on one network format, in every locale it is published in."""

    post: str
    format: str
    field: str
    counted_as: str  # the way of counting, by its id
    limit: int | None
    fold: int | None
    cells: tuple[Cell, ...]


def budget(campaign: Campaign, variants: Sequence[Variant]) -> tuple[list[Row], list[Finding]]:
    """The room of every field, and a finding for each text whose translation will not fit.

    `variants` are those with the source's words standing in where nobody wrote a text; those are estimated. Fields
    that nobody wrote anything for are left out.
    """
    rows: dict[tuple[str, str, str], Row] = {}
    findings: list[Finding] = []
    for variant in variants:
        known = {field.id: field for field in variant.plan.format.fields}
        for field_id in dict.fromkeys(field.id for field in variant.fields):
            fields = [field for field in variant.fields if field.id == field_id and field.counted]
            if not fields:
                continue
            limit = known[field_id].limits[0]
            cell = _cell(variant, fields, known[field_id], limit)
            key = (variant.plan.post.id, str(variant.plan.format), field_id)
            empty = Row(*key, limit.way, limit.value, cell.fold, ())
            row = rows.get(key, empty)
            rows[key] = row._replace(cells=(*row.cells, cell))
            findings += _too_long(campaign, variant, fields[0], limit, cell)
    return list(rows.values()), findings


def _cell(variant: Variant, fields: Sequence[Field], known: FormatField, limit: Limit) -> Cell:
    def length(text: str) -> int:
        return way(limit.way).length(text)

    used = most = max(length(field.counted) for field in fields)
    fold = next((fold.value for fold in known.folds if fold.way == limit.way), None)
    parts, growth = len(fields), list(_growth(variant, fields[0], limit.way))
    if growth:
        usual, high = (round(sum(column)) for column in zip(*growth, strict=True))
        if variant.goes_on and fields[0].id == variant.plan.format.main.id and limit.value:
            whole = sum(length(field.counted) for field in fields) + usual
            parts = max(1, ceil(whole / limit.value))
            used = most = ceil(whole / parts)
        else:
            used, most = used + usual, used + high
    is_estimate = any(text.maker == FALLBACK for text in fields[0].texts)
    return Cell(variant.plan.locale.tag, used, most, limit.value, fold, parts, is_estimate)


def _growth(variant: Variant, field: Field, name: str) -> Iterator[tuple[float, float]]:
    """By how much each text of a field that is still to be translated will usually grow, and in one case of ten."""
    locale = variant.plan.locale
    for text in field.texts:
        figures = locale.expansion.get(text.locale)
        if text.maker == FALLBACK and figures:
            original, written = way(name).length(text.value), len(text.value) * weight(locale, name)
            yield written * figures.usual - original, written * max(figures.usual, figures.most) - original


def weight(locale: Locale, name: str) -> float:
    """How much one code point of a locale's writing counts: 2 for Chinese on X. Its own words are the sample."""
    sample = "".join((locale.native_name, *locale.words.values()))
    return way(name).length(sample) / len(sample)


def _too_long(campaign: Campaign, variant: Variant, field: Field, limit: Limit, cell: Cell) -> Iterator[Finding]:
    if not cell.is_estimate or cell.limit is None or cell.most <= cell.limit:
        return
    locale = variant.plan.locale
    texts = [text for text in field.texts if text.maker == FALLBACK and text.locale in locale.expansion]
    if not texts:
        return  # nobody has figures: what is shown is the original's length
    text = max(texts, key=lambda text: len(text.value))
    figures = locale.expansion[text.locale]
    will_not = cell.used > cell.limit
    length, ratio = (cell.used, figures.usual) if will_not else (cell.most, figures.most)
    room = f"{length:,} of {cell.limit:,} {way(limit.way).UNIT}"
    often = "usually" if will_not else "in one case of ten"
    message = f"in {locale.name}, {variant.plan.format} will {often} have {room}"
    too_many = (length - cell.limit) / (ratio * weight(locale, limit.way))
    shorter = f"Shorten the {field.id} in {campaign.source} by about {ceil(too_many):,} characters"
    severity: Severity = "warning" if will_not else "note"
    yield TRANSLATION_TOO_LONG.at(
        text.place, message, f"{shorter}, or add a shorter alternative.", variant.subject, severity
    )


def sources(campaign: Campaign) -> list[str]:
    """Where the figures come from with which the translations of a campaign are estimated."""
    figures = (locale.expansion.get(campaign.source) for locale in campaign.locales.values())
    return list(dict.fromkeys(found.source for found in figures if found))
