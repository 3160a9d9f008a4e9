"""What people corrected and decided survives every import."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library import Imported, Library, Report, Stored
from bot.model import Cursor, Target
from bot.store.store import Store
from content.formats import canonical
from content.model import Piece
from content.parse import parse
from tests.prepared import prepared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TARGET = Target(700, 9)
RAW = (
    "We wnet out at night, with @ben_harrow.\n\nShare this!\n\n"
    "The lamp was out.\n\nWe came back by boat with @ben_harow.\n"
)


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
    """A capture with a slip, an advertisement and a misspelt handle."""
    path = tmp_path / "walk.txt"
    save(path, RAW)
    return path


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def read(path: Path) -> str:
    return path.read_text("utf-8")


async def bring(library: Library, path: Path) -> Imported:
    """Import one file; there is nothing wrong with it."""
    report = await library.import_paths([path], NOW)
    assert report.problems == ()
    (piece,) = report.pieces
    return piece


async def stored(store: Store, slug: str = "walk") -> Piece:
    """The piece as it is in the library."""
    found = await store.pieces.by_slug(slug)
    assert found is not None
    return found.piece


def mended(text: str) -> str:
    """The corrections of this file: title, a word, a paragraph out, one in, two people joined."""
    text = text.replace(
        "slug: walk\n", "slug: walk\ntitle: A walk\nsame: [[ben_harrow, ben_harow]]\n"
    )
    text = text.replace("Share this!\n\n", "").replace("wnet", "went")
    return text.replace("The lamp was out.\n", "The lamp was out.\n\nNobody minded.\n")


async def correct(library: Library, store: Store, tmp_path: Path) -> Path:
    """Write the text, correct the file, import it."""
    path = tmp_path / "corrected.md"
    save(path, mended(canonical.write(await stored(store))))
    assert (await bring(library, path)).stored is Stored.REPLACED
    return path


FIXED = ["We went out at night, with @ben_harrow.", "The lamp was out.", "Nobody minded."]
LAST = "We came back by boat with @ben_harow."


async def texts(store: Store) -> list[str]:
    return [fragment.text for fragment in (await stored(store)).fragments]


async def test_the_same_source_again(library: Library, store: Store, raw: Path) -> None:
    """Raw and corrected file come in as often as one likes: the corrected text stays."""
    await bring(library, raw)
    path = await correct(library, store, raw.parent)
    for again in (raw, path, raw):
        assert (await bring(library, again)).stored is Stored.UNCHANGED
    assert await texts(store) == [*FIXED, LAST]
    assert (await stored(store)).title == "A walk"


async def test_written_and_not_changed(library: Library, store: Store, raw: Path) -> None:
    """A file that says what the library says is unchanged, corrected or not."""
    await bring(library, raw)
    path = raw.parent / "written.md"
    save(path, canonical.write(await stored(store)))
    assert (await bring(library, path)).stored is Stored.UNCHANGED
    await correct(library, store, raw.parent)
    save(path, canonical.write(await stored(store)) + "\n\n")
    assert (await bring(library, path)).stored is Stored.UNCHANGED
    save(raw, RAW + "\nMore.\n")
    assert (await bring(library, raw)).kept == 5


async def test_a_new_capture(library: Library, store: Store, raw: Path) -> None:
    """What is corrected stays corrected in the longer text, people and readers too."""
    await bring(library, raw)
    path = await correct(library, store, raw.parent)
    known = await store.pieces.by_slug("walk")
    assert known is not None
    run = await store.runs.start(TARGET, known.id, Cursor(3), language="en", started_by=1, now=NOW)
    save(raw, "A first line.\n\n" + RAW + "\nAnd slept.\n")
    done = await bring(library, raw)
    assert (done.stored, done.kept) == (Stored.REPLACED, 5)
    assert await texts(store) == ["A first line.", *FIXED, LAST, "And slept."]
    assert (await store.people.find("ben_harow", None)).known is not None
    (summary,) = (await store.pieces.list())[0]
    assert summary.people == 1
    moved = await store.runs.get(run.id)
    assert moved is not None
    assert moved.cursor == Cursor(4)
    # LIBRARY may hold either: the corrected file, which is older now, takes nothing back.
    for again in (raw, path):
        assert (await bring(library, again)).stored is Stored.UNCHANGED
    assert (await texts(store))[-1] == "And slept."


async def test_a_correction_that_loses_its_place(library: Library, store: Store, raw: Path) -> None:
    """It is told, and made again when its place comes back."""
    await bring(library, raw)
    await correct(library, store, raw.parent)
    save(raw, RAW.replace("We wnet out", "They went"))
    report = await library.import_paths([raw], NOW)
    told = (
        'a correction no longer finds its place: text of "We wnet out at night, with @ben_harrow."'
    )
    assert [problem.what for problem in report.problems] == [told]
    assert (await texts(store))[0] == "They went at night, with @ben_harrow."
    assert (await texts(store))[2] == "Nobody minded."
    # Corrected once more: what had lost its place is not forgotten.
    path = raw.parent / "corrected.md"
    save(path, canonical.write(await stored(store)).replace("minded", "cared"))
    await bring(library, path)
    assert (await texts(store))[2] == "Nobody cared."
    save(raw, RAW + "\nMore.\n")
    await bring(library, raw)
    assert (await texts(store))[0] == FIXED[0]
    assert (await texts(store))[2] == "Nobody cared."


async def test_taken_back(library: Library, store: Store, raw: Path) -> None:
    """A corrected file that says what was read: the next capture is not corrected."""
    await bring(library, raw)
    as_read = canonical.write(await stored(store))
    await correct(library, store, raw.parent)
    path = raw.parent / "as-read.md"
    save(path, as_read)
    assert (await bring(library, path)).stored is Stored.REPLACED
    save(raw, RAW + "\nMore.\n")
    assert (await bring(library, raw)).kept == 0
    assert await texts(store) == [*RAW.strip().split("\n\n"), "More."]


async def test_a_written_library_comes_in_elsewhere(
    library: Library, store: Store, raw: Path, tmp_path: Path
) -> None:
    """From the file alone another library has the text, and learns what was corrected."""
    await bring(library, raw)
    await correct(library, store, tmp_path)
    path = tmp_path / "walk.md"
    save(path, canonical.write(await stored(store)))
    other = await Store.open(prepared(tmp_path / "db/other.db"))
    try:
        elsewhere = Library(other)
        assert (await bring(elsewhere, path)).stored is Stored.ADDED
        assert await stored(other) == await stored(store)
        # The source itself: from now on it is known what was corrected in it.
        assert (await bring(elsewhere, raw)).stored is Stored.UNCHANGED
        save(raw, RAW + "\nAnd slept.\n")
        assert (await bring(elsewhere, raw)).kept == 5
        assert await texts(other) == [*FIXED, LAST, "And slept."]
    finally:
        await other.close()


async def test_a_file_of_another_source(library: Library, store: Store, raw: Path) -> None:
    """Written before the text was captured anew: taken, and said."""
    await bring(library, raw)
    path = raw.parent / "old.md"
    save(path, canonical.write(await stored(store)).replace("lamp", "lantern"))
    save(raw, RAW + "\nMore.\n")
    await bring(library, raw)
    report = await library.import_paths([path], NOW)
    assert ["its sha256 is not that" in problem.what for problem in report.problems] == [True]
    assert "The lantern was out." in await texts(store)


HARD = "We met in May.\n\nIn June his brother took his own life.\n\nIt rained.\n"


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A text that speaks of a suicide; its words are too few to tell the language by."""
    path = tmp_path / "walk.md"
    save(path, f"---\nslug: walk\nlanguage: en\n---\n{HARD}")
    return path


async def note(store: Store) -> tuple[str | None, bool, list[bool]]:
    piece = await stored(store)
    return piece.note, piece.suggested, [piece.is_noted(one) for one in piece.fragments]


SUGGESTED = ("speaks of suicide", True, [False, True, False])


async def test_a_suggestion_acts_at_once(library: Library, store: Store, hard: Path) -> None:
    """It is told once, with what to do, and is there when nobody looks."""
    report = await library.import_paths([hard], NOW)
    (line,) = map(str, report.suggestions)
    assert line.startswith(f"{hard}: speaks of suicide (fragment 2): shown as a content note until")
    assert "feuilleton note walk" in line
    assert await note(store) == SUGGESTED
    assert (await library.import_paths([hard], NOW)).suggestions == ()


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("", ("", False, [False, False, False])),
        ("speaks of a brother", ("speaks of a brother", False, [False, True, False])),
    ],
)
async def test_a_decision_survives(
    library: Library, store: Store, hard: Path, decision: str, expected: object
) -> None:
    """The same file, a changed one, a written one: what was decided stays; then it is undone."""
    await bring(library, hard)
    await library.note("walk", decision)
    assert await note(store) == expected
    assert (await bring(library, hard)).stored is Stored.UNCHANGED
    save(hard, read(hard).replace("It rained.", "It snowed."))
    assert (await bring(library, hard)).stored is Stored.REPLACED
    assert await note(store) == expected
    written = canonical.write(await stored(store))
    assert parse(written, "walk").piece == await stored(store)
    path = hard.parent / "written.md"
    save(path, written.replace("snowed", "poured"))
    await bring(library, path)
    assert await note(store) == expected
    await library.note("walk", None)
    assert await note(store) == SUGGESTED
    assert (await texts(store))[2] == "It poured."


async def test_a_decision_in_a_corrected_file(library: Library, store: Store, hard: Path) -> None:
    """`note: ""` is one, and beats an earlier one; a file that says nothing decides nothing."""
    await bring(library, hard)
    suggested = canonical.write(await stored(store))
    assert "\nsuggested_note: speaks of suicide\n" in suggested
    path = hard.parent / "written.md"
    await library.note("walk", "speaks of a brother")
    save(path, suggested.replace("rained", "snowed"))
    await bring(library, path)
    assert (await note(store))[0] == "speaks of a brother"
    save(path, suggested.replace("suggested_note: speaks of suicide", 'note: ""'))
    await bring(library, path)
    assert (await note(store))[:2] == ("", False)
    save(hard, read(hard) + "\nMore.\n")
    await bring(library, hard)
    assert (await note(store))[:2] == ("", False)


async def test_a_decision_is_another_edition(library: Library, store: Store, hard: Path) -> None:
    """A bot that runs beside the command line shows it at the next step."""
    await bring(library, hard)
    found = await store.pieces.by_slug("walk")
    assert found is not None
    editions = [await store.pieces.editions([found.id])]
    for decision in ("", None, "x"):
        await library.note("walk", decision)
        editions.append(await store.pieces.editions([found.id]))
    assert len({one[found.id] for one in editions}) == len(editions)


async def test_no_such_text(library: Library) -> None:
    """There is nothing to decide on."""
    assert await library.note("nowhere", "x") is None


async def test_texts_of_an_older_version(library: Library, store: Store, hard: Path) -> None:
    """They are looked through at the next start, and their file changes nothing."""
    from tests.bot.test_library import Settings

    await bring(library, hard)
    async with store.database.write() as connection:
        await connection.exec_driver_sql("UPDATE piece SET note = NULL")
        await connection.exec_driver_sql("UPDATE fragment SET noted = 0")
        await connection.exec_driver_sql("DELETE FROM editorial")
    assert await note(store) == (None, False, [False, False, False])
    settings = Settings(library=(hard,), _env_file=None)
    report: Report = await library.at_start(settings, NOW)
    assert await note(store) == SUGGESTED
    assert [one.path for one in report.suggestions] == ["walk"]
    assert report.count(Stored.UNCHANGED) == 1
    assert (await library.at_start(settings, NOW)).suggestions == ()


async def test_a_corrected_piece_is_what_its_file_says(
    library: Library, store: Store, raw: Path
) -> None:
    """Nothing of the corrected file is changed on its way into the library."""
    await bring(library, raw)
    path = await correct(library, store, raw.parent)
    wanted = parse(read(path), "walk").piece
    assert await stored(store) == replace(wanted, source=(await stored(store)).source)
