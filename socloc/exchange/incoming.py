"""What comes back: every row is looked at again before it is stored, and what a person confirmed stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.counting import way
from socloc.exchange.rows import Received
from socloc.findings import Check, Finding, Subject
from socloc.quantities.written import changed
from socloc.shapes import suggest
from socloc.store import Entry, Unit
from socloc.translate import Job
from socloc.translated import lost_tokens

UNIT_UNKNOWN = Check(
    "unit-unknown",
    "error",
    """A row of an imported file is for a text that the campaign does not have, or stands there twice.

    Its translation is not stored. Mostly the post was renamed or removed after the export, or the `id` was changed:
    the finding names the nearest one. Where the campaign says the text itself in this locale, it is a note: the
    author's words come first. Export the file again, or put the right id in.
    """,
)
SOURCE_CHANGED = Check(
    "source-changed",
    "warning",
    """A row was translated from other words than those that the campaign has now.

    It is stored as stale, with the source it was made from, so that nothing is lost and nothing wrong is published.
    Look at it in the PO file, change what has to be changed, and take away its `fuzzy`.
    """,
)
ROW_REFUSED = Check(
    "row-refused",
    "error",
    """A translation that came back cannot be used.

    It has lost or added a link, a tag, a placeholder or code, it is longer than a network takes, or its cell holds a
    formula: the finding says which. A tag may be another one in another language, and a placeholder that has words of
    its own may have others. Nothing of this row is stored. Change it in the file and import it again; all others are
    in.
    """,
)
REVIEWED_KEPT = Check(
    "reviewed-kept",
    "warning",
    """A row differs from a translation that a person has confirmed, and that one was kept.

    Use --overwrite to take the imported one, or change the PO file by hand.
    """,
)
# Control characters, what turns the direction of a text, halves of surrogate pairs and noncharacters.
_UNSEEN: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
CHECKS: Final = (UNIT_UNKNOWN, SOURCE_CHANGED, ROW_REFUSED, REVIEWED_KEPT)


class Wishes(NamedTuple):
    """What the user chose: whether confirmed texts may be replaced, and whether all rows count as confirmed."""

    overwrite: bool = False
    reviewed: bool = False


class Taken(NamedTuple):
    """What became of the rows: the job with what was taken, how many were what, and what is wrong."""

    job: Job
    counts: Counter[str]
    findings: list[Finding]


def take(job: Job, received: Sequence[Received], wishes: Wishes, written: frozenset[str] = frozenset()) -> Taken:
    """Put rows into the catalog of a locale; `written` are the units that the campaign says itself in it."""
    entries = dict(job.new.entries)
    counts: Counter[str] = Counter()
    findings: list[Finding] = []
    seen: dict[str, Received] = {}
    for row, unit in _by_unit(job, received, written, findings):
        if row.problem:
            counts["refused"] += 1
            finding = ROW_REFUSED.at(row.place, f"`{unit.path}`: {row.problem}", "Write the text itself into it.")
            findings.append(_of_locale(finding, job))
            continue
        if not row.target.strip():
            counts["empty"] += 1
            continue
        if unit.path in seen:
            first = seen[unit.path].place.line
            message = f"`{unit.path}` is here twice; the first is at line {first}"
            findings.append(UNIT_UNKNOWN.at(row.place, message, "Remove one of them.", Subject(locale=job.locale)))
            continue
        seen[unit.path] = row
        problems = [_of_locale(finding, job) for finding in _problems(row, unit)]
        findings += problems
        if any(finding.severity == "error" for finding in problems):
            counts["refused"] += 1
            continue
        before = entries[unit.path]
        fresh = _entry(before, row, unit, wishes)
        if _is_kept(before, fresh, wishes):
            counts["kept"] += 1
            message = f"`{unit.path}` was confirmed as it is, and the row says something else"
            finding = REVIEWED_KEPT.at(row.place, message, "Use --overwrite to take the row.")
            findings.append(_of_locale(finding, job))
            continue
        counts["unchanged" if fresh == before else "taken"] += 1
        entries[unit.path] = fresh
    return Taken(job._replace(new=job.new._replace(entries=entries)), counts, findings)


def _by_unit(
    job: Job, received: Sequence[Received], written: frozenset[str], findings: list[Finding]
) -> Iterator[tuple[Received, Unit]]:
    """Every row with its unit; one without an id serves all texts of its source."""
    known = {unit.path: unit for unit in job.units}
    same: dict[str, list[Unit]] = {}
    for unit in job.units:
        same.setdefault(unit.source, []).append(unit)
    for row in received:
        if row.unit in known:
            yield row, known[row.unit]
        elif not row.unit:
            yield from ((row, unit) for unit in same.get(row.source, ()))
        elif row.unit in written:
            message = f"the campaign says `{row.unit}` in {job.locale} itself"
            hint = "Take it out there, if translators are to write it."
            findings.append(UNIT_UNKNOWN.at(row.place, message, hint, Subject(locale=job.locale), "note"))
        else:
            message = f"the campaign has no text `{row.unit[:80]}`{suggest(row.unit[:80], tuple(known))}"
            findings.append(UNIT_UNKNOWN.at(row.place, message, "Export it again.", Subject(locale=job.locale)))


def _problems(row: Received, unit: Unit) -> Iterator[Finding]:
    if row.source != unit.source:
        message = f"`{unit.path}` was translated from words that have changed since"
        yield SOURCE_CHANGED.at(row.place, message, "It is stored as stale; look at it there.")
    source = row.source or unit.source
    for token in lost_tokens(source, row.target, inline=False):
        yield ROW_REFUSED.at(row.place, f"`{unit.path}`: {_shown(token)} is lost", "Put it back as in the source.")
    for token in lost_tokens(row.target, source, inline=False):
        more = ", or another one of its kind" if token.startswith("the ") else ""
        yield ROW_REFUSED.at(row.place, f"`{unit.path}`: {_shown(token)} was added{more}", "Take it out.")
    for value in changed(source, row.target):
        yield ROW_REFUSED.at(row.place, f"`{unit.path}`: `{value}` has another value", "Only its words may change.")
    for character in sorted({*re.findall(_UNSEEN, row.target)} - {*source}):
        message = f"`{unit.path}`: the invisible character U+{ord(character):04X} was added"
        yield ROW_REFUSED.at(row.place, message, "Take it out.")
    for room in unit.rooms:
        length = way(room.way).length(row.target)
        if room.limit is not None and length > room.limit:
            message = f"`{unit.path}` has {length:,} {way(room.way).UNIT}; {room} takes {room.limit:,}"
            yield ROW_REFUSED.at(row.place, message, f"Shorten it by {length - room.limit:,}.")
            return


def _shown(token: str) -> str:
    return token if token.startswith("the ") else f"`{token}`"


def _of_locale(finding: Finding, job: Job) -> Finding:
    return finding._replace(subject=Subject(locale=job.locale))


def _entry(before: Entry, row: Received, unit: Unit, wishes: Wishes) -> Entry:
    is_stale = row.source != unit.source
    fresh = before._replace(
        text=row.target,
        fuzzy=is_stale or not (row.is_reviewed or wishes.reviewed),
        previous=row.source if is_stale else "",
    )
    if before.text == row.target and fresh.fuzzy and not is_stale:
        return before  # nothing was done to it: it is as far as it was
    return fresh


def _is_kept(before: Entry, fresh: Entry, wishes: Wishes) -> bool:
    is_confirmed = bool(before.text) and not before.fuzzy
    return is_confirmed and before.text != fresh.text and not wishes.overwrite
