"""What an editor offers for a finding: to mend it, to mend all of a file, to allow it with a reason, to explain it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from socloc import mend, opened
from socloc.errors import SoclocError
from socloc.findings import Finding
from socloc.lsp.context import context
from socloc.lsp.look import Looked
from socloc.lsp.page import Page, Spot
from socloc.lsp.shown import Shown
from socloc.places.comments import comments

EXPLAIN: Final = "socloc.explain"
Sort: TypeAlias = Literal["fix", "fix-all", "allow", "explain"]
_TRIES: Final = 40  # lines above a finding, beginning with its own, before which its comment may stand


class Change(NamedTuple):
    """A stretch of a file, in the editor's units, that becomes another text."""

    start: Spot
    end: Spot
    text: str


class Action(NamedTuple):
    """One offer; `shown` are the findings that it is about, and `check` is explained where nothing changes."""

    sort: Sort
    title: str
    shown: tuple[Shown, ...]
    changes: Mapping[Path, tuple[Change, ...]]
    check: str = ""


def actions(
    page: Page, path: Path, span: tuple[Spot, Spot], looked: Looked, texts: Mapping[str, str]
) -> Iterator[Action]:
    """The offers for a stretch of a file; `texts` are the files that the editor holds, by name."""
    here = [one for one in looked.by_file.get(path, ()) if one.start <= span[1] and span[0] <= one.end]
    held = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    with opened.holding(held):
        for one in here:
            if changes := _mended(one.findings, page, path):
                yield Action("fix", f"Mend this: {_title(one)}", (one,), {path: changes})
        if changes := _mended(_of_file(looked.findings, path), page, path):
            yield Action("fix-all", "Mend all that is safe in this file", (), {path: changes})
    is_campaign = looked.outcome is not None and Path(looked.outcome.file) == path
    for one in here:
        if is_campaign and (change := allowed(page, one)):
            yield Action("allow", f"Allow {one.check} here, with a reason", (one,), {path: (change,)})
        if one.check:
            yield Action("explain", f"Explain {one.check}", (one,), {}, one.check)


def _title(one: Shown) -> str:
    first = one.message.split("\n", 1)[0]
    return first if len(first) <= 80 else first[:79] + "…"


def _of_file(findings: Sequence[Finding], path: Path) -> list[Finding]:
    return [finding for finding in findings if finding.fix and finding.fix.place.file == str(path)]


def _mended(findings: Sequence[Finding], page: Page, path: Path) -> tuple[Change, ...]:
    """The changes of one file that mend some findings; none where nothing can be mended safely."""
    wanted = _of_file(findings, path)
    try:
        mended = mend.mend(wanted) if wanted else []
    except SoclocError:  # the text is no UTF-8: half a character is in it
        return ()
    return tuple(Change(page.spot_at(start), page.spot_at(end), new) for one in mended for start, end, new in one.edits)


def allowed(page: Page, one: Shown) -> Change | None:
    """The comment that allows a finding, above the line of its key; None where none can stand.

    Its reason is left to the author: until there is one, the comment is an error itself.
    """
    from socloc.manual import STRUCTURAL  # it knows every module that asks

    finding = one.findings[0]
    if not one.check or one.check in STRUCTURAL:
        return None
    line = finding.place.line
    end = "\r\n" if "\r\n" in page.text else "\n"
    for number in range(line, max(0, line - _TRIES), -1):
        if not _may_begin(page, number):
            continue
        own = page.line(number)
        indent = own[: len(own) - len(own.lstrip(" "))]
        comment = f"{indent}# socloc: allow {one.check} -- "
        at = page.starts[number - 1]
        after = f"{page.text[:at]}{comment}{end}{page.text[at:]}"
        if _covers(after, number, line + 1):
            spot = page.spot(number, 1)
            return Change(spot, spot, f"{comment}{end}")
    return None


def _may_begin(page: Page, number: int) -> bool:
    """Whether a line is outside of every text, as far as its indentation says."""
    own = page.line(number)
    if not own.strip() or own.lstrip().startswith("#"):
        return False
    start = len(own) - len(own.lstrip(" ")) + 1
    return context(page.lines, number, start).position != "text"


def _covers(text: str, comment: int, line: int) -> bool:
    """Whether a comment is read as one, and is about a line."""
    plain = re.sub("\r\n|\r", "\n", text.removeprefix("\ufeff"))
    found = (one for one in comments(plain, "socloc:") if one.line == comment)
    return any(one.first <= line <= one.last for one in found)
