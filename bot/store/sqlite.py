"""All that only SQLite has: how it is opened, how it begins, how it fails, who holds the file."""

import fcntl
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StartError, StoreError

SCHEME = "sqlite+aiosqlite"
MAGIC = b"SQLite format 3\0"


def path_of(url: URL) -> Path:
    """The database file of `url`; StoreError if the URL names none."""
    if url.database in (None, "", ":memory:"):
        raise StoreError(
            f"DATABASE_URL {url} names no file: write it as {SCHEME}:///data/feuilleton.db"
        )
    return Path(str(url.database))


def engine(url: URL, timeout: float) -> AsyncEngine:
    """An engine on the file of `url`, created with its folder; `timeout` (s) waits for a lock."""
    path = path_of(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} cannot be created ({error.strerror}): "
            "create it, or choose another DATABASE_URL"
        ) from error
    try:
        # Where the file cannot be opened aiosqlite's thread may answer to a loop that has ended,
        # which prints a traceback; so that is found out here.
        sqlite3.connect(path).close()
    except sqlite3.Error as error:
        raise StoreError(explain(error, path, timeout)) from error
    made = create_async_engine(url, connect_args=_arguments(timeout))
    _listen(made.sync_engine)
    return made


def reader(url: URL, timeout: float) -> Engine:
    """An engine on the same file that blocks: for several reads in one go of a thread."""
    shared = {"check_same_thread": False, **_arguments(timeout)}
    made = create_engine(url.set(drivername="sqlite"), connect_args=shared)
    _listen(made)
    return made


def _arguments(timeout: float) -> dict[str, Any]:
    # isolation_level None leaves BEGIN to _begin; otherwise Python's driver begins late, before
    # the first write only. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html (transactions)
    return {"timeout": timeout, "isolation_level": None}


def _listen(made: Engine) -> None:
    event.listen(made, "connect", _configure)
    event.listen(made, "begin", _begin)


def _configure(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer that begins deferred may find the file changed under it, and then no waiting helps.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def newest_backup(path: Path) -> Path | None:
    """The newest other database in the folder of a damaged one."""
    try:
        others = [one for one in path.parent.iterdir() if one != path and _is_database(one)]
        return max(others, key=lambda one: one.stat().st_mtime, default=None)
    except OSError:
        return None


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def explain(error: BaseException | None, path: Path, timeout: float) -> str:
    """One line for a driver's error: what happened to which file, and what to do."""
    code = (
        getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, sqlite3.Error) else None
    )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"The database {path} was locked by another program for over {timeout:g} s: "
            "close that program and try again"
        )
    # A damaged header has no code of its own.
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or "file format" in str(error):
        backup = newest_backup(path)
        place = f"put the backup {backup.name} (the newest there)" if backup else "put a backup"
        return (
            f"The file {path} is damaged or not a SQLite database: "
            f"{place} in its place, or choose another DATABASE_URL"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return (
            f"The database {path} cannot be written: "
            f"let the bot's user write to the folder {path.parent} and its files"
        )
    if code == sqlite3.SQLITE_FULL:
        return f"No room left for the database {path}: free some space on its disk"
    first_line = str(error).partition("\n")[0]
    return f"The database {path} failed ({first_line}): try again, and keep a copy of the file"


class ProcessLock:
    """Held by the one process that may post from a database file; the kernel frees it at exit."""

    def __init__(self, path: Path) -> None:
        """Take `<path>.lock` and write the pid into it; StartError names the pid that has it."""
        self.path = path.with_name(path.name + ".lock")
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"The file {self.path} cannot be written ({error.strerror}): "
                f"let the bot's user write to the folder {path.parent}"
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._descriptor, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(self._descriptor)
            raise StartError(
                f"Another feuilleton (process {holder}) already runs on {path}: "
                "stop it first, or choose another DATABASE_URL"
            ) from error
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, str(os.getpid()).encode())

    @staticmethod
    def holder(path: Path) -> int | None:
        """The pid of the process that has the lock of this database file, None if none has it."""
        try:
            with path.with_name(path.name + ".lock").open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except OSError:
                    return int(file.read() or 0) or None
        except (OSError, ValueError):
            return None
        return None

    def release(self) -> None:
        """Let the next process in. The file stays: deleting it would let two in."""
        os.close(self._descriptor)
