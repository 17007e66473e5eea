"""Commands over many campaigns: each is told as soon as it is done, and a summary stands at the end."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, Final, NamedTuple, Protocol, TypeAlias

import typer

from socloc.batch.found import found
from socloc.batch.pool import replies
from socloc.batch.task import Task, tasks
from socloc.batch.work import STATUSES, Done, Status, Wanted
from socloc.caches import MAX_BYTES
from socloc.cli.options import COULD_NOT_START, FINDINGS, FINE, exit_code, of_images, tell
from socloc.cli.progress import WORTH_SHOWING, Step, showing
from socloc.errors import SoclocError
from socloc.findings import SEVERITIES, Finding, Severity
from socloc.remote.addresses import meant as local
from socloc.remote.addresses import of
from socloc.report.text import body, more, worst
from socloc.report.told import summary

BUG: Final = 3
_CODES: Final = {"broken": FINDINGS, "unreadable": COULD_NOT_START, "crashed": BUG}

Jobs: TypeAlias = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes that share the campaigns; 0: one for each core."),
]


NoCache: TypeAlias = Annotated[
    bool, typer.Option("--no-cache", help="Do everything again, also where nothing has changed.")
]


Scheduler: TypeAlias = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Let a Dask cluster do the work, such as that of tcp://host:8786.",
    ),
]


_NONE: Final = Counter[Severity]()


class Row(NamedTuple):
    """The campaigns of one status: how many, with how many variants and findings."""

    campaigns: int = 0
    variants: int = 0
    findings: Counter[Severity] = _NONE

    def plus(self, done: Done) -> Row:
        """The row with one campaign more."""
        found = Counter(finding.severity for finding in done.findings)
        return Row(self.campaigns + 1, self.variants + done.variants, self.findings + found)


def _sum(rows: Iterable[Row]) -> Row:
    every = list(rows)
    found = sum((row.findings for row in every), Counter[Severity]())
    return Row(sum(row.campaigns for row in every), sum(row.variants for row in every), found)


class Total(NamedTuple):
    """All campaigns of a run by status, and the exit code so far."""

    rows: dict[Status, Row]
    code: int
    accepted: int = 0

    @property
    def row(self) -> Row:
        """All in one."""
        return _sum(self.rows.values())

    @property
    def read(self) -> Row:
        """Those that there is more of than a problem."""
        return _sum(row for status, row in self.rows.items() if status not in ("unreadable", "crashed"))

    @property
    def unchanged(self) -> Total:
        """The same when nothing has changed since."""
        return self._replace(rows={"unchanged": self.row})

    def as_value(self) -> dict[str, object]:
        """The summary as it stands in JSON."""
        return {
            "campaigns": self.row.campaigns,
            "variants": self.row.variants,
            **{severity: self.row.findings[severity] for severity in SEVERITIES},
            "status": {status: row.campaigns for status, row in self.rows.items()},
        }


def must_be_here(option: str, campaigns: Sequence[Path], scheduler: str) -> None:
    """Refuse, with typer.BadParameter, what an option cannot do: campaigns at addresses, and a cluster."""
    if scheduler:
        raise typer.BadParameter(f"goes without {option}", param_hint="--scheduler")
    if any(of(local(one)) for one in campaigns):
        raise typer.BadParameter("goes with campaigns of this machine only", param_hint=option)


def meant(campaigns: Sequence[Path]) -> tuple[list[Path], int]:
    """The files of campaigns; what means none is told, and decides the exit code."""
    paths, problems = found(campaigns)
    for problem in problems:
        tell(problem)
    return paths, COULD_NOT_START if problems else FINE


def _pieces(campaigns: Sequence[Path], table: Path | None) -> tuple[list[Task], int]:
    """The work on campaigns, with a piece for each row of a table; as `meant`."""
    paths, code = meant(campaigns)
    return tasks(paths, table), code


def work_on(
    pieces: Sequence[Task], wanted: Wanted, jobs: int, what: str, told: Callable[[Done], None], scheduler: str = ""
) -> Total:
    """Work on all campaigns; `told` gets each when it is done, in their order, and nothing of it is kept here."""
    rows: dict[Status, Row] = {}
    accepted = 0
    code = FINE
    with showing(len(pieces), what) as show:
        for done, watched, until in replies(pieces, wanted, jobs or os.cpu_count() or 1, scheduler):
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


def table(total: Total) -> str:
    """The summary of many campaigns; empty for a few, of which everything was told."""
    if total.row.campaigns < WORTH_SHOWING:
        return ""
    head = ("", "campaigns", "variants", *(f"{severity}s" for severity in SEVERITIES))
    rows = [(status, *_cells(row)) for status, row in total.rows.items()]
    lines = [head, *rows, *([("in all", *_cells(total.row))] if len(rows) > 1 else [])]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    shown = ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in lines]
    return "\n".join(shown) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    return (f"{row.campaigns:,}", f"{row.variants:,}", *(f"{row.findings[severity]:,}" for severity in SEVERITIES))


def line(total: Total, extra: Sequence[Finding] = ()) -> str:
    """The same in one line, with findings that belong to no campaign; empty where no campaign could be read."""
    row = total.read
    if not row.campaigns:
        return ""
    counts = row.findings + Counter(finding.severity for finding in extra)
    return summary(row.campaigns, row.variants, counts, total.accepted)


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
        if said := f"{table(total)}{line(total, extra)}".rstrip():
            print(said, file=self._summary)

    def _say(self, findings: Sequence[Finding]) -> None:
        self._worst = worst([self._worst, *findings])
        self._stream.write(body(findings, self._color))
        self._stream.flush()


def tell_all(
    campaigns: Sequence[Path],
    wanted: Wanted,
    jobs: int,
    what: str,
    report: Callable[[Sink, Sink], Report],
    table: Path | None = None,
    scheduler: str = "",
) -> int:
    """Work on all campaigns and tell about them; returns the exit code. `table` has the rows that fill each of them.

    Raises typer.BadParameter where both other processes and a cluster are asked for.

    The report is written twice: for now, and as it will be when nothing has changed, which is then said at once.
    """
    if scheduler and jobs != 1:
        raise typer.BadParameter("goes without --scheduler, whose cluster does the work", param_hint="--jobs")
    now, later = report(_Stream("stdout"), _Stream("stderr")), NextTime(report)
    uploads: set[str] = set()

    def one(done: Done) -> None:
        uploads.update(done.uploads)
        now.one(done)
        later.one(done)

    pieces, code = _pieces(campaigns, table)
    total = work_on(pieces, wanted, jobs, what, one, scheduler)
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


class NextTime:
    """What will be said when the same is asked and nothing has changed; those who keep verdicts hear of it."""

    def __init__(self, report: Callable[[Sink, Sink], Report]) -> None:
        self._streams = StringIO(), StringIO()
        self._report: Report | None = report(*self._streams)

    def one(self, done: Done) -> None:
        """One campaign is done, and will be unchanged."""
        if sum(stream.tell() for stream in self._streams) > MAX_BYTES or done.problem[0]:
            self._report = None  # too much to be kept, or nothing that may be
        if self._report:
            self._report.one(done._replace(status="unchanged"))

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done."""
        if self._report:
            self._report.end(total.unchanged, extra)
            sys.audit("socloc.again", *(stream.getvalue() for stream in self._streams))
