"""socloc check: the verdict on campaigns, for people and for CI."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

from socloc.batch.task import Task, tasks
from socloc.batch.work import Done, Wanted
from socloc.cli.arguments import UsageError, option
from socloc.cli.many import (
    Findings,
    Jobs,
    NoCache,
    Report,
    Scheduler,
    Sink,
    crew_of,
    meant,
    must_be_here,
    tell_all,
)
from socloc.cli.options import (
    FINE,
    Campaigns,
    Fallback,
    Images,
    Locales,
    Matrix,
    Networks,
    Strict,
    choices,
    clock,
    each,
    exit_code,
    has_color,
)
from socloc.cli.total import Total
from socloc.findings import Finding, in_order, of_row
from socloc.report import FORMATS, report_in, text
from socloc.report.told import Told, plural
from socloc.workflow import Choices, Outcome, examine

_PAUSE: Final = 0.2  # seconds between two looks at the files


def run(
    campaigns: Campaigns,
    output: Annotated[
        str,
        option(
            "--format", "-f", metavar="FORMAT", about="text, json, sarif, junit, checkstyle, github, gitlab or rdjson."
        ),
    ] = "text",
    network: Networks = None,
    locale: Locales = None,
    strict: Strict = False,
    fallback: Fallback = None,
    images: Images = None,
    update_baseline: Annotated[
        bool, option("--update-baseline", about="Accept all findings as they are, and forget those that are gone.")
    ] = False,
    require: Annotated[
        list[str] | None,
        option(metavar="reviewed|approved", about="Every text reviewed, or every variant approved. Repeatable."),
    ] = None,
    changed_since: Annotated[
        str, option("--changed-since", metavar="REV", about="Only campaigns that changed since then, as git says.")
    ] = "",
    watch: Annotated[bool, option("--watch", about="Check again after every save, until Control-C.")] = False,
    fix: Annotated[bool, option("--fix", about="Mend what is safe in the campaign and its PO files.")] = False,
    diff: Annotated[bool, option("--diff", about="Show what --fix changes; without --fix, change nothing.")] = False,
    matrix: Matrix = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    no_cache: NoCache = False,
    require_approved: Annotated[
        bool, option("--require-approved", about="The same as --require approved; see `socloc review`.")
    ] = False,
) -> int:
    """Check campaigns against every network's own limits, exactly as `render` would write them.

    With --fix, what a program can mend without judgement is mended where it was written, and nothing else is touched:
    comments, order, quotes and line ends stay. With --images, articles are checked as ready to be pasted, with these
    addresses in place of the pictures' files. `socloc.yaml` beside or above the campaign says how bad each check is,
    and a comment `# socloc: allow CHECK -- reason` in the campaign accepts a finding where it stands.

    Campaigns may be addresses such as s3://bucket/clients. With --scheduler, a Dask cluster does the work; its workers
    see the same files, or read at addresses.

    Exits with 0 when all is fine, 1 when there are errors (with --strict also warnings), 2 when a file cannot be read.

    Example: socloc check campaign.yaml --format github
    """
    if output not in FORMATS:
        raise UsageError("--format", f"takes {', '.join(FORMATS)}")
    if diff and output != "text":
        raise UsageError("--diff", "goes with --format text only")
    at_home = {"--fix": fix, "--diff": diff, "--update-baseline": update_baseline, "--watch": watch}
    if matrix and any(at_home.values()):
        raise UsageError("--matrix", f"goes without {', '.join(at_home)}")
    for name, value in {"--changed-since": changed_since, **at_home}.items():
        if value:
            must_be_here(name, campaigns, scheduler)
    crew = crew_of(jobs, scheduler)
    required = _required(require or (), require_approved)
    chosen = choices(network, locale, fallback, images)._replace(reviewed="reviewed" in required, now=clock())
    if changed_since:
        from socloc.changed import touched

        campaigns = touched(meant(campaigns)[0], changed_since)
    if watch:
        return _watch(campaigns, chosen, strict)
    if fix or diff:
        _mend(each(meant(campaigns)[0], "Checking", lambda path: examine(path, chosen))[0], fix, diff)
    if update_baseline:
        outcomes, code = _of_rows(meant(campaigns)[0], chosen)
        return max(code, _update_baseline(outcomes))
    wanted = Wanted(chosen, strict=strict, approved="approved" in required, fresh=no_cache)
    return tell_all(campaigns, wanted, crew, _report(output), matrix)


def _of_rows(paths: Sequence[Path], chosen: Choices) -> tuple[list[Outcome], int]:
    """The outcomes of campaigns, of those with a table one for each row; and the exit code so far, as of `each`."""
    done, code = each(paths, "Checking", lambda path: [_filled(task, chosen) for task in tasks([path])])
    return list(chain.from_iterable(done)), code


def _filled(task: Task, chosen: Choices) -> Outcome:
    outcome = examine(task.path, chosen._replace(row=task.row))
    return outcome._replace(findings=tuple(of_row(finding, task.row_id) for finding in outcome.findings))


def _report(output: str) -> Callable[[Sink, Sink], Report]:
    """What tells about campaigns in this format."""
    if output == "text":
        color = has_color(sys.stdout.isatty())
        return lambda out, err: Findings(out, err, color)
    return lambda out, _: _Whole(out, output)


class _Whole:
    """A report that is one whole, at the end."""

    def __init__(self, stream: Sink, output: str) -> None:
        self._stream = stream
        self._output = output
        self._every: list[Done] = []

    def one(self, done: Done) -> None:
        """One campaign is done."""
        self._every.append(done)

    def end(self, _: Total, extra: Sequence[Finding]) -> None:
        """All are done."""
        self._stream.write(report_in(self._output)(_told(self._every, extra)))


def _told(every: Sequence[Done], extra: Sequence[Finding]) -> Told:
    read = [done for done in every if not done.problem[0]]
    findings = [*(finding for done in read for finding in done.findings), *extra]
    accepted = [one for done in read for one in done.accepted]
    own = [check for done in read for check in done.own]
    return Told(findings, len(read), sum(done.variants for done in read), accepted, own)


def _required(require: Sequence[str], approved: bool) -> frozenset[str]:
    """What every text or variant must be. Raises UsageError where that is not known."""
    required = frozenset((*require, *(["approved"] if approved else [])))
    if unknown := required - {"reviewed", "approved"}:
        raise UsageError("--require", f"takes reviewed or approved, not {min(unknown)}")
    return required


def _mend(outcomes: Sequence[Outcome], is_written: bool, is_shown: bool) -> None:
    """Mend what can be, and show it."""
    from socloc import mend

    for mended in mend.mend(finding for outcome in outcomes for finding in outcome.findings):
        if is_shown:
            sys.stdout.write("".join(f"{text.visible(line)}\n" for line in mend.as_diff(mended).splitlines()))
        if is_written:
            mend.write(mended)
            print(text.visible(f"{mended.path}: mended {plural(mended.findings, 'finding')}"), file=sys.stderr)


def _watch(campaigns: Sequence[Path], chosen: Choices, strict: bool) -> int:
    """Check what was saved, again and again; ends with Control-C."""
    from socloc.campaign_files import named
    from socloc.serve.watch import look, renamed

    seen: dict[Path, object] = {}
    beside: dict[Path, tuple[str, ...]] = {}
    while True:
        for path in meant(campaigns)[0]:
            now = look(path, beside.get(path, ()))
            if seen.get(path) == now:
                continue
            outcomes, _ = _of_rows([path], chosen)
            # What a campaign named before it broke may be what is saved next.
            names = tuple(name for outcome in outcomes for name in named(outcome.campaign, path))
            beside[path] = names or beside.get(path, ())
            seen[path] = renamed(now, path, beside[path])
            if outcomes:
                _tell(outcomes, strict)
        time.sleep(_PAUSE)


def _tell(outcomes: Sequence[Outcome], strict: bool) -> None:
    """What is to be said of a campaign, or of all rows that fill it, and when."""
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    accepted = [one for outcome in outcomes for one in outcome.accepted]
    told = Told(findings, len(outcomes), sum(len(outcome.variants) for outcome in outcomes), accepted)
    sys.stdout.write(text.report(told, color=has_color(sys.stdout.isatty())))
    mark = "✗" if exit_code(findings, strict) else "✓"
    print(f"{time.strftime('%H:%M:%S')} {mark} {told.summary}", flush=True)


def _update_baseline(outcomes: Sequence[Outcome]) -> int:
    """Write the baselines of these campaigns, and say where."""
    from socloc.bundle.write import write_file
    from socloc.policy import baseline

    by_target: dict[Path, list[tuple[str, list[Finding]]]] = {}
    for outcome in outcomes:
        known = [one.finding for one in outcome.accepted if one.how == "baseline"]
        counted = [finding for finding in outcome.findings if finding.check != baseline.BASELINE_OUTDATED.id]
        target = baseline.target(Path(outcome.file))
        by_target.setdefault(target, []).append((outcome.file, list(in_order([*counted, *known]))))
    for target, found in by_target.items():
        data, number = baseline.updated(target, found)
        write_file(data, target)
        print(text.visible(f"{os.path.relpath(target)}: {plural(number, 'finding')}"))
    return FINE
