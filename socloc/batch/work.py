"""One campaign of many: looked at or rendered, in whatever process, with an answer that is small."""

import gc
import os
from _pickle import dumps, loads  # as in remembered.py
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from socloc import verdicts
from socloc.batch.task import Task
from socloc.errors import SoclocError, as_bug
from socloc.findings import Accepted, Check, Finding, fails, in_order, of_row
from socloc.remote.addresses import of, shown
from socloc.verdicts.recording import Recording
from socloc.verdicts.watched import Watched, written
from socloc.workflow import Choices, Outcome, examine, files_of

if TYPE_CHECKING:
    from socloc.schedulers.hand_over import Asked, Given

Status: TypeAlias = Literal["checked", "written", "unchanged", "held back", "broken", "unreadable", "crashed"]
STATUSES: Final[tuple[Status, ...]] = (
    "written",
    "checked",
    "unchanged",
    "held back",
    "broken",
    "unreadable",
    "crashed",
)


_TIDY_EVERY: Final = 50  # campaigns


class Wanted(NamedTuple):
    """What is wanted of every campaign. Nothing is written without `out`.

    With `approved` every variant must have been reviewed and approved as it is. `tools` are those that get files beside
    the bundle. With `fresh` all is done again, also where nothing has changed.
    """

    choices: Choices
    out: Path | None = None
    as_zip: bool = False
    strict: bool = False
    force: bool = False
    approved: bool = False
    tools: "Asked | None" = None
    fresh: bool = False


class Done(NamedTuple):
    """What became of a campaign.

    `held back` is a bundle with errors, `broken` a file that is no campaign; of what is `unreadable` or has `crashed`
    socloc there is only the `problem`, with its way out. `uploads` are the pictures that were asked for among those
    that were uploaded. `given` are the files for tools, with what is in them, and `without` the tools that got none.
    `row` is that of the table which it was filled with.
    """

    file: str
    status: Status
    id: str = ""
    target: Path | None = None
    variants: int = 0
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    own: tuple[Check, ...] = ()
    uploads: frozenset[str] = frozenset()
    problem: tuple[str, str] = ("", "")
    given: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    row: str = ""

    @property
    def named(self) -> str:
        """The campaign's file, and the row that it was filled with."""
        return f"{self.file}, row {self.row}" if self.row else self.file


class Reply(NamedTuple):
    """What became of a campaign, what that rests on (None where it cannot be watched), and until when it holds."""

    done: Done
    watched: list[Watched] | None
    until: float


def known(task: Task, wanted: Wanted) -> Reply | None:
    """What became of a campaign in an earlier run, where nothing that this rested on has changed since."""
    if wanted.fresh or wanted.tools:  # what a tool would refuse is another thing every minute
        return None
    kept = verdicts.known(_place(task, wanted))
    if kept is None:
        return None
    data, until, watched = kept
    done: Done = loads(data)  # type: ignore[arg-type]  # the user's own file, and undamaged
    return Reply(done._replace(status="unchanged"), watched, until)


def work(task: Task, wanted: Wanted, is_alone: bool = False) -> Reply:
    """Look at one campaign, or render it; what becomes of it is kept for later runs, unless it has to be `fresh`.

    A bug of socloc's is told as a problem, so that the campaigns beside it go on; it is raised where it `is_alone`.
    """
    _tidy()
    if of(task.path) or (wanted.out and of(wanted.out)):
        from socloc.remote.work import work as work_on_copy  # most campaigns and bundles are on this machine

        return work_on_copy(task, wanted, is_alone)
    if wanted.fresh:
        return Reply(_done(task, wanted, is_alone), None, float("inf"))
    recording = Recording([wanted.out] if wanted.out else [])
    with recording.listening():
        done = _done(task, wanted, is_alone)
    watched = recording.watched()
    if watched is not None and done.target:
        watched += written(str(done.target.absolute()))
    if watched is not None and not done.problem[0] and not wanted.tools:
        kept = dumps(done, protocol=5)
        verdicts.keep(_place(task, wanted), recording.until, watched, recording.ignored, kept)
    return Reply(done, watched, recording.until)


_worked: list[int] = [0]


def _tidy() -> None:
    """Look for garbage now and then: for one campaign it is not worth it, of thousands it would fill the memory."""
    _worked[0] += 1
    if _worked[0] == 2:
        gc.freeze()  # what has been imported stays
    if _worked[0] % _TIDY_EVERY == 0:
        gc.collect()


def failed(task: Task, error: SoclocError, status: Status = "unreadable") -> Reply:
    """The reply for a campaign that gives only a problem."""
    row = task.row_id
    done = Done(shown(task.path), status, problem=(str(error), error.hint), row=row)
    return Reply(done, None, float("inf"))


def _place(task: Task, wanted: Wanted) -> str:
    choices = wanted.choices._replace(now=None, images=None)  # both are watched in ways of their own
    images = wanted.choices.images
    return verdicts.place(str(task.path), task.row, *choices, images, bool(wanted.choices.now), wanted[1:-1])


def _done(task: Task, wanted: Wanted, is_alone: bool) -> Done:
    try:
        wanted = wanted._replace(choices=wanted.choices._replace(row=task.row))
        outcome = examine(task.path, wanted.choices)
        if wanted.approved:
            outcome = outcome._replace(findings=in_order([*outcome.findings, *_unapproved(outcome, task.row_id)]))
        target = _write(outcome, wanted)
        given = _give(outcome, wanted)
    except SoclocError as error:
        return failed(task, error).done
    except Exception as error:
        if is_alone or os.environ.get("SOCLOC_DEBUG"):
            raise
        return failed(task, as_bug(error), "crashed").done
    return _told(task, outcome, wanted, target, given)


def _told(task: Task, outcome: Outcome, wanted: Wanted, target: Path | None, given: "Given | None") -> Done:
    """What came of a campaign that could be read, small enough to travel between processes."""
    status: Status = "broken" if outcome.campaign is None else "checked"
    if wanted.out and outcome.campaign:
        status = "written" if target else "held back"
    row = task.row_id
    done = Done(
        outcome.file,
        status,
        outcome.campaign.id if outcome.campaign else "",
        target,
        len(outcome.variants),
        tuple(of_row(finding, row) for finding in outcome.findings),
        tuple(one._replace(finding=of_row(one.finding, row)) for one in outcome.accepted),
        outcome.own,
        row=row,
    )
    uploads = frozenset(key for one in outcome.variants for upload in one.uploads for key in upload.keys)
    if given:
        uploads |= given.pictures
        found = in_order([*done.findings, *(of_row(finding, row) for finding in given.findings)])
        done = done._replace(findings=found, given=given.files, without=given.without)
    return done._replace(uploads=uploads) if wanted.choices.images else done


def _unapproved(outcome: Outcome, row: str) -> Iterable[Finding]:
    """A finding for each variant that nobody has approved as it is."""
    from socloc import approvals

    kept = Path(outcome.file).with_name(approvals.NAME)
    verdicts_of_people = approvals.read(kept) if kept.exists() else []
    return approvals.missing(outcome.variants, outcome.media, verdicts_of_people, row)


def _give(outcome: Outcome, wanted: Wanted) -> "Given | None":
    """The files for tools, below the folder of the bundles; none where they are not wanted."""
    if wanted.tools is None or wanted.out is None or outcome.campaign is None:
        return None
    from socloc.schedulers.hand_over import give

    return give(outcome, wanted.tools, wanted.choices.images, wanted.out, wanted.force)


def _write(outcome: Outcome, wanted: Wanted) -> Path | None:
    """Where the bundle was written; None where none is wanted, or errors forbid it."""
    if wanted.out is None or outcome.campaign is None:
        return None
    if not wanted.force and fails(outcome.findings, wanted.strict):
        return None
    from socloc.bundle import write  # a check needs none of it

    name, files = outcome.campaign.id, files_of(outcome)
    if not wanted.as_zip:
        write.write_folder(files, wanted.out / name)
        return wanted.out / name
    from socloc.bundle.zipped import zipped

    target = wanted.out / f"{name}.zip"
    write.write_zip(zipped(files, name), target)
    return target
