"""One campaign whose file or whose bundle is at an address: brought here, worked on as any other, and put there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from socloc.batch import work as here
from socloc.batch.task import Task
from socloc.batch.work import Reply, Wanted, failed
from socloc.errors import SoclocError
from socloc.matrix.named import rows
from socloc.remote.addresses import of, shown
from socloc.remote.renamed import renamed


def work(task: Task, wanted: Wanted, is_alone: bool = False) -> Reply:
    """Look at one campaign, or render it, always anew: nobody tells what has changed in a store.

    While it is worked on, the folder that holds its copy is the current one of this process, so that all is named, and
    every byte is, as if somebody had copied the bucket and begun there.
    """
    try:
        with _folder() as folder:
            return _work(task, wanted, is_alone, folder)
    except SoclocError as error:
        return failed(task, error)


@contextmanager
def _folder() -> Iterator[Path]:
    """A temporary folder that is gone afterwards."""
    try:
        with TemporaryDirectory(prefix="socloc-", ignore_cleanup_errors=True) as folder:
            yield Path(folder).resolve()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SoclocError(f"cannot use a temporary folder: {reason}", "Is there room in TMPDIR?") from error


def _work(task: Task, wanted: Wanted, is_alone: bool, folder: Path) -> Reply:
    copies, made = folder / "bucket", folder / "made"
    out = wanted.out and (made if of(wanted.out) else wanted.out.absolute())
    wanted_here = wanted._replace(out=out, fresh=True)
    names = {str(copies): _bucket(task.path)}
    if wanted.out:
        names[str(out)] = shown(wanted.out)
    if of(task.path):
        from socloc.remote.brought import bring  # campaigns of this machine need none of it

        copy = bring(task.path, copies)
        if task.row is None and rows(copies / copy):
            hint = "Name the table with --matrix, as a file of this machine."
            raise SoclocError(f"{shown(task.path)} names a table, which is not looked for at addresses", hint)
        names |= {str(copy): shown(task.path), str(copies / copy): shown(task.path)}
        with chdir(copies):
            reply = here.work(task._replace(path=copy), wanted_here, is_alone)
    else:
        reply = here.work(task, wanted_here, is_alone)
    return _told(reply, task, wanted, copies, names)


def _told(reply: Reply, task: Task, wanted: Wanted, copies: Path, names: dict[str, str]) -> Reply:
    """The reply of the work on a copy, once its bundle is where it belongs."""
    target = reply.done.target
    if target and wanted.out:
        if of(wanted.out):
            from socloc.remote.bundles import put

            put(target.read_bytes(), wanted.out / target.name)
        target = wanted.out / target.name

    def file(name: str) -> str:
        is_copy = bool(of(task.path)) and not os.path.isabs(name) and (copies / name).is_file()
        return f"{_bucket(task.path)}/{name.replace(os.sep, '/')}" if is_copy else words(name)

    # The longest first, and each place once.
    ours = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))

    def words(said: str) -> str:
        return ours.sub(lambda found: names[found[0]], said)

    return reply._replace(done=renamed(reply.done._replace(target=target), file, words))


def _bucket(path: Path) -> str:
    """The address of the bucket that a path is in; empty for a path of this machine."""
    address = of(path)
    return f"{address.protocol}://{address.name.partition('/')[0]}" if address else ""
