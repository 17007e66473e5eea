"""Built-in files and tables of libraries as values from an earlier run: to read them takes longer than most checks.

A kept value is used only while its file and the modules that shape it are as they were. It may be thrown away.
"""

from __future__ import annotations

from _pickle import dumps, loads  # what pickle is made of; the module around it doubles the time to load it
from collections.abc import Callable, Iterable
from functools import cache as once
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from socloc import __version__, caches
from socloc.findings import Finding

NOTHING: Final = object()
Key = ParamSpec("Key")
Value = TypeVar("Value")
_tables: Path | None = None


def keep_tables_in(cache: Path | None) -> None:
    """Let this process keep what `table` functions say in a folder for caches; None keeps nothing."""
    global _tables  # noqa: PLW0603  # a table is asked for far below those who know the folder
    _tables = cache


def table(library: str) -> Callable[[Callable[Key, Value]], Callable[Key, Value]]:
    """Keep what a function says of a library's tables for later runs, which need not import the library then.

    The arguments are words and numbers. What is kept holds while the library and the function's module stay the same.
    """

    def kept(make: Callable[Key, Value]) -> Callable[Key, Value]:
        module = Path(make.__code__.co_filename)

        @wraps(make)
        def recalled(*given: Key.args, **named: Key.kwargs) -> Value:
            path = _module(library) if _tables else None
            if path is None:
                return make(*given, **named)
            name = "-".join(map(str, (make.__name__, *given, *named.values())))
            shaped_by = (module, path.parent)  # the folder is another one when the library is installed anew
            value: Value = recall(path, shaped_by, _tables, name)
            if value is NOTHING:
                value = make(*given, **named)
                keep(path, shaped_by, _tables, value, name)
            return value

        return recalled

    return kept


@once
def _module(library: str) -> Path | None:
    found = find_spec(library)
    return Path(found.origin) if found and found.origin else None


def built_in(
    path: Path, shaped_by: Iterable[Path], cache: Path | None, read: Callable[[], tuple[Value, list[Finding]]]
) -> tuple[Value, list[Finding]]:
    """What a built-in file holds: from an earlier run, or read now and kept where nothing is wrong in it."""
    kept = recall(path, shaped_by, cache)
    if kept is not NOTHING:
        value: Value = kept
        return value, []
    value, findings = read()
    if not findings:
        keep(path, shaped_by, cache, value)
    return value, findings


def recall(path: Path, shaped_by: Iterable[Path], cache: Path | None, name: str = "") -> Any:
    """What was kept of a file, by its own name or another; NOTHING where it was not, or changed, or without a cache."""
    if cache is None:
        return NOTHING
    kept = caches.read(_kept(path, shaped_by, cache, name))
    # The user's own file, and undamaged: as safe to load as compiled templates.
    return loads(kept) if kept is not None else NOTHING


def keep(path: Path, shaped_by: Iterable[Path], cache: Path | None, value: object, name: str = "") -> None:
    """Keep what a file holds for later runs; without a sound where that fails, or without a cache."""
    if cache is not None:
        caches.keep(_kept(path, shaped_by, cache, name), dumps(value, protocol=5))


def _kept(path: Path, shaped_by: Iterable[Path], cache: Path, name: str) -> Path:
    states = [one.stat() for one in (path, *shaped_by)]
    # Sizes as well: there are systems that give all files one time. The hash of numbers is the same in every process.
    state = hash(tuple((state.st_mtime_ns, state.st_size) for state in states)) & 0xFFFFFFFFFFFFFFFF
    return cache / f"{path.parent.name}-{__version__}" / f"{name or path.stem}-{state:016x}"
