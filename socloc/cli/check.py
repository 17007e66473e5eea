"""socloc check: the verdict on campaigns, for people and for CI."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from socloc.cli.options import (
    Campaigns,
    Fallback,
    Images,
    Locales,
    Networks,
    Strict,
    choices,
    each,
    exit_code,
    has_color,
    of_images,
)
from socloc.findings import Finding, in_order
from socloc.report import FORMATS, report_in, text
from socloc.report.told import Told
from socloc.workflow import Outcome, examine


def run(
    campaigns: Campaigns,
    output: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="text, json, sarif, junit, checkstyle, github, gitlab or rdjson."
        ),
    ] = "text",
    network: Networks = None,
    locale: Locales = None,
    strict: Strict = False,
    fallback: Fallback = None,
    images: Images = None,
    require: Annotated[
        list[str] | None,
        typer.Option(metavar="reviewed|approved", help="Every text reviewed, or every variant approved. Repeatable."),
    ] = None,
    require_approved: Annotated[
        bool, typer.Option("--require-approved", help="The same as --require approved; see `socloc review`.")
    ] = False,
) -> int:
    """Check campaigns against every network's own limits, exactly as `render` would write them.

    With --images, articles are checked as ready to be pasted, with these addresses in place of the pictures' files.

    Exits with 0 when all is fine, 1 when there are errors (with --strict also warnings), 2 when a file cannot be read.

    Example: socloc check campaign.yaml --format github
    """
    if output not in FORMATS:
        raise typer.BadParameter(f"takes {', '.join(FORMATS)}", param_hint="--format")
    required = tuple(require or ()) + (("approved",) if require_approved else ())
    if unknown := set(required) - {"reviewed", "approved"}:
        raise typer.BadParameter(f"takes reviewed or approved, not {min(unknown)}", param_hint="--require")
    chosen = choices(network, locale, fallback, images)._replace(reviewed="reviewed" in required)
    outcomes, code = each(campaigns, "Checking", lambda path: examine(path, chosen))
    findings = [finding for outcome in outcomes for finding in outcome.findings] + of_images(chosen, outcomes)
    if "approved" in required:
        findings += [finding for outcome in outcomes for finding in _unapproved(outcome)]
    told = Told(findings, len(outcomes), sum(len(outcome.variants) for outcome in outcomes))
    if output == "text":
        sys.stdout.write(text.report(told, color=has_color(sys.stdout.isatty())))
        if outcomes:
            print(told.summary, file=sys.stderr)
    else:
        sys.stdout.write(report_in(output)(told))
    return max(code, exit_code(findings, strict))


def _unapproved(outcome: Outcome) -> list[Finding]:
    """A finding for each variant that nobody has approved as it is."""
    from socloc import approvals

    kept = Path(outcome.file).with_name(approvals.NAME)
    verdicts = approvals.read(kept) if kept.exists() else []
    return list(in_order(approvals.missing(outcome.variants, outcome.media, verdicts)))
