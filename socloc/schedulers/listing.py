"""The tools there are, for people: what each is given, and where that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from socloc import schedulers
from socloc.schedulers import files
from socloc.schedulers.facts import Scheduler


def listed(beside: Path, forms: Sequence[str]) -> Iterator[str]:
    """A line or more for each tool, those in `schedulers/` of a folder among them, after the forms for translators."""
    yield f"for translators: {', '.join(forms)}"
    for name in schedulers.ids(beside):
        tool, found = schedulers.load(name, beside)
        if tool is None:
            yield f"{name}: {found[0].place}: {found[0].message}"
            continue
        yield ""
        yield f"{tool.id} — {tool.name}: {tool.about}"
        yield f"  {_in_words(tool)}  [{tool.basis.standing}, checked {tool.basis.checked}]"
        yield from (f"      {source}" for source in tool.basis.source)
        if tool.basis.note:
            yield f"      Note: {tool.basis.note}"


def _in_words(tool: Scheduler) -> str:
    said = [f"{tool.writes}, a file per {tool.per}"]
    if tool.columns:
        said.append(f"{len(tool.columns)} columns{'' if tool.looks.head else ' without heads'}")
    if form := files.dates(tool):
        said.append(f"dates as {form}")
    amounts = ((tool.rows, "at most {} rows"), (tool.ahead, "{} minutes ahead"), (tool.apart, "{} minutes apart"))
    said += [text.format(one.value) for one, text in amounts if one]
    return ", ".join(said)
