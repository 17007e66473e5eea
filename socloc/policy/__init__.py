"""Which findings count: the severities of `socloc.yaml`, what the campaign allows with a reason, and the baseline.

Most campaigns have none of these, so each is only imported where there is something for it to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from socloc import opened
from socloc.findings import Accepted, Check, Finding, in_order
from socloc.policy.beside import nearest

CONFIG: Final = "socloc.yaml"
BASELINE: Final = ".socloc-baseline.json"
_ALLOW: Final = b"socloc: allow"
_MOST: Final = 4 * 1024 * 1024  # bytes of a campaign


class Judged(NamedTuple):
    """The findings that count, and those that somebody has accepted."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]


def judge(
    findings: Sequence[Finding], campaign: Path, whole: bool, own: Sequence[Check] = (), brands: Sequence[str] = ()
) -> Judged:
    """Judge the findings of one campaign; `whole` says that no network or locale was left out.

    `own` are the checks of the house, `brands` the files of brands that the campaign comes from.

    Raises SoclocError where a file with the rules cannot be read.
    """
    counted: list[Finding] = list(findings)
    accepted: list[Accepted] = []
    about: list[Finding] = []  # the rules themselves
    if str(campaign) == "-":
        return Judged(in_order(counted), ())
    if rules := nearest(campaign, CONFIG):
        from socloc.policy import config

        counted, wrong = config.applied(counted, rules, own)
        about += wrong
    for file in (campaign, *map(Path, brands)):
        if text := _with_comments(file):
            from socloc.policy import allowed

            # What a brand allows may be there in another campaign.
            is_whole = whole and file == campaign
            counted, permitted, wrong = allowed.applied([*counted, *about], text, str(file), is_whole, own)
            accepted += permitted
            about = wrong
    if known := nearest(campaign, BASELINE):
        from socloc.policy import baseline

        counted, listed, wrong = baseline.applied([*counted, *about], known, campaign, whole)
        accepted += listed
        about = wrong
    return Judged(in_order([*counted, *about]), tuple(accepted))


def _with_comments(campaign: Path) -> str:
    """The text of a file, where it may have a comment that allows something."""
    if opened.held_of(campaign) is None and not campaign.is_file():  # a pipe cannot be read twice
        return ""
    data = opened.read(campaign, _MOST)
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n") if _ALLOW in data else ""
