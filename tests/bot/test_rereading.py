"""A text that an older reader read is read again: once, in its place, with what people changed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library import Library, Report, Stored
from bot.model import Cursor, Run, Target
from bot.scripts import Scripts
from bot.store.store import Store
from content.formats import canonical
from content.model import Piece
from tests.bot.test_library import Settings
from tests.prepared import prepared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TARGET = Target(700, 9)
RAW = "We wnet out at night.\n\nThe lamp was out, said @ben_harrow.\n\nThen we slept.\n"
READ = RAW.strip().split("\n\n")
# What an older reader may have made of it: it missed who spoke, and took one paragraph for two.
OLDER = """
DELETE FROM reader;
DELETE FROM mention;
DELETE FROM person;
UPDATE fragment SET position = position + 1 WHERE position = 2;
UPDATE fragment SET position = 2, text = 'said @ben_harrow.' WHERE position = 1;
INSERT INTO fragment SELECT piece_id, 1, kind, 'The lamp was out,', number, total, speaker, handle,
    date, noted, spans, depth FROM fragment WHERE position = 0;
"""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty library."""
    opened = await Store.open(prepared(tmp_path / "db/library.db"))
    yield opened
    await opened.close()


@pytest.fixture
def library(store: Store) -> Library:
    """The use cases on it."""
    return Library(store)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A capture that stays as it is."""
    path = tmp_path / "texts" / "walk.txt"
    path.parent.mkdir()
    path.write_text(RAW, encoding="utf-8")
    return path


async def grow_old(store: Store) -> None:
    """Put in the library what an older reader would have."""
    async with store.database.write() as connection:
        for statement in OLDER.strip().removesuffix(";").split(";\n"):
            await connection.exec_driver_sql(statement)


async def stored(store: Store) -> Piece:
    """The piece as it is in the library."""
    found = await store.pieces.by_slug("walk")
    assert found is not None
    return found.piece


async def texts(store: Store) -> list[str]:
    return [fragment.text for fragment in (await stored(store)).fragments]


def renamed(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


async def reading(store: Store, step: int) -> Run:
    """Somebody who is about to get this step."""
    found = await store.pieces.by_slug("walk")
    assert found is not None
    return await store.runs.start(
        TARGET, found.id, Cursor(step), language="en", started_by=1, now=NOW
    )


def counts(report: Report) -> tuple[int, int]:
    """How many were read again, and how many left alone."""
    assert report.problems == ()
    return report.count(Stored.REREAD), report.count(Stored.UNCHANGED)


async def test_once_and_not_at_each_start(library: Library, store: Store, raw: Path) -> None:
    """The file has not changed; the reader has, and readers keep their place."""
    settings = Settings(library=(raw.parent,), _env_file=None)
    await library.at_start(settings, NOW)
    assert counts(await library.at_start(settings, NOW)) == (0, 1)
    await grow_old(store)
    run = await reading(store, 3)
    scripts = Scripts(store)
    assert len((await scripts.of(run)).steps) == 4
    assert counts(await library.at_start(settings, NOW)) == (1, 0)
    assert await texts(store) == READ
    assert (await store.people.find("ben_harrow", None)).known is not None
    moved = await store.runs.get(run.id)
    assert moved is not None
    assert moved.cursor == Cursor(2)
    assert moved.fence > run.fence
    # A bot that runs beside the import posts from the new reading.
    assert len((await scripts.of(run)).steps) == 3
    assert counts(await library.at_start(settings, NOW)) == (0, 1)


async def test_what_people_corrected_stays(
    library: Library, store: Store, raw: Path, tmp_path: Path
) -> None:
    """The corrections are made in the new reading; the corrected file itself is no reason."""
    await library.import_paths([raw], NOW)
    path = tmp_path / "corrected.md"
    path.write_text(canonical.write(await stored(store)).replace("wnet", "went"), encoding="utf-8")
    await library.import_paths([path], NOW)
    await library.note("walk", "speaks of a lamp")
    await grow_old(store)
    assert counts(await library.import_paths([path], NOW)) == (0, 1)
    report = await library.import_paths([raw], NOW)
    assert counts(report) == (1, 0)
    assert [one.kept for one in report.pieces] == [2]
    assert await texts(store) == [READ[0].replace("wnet", "went"), *READ[1:]]
    assert (await stored(store)).note == "speaks of a lamp"
    for again in (path, raw):
        assert counts(await library.import_paths([again], NOW)) == (0, 1)
    assert (await texts(store))[0] == "We went out at night."


async def test_a_file_that_has_another_name_now(library: Library, store: Store, raw: Path) -> None:
    """The text keeps the slug that people know it by."""
    await library.import_paths([raw], NOW)
    await grow_old(store)
    moved = renamed(raw, "stroll.txt")
    report = await library.import_paths([moved], NOW)
    assert counts(report) == (1, 0)
    assert [one.slug for one in report.pieces] == ["walk"]
    assert await texts(store) == READ
    assert counts(await library.import_paths([moved], NOW)) == (0, 1)
