"""What lies open in the editor, and when it is looked at: after a pause in the typing, and off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from socloc.errors import as_bug
from socloc.findings import Finding, Place
from socloc.lsp.kinds import Kind, campaign_of, kind_of
from socloc.lsp.look import Looked, look
from socloc.lsp.page import Encoding
from socloc.lsp.shown import Shown

PAUSE: Final = 0.1  # seconds without a keystroke before anything is looked at
MAX_BYTES: Final = 4 * 1024 * 1024  # of a file beside, to see whether it is a campaign
_RULES: Final = frozenset(("config", "house", "brand"))
LOG: Final = logging.getLogger(__name__)


class Held(NamedTuple):
    """One file as the editor has it; `uri` is the editor's own name for it."""

    uri: str
    version: int | None
    text: str


class Job:
    """Something to look at: how often it has changed, and what came of which of its versions."""

    def __init__(self, source: Path, kind: Kind) -> None:
        self.source = source
        self.kind: Kind = kind
        self.version = 1
        self.seen = 0
        self.looked: Looked | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[None] | None = None


class Desk:
    """The open files. `publish` is told of every file whose findings have changed, with all of them.

    Looks go one after another through one thread, since a second would only slow the first one down.
    """

    def __init__(
        self,
        publish: Callable[[Path, Held | None, tuple[Shown, ...]], None],
        cache: Path | None,
        pause: float = PAUSE,
    ) -> None:
        self.publish = publish
        self.cache = cache
        self.pause = pause
        self.encoding: Encoding = "utf-16"
        self.held: dict[Path, Held] = {}
        self.jobs: dict[Path, Job] = {}
        self.told: dict[Path, Mapping[Path, tuple[Shown, ...]]] = {}  # by source
        self.worker = ThreadPoolExecutor(1, "look")

    def put(self, path: Path, held: Held) -> None:
        """A file was opened or has changed."""
        self.held[path] = held
        self._changed(path)

    def take(self, path: Path) -> None:
        """A file was closed: what is on the disk counts again."""
        self.held.pop(path, None)
        self._changed(path)

    def again(self) -> None:
        """Something on the disk has changed, so everything is looked at again."""
        self._match(self.jobs)

    async def fresh(self, path: Path) -> Looked | None:
        """What came of the newest version of a file, without waiting for a pause; None for a file that is not ours."""
        source = self.source_of(path)
        while source and (job := self.jobs.get(source)) and job.seen != job.version:
            await asyncio.shield(self._start(job))
        return self.jobs[source].looked if source and source in self.jobs else None

    def kind_of(self, path: Path) -> Kind:
        """What an open file is; empty where it is none of ours."""
        return kind_of(path, self.held[path].text) if path in self.held else ""

    def source_of(self, path: Path) -> Path | None:
        """The file that has to be looked at for an open one: the campaign of a PO file, else itself."""
        kind = self.kind_of(path)
        return campaign_of(path, self._text_of) if kind == "po" else path if kind else None

    def close(self) -> None:
        """Stop looking; nothing is waited for."""
        for job in self.jobs.values():
            if job.timer:
                job.timer.cancel()
        self.worker.shutdown(wait=False, cancel_futures=True)

    def _text_of(self, path: Path) -> str | None:
        if path in self.held:
            return self.held[path].text
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES).decode("utf-8", "replace")
        except OSError:
            return None

    def _changed(self, path: Path) -> None:
        """Look again at what a file belongs to; the rules of a team and its brands belong to every campaign."""
        before = self.jobs[path].kind if path in self.jobs else ""
        are_rules = not _RULES.isdisjoint((before, self.kind_of(path)))
        self._match(self.jobs if are_rules else [source for source in (path, self.source_of(path)) if source])

    def _match(self, changed: Iterable[Path]) -> None:
        """Have a job for everything that is open and no other, and look again at what has changed."""
        wanted: dict[Path, Kind] = {}
        for path in self.held:
            if source := self.source_of(path):
                wanted[source] = "campaign" if source != path else self.kind_of(path)
        for path in [path for path in self.jobs if self.jobs[path].kind != wanted.get(path)]:
            self._drop(self.jobs.pop(path))
        changed = set(changed)
        for path, kind in wanted.items():
            if path not in self.jobs:
                self.jobs[path] = Job(path, kind)
                self._later(self.jobs[path])
            elif path in changed:
                self.jobs[path].version += 1
                self._later(self.jobs[path])

    def _drop(self, job: Job) -> None:
        job.version += 1  # what is still being looked at is not wanted any more
        if job.timer:
            job.timer.cancel()
        self._tell(job.source, {})

    def _later(self, job: Job) -> None:
        if job.timer:
            job.timer.cancel()
        job.timer = asyncio.get_running_loop().call_later(self.pause, self._start, job)

    def _start(self, job: Job) -> asyncio.Task[None]:
        if job.timer:
            job.timer.cancel()
            job.timer = None
        if job.task is None or job.task.done():
            job.task = asyncio.get_running_loop().create_task(self._run(job))
        return job.task

    async def _run(self, job: Job) -> None:
        """Look, until it is the newest version that was looked at or somebody is typing again."""
        while True:
            version, texts = job.version, {str(path): held.text for path, held in self.held.items()}
            loop = asyncio.get_running_loop()
            try:
                looked = await loop.run_in_executor(
                    self.worker, look, job.source, job.kind, texts, self.encoding, self.cache
                )
            except Exception as error:  # a bug must not end the server
                LOG.exception("looking at %s", job.source)
                looked = _broken(job.source, error)
            if version == job.version:
                job.seen, job.looked = version, looked
                self._tell(job.source, looked.by_file)
                return
            if job.timer or self.jobs.get(job.source) is not job:
                return

    def _tell(self, source: Path, by_file: Mapping[Path, tuple[Shown, ...]]) -> None:
        """Publish what has changed; a file that two campaigns share has what both say, once."""
        before = self.told.pop(source, {})
        if by_file:
            self.told[source] = by_file
        for path in [*by_file, *(path for path in before if path not in by_file)]:
            said = (one for files in self.told.values() for one in files.get(path, ()))
            self.publish(path, self.held.get(path), tuple(dict.fromkeys(said)))
        if not by_file.get(source) and source not in before:
            self.publish(source, self.held.get(source), ())  # so that an editor knows that it was looked at


def _broken(source: Path, error: Exception) -> Looked:
    bug = as_bug(error)
    finding = Finding("", "error", str(bug), Place(str(source)), bug.hint)
    whole = Shown((0, 0), (0, 1), "error", "", f"{bug}\n{bug.hint}", (finding,))
    return Looked(None, (finding,), (), {source: (whole,)})
