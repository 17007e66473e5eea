"""Asks the rules of the house about everything that a campaign says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.checks.case import Case
from socloc.findings import Change, Check, Finding, Fix, Place, Subject
from socloc.house.rule import Clock, Hit, Rule, TooSlowError, hits, spread
from socloc.localize.protect import spans
from socloc.model import AUTHOR, TRANSLATOR, Text, Written
from socloc.variant import Variant

RULE_TOO_SLOW: Final = Check(
    "rule-too-slow",
    "error",
    """A pattern of the house takes too long, and the rest of the campaign was not looked at by that rule.

    Some patterns try every way to cut a text in pieces, such as (a+)+b; a rule has two seconds of computing for a
    campaign. Write it without a repetition inside of a repetition, make inner ones possessive (a++), or use `words`.
    """,
)
CHECKS: Final = (RULE_TOO_SLOW,)
_CODE: Final = ("`", "~~~", "{", "%", "(", "<")  # what begins a part of a text that readers do not read as words


class _Seen(NamedTuple):
    """A string of a variant: which text it is, and the string in a file that it is, if a person wrote it there."""

    where: str
    text: str
    place: Place
    written: Written | None = None


def run(case: Case, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Every hit of every rule, one finding for a string; each string once, wherever it is published."""
    clocks = list(spread(rules))
    slow: set[str] = set()
    told: set[tuple[str, Place, str, Subject]] = set()
    known: dict[tuple[str, bool, str], list[Hit]] = {}
    for variant in case.variants:
        form = variant.plan.format
        asked = [
            one for one in clocks if one[0].is_for(variant.plan.locale.tag, form.network, f"{form.network}/{form.id}")
        ]
        wanted = {where for rule, _ in asked for where in rule.where}
        for seen in _strings(case, variant, wanted) if asked else ():
            for rule, clock in asked:
                subject = variant.subject if rule.networks else Subject(locale=variant.plan.locale.tag)
                mark = (rule.check.id, seen.place, seen.text, subject)
                if seen.where not in rule.where or rule.check.id in slow or mark in told:
                    continue
                told.add(mark)
                try:
                    found = _found(rule, clock, seen, known)
                except TooSlowError:
                    slow.add(rule.check.id)
                    message = f"`{rule.check.id}` takes too long"
                    yield RULE_TOO_SLOW.at(rule.place, message, "Repeat nothing inside of a repetition.")
                    continue
                if found:
                    yield _finding(rule, seen, found, subject)


def _found(rule: Rule, clock: Clock, seen: _Seen, known: dict[tuple[str, bool, str], list[Hit]]) -> list[Hit]:
    is_whole = seen.where in ("links", "published")
    key = (rule.check.id, is_whole, seen.text)
    if key not in known:
        found = hits(rule, seen.text, clock)
        known[key] = found if is_whole else _outside(found, seen.text)
    return known[key]


def _outside(found: list[Hit], text: str) -> list[Hit]:
    """The hits that touch no address, placeholder or code."""
    if not found:
        return found
    away = [span for span in spans(text) if _is_no_word(text[slice(*span)])]
    kept, at = [], 0
    for hit in found:
        while at < len(away) and away[at][1] <= hit.start:
            at += 1
        if at == len(away) or away[at][0] >= hit.start + len(hit.old):
            kept.append(hit)
    return kept


def _is_no_word(part: str) -> bool:
    return part.startswith(_CODE) or "://" in part or "@" in part[1:]


def _strings(case: Case, variant: Variant, wanted: set[str]) -> Iterator[_Seen]:
    """What a variant says, as it was written, and where rules ask for it as it is published."""
    for key, text in variant.texts.items():
        yield _of(key, text)
    yield from (_of("hashtags", text) for text in variant.hashtags)
    if "mentions" in wanted:
        yield from (_Seen("mentions", name, variant.plan.post.place) for name in variant.tally.mentions)
    yield from (_Seen("labels", button.label, button.place) for button in variant.buttons)
    yield from (_Seen("labels", drawn.label, drawn.code.place) for drawn in variant.qr_codes if drawn.label)
    for shown in variant.media:
        yield _Seen("alt", shown.alt, (shown.media.alt or shown.media.file).place)
    if "links" in wanted:
        for link in variant.links:
            named = case.campaign.links.get(link.name)
            yield _Seen("links", link.url, named.urls.place if named else variant.plan.post.place)
    if "published" in wanted:
        yield from (_Seen("published", field.counted, field.place) for field in variant.fields)


def _of(where: str, text: Text) -> _Seen:
    is_theirs = text.maker in (AUTHOR, TRANSLATOR) and text.value == text.written.value
    return _Seen(where, text.value, text.place, text.written if is_theirs else None)


def _finding(rule: Rule, seen: _Seen, found: Sequence[Hit], subject: Subject) -> Finding:
    first = found[0]
    more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
    excerpt = " ".join(first.old.split())
    excerpt = f"{excerpt[:40]}…" if len(excerpt) > 40 else excerpt
    changes = tuple(Change(start, old, new) for start, old, new in found if new is not None) if seen.written else ()
    fix = Fix(seen.written.place, seen.written.path, seen.text, changes) if seen.written and changes else None
    instead = f"Write `{first.new}`." if first.new else "Take it out." if first.new == "" else ""
    place = seen.place
    if seen.written and seen.written.block:
        place = place._replace(line=place.line + 1 + seen.text.count("\n", 0, first.start), column=1)
    return rule.check.at(place, f"{rule.message}: `{excerpt}`{more}", rule.hint or instead, subject)._replace(fix=fix)
