"""`# socloc: allow text-too-long -- reason`: what the author of a campaign has decided to live with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.findings import Accepted, Check, Finding, Place
from socloc.places.comments import comments
from socloc.shapes import suggest

ALLOW_BROKEN = Check(
    "allow-broken",
    "error",
    """A comment that allows a finding names no check, one that does not exist, or gives no reason.

    Write it as: # socloc: allow text-too-long -- the long version is what the client wants. The reason is for those
    who read the file next year, and stands in the SARIF report.
    """,
)
ALLOW_UNUSED = Check(
    "allow-unused",
    "warning",
    """A comment allows a finding that is not there any more.

    Remove it, so that a new finding of the same kind is seen. A comment beside a key is about its whole value, one on
    a line of its own about the next key.
    """,
)
CHECKS: Final = (ALLOW_BROKEN, ALLOW_UNUSED)
_WORD: Final = "socloc:"
_ALLOW: Final = re.compile(
    r"socloc:\s*allow\b\s*(?P<ids>(?!--)[^\s,]+(?:[\s,]+(?!--)[^\s,]+)*)?\s*(?:--\s*(?P<reason>.*))?"
)


class Allow(NamedTuple):
    """What a comment allows: checks, from which line to which, why, and where it stands."""

    checks: tuple[str, ...]
    first: int
    last: int
    reason: str
    place: Place


def applied(
    findings: Sequence[Finding], text: str, shown: str, whole: bool, own: Sequence[Check] = ()
) -> tuple[list[Finding], list[Accepted], list[Finding]]:
    """The findings that are left, those that are allowed, and what is wrong with comments.

    `text` is the campaign, `shown` its name in findings. With `whole` false, nobody can say which comment has nothing
    to allow. `own` are the checks of the house.
    """
    wrong: list[Finding] = []
    allows = list(_allows(text, shown, wrong, own))
    left: list[Finding] = []
    accepted: list[Accepted] = []
    used: set[Place] = set()
    for finding in findings:
        allow = next((one for one in allows if _fits(finding, one)), None)
        if allow is None:
            left.append(finding)
        else:
            used.add(allow.place)
            accepted.append(Accepted(finding, "allowed", allow.reason))
    for allow in allows if whole else ():
        if allow.place not in used and not _is_of_tools(allow):
            message = f"there is no {' or '.join(allow.checks)} here any more"
            wrong.append(ALLOW_UNUSED.at(allow.place, message, "Remove the comment."))
    return left, accepted, wrong


def _allows(text: str, shown: str, wrong: list[Finding], own: Sequence[Check]) -> Iterator[Allow]:
    from socloc import manual  # it knows every module that asks

    known = {name: check for name, check in manual.known(own).items() if name not in manual.STRUCTURAL}
    for comment in comments(text, _WORD):
        match = _ALLOW.fullmatch(comment.text)
        if match is None:
            continue
        place = Place(shown, comment.line)
        names = tuple(re.split(r"[\s,]+", match["ids"])) if match["ids"] else ()
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            name = unknown[0] if unknown else ""
            message = f"there is no check `{name}` to allow{suggest(name, known)}" if name else "no check is named here"
            wrong.append(ALLOW_BROKEN.at(place, message, "`socloc explain` lists them."))
        elif not (match["reason"] or "").strip():
            message = f"{' and '.join(names)} is allowed without a reason"
            wrong.append(ALLOW_BROKEN.at(place, message, "Write it behind two hyphens: -- because …"))
        else:
            yield Allow(names, min(comment.line, comment.first), comment.last, match["reason"].strip(), place)


def _is_of_tools(allow: Allow) -> bool:
    """Whether it is about files for tools, which are not looked at here."""
    from socloc import manual

    return manual.OF_TOOLS.issuperset(allow.checks)


def _fits(finding: Finding, allow: Allow) -> bool:
    place = finding.place
    is_there = place.file == allow.place.file and allow.first <= place.line <= allow.last
    return is_there and finding.check in allow.checks
