"""Commands over many campaigns: each is told as soon as it is done, and a summary stands at the end."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final, Protocol, TypeAlias

from socloc.batch.found import found
from socloc.batch.pool import Crew, replies
from socloc.batch.task import Task, tasks
from socloc.batch.work import STATUSES, Done, Status, Wanted
from socloc.caches import MAX_BYTES
from socloc.cli.arguments import UsageError, option
from socloc.cli.options import COULD_NOT_START, FINDINGS, FINE, exit_code, of_images, tell
from socloc.cli.progress import Step, showing
from socloc.cli.total import Row, Total, as_line, as_table
from socloc.errors import SoclocError
from socloc.findings import Finding
from socloc.remote.addresses import meant as local
from socloc.remote.addresses import of
from socloc.report.text import body, more, worst

BUG: Final = 3
_CODES: Final = {"broken": FINDINGS, "unreadable": COULD_NOT_START, "crashed": BUG}

Jobs: TypeAlias = Annotated[
    int,
    option("--jobs", "-j", metavar="N", least=0, about="Processes that share the campaigns; 0: one for each core."),
]


NoCache: TypeAlias = Annotated[bool, option("--no-cache", about="Do everything again, also where nothing has changed.")]


Scheduler: TypeAlias = Annotated[
    str,
    option(
        "--scheduler",
        metavar="ADDRESS",
        about="Let a Dask cluster do the work, such as that of tcp://host:8786.",
    ),
]


def crew_of(jobs: int, scheduler: str) -> Crew:
    """Who does the work. Raises UsageError where both other processes and a cluster are asked for."""
    if scheduler and jobs != 1:
        raise UsageError("--jobs", "goes without --scheduler, whose cluster does the work")
    return Crew(jobs or os.cpu_count() or 1, scheduler)


def must_be_here(option: str, campaigns: Sequence[Path], scheduler: str) -> None:
    """Refuse, with UsageError, what an option cannot do: campaigns at addresses, and a cluster."""
    if scheduler:
        raise UsageError("--scheduler", f"goes without {option}")
    if any(of(local(one)) for one in campaigns):
        raise UsageError(option, "goes with campaigns of this machine only")


def meant(campaigns: Sequence[Path]) -> tuple[list[Path], int]:
    """The files of campaigns; what means none is told, and decides the exit code."""
    paths, problems = found(campaigns)
    for problem in problems:
        tell(problem)
    return paths, COULD_NOT_START if problems else FINE


def work_on(work: Sequence[Task], wanted: Wanted, crew: Crew, told: Callable[[Done], None]) -> Total:
    """Do all the work; `told` gets each campaign when it is done, in their order, and nothing of it is kept here."""
    rows: dict[Status, Row] = {}
    accepted = 0
    code = FINE
    with showing(len(work), "Rendering" if wanted.out else "Checking") as show:
        for done, watched, until in replies(work, wanted, crew):
            sys.audit("socloc.elsewhere", watched, until)
            rows[done.status] = rows.get(done.status, Row()).plus(done)
            if done.problem[0]:
                tell(SoclocError(*done.problem))
            told(done)
            found = Counter(finding.severity for finding in done.findings)
            accepted += len(done.accepted)
            code = max(code, _CODES.get(done.status, FINE), exit_code(done.findings, wanted.strict))
            show(Step(found))
    ordered = {status: rows[status] for status in STATUSES if status in rows}
    return Total(ordered, code, accepted)


class Sink(Protocol):
    """Where text goes."""

    def write(self, text: str, /) -> object:
        """Write it."""

    def flush(self) -> None:
        """Let it be seen."""


class Report(Protocol):
    """What tells about campaigns, one after the other, and about all of them at the end."""

    def one(self, done: Done, /) -> None:
        """One campaign is done."""

    def end(self, total: Total, extra: Sequence[Finding], /) -> None:
        """All are done; `extra` findings belong to none of them."""


class Findings:
    """Writes the findings of one campaign after the other as text, and the summary on another stream."""

    def __init__(self, stream: Sink, summary: Sink, color: bool) -> None:
        self._stream = stream
        self._summary = summary
        self._color = color
        self._worst: Finding | None = None

    def one(self, done: Done) -> None:
        """One campaign is done."""
        self._say(done.findings)

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done; `extra` findings belong to none of them."""
        self._say(extra)
        self._stream.write(more(self._worst))
        self._stream.flush()
        if said := f"{as_table(total)}{as_line(total, extra)}".rstrip():
            print(said, file=self._summary)

    def _say(self, findings: Sequence[Finding]) -> None:
        self._worst = worst([self._worst, *findings])
        self._stream.write(body(findings, self._color))
        self._stream.flush()


def tell_all(
    campaigns: Sequence[Path],
    wanted: Wanted,
    crew: Crew,
    report: Callable[[Sink, Sink], Report],
    table: Path | None = None,
) -> int:
    """Work on all campaigns and tell about them; returns the exit code. `table` has the rows that fill each of them.

    The report is written twice: for now, and as it will be when nothing has changed, which is then said at once.
    """
    now, later = report(_Stream("stdout"), _Stream("stderr")), NextTime(report)
    uploads: set[str] = set()

    def one(done: Done) -> None:
        uploads.update(done.uploads)
        now.one(done)
        later.one(done)

    paths, code = meant(campaigns)
    total = work_on(tasks(paths, table), wanted, crew, one)
    extra = of_images(wanted.choices, uploads)
    now.end(total, extra)
    later.end(total, extra)
    return max(code, total.code, exit_code(extra, wanted.strict))


class _Stream:
    """One of the standard streams as it is at the moment: while a bar is drawn, what is written goes above it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> object:
        """Write on the stream."""
        return getattr(sys, self._name).write(text)

    def flush(self) -> None:
        """Let it be seen."""
        getattr(sys, self._name).flush()


class _Kept:
    """A stream that keeps what is written, in a quarter of the memory that StringIO takes; `size` is in characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.size = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def write(self, text: str) -> object:
        """Write on the stream."""
        self._parts.append(text)
        self.size += len(text)
        return len(text)

    def flush(self) -> None:
        """There is nothing in between."""


class NextTime:
    """What will be said when the same is asked and nothing has changed; those who keep verdicts hear of it."""

    def __init__(self, report: Callable[[Sink, Sink], Report]) -> None:
        self._streams = _Kept(), _Kept()
        self._report: Report | None = report(*self._streams)

    def one(self, done: Done) -> None:
        """One campaign is done, and will be unchanged."""
        if sum(stream.size for stream in self._streams) > MAX_BYTES or done.problem[0]:
            self._report = None  # too much to be kept, or nothing that may be
            self._streams = _Kept(), _Kept()
        if self._report:
            self._report.one(done._replace(status="unchanged"))

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done."""
        if self._report:
            self._report.end(total.unchanged, extra)
            sys.audit("socloc.again", *(stream.text for stream in self._streams))
