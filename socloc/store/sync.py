"""Brings a catalog in step with the campaign: what is new, changed, renamed or gone. No text is ever thrown away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.store.catalog import AGAIN, LIMIT, MATCH, NOTE, SHOWN, Catalog, Entry, Unit

# What a comment of a file cannot hold, so that it would look changed at every run.
_NOT_IN_COMMENTS: Final = "[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"


def sync(old: Catalog, units: Sequence[Unit], file: str, whole: bool) -> Catalog:
    """The catalog with an entry for every unit; `file` is the campaign's name in references.

    A text whose source, note or limit has changed becomes fuzzy and keeps the source it was made from. A unit that has
    no entry with words gets the one of the same source that no unit has any more: it was renamed. Only with `whole`,
    where the units are all there are, entries without a unit become obsolete.
    """
    wanted = {unit.path for unit in units}
    left = {path: entry for path, entry in old.entries.items() if path not in wanted}
    spare = _Spare([*(left.values() if whole else ()), *old.obsolete])
    entries: dict[str, Entry] = {}
    for unit in units:
        found = old.entries.get(unit.path)
        if not (found and found.text):
            found = spare.take(unit) or found
        entries[unit.path] = _in_step(found, unit, file) if found else _new(unit, file)
    if not whole:
        return old._replace(entries={**left, **entries}, obsolete=tuple(spare.rest))
    gone = tuple(entry._replace(obsolete=True) for entry in spare.rest if entry.text)
    return old._replace(entries=entries, obsolete=gone)


class _Spare:
    """Entries that no unit has, from which renamed and returning units are served."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_path = {entry.path: entry for entry in entries}
        self._by_source: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.text:
                self._by_source.setdefault(entry.source, []).append(entry)
        self._entries = {id(entry): entry for entry in entries}

    @property
    def rest(self) -> list[Entry]:
        """What nobody has taken."""
        return list(self._entries.values())

    def take(self, unit: Unit) -> Entry | None:
        """The entry that was at this path, else the one of the same source, best with the same kind of text."""
        found = self._by_path.get(unit.path)
        if found is None:
            same = [entry for entry in self._by_source.get(unit.source, ()) if id(entry) in self._entries]
            kind = unit.path.rpartition(".")[2]
            found = min(same, key=lambda entry: entry.path.rpartition(".")[2] != kind, default=None)
        return self._entries.pop(id(found), None)


def _new(unit: Unit, file: str) -> Entry:
    return Entry(unit.path, unit.source, notes=tuple(_notes(unit)), references=_references(unit, file))


def _in_step(entry: Entry, unit: Unit, file: str) -> Entry:
    fresh = _new(unit, file)
    changed = _changed(entry.notes, fresh.notes) if entry.text else ()
    still = tuple(note for note in entry.notes if note.startswith(AGAIN)) if entry.fuzzy else ()
    still += tuple(note for note in entry.notes if note.startswith(MATCH)) if not entry.text else ()
    kept = entry._replace(
        path=unit.path,
        source=unit.source,
        notes=(*fresh.notes, *dict.fromkeys((*still, *changed))),
        references=fresh.references,
        obsolete=False,
        fuzzy=entry.fuzzy or bool(changed),
        previous=entry.previous if entry.fuzzy else "",
    )
    if entry.source == unit.source or not entry.text:
        return kept
    # The oldest source stays: it is the one that the text was made from.
    previous = (entry.fuzzy and entry.previous) or entry.source
    return kept._replace(fuzzy=True, previous="" if previous == unit.source else previous)


def _notes(unit: Unit) -> Iterator[str]:
    if unit.note.strip():
        yield f"{NOTE}{' '.join(re.sub(_NOT_IN_COMMENTS, ' ', unit.note).split())}"
    if unit.rooms:
        yield f"{SHOWN}{', '.join(dict.fromkeys(str(room) for room in unit.rooms))}"
    if unit.most is not None:
        yield f"{LIMIT}{unit.most} characters"


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """What a translator has to know of notes and limits that are not the same any more."""
    before, after = _by_kind(old), _by_kind(new)
    return tuple(
        f"{AGAIN}{kind.strip(': ').lower()} was {before.get(kind) or 'none'}"
        for kind in (NOTE, LIMIT)
        if before.get(kind) != after.get(kind)
    )


def _by_kind(notes: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for note in notes:
        for kind in (NOTE, LIMIT):
            if note.startswith(kind):
                found[kind] = note[len(kind) :]
    return found


def _references(unit: Unit, file: str) -> tuple[tuple[str, str], ...]:
    return ((unit.file or file, str(unit.place.line)),)
