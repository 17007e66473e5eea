"""socloc render: campaigns to bundles."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from socloc.batch.work import Done, Wanted
from socloc.cli.many import Jobs, NoCache, Teller, Total, work_on
from socloc.cli.options import (
    Campaigns,
    Fallback,
    Images,
    Locales,
    Networks,
    Strict,
    Tools,
    Zone,
    choices,
    clock,
    exit_code,
    fixed_clock,
    of_images,
)
from socloc.findings import as_value
from socloc.report.text import visible
from socloc.report.told import plural

if TYPE_CHECKING:
    from socloc.schedulers.hand_over import Asked

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
    to: Tools = None,
    zone: Zone = "",
    jobs: Jobs = 1,
    no_cache: NoCache = False,
    as_json: Annotated[bool, typer.Option("--json", help="Tell what was written as JSON.")] = False,
) -> int:
    """Render campaigns into bundles: every post for every network in every locale, checked.

    A bundle is written when it has no errors (with --strict: no warnings either), and replaces the one before it as a
    whole. Its manifest.json lists which pictures of articles have to be uploaded; with --images, their addresses stand
    in the articles, which are then checked as ready to be pasted.

    With --to, OUT/TOOL/CAMPAIGN/ holds the files that a tool imports; see `socloc export`.

    Exits with 0 when all is fine, 1 when findings fail it, 2 when something cannot be read or written.

    Example: socloc render campaign.yaml -o bundles -l zh-CN -l zh-TW
    """
    chosen = choices(network, locale, fallback, images)
    wanted = Wanted(chosen, out, zip_, strict, force, tools=_asked(to, zone), fresh=no_cache)
    told = _Json() if as_json else _Text()
    tell = Teller(sys.stderr)

    def one(done: Done) -> None:
        tell.one(done)
        told.one(done)

    total = work_on(campaigns, wanted, jobs, "Rendering", one)
    extra = of_images(chosen, tell.uploads)
    told.end(total)
    tell.end(total, extra)
    return max(total.code, exit_code(extra, strict))


def _asked(to: list[str] | None, zone: str) -> Asked | None:
    """What is wanted for tools; None where there are none."""
    if not to:
        return None
    from socloc.schedulers.hand_over import Asked

    return Asked(tuple(dict.fromkeys(to)), zone, clock(), fixed_clock())


class _Text:
    """Tells where the bundles are."""

    def one(self, done: Done) -> None:
        """One campaign is done."""
        if done.problem[0]:
            return
        if done.target is None:
            hint = "mend what is wrong, or write it as it is with --force" if done.id else "the file is broken"
            print(f"no bundle for {visible(done.file)}: {hint}", file=sys.stderr)
            return
        shown = visible(str(done.target))
        unchanged = ", unchanged" if done.status == "unchanged" else ""
        print(f"{shown}  ({plural(done.variants, 'variant')}{unchanged})")
        if done.target.suffix != ".zip":
            print(f"{shown}/index.html  (preview)")
        for file, said in done.given:
            print(visible(f"{file}  ({said})"))
        for name in done.without:
            print(f"no files for {name}: mend what is wrong, or write them as they are with --force", file=sys.stderr)

    def end(self, total: Total) -> None:
        """All are done."""


class _Json:
    """Tells about the bundles as JSON, one after the other, so that thousands need no memory."""

    def __init__(self) -> None:
        self._gap = f'{{\n "schema_version": {SCHEMA_VERSION},\n "bundles": ['
        self._is_empty = True

    def one(self, done: Done) -> None:
        """One campaign is done."""
        if not done.problem[0]:
            value = json.dumps(_told(done), ensure_ascii=False, indent=1)
            sys.stdout.write(f"{self._gap}\n{indent(value, '  ')}")
            self._gap, self._is_empty = ",", False

    def end(self, total: Total) -> None:
        """All are done."""
        summary = json.dumps(total.as_value(), indent=1).replace("\n", "\n ")
        end = self._gap if self._is_empty else "\n "
        sys.stdout.write(f'{end}],\n "summary": {summary}\n}}\n')


def _told(done: Done) -> dict[str, Any]:
    return {
        "campaign": done.id or done.file,
        "status": done.status,
        "path": str(done.target) if done.target else None,
        "variants": done.variants,
        "findings": [as_value(finding) for finding in done.findings],
        "tools": [{"path": file, "holds": said} for file, said in done.given],
    }
