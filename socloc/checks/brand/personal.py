"""personal-data: a text has what belongs to one person, such as a mobile number or an identity number.

The numbers are told from others by their check digits and by Google's libphonenumber; locales/personal.yaml has the
forms. Findings show only the first and the last characters, because reports are read by many.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from socloc.assets import locales_dir
from socloc.checks.brand.pages import PERSONAL_DATA
from socloc.checks.brand.shown import HALF, Shown, below, placed
from socloc.checks.case import Case
from socloc.findings import Finding, Subject
from socloc.localize.protect import pattern
from socloc.places import Node, read

MOST: Final = 200  # stretches of digits looked at in one text; libphonenumber takes half a millisecond for each
_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+@-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4})"
)
_DIGITS: Final = re.compile(r"(?<![A-Za-z0-9_@/=#.,-])[+(]{0,2}[0-9][0-9 ().-]{8,38}[0-9Xx](?![A-Za-z0-9_])")
_ACCOUNT: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_NAME: Final = re.compile("[a-z]{2,}[._][a-z]{2,}")
_IDENTITY: Final = re.compile(
    r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_GROUPED: Final = re.compile(
    r"[0-9]{13,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?|[0-9]{4}[ -][0-9]{6}[ -][0-9]{5}"
)


class Forms(NamedTuple):
    """What locales/personal.yaml says."""

    regions: Mapping[str, str]
    mail_hosts: frozenset[str]
    roles: frozenset[str]
    cards: Mapping[str, tuple[int, ...]]  # lengths by how the number begins
    accounts: Mapping[str, int]  # length by country


def look(case: Case, shown: Shown) -> Iterator[Finding]:
    """Look at the texts with an @ or many digits; what the brand declares as its own contacts is fine."""
    place, own = placed(), {_bare(one) for one in case.campaign.brand.contacts}
    for tag, text in shown:
        for at, part, what in found(text.value, forms().regions.get(tag)):
            if not any(_is_same(_bare(part), one) for one in own):
                message = f"the text has {what}, `{part[:3]}…{part[-2:]}`"
                hint = "Take it out, or list it under `brand.contacts` if it is the brand's own."
                yield PERSONAL_DATA.at(place(text, at, part), message, hint, Subject(locale=tag))


def found(text: str, region: str | None) -> Iterator[tuple[int, str, str]]:
    """Where data of a person stand in a text, as they are written, and what they are; not in links and code."""
    away: Sequence[tuple[int, int]] | None = None
    for at, part, what in _all(text, region):
        if away is None:
            spans = (match.span() for match in pattern(()).finditer(text))
            away = [span for span in spans if text[span[0]] in "`hH<({["]
        index = bisect_right(away, (at, len(text))) - 1
        if not (index >= 0 and at < away[index][1]):
            yield at, part, what


def _all(text: str, region: str | None) -> Iterator[tuple[int, str, str]]:
    plain = text if text.isascii() else text.translate(HALF)
    if "@" in plain:
        yield from ((match.start(), match.group(), "a person's e-mail address") for match in _mails(plain))
    for match in _ACCOUNT.finditer(plain):
        if _is_account(match.group().replace(" ", "")):
            yield match.start(), match.group(), "an account number (IBAN)"
    for number, match in enumerate(_DIGITS.finditer(plain)):
        if number >= MOST:
            return
        what = _kind(match.group())
        if what:
            yield match.start(), match.group(), what
        else:
            yield from _mobiles(match.group(), match.start(), region)


def _mails(text: str) -> Iterator[re.Match[str]]:
    """Addresses with the name of a person (anna.meier@…), and mailboxes of anybody, less those of roles."""
    for match in _MAIL.finditer(text):
        local, host = match.group(1).lower(), match.group(2).lower()
        is_role = not forms().roles.isdisjoint(re.split("[^a-z]+", local))
        if not is_role and (below(host, forms().mail_hosts) or _NAME.fullmatch(local)):
            yield match


def _kind(part: str) -> str:
    """What a stretch of digits is by its form and its check digits; empty for neither."""
    digits = re.sub("[^0-9Xx]", "", part)
    if _IDENTITY.fullmatch(part) and _is_identity(part.upper()):
        return "a resident identity number"
    lengths = next((lengths for start, lengths in forms().cards.items() if digits.startswith(start)), ())
    if len(digits) in lengths and _GROUPED.fullmatch(part) and digits.isdigit() and _is_luhn(digits):
        return "a payment card's number"
    return ""


def _is_identity(digits: str) -> bool:
    """The check digit of GB 11643-1999, which is that of ISO 7064, MOD 11-2."""
    total = sum(pow(2, 17 - at, 11) * (10 if one == "X" else int(one)) for at, one in enumerate(digits))
    return total % 11 == 1


def _is_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1; nothing but one digit repeated is no number."""
    doubled = (int(one) * (2 if at % 2 else 1) for at, one in enumerate(reversed(digits)))
    return len(set(digits)) > 1 and sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_account(number: str) -> bool:
    """The length of ISO 13616 for the country, and the check digits (ISO 7064, MOD 97-10)."""
    if len(number) != forms().accounts.get(number[:2]):
        return False
    return int("".join(str(int(one, 36)) for one in number[4:] + number[:4])) % 97 == 1


def _mobiles(part: str, at: int, region: str | None) -> Iterator[tuple[int, str, str]]:
    """Numbers of mobile telephones: with a country's code, or as they are written in the region."""
    if sum(one.isdigit() for one in part) < (9 if part.startswith("+") else 11):
        return
    from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type  # few texts have so many digits

    for match in PhoneNumberMatcher(part, region):
        if number_type(match.number) == PhoneNumberType.MOBILE:
            yield at + match.start, match.raw_string, "a mobile number"


def _bare(contact: str) -> str:
    """A contact as it is compared: a number without its signs, anything else in small letters."""
    return contact.strip().lower() if "@" in contact else re.sub("[^0-9A-Z]", "", contact.upper()).lstrip("0")


def _is_same(one: str, other: str) -> bool:
    """Whether two contacts are one; a telephone number may have its country's code or not."""
    return one == other or (
        min(len(one), len(other)) > 7 and one.isdigit() and one.endswith(other) != other.endswith(one)
    )


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The forms, read when the first text may have any."""
    node, _ = read(locales_dir() / "personal.yaml", "locales/personal.yaml")
    sections: Mapping[str, Node] = node.mapping if node else {}
    mail = sections["mail"].mapping
    cards = {
        start: tuple(map(int, child.text.split()))
        for starts, child in sections["cards"].mapping.items()
        for start in starts.split()
    }
    accounts = {
        country: int(length) for length, child in sections["iban"].mapping.items() for country in child.text.split()
    }
    regions = {tag: child.text for tag, child in sections["regions"].mapping.items()}
    hosts, roles = (frozenset(mail[key].text.split()) for key in ("hosts", "roles"))
    return Forms(regions, hosts, roles, cards, accounts)
