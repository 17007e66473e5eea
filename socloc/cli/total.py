"""What many campaigns add up to: as a table, in one line, and as a value for JSON."""

# Without `from __future__ import annotations`, as in model.py.

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from socloc.batch.work import Done, Status
from socloc.cli.progress import WORTH_SHOWING
from socloc.findings import SEVERITIES, Finding, Severity
from socloc.report.told import summary

_NONE: Final = Counter[Severity]()


class Row(NamedTuple):
    """The campaigns of one status: how many, with how many variants and findings."""

    campaigns: int = 0
    variants: int = 0
    findings: Counter[Severity] = _NONE

    def plus(self, done: Done) -> "Row":
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
    def unchanged(self) -> "Total":
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


def as_table(total: Total) -> str:
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


def as_line(total: Total, extra: Sequence[Finding] = ()) -> str:
    """The same in one line, with findings that belong to no campaign; empty where no campaign could be read."""
    row = total.read
    if not row.campaigns:
        return ""
    counts = row.findings + Counter(finding.severity for finding in extra)
    return summary(row.campaigns, row.variants, counts, total.accepted)
