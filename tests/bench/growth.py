"""How time and memory grow with the number of campaigns, from ten to ten thousand, on two processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import python_peers
from tests.bench.campaigns import write_many
from tests.bench.many import command, warm
from tests.bench.running import Failed, Setting, in_turn
from tests.bench.tables import Row, Table, milliseconds

NUMBERS = (10, 30, 100, 300, 1_000, 3_000, 10_000)
PICTURE = Path(__file__).with_name("growth.svg")
HOW = """\
First runs and unchanged ones of `socloc render --zip --jobs 2` over the campaigns of the table above; the figure is
the time of each campaign by that of the row above it: 1 is straight growth. Up to 300 campaigns medians of 3, above
single runs. Memory is the highest resident set of any single process, the first and its workers alike, as Linux
keeps it (VmHWM, looked at 50 times a second); pages that processes share count in each."""


class Point(NamedTuple):
    """Seconds of the first run and of one where nothing has changed, and the most memory of a process in megabytes."""

    number: int
    first: float
    unchanged: float
    memory: float


def tables(setting: Setting) -> Iterator[Table]:
    """The table, again with every number more, and the plot at the end."""
    points: list[Point] = []
    for number in NUMBERS[:4] if setting.is_quick else NUMBERS:
        points.append(_point(setting.folder, number))
        yield Table("Growth and memory", HOW, [*_rows(points)])
    if setting.is_quick:
        return
    problem = _draw(points)
    how = f"{HOW} The plot was left out: {problem}." if problem else HOW
    yield Table("Growth and memory", how, [*_rows(points)], "" if problem else PICTURE.name)


def _rows(points: list[Point]) -> Iterator[Row]:
    for before, point in zip([None, *points], points, strict=False):
        each = point.first / point.number / (before.first / before.number) if before else None
        row = Row(f"{point.number:,} campaigns, first run", milliseconds(point.first), each, "× the time of each")
        yield row if before else row._replace(unit="")
        yield Row(f"{point.number:,} campaigns, unchanged", milliseconds(point.unchanged))
    most = points[-1]
    yield Row(f"memory of a process, {most.number:,} campaigns", "", most.memory, "MB", at_most=150)


def _point(folder: Path, number: int) -> Point:
    """Measure one number of campaigns, in new folders and with a new cache."""
    name, cache, peaks = f"many-{number}", folder / "cache", [0.0]
    write_many(folder / name, number)

    def again() -> float:
        return _watched(command(name, "--jobs", "2"), folder, cache, peaks)

    def first() -> float:
        shutil.rmtree(folder / "out", ignore_errors=True)
        warm(folder, cache, name)
        return again()

    rounds = 3 if number <= 300 else 1
    works: list[Callable[[], float]] = [first, again]
    first_run, unchanged = in_turn(rounds, works)
    point = Point(number, first_run, unchanged, max(peaks))
    for made in (folder / name, folder / "out", cache):
        shutil.rmtree(made)
    return point


def _watched(command: Iterable[str | Path], folder: Path, cache: Path, peaks: list[float]) -> float:
    """Seconds of a command; the megabytes of its largest process join the peaks."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    with (
        (folder / "said").open("w+b") as said,
        subprocess.Popen([*map(str, command)], cwd=folder, env=environment, stdout=said, stderr=said) as process,
    ):
        while True:
            peaks.append(max(map(_memory, _family(process.pid)), default=0.0))
            try:
                process.wait(0.02)
                break
            except subprocess.TimeoutExpired:
                continue
    taken = time.perf_counter() - start
    if process.returncode:
        raise Failed(f"socloc gave {process.returncode}: {(folder / 'said').read_text('utf-8')[-600:].strip()}")
    return taken


def _family(process: int) -> Iterator[int]:
    """The process and all below it."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(process: int) -> float:
    """The highest resident set of a process so far, in megabytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), 0.0)


def _draw(points: list[Point]) -> str:
    """Draw the plot; why that cannot be is the answer, or nothing."""
    missing = python_peers.missing("matplotlib")
    if missing:
        return missing
    values = json.dumps([point._asdict() for point in points])
    script = Path(__file__).with_name("plot.py")
    drawn = subprocess.run(
        [python_peers.PYTHON, script, PICTURE], input=values, capture_output=True, text=True, check=False
    )
    return f"it could not be drawn ({drawn.stderr.strip().splitlines()[-1]})" if drawn.returncode else ""
