"""The database as two doors, one to read and one to write; driver errors end here."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, RowMapping, Select, Table, insert, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError
from bot.store import sqlite
from bot.store.migrations import upgrade

Answer = TypeVar("Answer")

AT_ONCE = 512
"""Rows for one statement, well below the number of parameters that it may have."""


async def first_row(connection: AsyncConnection, query: Select[Any]) -> RowMapping | None:
    """The first row of an answer by the names of its columns, if it has any row."""
    row: RowMapping | None = (await connection.execute(query)).mappings().first()
    return row


async def insert_rows(
    connection: AsyncConnection, table: Table, values: Sequence[Mapping[str, Any]]
) -> None:
    """Insert all rows in one statement; nothing for none."""
    if values:
        await connection.execute(insert(table), values)


class UnstorableError(StoreError):
    """One text cannot be stored; the database itself is well."""


class Database:
    """An open database. Every method raises StoreError, one line, with the driver's error as cause.

    Connections are made on demand and kept; `close` ends them.
    """

    def __init__(self, engine: AsyncEngine, reader: Engine, path: Path, timeout: float) -> None:
        self.path = path
        self._timeout = timeout
        self._engine = engine
        self._reader = reader
        self._writing = engine.execution_options(writes=True)
        self._changing = reader.execution_options(writes=True)

    @classmethod
    def open(cls, url: str, timeout: float = 10.0) -> "Database":
        """Open `url`, creating its folder; `timeout` is how long (s) to wait for a lock."""
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise StoreError(
                "DATABASE_URL is not a database address: "
                f"write it as {sqlite.SCHEME}:///data/feuilleton.db"
            ) from error
        if parsed.drivername != sqlite.SCHEME:
            raise StoreError(
                f"DATABASE_URL {parsed.drivername}:... : this version stores in SQLite only; "
                f"write it as {sqlite.SCHEME}:///data/feuilleton.db"
            )
        path = sqlite.path_of(parsed)
        return cls(sqlite.engine(parsed, timeout), sqlite.reader(parsed, timeout), path, timeout)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment of the database and changes nothing."""
        with self._readable_errors():
            async with self._engine.connect() as connection:
                yield connection

    async def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Put several queries in one go, which sees one moment of the database.

        An awaited query goes four times to the driver's thread and back; a question goes once.
        """
        with self._readable_errors():
            return await asyncio.to_thread(self._asked, question)

    def _asked(self, question: Callable[[Connection], Answer]) -> Answer:
        with self._reader.connect() as connection:
            return question(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end of the block, undone if the block raises."""
        with self._readable_errors():
            async with self._writing.begin() as connection:
                yield connection

    async def change(self, work: Callable[[Connection], Answer]) -> Answer:
        """As `write`, in one go of a thread: `work` has the transaction, undone if it raises."""
        with self._readable_errors():
            return await asyncio.to_thread(self._changed, work)

    def _changed(self, work: Callable[[Connection], Answer]) -> Answer:
        with self._changing.begin() as connection:
            return work(connection)

    async def migrate(self) -> None:
        """Bring the tables to this version's form; StoreError if they are of a newer version."""
        async with self.write() as connection:
            await connection.run_sync(upgrade, self.path)

    async def close(self) -> None:
        """End every connection."""
        await self._engine.dispose()
        self._reader.dispose()

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(sqlite.explain(error.orig, self.path, self._timeout)) from error
        except UnicodeEncodeError as error:
            raise UnstorableError(
                "A text holds half of a character (a lone surrogate): save its source as UTF-8"
            ) from error
        except sqlite3.Error as error:
            raise StoreError(sqlite.explain(error, self.path, self._timeout)) from error
