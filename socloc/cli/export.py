"""socloc export: campaigns out, to translators and to the tools that publish, in the forms that these read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from socloc import translate
from socloc.article.addresses import Addresses
from socloc.batch.task import tasks
from socloc.bundle.write import write_file
from socloc.cli.arguments import UsageError, argument, option
from socloc.cli.options import (
    FINDINGS,
    FINE,
    Images,
    Locales,
    Matrix,
    Networks,
    Zone,
    addresses_in,
    cache_folder,
    campaign_file,
    clock,
    exit_code,
    fixed_clock,
    show,
)
from socloc.errors import SoclocError
from socloc.exchange import REGISTRY, form, outgoing
from socloc.findings import of_row
from socloc.locales import canonical
from socloc.matrix.columns import own_id
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.translate import Job
from socloc.units import items
from socloc.workflow import Choices, Outcome, examine


def run(
    campaign: Annotated[Path | None, argument(metavar="CAMPAIGN", about="Its file or folder.")] = None,
    to: Annotated[
        list[str] | None,
        option(
            "--to",
            "-t",
            metavar="NAME",
            about="For translators xliff (the default), xliff2, po, xlsx, csv or tmx; or a tool, such as buffer, "
            "calendar or plan. Repeatable.",
        ),
    ] = None,
    locale: Locales = None,
    network: Networks = None,
    missing: Annotated[bool, option("--missing", about="Only what has no translation, or a stale one.")] = False,
    out: Annotated[Path, option("--out", "-o", metavar="DIR", about="Folder for the files.")] = Path("exchange"),
    images: Images = None,
    zone: Zone = "",
    matrix: Matrix = None,
    force: Annotated[bool, option("--force", about="Write a tool's files although there are errors.")] = False,
    tools: Annotated[
        bool, option("--list", about="Show the tools, what each is given, and where that was read.")
    ] = False,
) -> int:
    """Write a campaign for translators, or for the tools that publish it.

    For translators: one file per locale with limits, notes and the post around each text. Links, tags, placeholders and
    code are marked as what must stay. `socloc import` reads the files again. Files of the same name are replaced.

    For tools: OUT/TOOL/CAMPAIGN/ holds the files that a scheduler imports, such as one CSV per network and locale; of a
    campaign with a table, OUT/TOOL/CAMPAIGN-ROW/ for each row. What the tool would refuse (a time too soon, an image
    without a public address, a text over its own limit) is said before, and nothing is written for it while there are
    errors, unless --force.

    Example: socloc export campaign.yaml --to xlsx --missing -o exchange
    """
    names = tuple(dict.fromkeys(to or ("xliff",)))
    if tools:
        from socloc.schedulers.listing import listed

        print("\n".join(visible(line) for line in listed(Path(), tuple(REGISTRY))))
        return FINE
    if campaign is None:
        raise UsageError("CAMPAIGN", "is missing")
    path = campaign_file(campaign)
    _must_exist(names, path)
    chosen = Choices(tuple(network or ()), tuple(locale or ()), cache=cache_folder())
    code = FINE
    if own := tuple(name for name in names if name not in REGISTRY):
        uploaded = addresses_in(images)
        for task in tasks([path], matrix):
            outcome = examine(task.path, chosen._replace(images=uploaded, row=task.row))
            code = max(code, _to_tools(outcome, task.row_id, own, uploaded, zone, out, force))
    for name in names:
        if name in REGISTRY:
            code = max(code, _to_translators(path, chosen, name, missing, out))
    return code


def _must_exist(names: Sequence[str], path: Path) -> None:
    """Raises UsageError for a name that is neither a form for translators nor a tool."""
    from socloc import schedulers
    from socloc.shapes import suggest

    for name in names:
        if name not in REGISTRY and name not in (known := schedulers.ids(path.parent)):
            nearest = suggest(name, (*REGISTRY, *known))
            message = f"takes {', '.join(REGISTRY)}, or a tool: {', '.join(known)}; not `{name}`{nearest}"
            raise UsageError("--to", message)


def _to_tools(
    outcome: Outcome, row: str, names: tuple[str, ...], images: Addresses | None, zone: str, out: Path, force: bool
) -> int:
    """Write the files of tools; what is wrong with the campaign itself stops them like a bundle.

    Findings name the `row` of a table that the campaign was filled with.
    """
    from socloc.schedulers.hand_over import Asked, give

    given = give(outcome, Asked(names, zone, clock(), fixed_clock()), images, out, force)
    findings = [of_row(one, row) for one in (*outcome.findings, *given.findings)]
    whose = f" of row {row}" if row else ""
    show(Told(findings, 1, len(outcome.variants)))
    for file, said in given.files:
        print(visible(f"{file}: {said}"))
    for name in given.without:
        print(
            f"no files{whose} for {name}: mend what is wrong, or write them as they are with --force", file=sys.stderr
        )
    return exit_code(findings, strict=False)


def _to_translators(path: Path, chosen: Choices, to: str, missing: bool, out: Path) -> int:
    """Write one file per locale."""
    chosen = chosen._replace(fallback=True)
    network, locale = chosen.networks, chosen.locales
    outcome = examine(path, chosen)
    if outcome.campaign is None:
        show(Told(outcome.findings, 1, 0))
        return FINDINGS
    asked = tuple(canonical(tag) for tag in locale)
    found = items(outcome.campaign, outcome.variants)
    whole = not network and not translate.unmade(outcome.campaign, outcome.variants, locales=asked)
    jobs, problems = translate.jobs(outcome.campaign, path, found, whole, asked)
    if problems:
        show(Told(problems, 0, 0))
        return FINDINGS
    written = [_write(outcome, job, to, missing, out) for job in jobs]
    if not any(written):
        print(visible(f"{path}: there is nothing to translate"))
    return FINE


def _write(outcome: Outcome, job: Job, to: str, missing: bool, out: Path) -> bool:
    campaign = outcome.campaign
    if campaign is None:
        raise SoclocError("there is no campaign to export")
    module = form(to)
    rows = [row for row in outgoing.rows(campaign, outcome.variants, job, missing) if row.target or module.TAKES_EMPTY]
    if not rows:
        return False
    target = out / f"{own_id(campaign)}.{job.locale}{module.SUFFIX}"
    write_file(module.write(outgoing.heading(campaign, job.file, job.locale), rows), target)
    print(visible(f"{target}: {plural(len(rows), 'text')}"))
    return True
