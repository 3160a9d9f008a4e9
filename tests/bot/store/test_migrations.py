"""The steps lead to the very tables that the code works with."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from bot.errors import StoreError
from bot.store.migrations import HEAD
from bot.store.store import Store
from bot.store.tables import metadata
from tests.bot.store.samples import add

TEXTS = (
    "SELECT type, name, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_autoindex_alembic%' ORDER BY name"
)


def differences(connection: Connection) -> list[object]:
    """What Alembic would change."""
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_migrated_equals_fresh(store: Store, tmp_path: Path) -> None:
    """A migrated database has the tables and indexes of a fresh one, to the letter."""
    fresh = create_engine(f"sqlite:///{tmp_path}/fresh.db")
    metadata.create_all(fresh)
    fresh.dispose()
    texts = []
    for path in (tmp_path / "fresh.db", tmp_path / "data" / "test.db"):
        connection = sqlite3.connect(path)
        texts.append(connection.execute(TEXTS).fetchall())
        connection.close()
    assert len(texts[0]) > 10
    assert texts[0] == texts[1]
    async with store.database.read() as open_connection:
        assert await open_connection.run_sync(differences) == []


async def test_the_comparison_can_fail(store: Store) -> None:
    """A missing index is noticed."""
    async with store.database.write() as connection:
        await connection.exec_driver_sql("DROP INDEX ix_run_wake_at")
        assert await connection.run_sync(differences) != []


def test_the_newest_version_is_the_last_step() -> None:
    """A new step that HEAD does not name would never run on a database of today."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_migrating_twice_changes_nothing(store: Store) -> None:
    """A second start finds everything in place."""
    piece_id = await add(store)
    await store.database.migrate()
    assert await store.pieces.get(piece_id) is not None


async def test_a_newer_database_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    """A database of a later version is left alone, with one line that says what to do."""
    connection = sqlite3.connect(tmp_path / "data" / "test.db")
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer version") as error:
        await Store.open(url)
    assert "0999" in str(error.value)
    assert "\n" not in str(error.value)


async def test_a_failed_migration_leaves_nothing(url: str, tmp_path: Path) -> None:
    """All steps are one transaction: a table in the way stops it, and no other table is left."""
    (tmp_path / "data").mkdir()
    connection = sqlite3.connect(tmp_path / "data" / "test.db")
    connection.execute("CREATE TABLE delivery (id INTEGER)")
    connection.commit()
    with pytest.raises(StoreError, match="delivery already exists"):
        await Store.open(url)
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    assert found == [("delivery",)]
