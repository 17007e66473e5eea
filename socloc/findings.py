"""A finding: one answer with a place. Every stage returns findings beside its result."""

import os.path
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")


class Place(NamedTuple):
    """Where something stands. Lines and columns count from 1; columns count Unicode code points."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Subject(NamedTuple):
    """The variant a finding is about; empty strings where it is about the campaign as a whole.

    `row` is that of the table which the campaign was filled with.
    """

    network: str = ""
    format: str = ""
    locale: str = ""
    post: str = ""
    row: str = ""

    def __str__(self) -> str:
        target = f"{self.network}/{self.format}" if self.format else self.network
        row = f"row {self.row}" if self.row else ""
        return " ".join(part for part in (target, self.locale, self.post, row) if part)


WHOLE: Final = Subject()


class Change(NamedTuple):
    """A part of a string that becomes another; `start` counts the code points of the string."""

    start: int
    old: str
    new: str


class Fix(NamedTuple):
    """What would mend a finding: changes of the string at a place, which is `value` now and has that address there."""

    place: Place
    path: str
    value: str
    changes: tuple[Change, ...]


class Finding(NamedTuple):
    """One problem: which check, how bad, one plain sentence, the way out, where, and in which variant.

    `fix` is there where a program can mend it without a person's judgement.
    """

    check: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    subject: Subject = WHOLE
    fix: Fix | None = None

    def sort_key(self) -> tuple[object, ...]:
        """Order by file, line, column, then severity and variant, so that reports never shuffle."""
        return (*self.place, SEVERITIES.index(self.severity), self.check, self.subject, self.message)


class Accepted(NamedTuple):
    """A finding that does not count: allowed in the campaign, with the reason there, or known by the baseline."""

    finding: Finding
    how: Literal["allowed", "baseline"]
    reason: str = ""


class Check(NamedTuple):
    """A question socloc asks. `manual` begins the page that `socloc explain ID` prints; its first line is the title.

    `fails` and `passes` are texts that show it, of a rule of the house.
    """

    id: str
    severity: Severity
    manual: str
    fails: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    def at(
        self,
        place: Place,
        message: str,
        hint: str = "",
        subject: Subject = WHOLE,
        severity: Severity | None = None,
    ) -> Finding:
        """Answer with a finding of this check at a place; the check's own severity unless another is given."""
        return Finding(self.id, severity or self.severity, message, place, hint, subject)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place and drop those that say the same thing of the same variant twice."""
    return tuple(sorted(set(findings), key=Finding.sort_key))


def as_value(finding: Finding) -> dict[str, str | int | None]:
    """A finding as it stands in JSON, the same in every report and manifest."""
    place, subject = finding.place, finding.subject
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "network": subject.network or None,
        "format": subject.format or None,
        "locale": subject.locale or None,
        "post": subject.post or None,
        **({"row": subject.row} if subject.row else {}),
    }


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many errors, warnings and notes there are, as `{"error": 0, "warning": 0, "note": 0}`."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def of_row(finding: Finding, row: str) -> Finding:
    """The finding with the row of a table that its campaign is filled with; as it is where that is empty."""
    return finding._replace(subject=finding.subject._replace(row=row)) if row else finding


def fails(findings: Iterable[Finding], strict: bool) -> bool:
    """Whether there are errors, or with `strict` warnings; notes never fail."""
    counts = count_by_severity(findings)
    return bool(counts["error"] or (strict and counts["warning"]))


def near(place: Place) -> str:
    """A place in another file or line, short enough for a sentence: `campaign.yaml:12`."""
    return f"{os.path.basename(place.file)}:{place.line}"


def seen_from(file: str, campaign: str) -> str:
    """A file as it is seen from the campaign's folder, the same wherever socloc runs; both as shown in findings."""
    file, folder = file.replace("\\", "/"), campaign.replace("\\", "/").rpartition("/")[0]
    if folder and not file.startswith(f"{folder}/") and "/brands/" in f"/{file}":  # of a folder above
        return os.path.relpath(file, folder).replace("\\", "/")
    return file.removeprefix(f"{folder}/" if folder else "")
