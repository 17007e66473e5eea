"""socloc budget: how much room every text has, and whether its translations will fit."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

from socloc.cli.arguments import argument, option
from socloc.cli.options import (
    FINDINGS,
    FINE,
    Locales,
    Networks,
    RowId,
    cache_folder,
    campaign_file,
    has_color,
    tell_row,
)

SCHEMA_VERSION: Final = 1
_TOLD: Final = ("text-too-long",)  # the table shows them


def run(
    campaign: Annotated[Path, argument(metavar="CAMPAIGN", about="Its file or folder.")],
    network: Networks = None,
    locale: Locales = None,
    row: RowId = "",
    as_json: Annotated[bool, option("--json", about="Answer in JSON.")] = False,
) -> int:
    """Show how much of every limit is used and left, locale by network, and where readers see “more”.

    What nobody has translated yet is estimated from the source, and a text whose translation will not fit is named
    with its line. Exits with 1 when a text that is there is too long, or the campaign has other errors.

    Example: socloc budget campaign.yaml --network x
    """
    from socloc.budget import budget, sources
    from socloc.findings import as_value, in_order
    from socloc.report import budget as shown
    from socloc.report.text import report, visible
    from socloc.report.told import Told
    from socloc.workflow import Choices, examine

    chosen = Choices(tuple(network or ()), tuple(locale or ()), fallback=True, cache=cache_folder(), row_id=row)
    outcome = examine(campaign_file(campaign), chosen)
    tell_row(outcome.campaign, row)
    if outcome.campaign is None:
        print(report(Told(outcome.findings, 1, 0), color=has_color(sys.stdout.isatty())), end="")
        return FINDINGS
    rows, findings = budget(outcome.campaign, outcome.variants)
    # What keeps texts out of the table, or would keep the bundle from being written, is said here as well.
    broken = [finding for finding in outcome.findings if finding.severity == "error" and finding.check not in _TOLD]
    findings = list(in_order([*broken, *findings]))
    if as_json:
        value = {"rows": [shown.as_value(row) for row in rows], "findings": [as_value(found) for found in findings]}
        print(json.dumps({"schema_version": SCHEMA_VERSION, **value}, ensure_ascii=False, indent=1))
    else:
        told = Told(findings, 1, len(outcome.variants))
        print("\n".join(visible(line) for line in shown.table(rows, list(outcome.campaign.locales))))
        print(shown.LEGEND)
        if any(cell.is_estimate for row in rows for cell in row.cells):
            print(visible(f"estimates: {'; '.join(sources(outcome.campaign))}"))
        print(report(told, color=has_color(sys.stdout.isatty())), end="")
    return FINDINGS if broken or any(cell.is_over for row in rows for cell in row.cells) else FINE
