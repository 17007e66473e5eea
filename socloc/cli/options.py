"""Options that several commands share, and how findings decide the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from socloc.findings import Finding, count_by_severity
from socloc.report.text import report

FINE: Final = 0
FINDINGS: Final = 1

Campaigns: TypeAlias = Annotated[list[Path], typer.Argument(help="Campaign files, or folders that hold a campaign.yaml.", show_default=False)]
Networks: TypeAlias = Annotated[list[str] | None, typer.Option("--network", "-n", metavar="ID", help="Only this network or format, such as weibo or weibo/post; may be given again.")]
Locales: TypeAlias = Annotated[list[str] | None, typer.Option("--locale", "-l", metavar="TAG", help="Only this locale, such as zh-TW; may be given again.")]
Strict: TypeAlias = Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")]
Fallback: TypeAlias = Annotated[str | None, typer.Option("--fallback", metavar="source", help="Let the source's words stand in where nobody wrote a text.")]


def exit_code(findings: Iterable[Finding], strict: bool) -> int:
    """1 where there are errors, or with `strict` warnings; 0 otherwise. Notes never fail."""
    counts = count_by_severity(findings)
    return FINDINGS if counts["error"] or (strict and counts["warning"]) else FINE


def campaign_files(paths: Sequence[Path]) -> list[Path]:
    """The campaign files that were meant: a folder means its campaign.yaml."""
    return [path / "campaign.yaml" if path.is_dir() else path for path in paths]


def wants_fallback(choice: str | None) -> bool:
    """Whether `--fallback source` was given. Raises typer.BadParameter for anything else."""
    if choice not in (None, "source"):
        raise typer.BadParameter("takes the word `source` and nothing else", param_hint="--fallback")
    return choice == "source"


def summary(findings: Sequence[Finding], campaigns: int, variants: int) -> str:
    """One line: `48 variants in 1 campaign: 2 errors, 1 warning, 3 notes`."""
    counts = [plural(number, severity) for severity, number in count_by_severity(findings).items() if number]
    where = f"{plural(variants, 'variant')} in {plural(campaigns, 'campaign')}"
    return f"{where}: {', '.join(counts) or 'nothing to mend'}"


def plural(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def show(findings: Sequence[Finding], campaigns: int, variants: int) -> None:
    """Findings and their summary as messages on standard error."""
    sys.stderr.write(report(findings, campaigns, variants, has_color(sys.stderr.isatty())))
    print(summary(findings, campaigns, variants), file=sys.stderr)


def has_color(is_terminal: bool) -> bool:
    """Colour on terminals only, and not where NO_COLOR (https://no-color.org) or TERM=dumb forbid it."""
    import os

    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
