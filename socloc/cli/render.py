"""socloc render: campaigns to bundles."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from socloc.cli.options import (
    Campaigns,
    Fallback,
    Locales,
    Networks,
    Strict,
    campaign_files,
    exit_code,
    show,
    wants_fallback,
)
from socloc.cli.progress import progress
from socloc.findings import Finding, as_value
from socloc.report.told import Told, plural

NAME: Final = "render"
SCHEMA_VERSION: Final = 1


def run(
    campaigns: Campaigns,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the bundles.")] = Path("bundles"),
    network: Networks = None,
    locale: Locales = None,
    zip_: Annotated[bool, typer.Option("--zip", help="Write each bundle as one zip file.")] = False,
    strict: Strict = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write the bundle although there are errors; they stand in it.")
    ] = False,
    fallback: Fallback = None,
    as_json: Annotated[bool, typer.Option("--json", help="Tell what was written as JSON.")] = False,
) -> int:
    """Render campaigns into bundles: every post for every network in every locale, checked.

    A bundle is written when it has no errors (with --strict: no warnings either), and replaces the one before it as a
    whole. Exits with 0 when all is fine, 1 when findings fail it, 2 when something cannot be read or written.

    Example: socloc render campaign.yaml -o bundles --locale zh-CN --locale zh-TW
    """
    from socloc.workflow import Choices, Outcome, examine

    choices = Choices(tuple(network or ()), tuple(locale or ()), wants_fallback(fallback))
    files = campaign_files(campaigns)
    code, variants = 0, 0
    told: list[dict[str, Any]] = []
    all_findings: list[Finding] = []
    written: dict[str, Path] = {}
    for path in progress(files, "Rendering"):
        outcome: Outcome = examine(path, choices)
        failed = exit_code(outcome.findings, strict)
        code = max(code, failed)
        all_findings += outcome.findings
        variants += len(outcome.variants)
        target = _write(outcome, out, zip_, written) if outcome.campaign and (force or not failed) else None
        told.append(_told(outcome, target))
    if as_json:
        json.dump({"schema_version": SCHEMA_VERSION, "bundles": told}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    show(Told(all_findings, len(files), variants))
    if not as_json:
        _say(told)
    return code


def _write(outcome: Any, out: Path, zip_: bool, written: dict[str, Path]) -> Path:
    from socloc.bundle import write
    from socloc.errors import SoclocError
    from socloc.workflow import files_of

    name = outcome.campaign.id
    if name in written:
        message = (
            f"{outcome.file} and {written[name]} have the same id, `{name}`, so one bundle would replace the other"
        )
        raise SoclocError(message, "Give one of them another id.")
    written[name] = outcome.file
    files = files_of(outcome)
    if zip_:
        from socloc.bundle.zipped import zipped

        target = out / f"{name}.zip"
        write.write_file(zipped(files, name), target)
    else:
        target = out / name
        write.write_folder(files, target)
    return target


def _told(outcome: Any, target: Path | None) -> dict[str, Any]:
    return {
        "campaign": outcome.campaign.id if outcome.campaign else outcome.file,
        "path": str(target) if target else None,
        "variants": len(outcome.variants),
        "findings": [as_value(finding) for finding in outcome.findings],
    }


def _say(told: Sequence[dict[str, Any]]) -> None:
    for bundle in told:
        if bundle["path"] is None:
            print(
                f"no bundle for {bundle['campaign']}: mend the errors, or write it with them by --force",
                file=sys.stderr,
            )
            continue
        print(f"{bundle['path']}  ({plural(bundle['variants'], 'variant')})")
        if not bundle["path"].endswith(".zip"):
            print(f"{bundle['path']}/index.html  (preview)")
