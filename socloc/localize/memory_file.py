"""The file of the translation memory: SQLite, opened, made, and never believed when it is damaged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from socloc.errors import SoclocError
from socloc.localize.asks import Pair

if TYPE_CHECKING:
    import sqlite3

VERSION: Final = 1
_ID: Final = 0x736F634C  # SQLite's application_id: "socL"
_PATIENCE: Final = 30.0  # seconds that a process waits for another one's writing
_HINT: Final = "Take the file away, or take its last copy; `socloc memory import` fills a new one."
_OTHER: Final = "Name another file with --memory, or have `socloc translate --no-memory` go without one."
_SCHEMA: Final = (
    """CREATE TABLE entry (
        source_locale TEXT NOT NULL, target_locale TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL,
        maker TEXT NOT NULL, reviewed INTEGER NOT NULL, campaign TEXT NOT NULL, unit TEXT NOT NULL,
        changed TEXT NOT NULL, compared TEXT NOT NULL, length INTEGER NOT NULL,
        PRIMARY KEY (source_locale, target_locale, source, text)) WITHOUT ROWID""",
    "CREATE INDEX by_length ON entry (source_locale, target_locale, length, compared)",
    f"PRAGMA application_id = {_ID}",
    f"PRAGMA user_version = {VERSION}",
)
_SOURCES: Final = """SELECT DISTINCT length, compared FROM entry
    WHERE (source_locale, target_locale) = (?, ?) ORDER BY length, compared"""


class Memory:
    """An open memory. It keeps the sources it compares with, so that many questions cost little more than one."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._seen: tuple[Any, ...] = ()
        self._lengths: list[int] = []
        self._compared: list[str] = []

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a statement. Raises SoclocError where the file is damaged or cannot be used."""
        with _told(self.path):
            return self._connection.execute(statement, values).fetchall()

    def write(self, statement: str, values: Iterable[Sequence[object]]) -> int:
        """Run a statement for all values, whole or not at all; how many rows it changed."""
        with _told(self.path):
            before = self._connection.total_changes
            with _transaction(self._connection):
                self._connection.executemany(statement, values)
            return int(self._connection.total_changes - before)

    def compared(self, pair: Pair, shortest: int, longest: int) -> list[str]:
        """The sources of a pair that have so many characters, as they are compared."""
        # data_version tells of other processes' changes, total_changes of one's own.
        state = (pair, self.rows("PRAGMA data_version")[0][0], self._connection.total_changes)
        if self._seen != state:
            rows = self.rows(_SOURCES, pair)
            self._seen, self._lengths, self._compared = state, [row[0] for row in rows], [row[1] for row in rows]
        return self._compared[bisect_left(self._lengths, shortest) : bisect_right(self._lengths, longest)]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def opened(path: Path, create: bool = False) -> Iterator[Memory]:
    """Open a memory; an empty one, without any file, where there is none and none is to be created.

    Raises SoclocError that names the file where it is damaged, of a later version, or something else than a memory.
    """
    import sqlite3

    with _told(path):
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        place = path if create or path.exists() else ":memory:"
        connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
    try:
        with _told(path):
            _prepare(connection, path)
        yield Memory(path, connection)
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) == 0:
        _log_ahead(connection)
        with _transaction(connection):
            if _version(connection, path) == 0:  # no other process was quicker
                for statement in _SCHEMA:
                    connection.execute(statement)
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: sound after a crash, without a wait for each text


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn write-ahead logging on: readers never wait, and a killed writer leaves what was there before."""
    import sqlite3
    import time

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:  # SQLite does not wait here by itself
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the schema; 0 for a new file."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != _ID and tables:
        raise SoclocError(f"{path} is no memory of socloc, but another program's database", "Name another file.")
    if version > VERSION:
        raise SoclocError(f"{path} was written by a later version of socloc", "Install that version.")
    return version if owner == _ID else 0


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the operating system say into a sentence that names the file."""
    import sqlite3

    try:
        yield
    except sqlite3.OperationalError as error:
        raise SoclocError(f"the memory {path} cannot be used: {error}", _OTHER) from error
    except sqlite3.DatabaseError as error:
        raise SoclocError(f"the memory {path} is damaged: {error}", _HINT) from error
    except OSError as error:
        raise SoclocError(f"the memory {path} cannot be used: {error.strerror}", _OTHER) from error
