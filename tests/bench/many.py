"""A thousand campaigns in one run: alone, divided among two processes, beside the bare loop, and again unchanged."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.bench.campaigns import write_many
from tests.bench.running import SOCLOC, Setting, in_turn, run
from tests.bench.tables import Row, Table, milliseconds

NUMBER = 1_000
HOW = """\
{number:,} campaigns of 20 variants and 3 QR codes each, written as zips by `socloc render --zip`; what first runs
keep for later ones is part of their time. The floor is `tests/bench/floor.py`, a bare loop of the same libraries
(PyYAML in C, Jinja2, qrcode with the standard's mask choice, Pillow, json, zipfile, a fork pool) without checks,
counts, previews, SVG or places. Nine tenths of its time are the library's choice of the mask of QR codes, for which
socloc has a quicker scorer; so the loop is there without QR codes, too. The first runs are medians of {rounds}, in
turn; unchanged ones of {again}, in turn with `python -c pass`."""


def tables(setting: Setting) -> Iterator[Table]:
    """First runs beside the floor, then runs where nothing has changed."""
    number, rounds, again = (200 if setting.is_quick else NUMBER), setting.rounds(3), setting.rounds(9)
    folder = setting.folder
    write_many(folder / "many", number)
    how = HOW.format(number=number, rounds=rounds, again=again)
    alone, two, floor, without = in_turn(rounds, [*_first(folder), *_floor(folder)])
    rows = [
        Row("first run, one process", milliseconds(alone)),
        Row("first run, two processes", milliseconds(two), alone / two, "times as fast as one", at_least=1.8),
        Row("the floor, two processes", milliseconds(floor)),
        Row("first run, by the floor", "", two / floor, "× its time", at_most=1.5),
        Row("the floor without QR codes, two processes", milliseconds(without)),
        Row("first run, by the floor without QR codes", "", two / without, "× its time"),
    ]
    yield Table("Many campaigns", how, rows)
    rows += _unchanged(folder, number, again, two)
    yield Table("Many campaigns", how, rows)


def command(campaigns: str, *options: str) -> list[str | Path]:
    """The command that renders a folder of campaigns."""
    return [SOCLOC, "render", campaigns, "--zip", "-o", "out", *options]


def warm(folder: Path, cache: Path, campaigns: str = "many") -> None:
    """Fill a new cache with what does not depend on a campaign: one that is rendered and forgotten again."""
    shutil.rmtree(cache, ignore_errors=True)
    first = next(iter(sorted((folder / campaigns).iterdir())))
    run([*command(f"{campaigns}/{first.name}"), "--no-cache"], folder, cache)
    shutil.rmtree(folder / "out")


def _first(folder: Path) -> Sequence[Callable[[], float]]:
    """A first run with one process, and with two."""

    def first(jobs: str) -> float:
        shutil.rmtree(folder / "out", ignore_errors=True)
        warm(folder, folder / "cache")
        return run(command("many", "--jobs", jobs), folder, folder / "cache")

    return [partial(first, "1"), partial(first, "2")]


def _floor(folder: Path) -> Sequence[Callable[[], float]]:
    """The bare loop with two processes, with and without QR codes."""

    def floor(*options: str) -> float:
        shutil.rmtree(folder / "bare", ignore_errors=True)
        # From the folder of this one, without installing it.
        script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from tests.bench.floor import main; main()"
        tree = Path(__file__).parents[2]
        loop: list[str | Path] = [sys.executable, "-c", script, tree, "many", folder / "bare", "--jobs", "2", *options]
        return run(loop, folder, folder / "cache")

    return [floor, partial(floor, "--no-codes")]


def _unchanged(folder: Path, number: int, rounds: int, first: float) -> Iterator[Row]:
    """Runs after a first one; the second kind after every campaign has got a new time of change."""
    run(command("many", "--jobs", "2"), folder, folder / "cache")

    def by_state() -> float:
        return run(command("many", "--jobs", "2"), folder, folder / "cache")

    def by_content() -> float:
        for path in (folder / "many").iterdir():
            os.utime(path)
        return by_state()

    def python() -> float:
        return run([sys.executable, "-c", "pass"], folder, folder / "cache")

    base, state = in_turn(rounds, [python, by_state])
    base_again, content = in_turn(rounds, [python, by_content])
    unit = "× `python -c pass`" if number == NUMBER else f"× `python -c pass`, with {number} only"
    yield Row("unchanged, by time and size of the files", milliseconds(state), state / base, unit, at_most=3)
    yield Row("unchanged, by their contents", milliseconds(content), content / base_again, unit, at_most=6)
    yield Row("unchanged, by the first run", "", first / state, "times as fast", at_least=50)
