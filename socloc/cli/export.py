"""socloc export: translations out, in the forms that agencies and their tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socloc import translate
from socloc.bundle.write import write_file
from socloc.cli.options import FINDINGS, FINE, Locales, Networks, cache_folder, campaign_file, show
from socloc.errors import SoclocError
from socloc.exchange import REGISTRY, form, outgoing
from socloc.locales import canonical
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.translate import Job
from socloc.units import items
from socloc.workflow import Choices, Outcome, examine


def run(
    campaign: Annotated[Path, typer.Argument(metavar="CAMPAIGN", help="Its file or folder.", show_default=False)],
    to: Annotated[
        str, typer.Option("--to", "-t", metavar="FORM", help="xliff, xliff2, po, xlsx, csv or tmx.")
    ] = "xliff",
    locale: Locales = None,
    network: Networks = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only what has no translation, or a stale one.")] = False,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the files.")] = Path("exchange"),
) -> int:
    """Write the texts of a campaign for translators, one file per locale, with limits, notes and the post around them.

    Links, tags, placeholders and code are marked as what must stay. `socloc import` reads the files again. Files of the
    same name are replaced.

    Example: socloc export campaign.yaml --to xlsx --missing -o exchange
    """
    if to not in REGISTRY:
        raise typer.BadParameter(f"takes {', '.join(REGISTRY)}", param_hint="--to")
    path = campaign_file(campaign)
    chosen = Choices(tuple(network or ()), tuple(locale or ()), fallback=True, cache=cache_folder())
    outcome = examine(path, chosen)
    if outcome.campaign is None:
        show(Told(outcome.findings, 1, 0))
        return FINDINGS
    asked = tuple(canonical(tag) for tag in locale or ())
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
    target = out / f"{campaign.id}.{job.locale}{module.SUFFIX}"
    write_file(module.write(outgoing.heading(campaign, job.file, job.locale), rows), target)
    print(visible(f"{target}: {plural(len(rows), 'text')}"))
    return True
