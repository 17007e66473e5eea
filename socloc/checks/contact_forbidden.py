"""contact-forbidden: a text leads to other apps by contacts or share codes, where the network forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.networks import Fact
from socloc.patterns import later
from socloc.variant import Field, Variant

CONTACT_FORBIDDEN = Check(
    "contact-forbidden",
    "warning",
    """A text has a telephone number, an e-mail address, another messenger or a share code, which the network forbids.

    Networks that live from trade take such posts down, and close accounts that repeat it. Numbers are found by
    Google's libphonenumber, those without a country code by the rules of the regions of the campaign's locales; the
    words are those of the network's own rules (`socloc networks ID` shows them and their source). Write a text without
    it for the network, under `networks:`.
    """,
)
CHECKS: Final = (CONTACT_FORBIDDEN,)
_FORBIDDEN: Final = "forbidden"

_EMAIL: Final = later(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_MANY_DIGITS: Final = later(r"(?:\d[\s().-]{0,3}){7}")


def run(case: Case) -> Iterator[Finding]:
    """Look for contacts and share codes in every text of the formats that forbid them."""
    regions = list(dict.fromkeys(_region(tag) for tag in case.campaign.locales))
    for variant, field, _ in case.texts():
        contacts, codes = variant.plan.format.contacts, variant.plan.format.share_codes
        if contacts and contacts.value == _FORBIDDEN:
            for piece in dict.fromkeys(_contacts(field.text, regions, contacts.words)):
                yield _finding(variant, field, piece, "contacts elsewhere", contacts)
        if codes and codes.value == _FORBIDDEN:
            for piece in dict.fromkeys(_words(field.text, codes.words)):
                yield _finding(variant, field, piece, "share codes", codes)


def _region(tag: str) -> str | None:
    return next((part for part in tag.split("-")[1:] if len(part) == 2), None)


def _contacts(text: str, regions: Sequence[str | None], words: Iterable[str]) -> Iterator[str]:
    yield from _EMAIL.findall(text)
    yield from _numbers(text, regions)
    yield from _words(text, words)


def _numbers(text: str, regions: Sequence[str | None]) -> Iterator[str]:
    """Telephone numbers, written in any way that is usual."""
    if not _MANY_DIGITS.search(text):
        return
    from phonenumbers import PhoneNumberMatcher  # few texts have so many digits

    for region in regions:
        for match in PhoneNumberMatcher(text, region):
            yield match.raw_string


def _words(text: str, words: Iterable[str]) -> Iterator[str]:
    """The network's words for it; one in Latin letters only where it is not part of a longer one."""
    for word in words:
        edge = r"(?![A-Za-z])" if word.isascii() else ""
        before = r"(?<![A-Za-z])" if word.isascii() else ""
        found = re.search(before + re.escape(word) + edge, text, re.IGNORECASE)
        if found:
            yield found.group()


def _finding(variant: Variant, field: Field, piece: str, what: str, fact: Fact) -> Finding:
    target = variant.plan.format
    place = next((text.written.place_of(piece) for text in field.texts if piece in text.value), field.place)
    message = f"{target} forbids {what}, and the {field.id} has `{piece}` ({fact.basis.source[0]})"
    hint = f"Write a text without it under `networks: {{{target.network}: …}}`."
    return CONTACT_FORBIDDEN.at(place, message, hint, variant.subject, fact.basis.severity)
