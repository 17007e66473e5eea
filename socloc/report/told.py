"""What every report tells: the findings, and how much was looked at."""

from collections.abc import Sequence
from typing import NamedTuple

from socloc.findings import Accepted, Check, Finding, count_by_severity


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
        counts = [plural(number, severity) for severity, number in count_by_severity(self.findings).items() if number]
        where = f"{plural(self.variants, 'variant')} in {plural(self.campaigns, 'campaign')}"
        accepted = f" ({len(self.accepted):,} accepted)" if self.accepted else ""
        return f"{where}: {', '.join(counts) or 'nothing to mend'}{accepted}"


def explained(check: str) -> str:
    """How to read the page of a check; every format that has room for a line has this one."""
    return f"socloc explain {check}"


def plural(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
