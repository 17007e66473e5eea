"""Which findings count: the severities of `socloc.yaml`, what the campaign allows with a reason, and the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from socloc.findings import Finding, in_order
from socloc.policy import allowed, baseline, config
from socloc.policy.accepted import Accepted

CHECKS: Final = (*allowed.CHECKS, *baseline.CHECKS)


class Judged(NamedTuple):
    """The findings that count, and those that somebody has accepted."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]


def judge(findings: Sequence[Finding], campaign: Path, whole: bool) -> Judged:
    """Judge the findings of one campaign; `whole` says that no network or locale was left out.

    Raises SoclocError where a file with the rules cannot be read.
    """
    rules, wrong = config.find(campaign)
    counted = [*config.applied(findings, rules), *wrong]
    counted, permitted, misused = allowed.applied(counted, campaign, whole)
    counted, known, outdated = baseline.applied(counted, campaign, whole)
    return Judged(in_order([*counted, *misused, *outdated]), (*permitted, *known))
