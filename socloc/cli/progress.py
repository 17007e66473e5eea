"""Progress of long work, on standard error: a bar where somebody watches a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from socloc.findings import Severity
from socloc.report.told import counted

WORTH_SHOWING: Final = 4  # campaigns; fewer are done before a bar is drawn
_PAUSE: Final = 10.0  # seconds between two lines where there is no terminal


_NONE: Final = Counter[Severity]()


class Step(NamedTuple):
    """One campaign that is done: how many findings it has."""

    findings: Counter[Severity] = _NONE


class Shown(Protocol):
    """What shows the progress."""

    def __call__(self, step: Step, /) -> None:
        """One more is done."""


def progress(paths: Sequence[Path], what: str) -> Iterator[Path]:
    """The paths one after the other, with progress when there are many."""
    with showing(len(paths), what) as show:
        for path in paths:
            yield path
            show(Step())


@contextmanager
def showing(total: int, what: str) -> Iterator[Shown]:
    """Shows how many of `total` campaigns are done, how fast, for how much longer, and what was found so far."""
    if total < WORTH_SHOWING:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(total, what) as show:
            yield show
    else:
        yield _lines(total, what)


@contextmanager
def _bar(total: int, what: str) -> Iterator[Shown]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[found]}"),
    )
    # What goes into a file must not pass through the terminal's console.
    on_screen = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=on_screen) as bar:
        task = bar.add_task(what, total=total, rate="", found="")
        state = _State(total)

        def show(step: Step) -> None:
            state.add(step)
            bar.update(task, completed=state.done, rate=f"{state.rate:.0f}/s", found=counted(state.found))

        yield show


def _lines(total: int, what: str) -> Shown:
    state = _State(total)
    told = state.started

    def show(step: Step) -> None:
        nonlocal told
        state.add(step)
        now = time.monotonic()
        if now - told >= _PAUSE and state.done < total:
            told = now
            pace = f"{state.rate:.1f}/s, {state.left:.0f} s left"
            found = f", {counted(state.found)}" if counted(state.found) else ""
            print(f"{what}: {state.done:,} of {total:,}, {pace}{found}", file=sys.stderr, flush=True)

    return show


class _State:
    """How far the work has come."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.found: Counter[Severity] = Counter()
        self.started = time.monotonic()

    def add(self, step: Step) -> None:
        self.done += 1
        self.found += step.findings

    @property
    def rate(self) -> float:
        """Campaigns a second."""
        return self.done / max(time.monotonic() - self.started, 0.001)

    @property
    def left(self) -> float:
        """Seconds for the rest at this rate."""
        return (self.total - self.done) / self.rate
