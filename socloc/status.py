"""How far the translations of a campaign are, in every locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from socloc.findings import Check, Finding, Place, Severity, Subject
from socloc.units import Item

STALE = Check(
    "translation-stale",
    "error",
    """A translation was made from words that the campaign does not have any more.

    What it says may be wrong by now: a price, a date, a name. The PO file keeps the earlier source (`#|`) once
    `socloc translate` has run. Change the translation, or confirm that it still holds by taking away its `fuzzy`.
    """,
)
NOT_REVIEWED = Check(
    "not-reviewed",
    "warning",
    """Nobody has looked at a text that a machine made, or its translator has not finished it.

    Read it in the PO file of its locale, mend it, and take away its `fuzzy` (in Poedit and Weblate: “needs work”).
    With `socloc check --require reviewed` it is an error, and so are texts that OpenCC converted or for which the
    source's words stand in: `socloc translate --locale zh-TW --provider opencc` puts converted ones into the file,
    where they can be confirmed.
    """,
)
CHECKS: Final = (STALE, NOT_REVIEWED)
STATES: Final = ("written", "reviewed", "converted", "draft", "machine", "stale", "missing")
UNFINISHED: Final = ("draft", "machine", "stale", "missing")


class Row(NamedTuple):
    """One locale: how many of its texts are in which state, and how many of all break a limit."""

    locale: str
    states: Mapping[str, int]
    over: int

    @property
    def texts(self) -> int:
        """How many texts it has."""
        return sum(self.states.values())


def rows(items: Iterable[Item], findings: Sequence[Finding]) -> list[Row]:
    """A row for every locale, in the order of the campaign. `findings` are those of the check of the same variants."""
    too_long = over_limit(findings)
    states: dict[str, Counter[str]] = {}
    over: Counter[str] = Counter()
    for item in items:
        states.setdefault(item.locale, Counter())[item.state] += 1
        over[item.locale] += is_over(item, too_long)
    return [Row(tag, {state: counted[state] for state in STATES}, over[tag]) for tag, counted in states.items()]


def unfinished(items: Iterable[Item], required: bool = False) -> Iterator[Finding]:
    """A finding for every text that is stale or that nobody has reviewed.

    With `required` these are errors, and so are texts that were converted or that only stand in for missing ones.
    """
    for item in items:
        text, subject = item.text, Subject(locale=item.locale, post=item.text.post)
        if text.state == "stale":
            message = f"`{item.path}` was translated from words that have changed since"
            yield STALE.at(text.place, message, "Look at it again, and take away its `fuzzy`.", subject)
        elif text.state in ("machine", "draft"):
            if text.state == "machine":
                message = f"`{item.path}` was made by {text.made}, and nobody has reviewed it"
            else:
                message = f"`{item.path}` is a draft: nobody has confirmed it"
            severity: Severity | None = "error" if required else None
            yield NOT_REVIEWED.at(text.place, message, "Look at it, and take away its `fuzzy`.", subject, severity)
        elif required and text.state in ("converted", "fallback"):
            message = f"`{item.path}` in {item.locale} is {text.made}, and nobody has reviewed it"
            by = " --provider opencc" if text.state == "converted" else ""
            hint = f"Write it, or run `socloc translate --locale {item.locale}{by}` and confirm it there."
            yield NOT_REVIEWED.at(text.place, message, hint, subject, "error")


def over_limit(findings: Iterable[Finding]) -> frozenset[tuple[str, Place]]:
    """Where a text is too long, and in which locale."""
    return frozenset(
        (finding.subject.locale, finding.place) for finding in findings if finding.check == "text-too-long"
    )


def is_over(item: Item, too_long: frozenset[tuple[str, Place]]) -> bool:
    """Whether a text breaks a limit; one that only stands in for a missing one does not."""
    return item.state != "missing" and (item.locale, item.text.place) in too_long
