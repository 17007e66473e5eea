"""Conversions remembered from earlier runs, because OpenCC takes longer to load than a whole check.

What is remembered is exactly what OpenCC answered: the key is the whole text with the configurations, and the file is
another one for every installation of OpenCC. It may be thrown away at any time.
"""

from __future__ import annotations

import marshal
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from socloc import caches

MAX_TEXTS: Final = 20_000


class Memory:
    """Texts and what became of them, for this process and, in a folder for caches, for the next ones."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._grown = False
        self._read: set[Path] = set()

    def get(self, key: str) -> str | None:
        """What was put there, or None."""
        return self._texts.get(key)

    def put(self, key: str, text: str) -> None:
        """Remember a text under a key that says everything it depends on."""
        if len(self._texts) >= MAX_TEXTS:
            self._texts.clear()
        self._texts[key] = text
        self._grown = True

    def recall(self, folder: Path | None) -> None:
        """Read what earlier runs have left in a folder, once; nothing where it cannot be read."""
        path = _path(folder)
        if path is None or path in self._read:
            return
        self._read.add(path)
        kept = caches.read(path)
        if kept is not None:
            self._texts = marshal.loads(kept) | self._texts  # noqa: S302  # the user's own file, and undamaged

    def keep(self, folder: Path | None) -> None:
        """Leave what is new for later runs; without a sound where that fails, since it only makes them slower."""
        path = _path(folder) if self._grown else None
        if path is None:
            return
        self._grown = False
        caches.keep(path, marshal.dumps(self._texts, 4))


def _path(folder: Path | None) -> Path | None:
    """The file for the OpenCC that is installed, known by its package and dictionaries without loading them."""
    found = find_spec("opencc") if folder else None
    if folder is None or found is None or found.origin is None:
        return None
    states = []
    for name in (Path(found.origin), Path(found.origin).parent / "clib" / "share" / "opencc"):
        with suppress(OSError):
            state = name.stat()
            states.append(f"{state.st_mtime_ns:x}-{state.st_size:x}")
    return folder / f"opencc-{'-'.join(states)}"
