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
from bot.model import Delivery, RunState, Sent, Target
from bot.store.columns import metadata
from bot.store.migrations import HEAD
from bot.store.store import Store
from tests.bot.store.samples import BOT, LATER, NOW, add, again, order, post, start

TEXTS = (
    "SELECT type, name, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_autoindex_alembic%' ORDER BY name"
)

THREAD = """---
kind: thread
author: {name: Ada Quill, handle: ada_quill}
---
[1/2] With @ben_harrow to the river. Follow @ben_harrow!

[2/2] And back.

[reply, Ben Harrow, @ben_harrow, 2019-04-02] @ada_quill My boat.
"""
# `fragment`, `person` and what belongs to it as the first form had them.
BACK_TO_0001 = """
DROP TABLE acquaintance;
DROP TABLE retraction;
DROP TABLE outdated;
DROP TABLE question;
DROP TABLE delivery;
CREATE TABLE delivery (
    id INTEGER NOT NULL, bot_id BIGINT NOT NULL, run_id INTEGER NOT NULL, cause TEXT NOT NULL,
    step INTEGER NOT NULL, part INTEGER NOT NULL, fence INTEGER NOT NULL, ends BOOLEAN NOT NULL,
    state TEXT NOT NULL, message_id BIGINT, reason TEXT, claimed_at BIGINT NOT NULL,
    settled_at BIGINT,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_run_id_run FOREIGN KEY(run_id) REFERENCES run (id) ON DELETE CASCADE,
    CONSTRAINT uq_delivery_bot_id_cause_part UNIQUE (bot_id, cause, part)
);
DROP INDEX ix_run_seat;
DROP INDEX uq_run_current;
CREATE TABLE run_before AS SELECT * FROM run;
DROP TABLE run;
CREATE TABLE run (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, bot_id BIGINT NOT NULL, chat_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL, piece_id INTEGER NOT NULL, step INTEGER NOT NULL,
    part INTEGER NOT NULL, state TEXT NOT NULL, fence INTEGER NOT NULL, language TEXT NOT NULL,
    started_by BIGINT NOT NULL, pace FLOAT, wake_at BIGINT, created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
INSERT INTO run SELECT id, bot_id, chat_id, topic_id, piece_id, step, part, state, fence, language,
    started_by, pace, wake_at, created_at, updated_at FROM run_before;
DROP TABLE run_before;
DROP TABLE zone;
DROP TABLE forward;
DROP TABLE seat;
DROP TABLE change;
DROP TABLE schedule;
DROP TABLE chat;
DROP TABLE wait;
DROP TABLE variant;
CREATE TABLE whole AS SELECT DISTINCT piece_id, spelling, form, person FROM spelling;
DROP TABLE spelling;
CREATE TABLE spelling (
    piece_id INTEGER NOT NULL, variant TEXT NOT NULL, spelling TEXT NOT NULL, form TEXT NOT NULL,
    person TEXT NOT NULL,
    CONSTRAINT pk_spelling PRIMARY KEY (piece_id, variant, spelling, form, person)
);
INSERT INTO spelling SELECT piece_id, spelling, spelling, form, person FROM whole;
INSERT INTO spelling SELECT piece_id, replace(spelling, 'r', ''), spelling, form, person FROM whole
WHERE form <> 'part' AND spelling LIKE '%r%';
DROP TABLE whole;
CREATE INDEX ix_spelling_variant ON spelling (variant);
DROP TABLE editorial;
DROP TABLE reader;
DROP TABLE correction;
DROP INDEX ix_piece_source_sha256;
ALTER TABLE fragment DROP COLUMN depth;
DROP TABLE confirmation;
DROP INDEX ix_mention_person;
DROP INDEX ix_mention_spelling;
CREATE INDEX ix_mention_person ON mention (person, piece_id, role, surface, fragment);
CREATE INDEX ix_mention_spelling ON mention (spelling);
CREATE TABLE kept AS SELECT piece_id, key, handle, name, aliases, network, number FROM person;
DROP TABLE person;
CREATE TABLE person (
    piece_id INTEGER NOT NULL, key TEXT NOT NULL, handle TEXT NOT NULL, name TEXT,
    aliases TEXT NOT NULL, network TEXT, number BIGINT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (piece_id, key)
);
INSERT INTO person SELECT * FROM kept;
DROP TABLE kept;
CREATE INDEX ix_person_key ON person (key);
CREATE INDEX ix_person_number ON person (number);
UPDATE alembic_version SET version_num = '0001';
"""


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


async def test_people_of_the_first_form_are_counted(url: str, tmp_path: Path) -> None:
    """What version 0.1.0 stored is counted from its mentions, as an import today counts."""
    store = await Store.open(url)
    await add(store, "thread", THREAD)
    await store.close()
    path = tmp_path / "data" / "test.db"
    people, spellings = rows_of(path, "person"), rows_of(path, "spelling")
    assert sum(any(row[7:]) for row in people) == 2
    connection = sqlite3.connect(path)
    connection.executescript(BACK_TO_0001)
    connection.close()
    await (await Store.open(url)).close()
    assert rows_of(path, "person") == people
    assert rows_of(path, "spelling") == spellings
    assert ("benhaow", "benharrow") in rows_of(path, "variant")


async def test_readings_of_an_older_form_are_kept(url: str, tmp_path: Path) -> None:
    """Runs keep their numbers and places, posts their message; private readers are known."""
    store = await Store.open(url)
    old = await start(store, Target(BOT, 41))
    await store.runs.stop(old, NOW)
    run = await post(store, order(await start(store, Target(BOT, 42))), Sent(31))
    gone = await start(store, Target(BOT, 43))
    await store.close()
    path = tmp_path / "data" / "test.db"
    connection = sqlite3.connect(path)
    connection.executescript(BACK_TO_0001)
    connection.execute("DELETE FROM run WHERE id = ?", (gone.id,))
    connection.execute(
        "INSERT INTO delivery VALUES (1, ?, ?, 'cmd:1', 0, 0, 2, 0, 'sent', 31, NULL, 0, 0)",
        (BOT, run.id),
    )
    connection.commit()
    connection.close()
    store = await Store.open(url)
    assert await again(store, run) == run
    assert (await again(store, old)).state is RunState.STOPPED
    assert [entry.message_id for entry in await store.journal.history(run.id)] == [31]
    assert await store.acquaintances.among(BOT, (41, 42, 43)) == {41: "en", 42: "en"}
    assert (await start(store, Target(BOT, 44))).id == gone.id + 1
    claim = await store.writer.claim(order(run, "cmd:2"))
    assert isinstance(claim, Delivery)
    await store.journal.interrupt(BOT, LATER)
    doubt = await store.doubts.of(run.id)
    assert doubt is not None
    assert doubt.base_id == 31
    await store.close()


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table."""
    connection = sqlite3.connect(path)
    found = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
    connection.close()
    return found


async def test_the_comparison_can_fail(store: Store) -> None:
    """A missing index is noticed."""
    async with store.database.write() as connection:
        await connection.exec_driver_sql("DROP INDEX ix_run_due")
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
