"""map-unapproved, approval-number: maps without their number, and numbers of approvals that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.advertising import texts
from socloc.checks.advertising.fold import is_han
from socloc.checks.brand.pages import APPROVAL_NUMBER, MAP_UNAPPROVED
from socloc.checks.brand.shown import HALF, Shown, placed
from socloc.checks.case import Case
from socloc.findings import Finding, Subject
from socloc.market_rules import Maps
from socloc.patterns import compiled
from socloc.variant import ShownMedia, Variant

_HALF_AND_SPACE: Final = HALF | {0x3000: 0x20}


def look(case: Case, shown: Shown) -> Iterator[Finding]:
    """Look at the pictures of every variant, and at every text with a number, in the markets that want either."""
    for variant in case.variants:
        market = case.markets.get(variant.plan.locale.tag)
        for rule in market.maps if market else ():
            for picture in variant.media:
                yield from _of_map(variant, picture, rule)
    yield from _of_numbers(case, shown)


def _of_map(variant: Variant, picture: ShownMedia, rule: Maps) -> Iterator[Finding]:
    media = picture.media
    said = media.is_map is True
    if media.is_map is False or not (said or _looks_like(picture, rule)):
        return
    form = compiled(rule.pattern)
    if media.map_approval:
        if not form.fullmatch(_plain(media.map_approval.value)):
            message = f"`{media.map_approval.value}` does not have the form of a {rule.mark}, such as {rule.example}"
            yield MAP_UNAPPROVED.at(media.map_approval.place, message, "Compare it with the map.", severity="warning")
    elif not any(form.search(_plain(text)) for text in (picture.alt, *texts.plain(variant))):
        what = "is a map" if said else "may be a map"
        message = f"the picture `{media.name}` {what}, and neither the post nor `map_approval` has its {rule.mark}"
        severity = rule.basis.severity if said else "warning"
        place = media.file.place
        yield MAP_UNAPPROVED.at(
            place, f"{message} ({rule.basis})", rule.basis.hint, Subject(locale=variant.plan.locale.tag), severity
        )


def _looks_like(picture: ShownMedia, rule: Maps) -> bool:
    """Whether its name, its file's name or its alternative text calls it a map."""
    words = f"{picture.media.name} {picture.media.file.value.rpartition('/')[2]} {picture.alt}".lower()
    names = "-" + re.sub(r"[\W_]+", "-", words) + "-"
    for other in rule.exceptions:
        names = names.replace(other, "-")
    return any((f"-{sign}-" if sign.isalpha() and not is_han(sign[0]) else sign) in names for sign in rule.signs)


def _of_numbers(case: Case, shown: Shown) -> Iterator[Finding]:
    """Numbers that have not the form of their kind; whether they are any, nobody can tell from the form."""
    place = placed()
    for tag, text in shown:
        market = case.markets.get(tag)
        for rule in market.numbers if market else ():
            if any(need in text.value for need in rule.needs):
                for match in compiled(rule.found).finditer(_plain(text.value)):
                    if not compiled(rule.pattern).fullmatch(match.group().strip()):
                        part = text.value[match.start() : match.end()]
                        message = f"`{part}` does not have the form of {rule.what}, such as {rule.example}"
                        basis, where = rule.basis, place(text, match.start(), part)
                        subject = Subject(locale=tag)
                        yield APPROVAL_NUMBER.at(where, f"{message} ({basis})", basis.hint, subject, basis.severity)


def _plain(text: str) -> str:
    """Full-width letters, digits and brackets as half-width ones, one for one."""
    return text if text.isascii() else text.translate(_HALF_AND_SPACE)
