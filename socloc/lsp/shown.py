"""Findings as an editor shows them: one for all variants of a place, from where to where it is underlined."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from socloc.findings import WHOLE, Finding, Place, Severity
from socloc.lsp.page import Page, Spot
from socloc.report.text import visible

_MOST_SUBJECTS: Final = 20
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|\'(?:[^\']|\'\')*\'?')
_FLOW: Final = re.compile(r"[,\[\]{}]")
_END: Final = re.compile(r":(?=\s|$)|\s#")


class Shown(NamedTuple):
    """One underlined stretch of a file, in the editor's units, and what is said about it.

    `line` and `column` are socloc's own; `findings` are those it stands for.
    """

    start: Spot
    end: Spot
    severity: Severity
    check: str
    message: str
    findings: tuple[Finding, ...]


def shown(
    findings: Iterable[Finding], campaign: Path, page_of: Callable[[Path], Page | None]
) -> Mapping[Path, tuple[Shown, ...]]:
    """The findings by file. What stands in a file that is not there is told at the campaign's first line."""
    groups: dict[tuple[Place, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.place, finding.check, finding.message), []).append(finding)
    files: dict[str, Path | None] = {}
    by_file: dict[Path, list[Shown]] = {}
    for group in groups.values():
        name = group[0].place.file
        if name not in files:
            files[name] = file_of(name, campaign, page_of)
        path = files[name]
        page = page_of(path or campaign) or Page("")
        by_file.setdefault(path or campaign, []).append(_shown(group, page, path))
    return {path: tuple(listed) for path, listed in by_file.items()}


def file_of(name: str, campaign: Path, page_of: Callable[[Path], Page | None]) -> Path | None:
    """The file that a finding names: from here, or from the campaign's folder; None where there is none."""
    for path in (Path(os.path.abspath(name)), campaign.parent / name):
        if page_of(path) is not None:
            return path
    return None


def _shown(group: Sequence[Finding], page: Page, path: Path | None) -> Shown:
    finding = group[0]
    line, column = finding.place.line, finding.place.column
    message = _message(group)
    if path is None:
        line, column, message = 1, 1, f"{visible(str(finding.place))}: {message}"
    end = _end(page.line(line), column, is_po=path is not None and path.suffix == ".po")
    return Shown(page.spot(line, column), page.spot(line, end), finding.severity, finding.check, message, tuple(group))


def _message(group: Sequence[Finding]) -> str:
    """The sentence, the variants it is true of, and the way out, each on a line."""
    finding = group[0]
    subjects = [str(member.subject) for member in group if member.subject != WHOLE]
    lines = [_one_line(finding.message)]
    if subjects:
        more = f" and {len(subjects) - _MOST_SUBJECTS:,} more" if len(subjects) > _MOST_SUBJECTS else ""
        lines.append(f"in {visible(', '.join(subjects[:_MOST_SUBJECTS]))}{more}")
    if finding.hint:
        lines.append(_one_line(finding.hint))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return visible(" ".join(text.splitlines()))


def _end(line: str, column: int, is_po: bool) -> int:
    """The column behind what begins at a column: a quoted string, a word, a value; never nothing on a line."""
    rest = line[column - 1 :]
    if is_po:
        return column + max(1, len(rest.rstrip()))
    quoted = _QUOTED.match(rest)
    if quoted:
        return column + len(quoted.group())
    words = _END.split(rest, maxsplit=1)[0]
    before = line[: column - 1]
    if before.count("{") + before.count("[") > before.count("}") + before.count("]"):
        words = _FLOW.split(words, maxsplit=1)[0]
    return column + max(1, len(words.rstrip()))
