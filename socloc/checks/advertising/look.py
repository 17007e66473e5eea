"""Looks at what is published in the locales of markets: words once for each string, marks for each variant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from socloc.checks.advertising import marks, texts
from socloc.checks.advertising.claims import covering, in_locale, undeclared, unsaid
from socloc.checks.advertising.fold import Folded, fold
from socloc.checks.advertising.pages import BY_ID, CLAIM_UNPROVED
from socloc.checks.advertising.texts import Seen
from socloc.checks.advertising.wording import Hit, hits, lexicon
from socloc.checks.case import Case
from socloc.declared import declared
from socloc.findings import Finding, Place, Subject
from socloc.localize.protect import spans
from socloc.market_rules import Market
from socloc.model import Claim, Written
from socloc.variant import Variant

_MARK: Final = "ad-unmarked"  # words that sell are no fault of their own


class Judged(NamedTuple):
    """What was found in one string: its words, those that sell, and the claims that silence some."""

    findings: tuple[Finding, ...] = ()
    selling: tuple[Finding, ...] = ()
    claims: tuple[tuple[Claim, Place], ...] = ()


def look(case: Case) -> Iterator[Finding]:
    """Look at every string that is published in the locales of the markets, and at the marks of every variant."""
    judge = _judge(case)
    for variant in case.variants:
        market = case.markets.get(variant.plan.locale.tag)
        if market:
            shown = dict.fromkeys(texts.seen(variant)) if market.groups else ()
            judged = [judge(variant.plan.locale.tag, text) for text in shown]
            yield from (finding for one in judged for finding in one.findings)
            yield from _of_claims(variant, judged)
            yield from _of_marks(case, variant, market, judged)


def _judge(case: Case) -> Callable[[str, Seen], Judged]:
    """A function that judges a string in a locale, each but once."""
    declared_in = cache(lambda tag: in_locale(case.campaign.claims, case.campaign.locales[tag]))

    @cache
    def places() -> Callable[[Written, int], Place]:
        from socloc.spots.finder import finder  # most texts have no such words

        return finder()

    @cache
    def judged(tag: str, text: Seen) -> Judged:
        folded = fold(text.value)
        found = list(_outside(text.value, folded, hits(folded, lexicon(case.markets[tag].groups))))
        if not found:
            return Judged()
        position, place_of = _position(text, folded), places()
        claims: list[tuple[Claim, Place]] = []
        words: dict[tuple[str, str], list[Hit]] = {}
        for hit in found:
            start, end = folded.origin(hit.start, hit.end)
            claim = covering(declared_in(tag), folded.text, hit)
            if claim:
                claims.append((claim, place_of(text.written, position(hit))))
            else:
                words.setdefault((hit.group.check, text.value[start:end]), []).append(hit)
        findings = tuple(
            _finding(tag, word, same, place_of(text.written, position(same[0]))) for (_, word), same in words.items()
        )
        selling = tuple(finding for finding in findings if finding.check == _MARK)
        return Judged(tuple(one for one in findings if one.check != _MARK), selling, tuple(claims))

    return judged


def _outside(value: str, folded: Folded, found: Iterable[Hit]) -> Iterator[Hit]:
    """The words that are no part of one that was found already, nor of code, links or placeholders; tags count."""
    away: list[tuple[int, int]] | None = None
    ends: dict[str, int] = {}
    for hit in found:
        if away is None:
            away = [span for span in spans(value) if value[span[0]] not in "#＃["]
        start, _ = folded.origin(hit.start, hit.end)
        index = bisect_right(away, (start, len(value))) - 1
        is_away = index >= 0 and start < away[index][1]
        if not is_away and hit.start >= ends.get(hit.group.check, 0):
            ends[hit.group.check] = hit.end
            yield hit


def _position(text: Seen, folded: Folded) -> Callable[[Hit], int]:
    """Where a word stands in what the author wrote; of a text that was converted, where the same word does."""
    value, written = text
    if value == written.value:
        return lambda hit: folded.origin(hit.start, hit.end)[0]
    source = fold(written.value)

    def position(hit: Hit) -> int:
        at = source.text.find(folded.text[hit.start : hit.end])
        return source.origin(at, at + 1)[0] if at >= 0 else 0

    return position


def _finding(tag: str, word: str, same: Sequence[Hit], place: Place) -> Finding:
    group = same[0].group
    more = f", and {len(same) - 1} more" if len(same) > 1 else ""
    message = f"`{' '.join(word.split())}` {group.message} ({group.basis}){more}"
    return BY_ID[group.check].at(place, message, group.basis.hint, Subject(locale=tag), group.basis.severity)


def _of_claims(variant: Variant, judged: Sequence[Judged]) -> Iterator[Finding]:
    """Whether the claims in a post have their small print, and the post says it."""
    claims = [one for found in judged for one in found.claims]
    if not claims:
        return
    locale, post = variant.plan.locale, fold("\n".join(texts.plain(variant))).text
    for claim, place in claims:
        if missing := undeclared(claim, locale):
            message = f"the claim `{claim.id}` relies on exemption f and has no {' and no '.join(missing)} in its scope"
            yield CLAIM_UNPROVED.at(claim.place, message, f"Add `scope: {{{missing[0]}: …}}`, as the evidence has it.")
        if silent := tuple(unsaid(claim, locale, post)):
            message = f"the post has the claim `{claim.id}` and does not say its {' and its '.join(silent)}"
            hint = "Write it as the claim's scope has it, beside the claim and as large."
            yield CLAIM_UNPROVED.at(place, message, hint, variant.subject)


def _of_marks(case: Case, variant: Variant, market: Market, judged: Sequence[Judged]) -> Iterator[Finding]:
    said = declared(case.campaign, variant.plan)
    if said.paid:
        yield from marks.unmarked(variant, market)
        yield from marks.at_night(variant, market)
    elif said.paid is None and not any(marks.has(variant, mark) for mark in market.advertisement):
        first = next((finding for found in judged for finding in found.selling), None)
        if first:
            yield first._replace(subject=variant.subject)
    if said.ai_generated:
        yield from marks.undeclared(variant, market)
