"""A finding that somebody has accepted."""

from typing import Literal, NamedTuple

from socloc.findings import Finding


class Accepted(NamedTuple):
    """A finding that does not count: allowed in the campaign, with the reason there, or known by the baseline."""

    finding: Finding
    how: Literal["allowed", "baseline"]
    reason: str = ""
