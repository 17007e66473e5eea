"""socloc import: translations back in, every row looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from socloc import translate
from socloc.cli.arguments import argument, option
from socloc.cli.options import FINDINGS, cache_folder, campaign_file, exit_code, show
from socloc.errors import SoclocError
from socloc.exchange import form_of
from socloc.exchange.incoming import Taken, Wishes, take
from socloc.exchange.rows import Received
from socloc.findings import Finding
from socloc.locales import canonical
from socloc.matrix.columns import own_id
from socloc.model import Campaign
from socloc.report.text import visible
from socloc.report.told import Told
from socloc.units import Item, items
from socloc.workflow import Choices, examine

MAX_BYTES: Final = 64 * 1024 * 1024


def run(
    files: Annotated[
        list[Path],
        argument(metavar="FILE...", about="XLIFF, PO, XLSX, CSV or TMX, as they came back."),
    ],
    campaign: Annotated[Path, option("--campaign", "-c", metavar="CAMPAIGN", about="Its file or folder.")] = Path(),
    locale: Annotated[
        str, option("--locale", "-l", metavar="TAG", about="The target, where the file does not say it.")
    ] = "",
    reviewed: Annotated[
        bool, option("--reviewed", about="Take all rows as confirmed, whatever state they have.")
    ] = False,
    overwrite: Annotated[
        bool, option("--overwrite", about="Replace translations that a person has confirmed, too.")
    ] = False,
    dry_run: Annotated[bool, option("--dry-run", about="Say what would be taken; write nothing.")] = False,
) -> int:
    """Read translations into locales/*.po: what fits is stored, what does not is named with its file and line.

    A row with an unknown id, a lost link or placeholder, or too many characters is refused; one whose source has
    changed is stored as stale. Rows that are approved or final are confirmed, others wait for somebody to look at them.
    Exits with 1 where a row was refused.

    Example: socloc import back.csv --campaign campaign.yaml --dry-run
    """
    path = campaign_file(campaign)
    outcome = examine(path, Choices(fallback=True, cache=cache_folder()))
    if outcome.campaign is None:
        show(Told(outcome.findings, 1, 0))
        return FINDINGS
    found = items(outcome.campaign, outcome.variants)
    whole = not translate.unmade(outcome.campaign, outcome.variants)
    findings: list[Finding] = []
    for file in files:
        target, rows = _read(file, outcome.campaign, canonical(locale) if locale else "")
        taken, problems = _taken(outcome.campaign, path, found, whole, target, rows, Wishes(overwrite, reviewed))
        findings += problems
        if taken is None:
            continue
        if not dry_run:
            translate.save(taken.job)
        said = ", ".join(f"{number:,} {what}" for what, number in sorted(taken.counts.items()))
        print(visible(f"{file} to {taken.job.path}: {said or 'nothing'}{' (not written)' if dry_run else ''}"))
    show(Told(findings, 0, 0))
    return exit_code(findings, strict=False)


def _read(file: Path, campaign: Campaign, locale: str) -> tuple[str, list[Received]]:
    """The locale that a file is for, and its rows. Raises SoclocError where it is not for this campaign."""
    shown = str(file)
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise SoclocError(f"cannot read {shown}: {error.strerror}", "Check the name and your rights.") from error
    if len(data) > MAX_BYTES:
        raise SoclocError(f"{shown} has more than {MAX_BYTES // 1024 // 1024} MB", "Split it.")
    heading, rows = form_of(shown, data).read(data, shown)
    target = locale or canonical(heading.target)
    known = ", ".join(campaign.locales)
    if heading.campaign and heading.campaign != own_id(campaign):
        message = f"{shown} is for the campaign {heading.campaign}, and {campaign.file} is {own_id(campaign)}"
        raise SoclocError(message, "Name the right one with --campaign.")
    if not target:
        raise SoclocError(f"{shown} does not say which locale it is for", f"Say it with --locale: {known}.")
    if target not in campaign.locales or target == campaign.source:
        raise SoclocError(f"{shown} is for {target}, into which {campaign.file} is not translated", f"It has {known}.")
    return target, rows


def _taken(
    campaign: Campaign,
    path: Path,
    found: Sequence[Item],
    whole: bool,
    target: str,
    rows: Sequence[Received],
    wishes: Wishes,
) -> tuple[Taken | None, list[Finding]]:
    jobs, problems = translate.jobs(campaign, path, found, whole, (target,))
    if problems or not jobs:
        return None, problems
    written = frozenset(item.path for item in found if item.locale == target and item.text.state == "written")
    taken = take(jobs[0], rows, wishes, written)
    return taken, taken.findings
