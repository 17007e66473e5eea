"""Commands of the benchmarks, run and timed: in an environment of their own, and never measured while they fail."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

SOCLOC = Path(sys.executable).with_name("socloc")
# An installed socloc is compiled; a work tree is after its first run, unless the environment forbids it.
_FORBIDS = "PYTHONDONTWRITEBYTECODE"


class Setting(NamedTuple):
    """Where a theme may write, and whether only a short run is wanted."""

    folder: Path
    is_quick: bool = False

    def rounds(self, number: int) -> int:
        """How often something is measured; a third of it in a short run."""
        return max(1, number // 3) if self.is_quick else number


class Failed(Exception):  # noqa: N818  # it is no error of the program's: one theme is told as failed, the others go on
    """Something could not be measured."""


def run(command: Sequence[str | Path], folder: Path, cache: Path, may_find: bool = False) -> float:
    """Seconds that a command took in a folder, with caches of its own; `may_find` accepts the exit code 1, too.

    Raises Failed where it fails.
    """
    environment = {name: value for name, value in os.environ.items() if name != _FORBIDS}
    start = time.perf_counter()
    done = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env=environment | {"XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode not in ((0, 1) if may_find else (0,)):
        raise Failed(f"{Path(command[0]).name} gave {done.returncode}: {(done.stderr or done.stdout)[-600:].strip()}")
    return taken


def in_turn(rounds: int, works: Sequence[Callable[[], float]]) -> list[float]:
    """The median seconds of each; rounds go through all in turn, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            taken.append(work())
    return [statistics.median(taken) for taken in times]
