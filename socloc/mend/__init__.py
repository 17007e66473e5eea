"""Findings that a program can mend, mended in the files that people wrote; all else in them stays, byte by byte."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from socloc import opened
from socloc.bundle.write import write_file
from socloc.errors import SoclocError
from socloc.findings import Change, Finding, Fix
from socloc.mend import po_file, yaml_file
from socloc.mend.edit import Edit
from socloc.spots import in_po, in_yaml
from socloc.spots.mapping import Characters

__all__ = ["Mended", "as_diff", "mend", "write"]


class Kind(NamedTuple):
    """A kind of file: where the characters of its strings stand, and whether edits changed them and nothing else."""

    characters: Callable[[str, Fix], Characters | None]
    holds: Callable[[bytes, bytes, Mapping[Fix, str]], bool]


_PO: Final = Kind(in_po.characters, po_file.holds)
_YAML: Final = Kind(in_yaml.characters, yaml_file.holds)
_STANDARD_INPUT: Final = "-"


class Mended(NamedTuple):
    """A file with its bytes before and after, and how many findings are mended in it.

    `edits` are the changes from one to the other, in the order of the text, without a byte order mark.
    """

    path: Path
    before: bytes
    after: bytes
    findings: int
    edits: tuple[Edit, ...] = ()


def as_diff(mended: Mended) -> str:
    """What changes in a file, as a unified diff with three lines around each change."""
    before, after = (data.decode("utf-8-sig").splitlines() for data in (mended.before, mended.after))
    lines = unified_diff(before, after, str(mended.path), str(mended.path), lineterm="")
    return "".join(f"{line}\n" for line in lines)


def write(mended: Mended) -> None:
    """Put a mended file in its place, with its rights; a link stays one.

    Raises SoclocError where it cannot be written, or where somebody has changed it since it was read.
    """
    target = mended.path.resolve()
    try:
        rights = stat.S_IMODE(target.stat().st_mode)
        if target.read_bytes() != mended.before:
            raise SoclocError(f"{mended.path} has changed meanwhile", "Run it again; nothing was changed there.")
        write_file(mended.after, target)
        target.chmod(rights)
    except OSError as error:
        raise SoclocError(f"cannot write {mended.path}: {error.strerror}", "Check your rights.") from error


class _Wanted(NamedTuple):
    """A string with all that shall change in it, its edits in the file's text, and what it becomes."""

    fix: Fix
    edits: tuple[Edit, ...]
    value: str
    findings: int


def mend(findings: Iterable[Finding]) -> list[Mended]:
    """What the files of these findings become, without writing anything; a file in which nothing is mended is left out.

    A string that is written in a way that cannot be followed exactly, such as with an escape at the spot, stays as it
    is, and so does one that several places of a campaign share. What comes out has been read again: exactly the wanted
    strings are others. Raises SoclocError where a file cannot be read.
    """
    by_file: dict[str, dict[Fix, int]] = {}
    for finding in findings:
        if finding.fix:
            counted = by_file.setdefault(finding.fix.place.file, {})
            counted[finding.fix] = counted.get(finding.fix, 0) + 1
    mended = (_file(Path(name), fixes) for name, fixes in by_file.items() if name != _STANDARD_INPUT)
    return [one for one in mended if one]


def _file(path: Path, fixes: Mapping[Fix, int]) -> Mended | None:
    kind = _PO if path.suffix == ".po" else _YAML
    try:
        before = opened.read(path)
        text = before.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 any more"
        raise SoclocError(f"cannot mend {path}: {reason}", "Check the name and your rights.") from error
    mark = before[: len(before) - len(text.encode())]
    wanted = [one for fix, count in _by_string(fixes) if (one := _wanted(fix, count, kind.characters(text, fix)))]

    def made(chosen: Sequence[_Wanted]) -> bytes | None:
        after = mark + _edited(text, chosen).encode()
        return after if kind.holds(before, after, {one.fix: one.value for one in chosen}) else None

    sound = _sound(wanted, made)
    after = made(sound) if sound else None
    if not after:
        return None
    edits = tuple(sorted(edit for one in sound for edit in one.edits))
    return Mended(path, before, after, sum(one.findings for one in sound), edits)


def _sound(wanted: Sequence[_Wanted], made: Callable[[Sequence[_Wanted]], bytes | None]) -> list[_Wanted]:
    """Those that can be made there: all, or those of each half."""
    if not wanted or made(wanted):
        return list(wanted)
    middle = len(wanted) // 2
    return [*_sound(wanted[:middle], made), *_sound(wanted[middle:], made)] if middle else []


def _by_string(fixes: Mapping[Fix, int]) -> Iterable[tuple[Fix, int]]:
    """The fixes of each string as one; of changes that overlap the first."""
    found: dict[tuple[object, ...], tuple[Fix, int]] = {}
    for fix, count in fixes.items():
        key = (fix.place, fix.value)
        before, counted = found.get(key, (fix._replace(changes=()), 0))
        found[key] = before._replace(changes=before.changes + fix.changes), counted + count
    return [(fix._replace(changes=_apart(fix.changes)), count) for fix, count in found.values()]


def _apart(changes: Iterable[Change]) -> tuple[Change, ...]:
    kept: list[Change] = []
    for change in sorted(set(changes)):
        if not kept or change.start >= kept[-1].start + max(1, len(kept[-1].old)):
            kept.append(change)
    return tuple(kept)


def _wanted(fix: Fix, count: int, characters: Characters | None) -> _Wanted | None:
    """The edits of a string; those at spots that cannot be followed are left out."""
    if characters is None:
        return None
    edits: list[Edit] = []
    value, done = "", 0
    for start, old, new in fix.changes:
        spot = _spot(characters, start, len(old))
        if spot and fix.value[start : start + len(old)] == old:
            edits.append(Edit(*spot, new))
            value += fix.value[done:start] + new
            done = start + len(old)
    return _Wanted(fix, tuple(edits), value + fix.value[done:], count) if edits else None


def _spot(characters: Characters, start: int, length: int) -> tuple[int, int] | None:
    """Where a stretch of a string stands in the file, if it stands there as it is; an empty one is between two."""
    stretch = characters.stretch(start if length else start - 1, start + (length or 1))
    if not stretch or not all(one.is_plain for one in stretch):
        return None
    if any(one.end != two.start for one, two in pairwise(stretch)):
        return None  # a line ends between them
    if length:
        return stretch[0].start, stretch[-1].end
    at = stretch[0].end if start else stretch[0].start
    return at, at


def _edited(text: str, wanted: Iterable[_Wanted]) -> str:
    parts, done = [], 0
    for start, end, new in sorted(edit for one in wanted for edit in one.edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])
