"""What a verdict rests on: a path, its state, and what it holds."""

from __future__ import annotations

import os
import stat
import time

from socloc.digests import SIZE, digest

State = tuple[int, ...]
Entry = tuple[str, str, str]  # a name, what it is, and where it leads if it is a link
# Path, state where it can be trusted, and the digest of the content: None where nothing is there.
Watched = tuple[str, State | None, bytes | None]
MAX_BYTES = 16 * 1024 * 1024  # of a larger file the state alone is looked at
UNSTABLE = b""  # instead of a digest where there is none
THERE = b"+"  # instead of one where nothing else was asked
FILE, FOLDER, NOTHING = "", "/", "?"  # behind the name of what stands in a folder
LISTED, CAMPAIGNS = b"l", b"c"  # before the digest of a folder, and of one with campaigns in it
# A file that is written twice within the time that its clock cannot tell apart has one state and two contents.
_WINDOW = 100_000_000  # nanoseconds
_COARSE_WINDOW = 2_000_000_000  # where the clock counts seconds, or two of them as FAT does


def state(path: str) -> State | None:
    """When a file or folder was changed, what it is, and its size; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, stat.S_IFMT(found.st_mode)


def is_folder(known: State) -> bool:
    """Whether the state is that of a folder."""
    return known[-1] == stat.S_IFDIR


def digest_of(path: str) -> bytes:
    """The digest of a file's bytes; UNSTABLE where it is none, or one of many bytes."""
    try:
        found = os.stat(path)
        if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES:
            with open(path, "rb") as opened:
                return digest(opened.read())
    except OSError:
        pass
    return UNSTABLE


def listed(path: str, ignored: tuple[str, ...], has_campaigns: bool) -> bytes:
    """A digest of the names in a folder, and of what they are; UNSTABLE where it is none.

    Names that are `ignored` (whole paths) do not count, nor do those of files that are being written, nor other
    campaigns in the folder of one.
    """
    asked = (path, state(path), ignored, has_campaigns)
    if asked in _digests:
        return _digests[asked]
    try:
        found, is_lasting = entries(path)
    except OSError:
        return UNSTABLE
    made = _digest_of(found, path, ignored, has_campaigns)
    if is_lasting:
        _digests[asked] = made
    return made


def entries(path: str) -> tuple[tuple[Entry, ...], bool]:
    """What stands in a folder, and whether that is known as long as the folder's state stays. Raises OSError.

    It is remembered then, since thousands of campaigns may stand in one folder, and each of them looks into it. Where
    links are in it, it is not: their targets come and go.
    """
    before = state(path)
    if before is not None and (path, before) in _entries:
        return _entries[path, before], True
    found = tuple((entry.name, kind(entry), _target(entry)) for entry in os.scandir(path))
    if before is None or not is_settled(before) or any(target for *_, target in found) or state(path) != before:
        return found, False
    if len(_entries) >= _MOST:
        _entries.clear()
        _digests.clear()
    _entries[path, before] = found
    return found, True


_MOST = 64  # folders that are remembered
_digests: dict[tuple[str, State | None, tuple[str, ...], bool], bytes] = {}
_entries: dict[tuple[str, State], tuple[Entry, ...]] = {}


def _digest_of(found: tuple[Entry, ...], path: str, ignored: tuple[str, ...], has_campaigns: bool) -> bytes:
    kinds = {name: is_a + target for name, is_a, target in found}
    names = [name for name in kinds if not (name[:1] == "." and name.endswith(".new"))]
    if has_campaigns:
        names = [name for name in names if not name.endswith((".yaml", ".yml"))]
    if ignored:
        names = [name for name in names if os.path.join(path, name) not in ignored]
    mark = CAMPAIGNS if has_campaigns else LISTED
    whole = "\0".join(sorted(name + kinds[name] for name in names))
    return mark + digest(whole.encode("utf-8", "surrogateescape"))


def kind(entry: os.DirEntry[str]) -> str:
    """Whether it is a FOLDER, a FILE, or NOTHING: a link whose target may come, or that goes in a circle."""
    try:
        return FOLDER if entry.is_dir() else FILE if entry.is_file() else NOTHING
    except OSError:
        return NOTHING


def _target(entry: os.DirEntry[str]) -> str:
    """Where a link leads: what lies outside of a campaign's folder is refused."""
    return os.readlink(entry.path) if entry.is_symlink() else ""


def as_it_was(watched: list[Watched], ignored: tuple[str, ...]) -> list[Watched] | None:
    """The same with states that can be trusted from now on; None where something is another now."""
    fresh: list[Watched] = []
    for one in watched:
        path, known, content = one
        now = state(path)
        if (now is None) != (content is None):
            return None
        if now is None or now == known or content == THERE:
            fresh.append(one)
        elif content == UNSTABLE or _now(path, content, ignored) != content:
            return None
        else:
            fresh.append((path, now if is_settled(now) else None, content))
    return fresh


def _now(path: str, content: bytes | None, ignored: tuple[str, ...]) -> bytes:
    """What stands there now, in the form in which it is known."""
    mark = content[:1] if content and len(content) > SIZE else b""
    return listed(path, ignored, mark == CAMPAIGNS) if mark else digest_of(path)


def written(path: str) -> list[Watched]:
    """What a run has written, by its state: a file, or a folder with all that is in it."""
    found = state(path)
    if found is None or not is_folder(found):
        return [(path, found, UNSTABLE if found else None)]
    inside = [one for entry in os.scandir(path) for one in written(entry.path)]
    return [(path, found, UNSTABLE), *inside]


def can_be_watched(known: State, now: int) -> bool:
    """Whether it is a file or folder that was there, as it is, before a run began at `now`, in nanoseconds."""
    return known[-1] in (stat.S_IFREG, stat.S_IFDIR) and is_settled(known, now)


def is_settled(known: State, now: int = 0) -> bool:
    """Whether a later change would show in the state: its clock has ticked since. `now` is in nanoseconds."""
    changed = max(known[:2])
    window = _WINDOW if changed % 1_000_000_000 else _COARSE_WINDOW
    return changed + window < (now or time.time_ns())
