"""`feuilleton import` as a process: interrupted, repeated, and always the same rows."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.process import ended, started

# Enough to be read in other processes, and for a line before the end.
TEXTS = 900
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
Tables = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short texts of some people, among them one that is hard to store and two of one slug."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(TEXTS):
        text = f"Text {number} has @guest_{number % 70}.\n\nNora Quill (@nora_q) said so."
        (folder / f"text-{number:04}.txt").write_text(text, encoding="utf-8")
    half = '---\nslug: half\ntitle: "x\\ud83d"\n---\nHalf a character.'
    (folder / "text-0007-half.md").write_text(half, encoding="utf-8")
    (folder / "text-0400.md").write_text("Another one of this slug.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables after an import in one go."""
    place = tmp_path_factory.mktemp("whole")
    code, done = asyncio.run(ended(place, "import", str(folder)))
    assert code == 0, done.output
    return tables(place / "bot.db")


def tables(database: Path) -> Tables:
    """Every row of every table, but for the time of the import."""
    found = {}
    with closing(sqlite3.connect(database)) as connection:
        for (name,) in connection.execute(TABLES).fetchall():
            info = connection.execute(f'PRAGMA table_info("{name}")')
            columns = ", ".join(f'"{row[1]}"' for row in info if row[1] != "imported_at")
            query = f'SELECT {columns} FROM "{name}" ORDER BY {columns}'  # noqa: S608
            found[name] = connection.execute(query).fetchall()
    return found


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Inside the block nobody else writes, so that no import ends."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=60)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_interrupted_and_repeated(
    folder: Path, whole: Tables, tmp_path: Path, sent: signal.Signals
) -> None:
    """One line says what is left; the same command goes on, and ends as if it had never stopped.

    As in a terminal the processes that read get the signal too, except where the first one is
    killed: then they end by themselves, since the output that `end` waits for is theirs as well.
    """
    database = tmp_path / "bot.db"
    async with started(tmp_path, "import", str(folder), prefix=("setsid",)) as process:
        await process.says("Importing: ")
        with held(database):
            send = os.kill if sent is signal.SIGKILL else os.killpg
            send(process.pid, sent)
        code = await process.end()
    kept = len(tables(database)["piece"])
    assert 0 < kept < len(whole["piece"])
    assert "Traceback" not in process.output
    if sent is signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert code == 130, process.output
        assert f"{kept:,} added, 0 unchanged" in process.output
        assert "Interrupted: what is counted here is kept." in process.errors.splitlines()[-1]

    code, done = await ended(tmp_path, "import", str(folder))
    assert code == 0, done.output
    new = len(whole["piece"]) - kept
    assert f"({new:,} added, {kept:,} unchanged, 0 replaced)" in done.output
    assert tables(database) == whole
