"""socloc review: what reviewers said in the preview, kept beside the campaign."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import argument
from socloc.cli.options import FINDINGS, FINE, cache_folder, campaign_file


def run(
    campaign: Annotated[Path, argument(metavar="CAMPAIGN", about="Its file or folder.")],
    review: Annotated[Path | None, argument(metavar="[FILE]", about="A review that was saved in the preview.")] = None,
) -> int:
    """Add a review to approvals.json beside the campaign, and list what is approved, refused, changed or open.

    An approval is tied to all that was seen, and lapses when it changes; `socloc check --require-approved` fails until
    every variant is approved as it is.

    Example: socloc review campaign.yaml
    """
    from socloc import approvals
    from socloc.batch.task import tasks
    from socloc.bundle.write import write_file
    from socloc.report.text import report, visible
    from socloc.report.told import Told
    from socloc.workflow import Choices, examine

    path = campaign_file(campaign)
    kept = path.with_name(approvals.NAME)
    verdicts = approvals.read(kept) if kept.exists() else []
    if review is not None:
        verdicts = approvals.merged(verdicts, approvals.read(review))
    found = []
    for task in tasks([path]):
        outcome = examine(path, Choices(cache=cache_folder(), row=task.row))
        if outcome.campaign is None:
            print(report(Told(outcome.findings, 1, 0)), end="")
            return FINDINGS
        of_row = approvals.states(outcome.variants, outcome.media, verdicts, task.row_id)
        found += [(variant.subject._replace(row=task.row_id), state, verdict) for variant, state, verdict in of_row]
    if review is not None:
        write_file(approvals.as_json(verdicts), kept)
    for subject, state, verdict in found:
        said = f": {verdict.remark}" if verdict and verdict.remark else ""
        by = f" ({verdict.reviewer})" if verdict and verdict.reviewer else ""
        print(visible(f"{state:9} {subject}{by}{said}"))
    approved = sum(state == "approved" for _, state, _ in found)
    print(f"{approved} of {len(found)} variants are approved", file=sys.stderr)
    return FINE
