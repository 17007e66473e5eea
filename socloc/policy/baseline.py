"""`.socloc-baseline.json`: the findings that a team had when it began, which do not count until they change."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from socloc.errors import SoclocError
from socloc.findings import Accepted, Check, Finding, Place
from socloc.policy import BASELINE, CONFIG
from socloc.policy.beside import folders, nearest
from socloc.report.fingerprints import fingerprints

SCHEMA_VERSION: Final = 1
BASELINE_OUTDATED = Check(
    "baseline-outdated",
    "note",
    """The baseline has findings that are not there any more.

    They would hide new ones of the same kind. `socloc check --update-baseline` takes them out; look at what else it
    changes before you commit it.
    """,
)
CHECKS: Final = (BASELINE_OUTDATED,)


def applied(
    findings: Sequence[Finding], path: Path, campaign: Path, whole: bool
) -> tuple[list[Finding], list[Accepted], list[Finding]]:
    """The findings that are left, those that the baseline knows, and a note where it knows more than there is.

    Raises SoclocError where the file is no baseline.
    """
    known = _read(path)
    left: list[Finding] = []
    accepted: list[Accepted] = []
    found: set[str] = set()
    for finding, mark in zip(findings, _marks(findings, path.parent), strict=True):
        if mark in known:
            found.add(mark)
            accepted.append(Accepted(finding, "baseline"))
        else:
            left.append(finding)
    own = {mark for mark, entry in known.items() if entry.get("campaign") == _relative(str(campaign), path.parent)}
    gone = len(own - found) if whole else 0
    shown = os.path.relpath(path)
    message = f"{gone} of its findings {'is' if gone == 1 else 'are'} not there any more"
    note = [BASELINE_OUTDATED.at(Place(shown), message, "Run `socloc check --update-baseline`.")] if gone else []
    return left, accepted, note


def target(campaign: Path) -> Path:
    """Where the baseline of a campaign stands, or would: beside socloc.yaml, else beside the campaign."""
    found = nearest(campaign, BASELINE)
    if found:
        return found
    folder = next((one for one in folders(campaign) if (one / CONFIG).is_file()), next(folders(campaign)))
    return folder / BASELINE


def updated(path: Path, found: Sequence[tuple[str, Sequence[Finding]]]) -> tuple[bytes, int]:
    """The baseline with exactly these findings of these campaigns, and how many those are; those of others stay.

    A campaign with a table comes once for each row: what two rows have in common is known by one mark.
    """
    kept = _read(path) if path.is_file() else {}
    names = {_relative(name, path.parent) for name, _ in found}
    entries = {mark: entry for mark, entry in kept.items() if entry.get("campaign") not in names}
    others = len(entries)
    for name, findings in found:
        for finding, mark in zip(findings, _marks(findings, path.parent), strict=True):
            entries[mark] = {
                "campaign": _relative(name, path.parent),
                "check": finding.check,
                "message": finding.message,
            }
    listed_entries = [
        {"fingerprint": mark, **entries[mark]} for mark in sorted(entries, key=lambda one: _order(entries[one], one))
    ]
    value = {"schema_version": SCHEMA_VERSION, "findings": listed_entries}
    data = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return data, len(entries) - others


def _order(entry: Mapping[str, Any], mark: str) -> tuple[str, str, str]:
    return str(entry.get("campaign")), str(entry.get("check")), mark


def _marks(findings: Sequence[Finding], folder: Path) -> list[str]:
    """Fingerprints that are the same from wherever socloc is run."""
    moved = [
        finding._replace(place=finding.place._replace(file=_relative(finding.place.file, folder)))
        for finding in findings
    ]
    return fingerprints(moved)


def _relative(file: str, folder: Path) -> str:
    return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        value = json.loads(path.read_bytes())
        return {str(entry["fingerprint"]): dict(entry) for entry in value["findings"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "it is no baseline"
        raise SoclocError(f"cannot read {path}: {reason}", "Write it again with --update-baseline.") from error
