"""socloc check: the verdict on campaigns, for people and for CI."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from socloc.cli.options import (
    Campaigns,
    Fallback,
    Locales,
    Networks,
    Strict,
    campaign_files,
    exit_code,
    has_color,
    wants_fallback,
)
from socloc.cli.progress import progress
from socloc.report import FORMATS, text
from socloc.report.told import Told

NAME: Final = "check"


def run(
    campaigns: Campaigns,
    output: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json or github.")] = "text",
    network: Networks = None,
    locale: Locales = None,
    strict: Strict = False,
    fallback: Fallback = None,
) -> int:
    """Check campaigns against every network's own limits, exactly as `render` would write them.

    Exits with 0 when all is fine, 1 when there are errors (with --strict also warnings), 2 when a file cannot be read.

    Example: socloc check campaign.yaml --format github
    """
    from socloc.workflow import Choices, examine

    if output not in FORMATS:
        raise typer.BadParameter(f"takes {', '.join(FORMATS)}", param_hint="--format")
    choices = Choices(tuple(network or ()), tuple(locale or ()), wants_fallback(fallback))
    files = campaign_files(campaigns)
    outcomes = [examine(path, choices) for path in progress(files, "Checking")]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    told = Told(findings, len(files), sum(len(outcome.variants) for outcome in outcomes))
    if output == "text":
        sys.stdout.write(text.report(told, color=has_color(sys.stdout.isatty())))
        print(told.summary, file=sys.stderr)
    else:
        sys.stdout.write(FORMATS[output](told))
    return exit_code(findings, strict)
