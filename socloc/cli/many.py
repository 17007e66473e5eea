"""Commands over many campaigns: each is told as soon as it is done, and a summary stands at the end."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TextIO, TypeAlias

import typer

from socloc.batch.found import found
from socloc.batch.pool import replies
from socloc.batch.work import STATUSES, Done, Status, Wanted
from socloc.cli.options import COULD_NOT_START, FINDINGS, FINE, has_color, tell
from socloc.cli.progress import WORTH_SHOWING, Step, showing
from socloc.errors import SoclocError
from socloc.findings import SEVERITIES, Finding, Severity
from socloc.report.text import body, more, worst
from socloc.report.told import plural

BUG: Final = 3
_CODES: Final = {"broken": FINDINGS, "unreadable": COULD_NOT_START, "crashed": BUG}

Jobs: TypeAlias = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes that share the campaigns; 0: one for each core."),
]


NoCache: TypeAlias = Annotated[
    bool, typer.Option("--no-cache", help="Do everything again, also where nothing has changed.")
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


class Total(NamedTuple):
    """All campaigns of a run by status, how long they took in seconds, and the exit code so far."""

    rows: dict[Status, Row]
    seconds: float
    code: int
    accepted: int = 0

    @property
    def row(self) -> Row:
        """All in one."""
        rows = self.rows.values()
        found = sum((row.findings for row in rows), Counter[Severity]())
        return Row(sum(row.campaigns for row in rows), sum(row.variants for row in rows), found)

    def as_value(self) -> dict[str, object]:
        """The summary as it stands in JSON."""
        return {
            "campaigns": self.row.campaigns,
            "variants": self.row.variants,
            **{severity: self.row.findings[severity] for severity in SEVERITIES},
            "status": {status: row.campaigns for status, row in self.rows.items()},
        }


def meant(campaigns: Sequence[Path]) -> tuple[list[Path], int]:
    """The files of campaigns; what means none is told, and decides the exit code."""
    paths, problems = found(campaigns)
    for problem in problems:
        tell(problem)
    return paths, COULD_NOT_START if problems else FINE


def work_on(campaigns: Sequence[Path], wanted: Wanted, jobs: int, what: str, told: Callable[[Done], None]) -> Total:
    """Work on all campaigns; `told` gets each when it is done, in their order, and nothing of it is kept here."""
    rows: dict[Status, Row] = {}
    accepted, started = 0, time.monotonic()
    paths, code = meant(campaigns)
    with showing(len(paths), what) as show:
        for done, watched, until in replies(paths, wanted, jobs or os.cpu_count() or 1):
            sys.audit("socloc.elsewhere", watched, until)
            rows[done.status] = rows.get(done.status, Row()).plus(done)
            if done.problem[0]:
                tell(SoclocError(*done.problem))
            told(done)
            found = Counter(finding.severity for finding in done.findings)
            accepted += len(done.accepted)
            failed = found["error"] or (wanted.strict and found["warning"])
            code = max(code, _CODES.get(done.status, FINE), FINDINGS if failed else FINE)
            show(Step(found))
    ordered = {status: rows[status] for status in STATUSES if status in rows}
    return Total(ordered, time.monotonic() - started, code, accepted)


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
    """One line: `48 variants in 1 campaign: 2 errors, 1 warning`, with findings that belong to no campaign."""
    row = total.row
    found = row.findings + Counter(finding.severity for finding in extra)
    counts = ", ".join(plural(found[severity], severity) for severity in SEVERITIES if found[severity])
    accepted = f" ({total.accepted:,} accepted)" if total.accepted else ""
    where = f"{plural(row.variants, 'variant')} in {plural(row.campaigns, 'campaign')}"
    return f"{where}: {counts or 'nothing to mend'}{accepted}"


class Teller:
    """Writes the findings of one campaign after the other as text, and the summary on standard error."""

    def __init__(self, stream: TextIO) -> None:
        self.uploads: set[str] = set()
        self._stream = stream
        self._color = has_color(stream.isatty())
        self._worst: Finding | None = None

    def one(self, done: Done) -> None:
        """One campaign is done."""
        self.uploads |= done.uploads
        self._say(done.findings)

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done; `extra` findings belong to none of them."""
        self._say(extra)
        self._stream.write(more(self._worst))
        self._stream.flush()
        if total.row.campaigns:
            print(f"{table(total)}{line(total, extra)}", file=sys.stderr)

    def _say(self, findings: Sequence[Finding]) -> None:
        self._worst = worst([self._worst, *findings])
        self._stream.write(body(findings, self._color))
        self._stream.flush()
