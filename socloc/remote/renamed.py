"""What came of a campaign's copy, told of the campaign itself: nothing that is said names a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from socloc.batch.work import Done
from socloc.findings import Finding

Names: TypeAlias = Callable[[str], str]


def renamed(done: Done, file: Names, words: Names) -> Done:
    """The same with other names: `file` renames what is a file's name, and `words` what stands in a sentence."""
    return done._replace(
        file=file(done.file),
        findings=tuple(_finding(finding, file, words) for finding in done.findings),
        accepted=tuple(one._replace(finding=_finding(one.finding, file, words)) for one in done.accepted),
        problem=(words(done.problem[0]), words(done.problem[1])),
        given=tuple((words(name), said) for name, said in done.given),
    )


def _finding(finding: Finding, file: Names, words: Names) -> Finding:
    fix = finding.fix
    return finding._replace(
        place=finding.place._replace(file=file(finding.place.file)),
        message=words(finding.message),
        hint=words(finding.hint),
        fix=fix and fix._replace(place=fix.place._replace(file=file(fix.place.file))),
    )
