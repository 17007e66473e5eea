"""One statement of a glossary file on its way to a term: what every format can say, and what none may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from socloc.findings import Check, Finding, Place, near
from socloc.locales import canonical
from socloc.model import Term, TermStatus
from socloc.shapes import suggest

GLOSSARY_BROKEN = Check(
    "glossary-broken",
    "error",
    """A glossary has a line that cannot be read, or that says the opposite of another one.

    The line is not used, so the words in it would be neither offered nor checked; that is why it is an error. The first
    line of a CSV names its columns: `term`, then `translation` with `locale` or one column for each locale such as
    `zh-CN`, and as you need them `status` (preferred, admitted, forbidden, do-not-translate), `note`,
    `case-sensitive` and `source-locale`. Mend the line; `socloc glossary FILE` reads the file alone.
    """,
)
CHECKS: Final = (GLOSSARY_BROKEN,)
STATUSES: Final[tuple[TermStatus, ...]] = ("preferred", "admitted", "forbidden", "do-not-translate")


class RowError(ValueError):
    """Why a statement cannot be used, and the way out."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Locales(NamedTuple):
    """Which locales are meant where a file does not say so: of the terms, and of their translations ("" is none)."""

    source: str
    target: str = ""


def status_of(word: str) -> TermStatus:
    """The status that a word of a file means; none is `preferred`. Raises RowError for others."""
    name = word.strip().lower().replace("_", "-").replace(" ", "-") or STATUSES[0]
    for status in STATUSES:
        if status == name:
            return status
    reason = f"there is no status `{word[:40]}`{suggest(name, STATUSES)}"
    raise RowError(reason, f"It is one of {', '.join(STATUSES)}.")


def checked(term: Term) -> Term:
    """The term, with its locales in their usual case. Raises RowError where it makes no sense."""
    term = term._replace(source_locale=canonical(term.source_locale), locale=canonical(term.locale))
    if term.status == "do-not-translate":
        if term.text not in ("", term.source):
            reason = f"`{term.source[:40]}` is not to be translated, and has the translation `{term.text[:40]}`"
            raise RowError(reason, "Take one of them out.")
        term = term._replace(text=term.source)
    if not term.text:
        raise RowError("there is no translation", "Write one, or the status do-not-translate.")
    if not term.source and term.status != "forbidden":
        raise RowError("there is no term", "Only forbidden words can do without.")
    if not term.locale and term.status != "do-not-translate":
        raise RowError("nobody says which locale the translation is in", "Add a column `locale`.")
    return term


def contradictions(terms: Iterable[Term]) -> Iterator[Finding]:
    """A finding for every term that is both used and forbidden for the same word in the same locale."""
    seen: dict[tuple[str, ...], Term] = {}
    for term in terms:
        key = (term.source, term.source_locale, term.locale, term.text)
        first = seen.setdefault(key, term)
        if (first.status == "forbidden") != (term.status == "forbidden"):
            message = f"`{term.text[:40]}` is {term.status} here, and {first.status} in {near(first.place)}"
            yield broken(term.place, message, "Decide for one of them.")


def broken(place: Place, reason: str, hint: str) -> Finding:
    """A line that is not used."""
    return GLOSSARY_BROKEN.at(place, reason, hint)
