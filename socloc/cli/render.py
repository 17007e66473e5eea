"""socloc render: campaigns to bundles."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from socloc.bundle import write
from socloc.cli.options import (
    Campaigns,
    Fallback,
    Images,
    Locales,
    Networks,
    Strict,
    cache_folder,
    choices,
    each,
    exit_code,
    of_images,
    show,
)
from socloc.errors import SoclocError
from socloc.findings import as_value
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.workflow import Outcome, examine, files_of

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
    images: Images = None,
    as_json: Annotated[bool, typer.Option("--json", help="Tell what was written as JSON.")] = False,
) -> int:
    """Render campaigns into bundles: every post for every network in every locale, checked.

    A bundle is written when it has no errors (with --strict: no warnings either), and replaces the one before it as a
    whole. Its manifest.json lists which pictures of articles have to be uploaded; with --images, their addresses stand
    in the articles, which are then checked as ready to be pasted.

    Exits with 0 when all is fine, 1 when findings fail it, 2 when something cannot be read or written.

    Example: socloc render campaign.yaml -o bundles -l zh-CN -l zh-TW
    """
    chosen = choices(network, locale, fallback, images)
    names: dict[str, Path] = {}

    def one(path: Path) -> tuple[Outcome, Path | None]:
        outcome = examine(path, chosen)
        wanted = force or not exit_code(outcome.findings, strict)
        if outcome.campaign is None or not wanted:
            return outcome, None
        first = names.setdefault(outcome.campaign.id, path)
        if first != path:
            message = f"{path} has the id of {first}, so one bundle would replace the other"
            raise SoclocError(message, "Give one of them another id.")
        return outcome, _write(outcome, outcome.campaign.id, out, zip_)

    done, code = each(campaigns, "Rendering", one)
    if as_json:
        told = [_told(outcome, target) for outcome, target in done]
        json.dump({"schema_version": SCHEMA_VERSION, "bundles": told}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    findings = [finding for outcome, _ in done for finding in outcome.findings]
    findings += of_images(chosen, (outcome for outcome, _ in done))
    show(Told(findings, len(done), sum(len(outcome.variants) for outcome, _ in done)))
    if not as_json:
        _say(done)
    return max(code, exit_code(findings, strict))


def _write(outcome: Outcome, name: str, out: Path, zip_: bool) -> Path:
    files = files_of(outcome, cache_folder())
    if not zip_:
        write.write_folder(files, out / name)
        return out / name
    from socloc.bundle.zipped import zipped

    target = out / f"{name}.zip"
    write.write_zip(zipped(files, name), target)
    return target


def _told(outcome: Outcome, target: Path | None) -> dict[str, Any]:
    return {
        "campaign": outcome.campaign.id if outcome.campaign else outcome.file,
        "path": str(target) if target else None,
        "variants": len(outcome.variants),
        "findings": [as_value(finding) for finding in outcome.findings],
    }


def _say(done: Sequence[tuple[Outcome, Path | None]]) -> None:
    for outcome, target in done:
        if target is None:
            hint = "mend what is wrong, or write it as it is with --force" if outcome.campaign else "the file is broken"
            print(f"no bundle for {visible(outcome.file)}: {hint}", file=sys.stderr)
            continue
        shown = visible(str(target))
        print(f"{shown}  ({plural(len(outcome.variants), 'variant')})")
        if target.suffix != ".zip":
            print(f"{shown}/index.html  (preview)")
