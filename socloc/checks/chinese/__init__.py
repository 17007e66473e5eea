"""How Chinese is written: one file per rule. Only what people wrote in a locale is looked at, nothing converted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from socloc.checks.case import Case
from socloc.checks.chinese import dash, ellipsis, halfwidth, numbers, quotes, script, spacing, titles, words
from socloc.checks.chinese.text import ChineseText, Slip, excerpt, texts
from socloc.findings import Check, Finding, Fix, Place, Severity, Subject


class Rule(NamedTuple):
    """One rule of writing: its page in the manual, what breaks it, and whether hashtags keep it, too.

    Without one of the `signs` a text cannot break it; most have none, and its patterns need not even be compiled.
    """

    check: Check
    find: Callable[[ChineseText], Iterator[Slip]]
    on_tags: bool = False
    signs: tuple[str, ...] = ("",)


RULES: Final = (
    Rule(script.CHECK, script.find, on_tags=True),
    Rule(words.CHECK, words.find, on_tags=True),
    Rule(halfwidth.CHECK, halfwidth.find, signs=halfwidth.SIGNS),
    Rule(spacing.CHECK, spacing.find),
    Rule(titles.CHECK, titles.find, signs=titles.SIGNS),
    Rule(ellipsis.CHECK, ellipsis.find, signs=ellipsis.SIGNS),
    Rule(dash.CHECK, dash.find, signs=dash.SIGNS),
    Rule(numbers.CHECK, numbers.find),
    Rule(quotes.CHECK, quotes.find, signs=quotes.SIGNS),
)
CHECKS: Final = tuple(rule.check for rule in RULES)


def run(case: Case) -> Iterator[Finding]:
    """Look at every text that people wrote in a Chinese locale by every rule."""
    for text in texts(case):
        for rule in RULES:
            if (rule.on_tags or not text.is_tag) and any(sign in text.sentences for sign in rule.signs):
                slips = list(rule.find(text))
                if slips:
                    yield from _findings(rule.check, text, slips)


def _findings(check: Check, text: ChineseText, slips: Sequence[Slip]) -> Iterator[Finding]:
    """One finding for what can be mended and one for what cannot, named after its first and as bad as its worst."""
    for can_be_mended in (True, False):
        found = [slip for slip in slips if (slip.new is not None) == can_be_mended]
        if not found:
            continue
        first = found[0]
        before = excerpt(text.value, first.start)
        more = f", and {len(found) - 1} more of the kind" if len(found) > 1 else ""
        message = f"{first.message}{f', after “{before}”' if before else ''}{more}"
        severities: list[Severity] = [slip.severity or check.severity for slip in found]
        severity: Severity = "warning" if "warning" in severities else "note"
        fix = _fix(text, found) if can_be_mended else None
        hint = "`socloc check --fix` mends it." if fix else f"Write `{first.new}`." if first.new else ""
        place, subject = _place(text, first.start), Subject(locale=text.locale.tag)
        yield check.at(place, message, hint, subject, severity)._replace(fix=fix)


def _fix(text: ChineseText, slips: Sequence[Slip]) -> Fix | None:
    """The changes that mend all of them; none for what a machine made, as a person has to look at that."""
    changes = tuple(slip.change for slip in slips if slip.change)
    return Fix(text.written.place, text.written.path, text.value, changes) if text.is_ours else None


def _place(text: ChineseText, at: int) -> Place:
    """The line of a block, else where the string begins."""
    place = text.written.place
    if not text.written.block:
        return place
    return place._replace(line=place.line + 1 + text.value.count("\n", 0, at), column=1)
