"""Built-in networks as values from an earlier run: to read and check their files takes longer than most checks.

A kept one is used only while its file and the modules that shape it are as they were. It may be thrown away.
"""

from __future__ import annotations

from _pickle import dumps, loads  # what pickle is made of; the module around it doubles the time to load it
from pathlib import Path
from typing import Final

from socloc import __version__, caches
from socloc.networks.facts import Network

_SHAPED_BY: Final = ("facts.py", "reader.py", "format.py", "dialect.py")


def recall(path: Path, cache: Path) -> Network | None:
    """The network of a file as it was kept; None where it was not, or where anything has changed since."""
    kept = caches.read(_kept(path, cache))  # the user's own file, and undamaged: as safe to load as compiled templates
    found = loads(kept) if kept is not None else None
    return found if isinstance(found, Network) else None


def keep(path: Path, cache: Path, network: Network) -> None:
    """Keep a network for later runs; without a sound where that fails."""
    caches.keep(_kept(path, cache), dumps(network, protocol=5))


def _kept(path: Path, cache: Path) -> Path:
    states = [path.stat(), *((Path(__file__).parent / name).stat() for name in _SHAPED_BY)]
    # Sizes as well: there are systems that give all files one time. The hash of numbers is the same in every process.
    state = hash(tuple((state.st_mtime_ns, state.st_size) for state in states)) & 0xFFFFFFFFFFFFFFFF
    return cache / f"networks-{__version__}" / f"{path.stem}-{state:016x}"
