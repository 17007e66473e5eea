"""Fills the store: brings it in step with the campaign, and asks the memory and machines for what is missing.

What a person wrote or confirmed is never touched, and every answer is stored as it arrives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from socloc.bundle.write import write_file
from socloc.errors import SoclocError
from socloc.findings import Check, Finding, Place, Subject
from socloc.localize.asks import Answer, Ask, Pair
from socloc.matrix.columns import own_id
from socloc.model import Campaign
from socloc.plan import plan
from socloc.planned import PlannedVariant
from socloc.store import Catalog, Entry, Unit, as_bytes, path_of, read, sync
from socloc.store.catalog import MATCH, header
from socloc.units import Item, units
from socloc.variant import Variant

NOT_IN_STEP = Check(
    "store-not-in-step",
    "error",
    """The translations are not in step with the campaign: a text is missing, or was made from earlier words.

    `socloc translate --frozen` answers so, and changes nothing; it is for CI. Run `socloc translate` without it, commit
    the PO files, and have the texts translated or looked at: write them, or name a machine with `--provider`.
    """,
)
NOT_TRANSLATED = Check(
    "text-not-translated",
    "error",
    """No machine has made a translation of a text that could be used.

    The finding says why: the service refused, or its answer was empty, was the original again, or had lost a link, a
    placeholder or a protected word. Nothing was stored for this text; run it again, choose another provider, or write
    the text in the PO file.
    """,
)
CHECKS: Final = (NOT_IN_STEP, NOT_TRANSLATED)
_PAUSE: Final = 1.0  # seconds between two writes of one file while answers arrive

Asking: TypeAlias = Callable[[Sequence[Ask], Pair], Iterable[Answer]]


class Job(NamedTuple):
    """One locale: its PO file as it is (None where there is none) and as it should be, and the units it is for.

    `on_disk` are the bytes that were last seen in the file, so that what others write meanwhile is noticed.
    """

    locale: str
    path: Path
    old: Catalog | None  # as it was last read or written
    new: Catalog
    units: tuple[Unit, ...]
    file: str  # the campaign's, without its folder
    on_disk: bytes = b""

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units that have no text."""
        return tuple(unit for unit in self.units if not self.new.entries[unit.path].text)

    @property
    def stale(self) -> tuple[Unit, ...]:
        """The units whose text was made from earlier words."""
        return tuple(unit for unit in self.units if self.new.entries[unit.path].state == "stale")

    @property
    def is_in_step(self) -> bool:
        """Whether the file would stay as it is."""
        return self.old is not None and as_bytes(self.old) == as_bytes(self.new)


def jobs(
    campaign: Campaign, path: Path, found: Sequence[Item], whole: bool, asked: Sequence[str] = ()
) -> tuple[list[Job], list[Finding]]:
    """What there is to do in every locale, and what is wrong with the files; a broken one is left alone.

    `whole` says that `found` is all there is of the campaign. Texts that OpenCC makes are only translated in the
    locales that are `asked` for by name.
    """
    made: list[Job] = []
    findings: list[Finding] = []
    for tag in campaign.locales:
        file = path_of(path, tag)
        wanted = units(campaign, found, tag, converted=tag in asked)
        if tag == campaign.source or (asked and tag not in asked) or not (wanted or file.is_file()):
            continue
        old, problems = read(file) if file.is_file() else (None, [])
        findings += problems
        if not problems:
            new = sync(old or _empty(campaign, tag), wanted, path.name, whole)
            made.append(Job(tag, file, old, new, tuple(wanted), path.name, file.read_bytes() if old else b""))
    return made, findings


def unmade(
    campaign: Campaign, variants: Iterable[Variant], networks: Sequence[str] = (), locales: Sequence[str] = ()
) -> int:
    """How many planned variants could not be made, such as by a mistake in a translation; they have texts all the same.

    `networks` and `locales` keep only some, as in a plan.
    """
    made = {_key(variant.plan) for variant in variants}
    return sum(_key(one) not in made for one in plan(campaign, networks, locales))


def _key(planned: PlannedVariant) -> tuple[str, str, str]:
    return planned.post.id, planned.locale.tag, str(planned.format)


def _empty(campaign: Campaign, tag: str) -> Catalog:
    name = campaign.locales[tag].name
    return Catalog(
        {},
        header=header(own_id(campaign), campaign.source, tag),
        comment=f"{name}: the words of {own_id(campaign)}, made by `socloc translate`.",
    )


def not_in_step(job: Job) -> Iterator[Finding]:
    """A finding for each text that is missing or stale, or one for a file that is otherwise behind."""
    shown = str(job.path)
    subject = Subject(locale=job.locale)
    for unit in (*job.missing, *job.stale):
        entry = job.new.entries[unit.path]
        what = "is stale: its source has changed" if entry.text else "has no translation"
        place = entry.place if entry.text else unit.place
        hint = f"Run `socloc translate`, and write it in {shown}."
        yield NOT_IN_STEP.at(place, f"`{unit.path}` {what}", hint, subject)
    if not (job.missing or job.stale or job.is_in_step):
        message = f"{shown} is not in step with the campaign"
        yield NOT_IN_STEP.at(Place(shown), message, "Run `socloc translate`, and commit it.", subject)


def fill(job: Job, source: str, wanted: Sequence[Unit], ask: Asking, tell: Callable[[Answer], None]) -> Job:
    """Ask for texts and store each answer as it arrives; what is stored is right, or missing.

    `tell` hears of every answer. Whatever stops it, what has arrived is on disk.
    """
    by_path = {unit.path: unit for unit in wanted}
    answers: dict[str, Answer] = {}
    written = time.monotonic()
    try:
        for answer in ask(asks(wanted), Pair(source, job.locale)):
            if answer.unit in by_path and answer.text:
                answers[answer.unit] = answer
            tell(answer)
            if answers and time.monotonic() - written > _PAUSE:
                job, answers, written = _stored(job, answers), {}, time.monotonic()
    finally:
        job = _stored(job, answers)
    return job


def _stored(job: Job, answers: Mapping[str, Answer]) -> Job:
    """The job with answers, on disk; what somebody else wrote into the file meanwhile comes first."""
    new = _latest(job)
    entries = dict(new.entries)
    for path, answer in answers.items():
        entry, before = entries[path], job.new.entries[path]
        if not entry.text or (entry.text == before.text and entry.is_untouched):
            entries[path] = entry.with_text(answer.text, answer.maker)
    return save(job._replace(new=new._replace(entries=entries)))


def _latest(job: Job) -> Catalog:
    """What the file should be, with all that somebody else has written into it since it was read."""
    if not job.path.is_file() or job.path.read_bytes() == job.on_disk:
        return job.new
    theirs, problems = read(job.path)
    if theirs is None:
        raise SoclocError(f"{job.path} was changed meanwhile and cannot be read: {problems[0].message}", "Mend it.")
    before = job.old.entries if job.old else {}
    in_step = sync(theirs, job.units, job.file, whole=False)
    changed = {
        path: in_step.entries[path]
        for path, entry in theirs.entries.items()
        if path not in before or _words(entry) != _words(before[path])
    }
    known = {(one.path, one.source, one.text) for one in job.new.obsolete}
    gone = [one for one in in_step.obsolete if (one.path, one.source, one.text) not in known]
    return theirs._replace(entries={**job.new.entries, **changed}, obsolete=(*job.new.obsolete, *gone))


def _words(entry: Entry) -> tuple[object, ...]:
    """What people and machines write of an entry; the rest is brought in step at every run."""
    return entry.source, entry.text, entry.fuzzy, entry.previous, entry.comment, entry.made


def save(job: Job) -> Job:
    """Write the PO file, whole or not at all; a file that stays the same is not touched.

    Words that somebody else wrote into it since it was read come first. Raises SoclocError where it cannot be written.
    """
    new = _latest(job)
    data = as_bytes(new)
    if not (job.path.is_file() and job.path.read_bytes() == data):
        write_file(data, job.path)
    return job._replace(old=new, new=new, on_disk=data)


def with_notes(job: Job, of: Callable[[Unit], Sequence[str]]) -> Job:
    """The job with further notes for the translators of what is missing, such as what the memory has."""
    entries = dict(job.new.entries)
    for unit in job.missing:
        entry = entries[unit.path]
        others = [note for note in entry.notes if not note.startswith(MATCH)]
        entries[unit.path] = entry._replace(notes=(*others, *of(unit)))
    return job._replace(new=job.new._replace(entries=entries))


def converted(found: Sequence[Item]) -> Asking:
    """Answers with what OpenCC makes of another Chinese locale, so that it can be confirmed in the file."""

    def ask(wanted: Sequence[Ask], pair: Pair) -> Iterator[Answer]:
        known = {item.path: item.text for item in found if item.locale == pair.target}
        for one in wanted:
            text = known.get(one.unit)
            if text and text.state == "converted":
                yield Answer(one.unit, text.value, text.made)

    return ask


def asks(wanted: Iterable[Unit]) -> list[Ask]:
    """What is asked for units."""
    return [Ask(unit.path, unit.source, unit.note, unit.most) for unit in wanted]


def untouched(job: Job) -> list[Unit]:
    """The stale units whose text a machine made and no person has changed: they may be made again."""
    return [unit for unit in job.stale if job.new.entries[unit.path].is_untouched]
