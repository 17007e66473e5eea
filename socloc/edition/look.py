"""What a person has to look at in a campaign that was made from last year's: years and dates, coupons, claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Place
from socloc.model import Campaign, Words, Written
from socloc.quantities.reading import Quantity, cleaned, quantities
from socloc.schedules import moment
from socloc.spots.finder import finder

_YEARS: Final = range(1990, 2100)
_CHINESE: Final = re.compile(r"[0-9０-９]{1,2}月[0-9０-９]{1,2}[日号號]")
_WRITTEN: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:-[0-9]{2}-[0-9]{2})?(?![0-9])")


def to_look_at(campaign: Campaign) -> list[tuple[Place, str]]:
    """Places with what stands there, in the order of the files; `campaign` has its translations."""
    place = finder()
    found = [(place(written, at), f"`{shown}`") for written, at, shown in _dates(campaign)]
    found += [(one.code.place, f"the coupon `{one.code.value}`") for one in campaign.coupons]
    for claim in campaign.claims:
        about = claim.period or claim.text
        found.append((about.place, f"the claim `{claim.id}`{': its period' if claim.period else ''}"))
    return sorted(dict.fromkeys(found))


def impossible(campaign: Campaign) -> list[tuple[Place, str]]:
    """The campaign's own moments that no clock shows, such as in the night when summer time begins, and why."""
    levels = (level for found in campaign.levels.values() for level in found)
    moments = [level.schedule for level in levels] + [one.ends for one in campaign.coupons]
    found = []
    for schedule in filter(None, moments):
        try:
            moment(schedule)
        except ValueError as error:
            found.append((schedule.place, str(error)))
    return [one for one in sorted(found) if one[0].file == campaign.file]


def _dates(campaign: Campaign) -> Iterator[tuple[Written, int, str]]:
    """Every year and day that a text names, with where it stands in the text."""
    for tag, written in dict.fromkeys((*_texts(campaign), *_translations(campaign))):
        spoken_in = campaign.source if tag == ANY_LOCALE else tag
        spoken = [one for one in quantities(cleaned(written.value), spoken_in) if _is_date(one)]
        for one in spoken:
            at = written.value.find(one.written[0])
            if at >= 0:
                day = _CHINESE.match(written.value, at)
                yield written, at, day.group() if day else one.shown
        known = " ".join(one.written[0] for one in spoken)
        for match in _WRITTEN.finditer(written.value):  # in addresses and placeholders
            if match.group() not in known:
                yield written, match.start(), match.group()


def _is_date(one: Quantity) -> bool:
    """Whether it may be a day or a year, and is no price or measure."""
    if one.money or one.units or one.times:
        return False
    if one.readings and one.readings[0][:1] and any(atom[0] == "m" for atom in one.readings[0]):
        return True
    return any(len(reading) == 1 and _is_year(reading[0][1]) for reading in one.readings[:1])


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdecimal() and int(value) in _YEARS


def _texts(campaign: Campaign) -> Iterator[tuple[str, Written]]:
    levels = {id(level): level for levels in campaign.levels.values() for level in levels}.values()
    words: list[Words] = [one for level in levels for one in level.words.values()]
    words += [one for link in campaign.links.values() for one in (link.urls, link.label) if one]
    words += [code.label for code in campaign.qr_codes.values() if code.label]
    words += [media.alt for media in campaign.media.values() if media.alt]
    for one in _own(words, campaign):
        for tag, strings in one.by_locale.items():
            yield from ((tag, string) for string in strings)


def _own(words: Iterable[Words], campaign: Campaign) -> Iterator[Words]:
    """Without the words of brands, which belong to other campaigns as well."""
    return (one for one in words if one.place.file == campaign.file)


def _translations(campaign: Campaign) -> Iterator[tuple[str, Written]]:
    for tag, known in campaign.translations.items():
        yield from ((tag, one.text) for one in known.values())
