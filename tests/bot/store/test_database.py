"""Opening, the two doors, and what each failure of a real file says."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.errors import StoreError
from bot.store.database import Database
from bot.store.store import Store
from bot.store.tables import handled_update
from tests.bot.store.samples import BOT, NOW, add

ROOT = Path(__file__).parents[3]


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    """The message, which must be one line."""
    message = str(error.value)
    assert message.count("\n") == 0
    return message


async def test_open_makes_the_folder(url: str, tmp_path: Path) -> None:
    """The folder of the database is created with it."""
    store = await Store.open(url)
    await store.close()
    assert (tmp_path / "data" / "test.db").is_file()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 50)],
)
async def test_every_connection_is_safe(store: Store, pragma: str, value: object) -> None:
    """Both doors keep what was committed even if the power fails, and keep references whole."""
    for door in (store.database.read, store.database.write):
        async with door() as connection:
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar() == value


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql+asyncpg://feuilleton:secret@db/feuilleton", "stores in SQLite only"),
        ("sqlite:///data/x.db", "stores in SQLite only"),
        ("sqlite+aiosqlite://", "names no file"),
        ("sqlite+aiosqlite:///:memory:", "names no file"),
        ("data/x.db", "is not a database address"),
    ],
)
def test_other_addresses_are_refused(url: str, says: str) -> None:
    """Whatever is no SQLite file gets one line with a good example, and no password."""
    with pytest.raises(StoreError, match=says) as error:
        Database.open(url)
    assert "sqlite+aiosqlite:///data/feuilleton.db" in one_line(error)
    assert "secret" not in one_line(error)


async def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    """A folder that cannot be made is named."""
    (tmp_path / "data").write_text("I am a file")
    with pytest.raises(StoreError, match="cannot be created") as error:
        Database.open(f"sqlite+aiosqlite:///{tmp_path}/data/x.db")
    assert str(tmp_path / "data") in one_line(error)


@pytest.mark.parametrize("where", [0, 30, 110])
async def test_a_damaged_file_is_left_alone(url: str, tmp_path: Path, where: int) -> None:
    """Bytes that are no database, or no longer, are refused and not touched."""
    store = await Store.open(url)
    await store.close()
    path = tmp_path / "data" / "test.db"
    damaged = bytearray(path.read_bytes())
    damaged[where : where + 4000] = b"\x17" * 4000
    path.write_bytes(damaged)
    with pytest.raises(StoreError, match="damaged or not a SQLite database") as error:
        await Store.open(url)
    assert str(path) in one_line(error)
    assert error.value.__cause__ is not None
    assert path.read_bytes() == damaged


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """A folder outside root's own, so that another user gets as far as its permissions."""
    with tempfile.TemporaryDirectory(prefix="feuilleton-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


AS_NOBODY = """
import asyncio, os, sys
from bot.errors import StoreError
from bot.store.store import Store

async def go(url, alone):
    await (await Store.open(url, alone=alone)).close()

asyncio.run(go(sys.argv[1], False))  # loads every module while root may still read them
if os.getuid() == 0:
    os.setuid(65534)
for alone in (True, False):
    try:
        asyncio.run(go(sys.argv[2], alone))
    except StoreError as error:
        print(error)
"""


def test_a_folder_that_may_not_be_written(nobodys_folder: Path, url: str) -> None:
    """A user without the right to write gets one line that names the folder."""
    if os.getuid() != 0:
        nobodys_folder.chmod(0o555)
    forbidden = f"sqlite+aiosqlite:///{nobodys_folder}/x.db"
    run = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, url, forbidden],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.count("cannot be written") == run.stdout.count("\n") == 2
    assert str(nobodys_folder) in run.stdout


async def test_a_full_disk(store: Store) -> None:
    """Without room nothing is half stored, and it goes on when there is room again."""
    async with store.database.read() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar()
    await add(store)

    async def limit(to: int) -> None:
        # SQLite keeps the limit a connection; the pool here has one.
        async with store.database.read() as connection:
            await connection.execute(text(f"PRAGMA max_page_count={to}"))

    await limit(int(pages or 0))
    with pytest.raises(StoreError, match="No room left") as error:
        await add(store, "long", "A very long story. " * 20_000)
    assert "free some space" in one_line(error)
    assert await store.pieces.by_slug("long") is None
    await limit(1_000_000)
    await add(store, "long", "A very long story. " * 20_000)
    assert await store.pieces.by_slug("long") is not None


async def test_a_writer_begins_as_one(store: Store, tmp_path: Path) -> None:
    """A write transaction holds the file from its first moment; readers go on meanwhile."""
    other = sqlite3.connect(tmp_path / "data" / "test.db", timeout=0, isolation_level=None)
    async with store.database.write():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM piece").fetchone() == (0,)
    other.execute("BEGIN IMMEDIATE")
    other.close()


async def test_a_read_sees_one_moment(store: Store) -> None:
    """What is written between two statements of one read is not seen by the second."""
    query = select(handled_update)
    async with store.database.read() as connection:
        assert (await connection.execute(query)).all() == []
        await store.updates.mark(BOT, 1, NOW)
        assert (await connection.execute(query)).all() == []
    assert await store.updates.handled(BOT, 1)


async def test_an_error_undoes_the_transaction(store: Store) -> None:
    """A block that raises leaves nothing behind."""
    with pytest.raises(RuntimeError):
        await _mark_and_fail(store)
    assert not await store.updates.handled(BOT, 9)


async def _mark_and_fail(store: Store) -> None:
    async with store.database.write() as connection:
        values = {"bot_id": BOT, "update_id": 9, "at": NOW}
        await connection.execute(handled_update.insert().values(values))
        raise RuntimeError


def test_an_unclosed_store_does_not_hang_the_exit(url: str) -> None:
    """The process ends although nobody closed the database."""
    code = (
        "import asyncio, sys; from bot.store.store import Store\n"
        "async def go():\n"
        "    store = await Store.open(sys.argv[1])\n"
        "    async with store.database.read(): sys.exit(7)\n"
        "asyncio.run(go())"
    )
    run = subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, timeout=60, check=False)
    assert run.returncode == 7
