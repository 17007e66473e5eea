"""What every report tells: the findings, and how much was looked at."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from socloc.findings import SEVERITIES, Accepted, Check, Finding, Severity, count_by_severity


class Told(NamedTuple):
    """The findings of one run, with the number of campaigns and of variants that were looked at.

    `accepted` are those that do not count: allowed in a campaign, or known by the baseline. `own` are the
    checks of the house.
    """

    findings: Sequence[Finding]
    campaigns: int
    variants: int
    accepted: Sequence[Accepted] = ()
    own: Sequence[Check] = ()

    @property
    def summary(self) -> str:
        """One line: `48 variants in 1 campaign: 2 errors, 1 warning`."""
        return summary(self.campaigns, self.variants, count_by_severity(self.findings), len(self.accepted))


def summary(campaigns: int, variants: int, counts: Mapping[Severity, int], accepted: int) -> str:
    """One line: `48 variants in 1 campaign: 2 errors, 1 warning (3 accepted)`."""
    where = f"{plural(variants, 'variant')} in {plural(campaigns, 'campaign')}"
    return f"{where}: {counted(counts) or 'nothing to mend'}{f' ({accepted:,} accepted)' if accepted else ''}"


def counted(counts: Mapping[Severity, int]) -> str:
    """`2 errors, 1 warning`; empty where there is nothing."""
    return ", ".join(plural(counts[severity], severity) for severity in SEVERITIES if counts.get(severity))


def explained(check: str) -> str:
    """How to read the page of a check; every format that has room for a line has this one."""
    return f"socloc explain {check}"


def plural(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
