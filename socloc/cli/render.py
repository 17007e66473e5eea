"""socloc render: campaigns to bundles."""

import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any, Final

from socloc.batch.work import Done, Wanted
from socloc.cli.arguments import UsageError, option
from socloc.cli.many import Findings, Jobs, NoCache, Scheduler, Sink, crew_of, tell_all
from socloc.cli.options import (
    Campaigns,
    Fallback,
    Images,
    Locales,
    Matrix,
    Networks,
    Strict,
    Tools,
    Zone,
    choices,
    clock,
    fixed_clock,
    has_color,
)
from socloc.cli.total import Total
from socloc.findings import Finding, as_value
from socloc.remote import addresses
from socloc.report.text import visible
from socloc.report.told import plural

if TYPE_CHECKING:
    from socloc.schedulers.hand_over import Asked

SCHEMA_VERSION: Final = 1


def run(
    campaigns: Campaigns,
    out: Annotated[Path, option("--out", "-o", metavar="DIR", about="Folder for the bundles.")] = Path("bundles"),
    network: Networks = None,
    locale: Locales = None,
    zip_: Annotated[bool, option("--zip", about="Write each bundle as one zip file.")] = False,
    strict: Strict = False,
    force: Annotated[
        bool, option("--force", about="Write the bundle although there are errors; they stand in it.")
    ] = False,
    fallback: Fallback = None,
    images: Images = None,
    to: Tools = None,
    zone: Zone = "",
    matrix: Matrix = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    no_cache: NoCache = False,
    as_json: Annotated[bool, option("--json", about="Tell what was written as JSON.")] = False,
) -> int:
    """Render campaigns into bundles: every post for every network in every locale, checked.

    A bundle is written when it has no errors (with --strict: no warnings either), and replaces the one before it as a
    whole. Its manifest.json lists which pictures of articles have to be uploaded; with --images, their addresses stand
    in the articles, which are then checked as ready to be pasted.

    What has not changed since it was written is left alone, and said so.

    With --matrix, or `matrix:` in the campaign, each row of a table gets a bundle of its own: shops, cities, dates,
    coupon codes. The column `id` names them, as in OUT/CAMPAIGN-berlin/.

    Campaigns, and OUT with --zip, may be addresses such as s3://bucket/clients. With --scheduler, a Dask cluster does
    the work; its workers see the same files, or read and write at addresses.

    With --to, OUT/TOOL/CAMPAIGN/ holds the files that a tool imports; see `socloc export`.

    Exits with 0 when all is fine, 1 when findings fail it, 2 when something cannot be read or written.

    Example: socloc render campaign.yaml -o bundles -l zh-CN -l zh-TW
    """
    out = _target(out, zip_, to)
    chosen = choices(network, locale, fallback, images)
    wanted = Wanted(chosen, out, zip_, strict, force, tools=_asked(to, zone), fresh=no_cache)
    sys.audit("socloc.writes", os.path.abspath(out))
    color = has_color(sys.stderr.isatty())
    return tell_all(campaigns, wanted, crew_of(jobs, scheduler), partial(_Json if as_json else _Text, color), matrix)


def _target(out: Path, as_zip: bool, to: list[str] | None) -> Path:
    """Where bundles go. Raises UsageError where that is an address, and something would not be one object."""
    out = addresses.meant(out)
    if addresses.of(out) and to:
        raise UsageError("--to", "writes several files, and takes no address with -o")
    if addresses.of(out) and not as_zip:
        raise UsageError("-o", "takes an address with --zip: an object is whole, a folder is not")
    return out


def _asked(to: list[str] | None, zone: str) -> "Asked | None":
    """What is wanted for tools; None where there are none."""
    if not to:
        return None
    from socloc.schedulers.hand_over import Asked

    return Asked(tuple(dict.fromkeys(to)), zone, clock(), fixed_clock())


class _Text:
    """Tells what was found, and where the bundles are."""

    def __init__(self, color: bool, out: Sink, err: Sink) -> None:
        self._out, self._err = out, err
        self._findings = Findings(err, err, color)

    def one(self, done: Done) -> None:
        """One campaign is done."""
        self._findings.one(done)
        if done.problem[0]:
            return
        if done.target is None:
            hint = "mend what is wrong, or write it as it is with --force" if done.id else "the file is broken"
            print(f"no bundle for {visible(done.named)}: {hint}", file=self._err)
            return
        shown = visible(addresses.shown(done.target))
        unchanged = ", unchanged" if done.status == "unchanged" else ""
        print(f"{shown}  ({plural(done.variants, 'variant')}{unchanged})", file=self._out)
        if done.target.suffix != ".zip":
            print(f"{shown}/index.html  (preview)", file=self._out)
        for file, said in done.given:
            print(visible(f"{file}  ({said})"), file=self._out)
        for name in done.without:
            hint = "mend what is wrong, or write them as they are with --force"
            print(f"no files for {name}: {hint}", file=self._err)

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done."""
        self._findings.end(total, extra)


class _Json:
    """Tells about the bundles as JSON, one after the other, so that thousands need no memory; findings as text."""

    def __init__(self, color: bool, out: Sink, err: Sink) -> None:
        self._out = out
        self._findings = Findings(err, err, color)
        self._gap = f'{{\n "schema_version": {SCHEMA_VERSION},\n "bundles": ['
        self._is_empty = True

    def one(self, done: Done) -> None:
        """One campaign is done."""
        self._findings.one(done)
        if not done.problem[0]:
            value = json.dumps(_told(done), ensure_ascii=False, indent=1)
            self._out.write(f"{self._gap}\n{indent(value, '  ')}")
            self._gap, self._is_empty = ",", False

    def end(self, total: Total, extra: Sequence[Finding]) -> None:
        """All are done."""
        summary = json.dumps(total.as_value(), indent=1).replace("\n", "\n ")
        end = self._gap if self._is_empty else "\n "
        self._out.write(f'{end}],\n "summary": {summary}\n}}\n')
        self._findings.end(total, extra)


def _told(done: Done) -> dict[str, Any]:
    return {
        "campaign": done.id or done.file,
        "status": done.status,
        "path": addresses.shown(done.target) if done.target else None,
        "variants": done.variants,
        "findings": [as_value(finding) for finding in done.findings],
        "tools": [{"path": file, "holds": said} for file, said in done.given],
    }
