"""coupon-…: a post names a coupon that has ended by then, or one that nobody declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from socloc import schedules
from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place, Subject
from socloc.model import Coupon
from socloc.shapes import suggest
from socloc.variant import Field, Variant

COUPON_ENDED = Check(
    "coupon-ended",
    "error",
    """A post names a coupon that has ended when the post is due.

    Readers try the code at the till, and are refused; in some markets an offer that does not exist is misleading
    advertising. Coupons and their ends stand under `coupons:`. Of a post without a time, `socloc check` asks whether
    the coupon has ended today; that is a warning, because the post may have been published in time.

    Change the end of the coupon or the time of the post, or take the code out.
    """,
)
COUPON_UNKNOWN = Check(
    "coupon-unknown",
    "warning",
    """A post names the code of a coupon that is not declared, while the campaign declares others.

    A code with two letters swapped is refused at the till, and nobody notices before the first complaint. A code is
    what stands behind a word for it, such as “code” or 优惠码 (`coupon` in `locales/<tag>/audience.yaml`): at least
    four capital letters or digits. Campaigns without `coupons:` are not asked.

    Write the code as it is declared, or add it to `coupons:`.
    """,
)
CHECKS: Final = (COUPON_ENDED, COUPON_UNKNOWN)
_CODE: Final = r"[A-Z0-9](?:[A-Z0-9]|[-_](?=[A-Z0-9])){3,31}"
_BETWEEN: Final = (
    r"(?:\s?[:：=]|\s?is|是|为|為)?[\s\"'`*“‘「『（(【\[]{0,4}"  # no full stop: what follows one is another matter
)
_EDGE: Final = r"(?![A-Za-z0-9])"


def run(case: Case) -> Iterator[Finding]:
    """Look for codes in all texts of a campaign with coupons; others cost nothing."""
    coupons = {coupon.code.value: coupon for coupon in case.campaign.coupons}
    if not coupons:
        return
    codes = "|".join(map(re.escape, sorted(coupons, key=len, reverse=True)))
    declared = re.compile(rf"(?<![A-Za-z0-9])(?:{codes}){_EDGE}")
    ends = {code: schedules.due(coupon.ends) for code, coupon in coupons.items() if coupon.ends}
    named: dict[str, re.Pattern[str] | None] = {}
    told: set[tuple[Place, str, str]] = set()
    folder = Path(case.campaign.file).parent
    for variant in case.variants:
        due, tag = schedules.due(variant.schedule), variant.plan.locale.tag
        if tag not in named:
            named[tag] = _named(tag, folder)
        for field in variant.fields:
            for code in dict.fromkeys(declared.findall(field.text)):
                if end := ends.get(code):
                    yield from _ended(variant, field, coupons[code], end, due, case.now)
            pattern = named[tag]
            for code in dict.fromkeys(pattern.findall(field.text)) if pattern else ():
                place = _place(field, code)
                if code not in coupons and (place, code, tag) not in told:
                    told.add((place, code, tag))
                    yield _unknown(code, place, tuple(coupons), Subject(locale=tag, post=variant.plan.post.id))


def _named(tag: str, folder: Path) -> re.Pattern[str] | None:
    """A code right behind a word for it, as a locale has them; a broken file of words was told elsewhere."""
    from socloc import audience

    readers, _ = audience.load(tag, folder)
    words = "|".join(map(re.escape, readers.coupon)) if readers else ""
    if not words:
        return None
    # The code has capital letters only, the words any: a QR code is no coupon.
    return re.compile(rf"(?<!QR )(?<!QR-)(?<![A-Za-zЀ-ӿ])(?i:{words}){_BETWEEN}({_CODE}){_EDGE}")


def _ended(
    variant: Variant, field: Field, coupon: Coupon, end: datetime, due: datetime | None, now: datetime | None
) -> Iterator[Finding]:
    at = due or now
    if at is None or at <= end or coupon.ends is None:
        return
    code, ended = coupon.code.value, schedules.shown(coupon.ends)
    hint = "Change the end of the coupon or the time of the post, or take the code out."
    if due and variant.schedule:
        message = f"the post is due at {schedules.shown(variant.schedule)}, and its coupon `{code}` ends at {ended}"
        yield COUPON_ENDED.at(_place(field, code), message, hint, variant.subject)
    else:
        message = f"the coupon `{code}` has ended, at {ended}, and the post has no time"
        yield COUPON_ENDED.at(_place(field, code), message, hint, variant.subject, "warning")


def _place(field: Field, code: str) -> Place:
    return next((text.written.place_of(code) for text in field.texts if code in text.value), field.place)


def _nearest(code: str, known: Sequence[str]) -> str:
    """`; did you mean …?`, in capital letters as codes are."""
    found, by_lower = suggest(code, [one.lower() for one in known]), {one.lower(): one for one in known}
    return next(
        (found.replace(f"`{lower}`", f"`{one}`") for lower, one in by_lower.items() if f"`{lower}`" in found), ""
    )


def _unknown(code: str, place: Place, known: Sequence[str], subject: Subject) -> Finding:
    message = f"the coupon `{code}` is not declared{_nearest(code, known)}"
    hint = f"Declared are {', '.join(known[:5])}; see `coupons`."
    return COUPON_UNKNOWN.at(place, message, hint, subject)
