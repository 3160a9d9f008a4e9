"""Texts come in from files; a bad one stops nothing, and readers keep their place."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import ImportProblem, Library, Stored, files_in, places
from bot.model import Cursor, Target
from bot.settings import Settings
from bot.store.store import Store
from content.fragments import steps
from content.model import Fragment, FragmentKind, Piece, PieceKind, Source
from tests.prepared import prepared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TARGET = Target(700, 9)
TOKEN = "123456789:" + "A" * 35


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
def texts(tmp_path: Path) -> Path:
    """A folder with two texts, one in a folder of its own, and a hidden one."""
    folder = tmp_path / "texts"
    (folder / "more").mkdir(parents=True)
    (folder / "b.txt").write_text("The b text.\n\nSecond.")
    (folder / "more" / "a.txt").write_text("The a text by @somebody_1.")
    (folder / ".hidden.txt").write_text("Nobody reads this.")
    return folder


async def test_a_folder_comes_in(library: Library, texts: Path) -> None:
    """Files and folders are read by name, hidden ones are not; the report counts."""
    told: list[tuple[int, int]] = []
    report = await library.import_paths([texts], NOW, lambda done, of: told.append((done, of)))
    assert [(p.slug, p.stored, p.fragments, p.people) for p in report.pieces] == [
        ("b", Stored.ADDED, 2, 0),
        ("a", Stored.ADDED, 1, 1),
    ]
    assert report.problems == ()
    assert told[-1] == (2, 2)


async def test_importing_twice_changes_nothing(library: Library, texts: Path) -> None:
    """The second time every text is unchanged, and there once."""
    await library.import_paths([texts], NOW)
    report = await library.import_paths([texts], NOW)
    assert report.count(Stored.UNCHANGED) == 2
    assert (await library.page(0, 9))[1] == 2


async def test_a_bad_file_stops_nothing(library: Library, texts: Path) -> None:
    """Each bad file is one problem that names it; the good ones load."""
    (texts / "broken.md").write_text("---\ntitle: [unclosed\n---\nText.")
    (texts / "empty.txt").write_text("")
    (texts / "picture.png").write_bytes(bytes(range(256)) * 8)
    os.mkfifo(texts / "pipe")
    report = await library.import_paths([texts, texts / "missing.txt", texts / "pipe"], NOW)
    assert sorted(piece.slug for piece in report.pieces) == ["a", "b"]
    named = {Path(problem.path).name: problem for problem in report.problems}
    assert set(named) == {"broken.md", "empty.txt", "picture.png", "missing.txt", "pipe"}
    assert named["broken.md"].line is not None
    for problem in report.problems:
        assert str(problem).startswith(problem.path)
        assert "\n" not in str(problem)


def test_a_problem_in_words() -> None:
    """The line stands beside the path."""
    assert str(ImportProblem("x.md", 3, "no key.")) == "x.md, line 3: no key."
    assert str(ImportProblem("x.md", None, "is empty.")) == "x.md: is empty."


async def test_a_text_that_cannot_be_stored(library: Library, tmp_path: Path) -> None:
    """Half a character in a front matter is that file's problem only."""
    bad = tmp_path / "bad.md"
    bad.write_text('---\nslug: bad\ntitle: "x\\ud83d"\n---\nText.')
    good = tmp_path / "good.txt"
    good.write_text("A good text.")
    report = await library.import_paths([bad, good], NOW)
    assert "good" in [piece.slug for piece in report.pieces]
    assert {problem.path for problem in report.problems} <= {str(bad)}


async def test_two_files_of_one_slug(library: Library, texts: Path) -> None:
    """They would replace each other for ever: the second is a problem that names the first."""
    (texts / "more" / "b.txt").write_text("Another b.")
    for stored in (Stored.ADDED, Stored.UNCHANGED):
        report = await library.import_paths([texts], NOW)
        assert [piece.stored for piece in report.pieces] == [stored, stored]
        (problem,) = report.problems
        assert problem.path == str(texts / "more" / "b.txt")
        assert str(texts / "b.txt") in problem.what


async def test_another_text_in_the_place_of_one(library: Library, texts: Path) -> None:
    """Saved pages are called alike; one that replaces a text altogether is told of, once."""
    await library.import_paths([texts / "b.txt"], NOW)
    (texts / "b.txt").write_text("The b text, corrected.\n\nSecond.")
    assert (await library.import_paths([texts / "b.txt"], NOW)).problems == ()
    (texts / "b.txt").write_text("Quite another text.")
    report = await library.import_paths([texts / "b.txt"], NOW)
    (problem,) = report.problems
    assert "took the place of “The b text, corrected.”, which had the slug b" in problem.what
    assert (await library.import_paths([texts / "b.txt"], NOW)).problems == ()


def test_links_that_lead_in_circles(texts: Path) -> None:
    """A folder that is linked into itself is walked once."""
    (texts / "more" / "up").symlink_to(texts)
    (texts / "nowhere.txt").symlink_to(texts / "gone")
    problems: list[ImportProblem] = []
    found = [path.relative_to(texts).as_posix() for path in files_in(texts, problems)]
    assert found == ["b.txt", "more/a.txt"]
    assert problems == []


def test_a_folder_gives_texts_only(texts: Path, tmp_path: Path) -> None:
    """What is no text by its name, or lies elsewhere, is left out with a line."""
    (texts / "data.yaml").write_text("a: 1")
    (tmp_path / "secret.txt").write_text("Not for the library.")
    (texts / "link.txt").symlink_to(tmp_path / "secret.txt")
    problems: list[ImportProblem] = []
    found = [path.relative_to(texts).as_posix() for path in files_in(texts, problems)]
    assert found == ["b.txt", "more/a.txt"]
    assert {Path(problem.path).name for problem in problems} == {"data.yaml", "link.txt"}
    assert list(files_in(texts / "data.yaml", problems)) == [texts / "data.yaml"]


async def test_a_corrected_file_keeps_its_readers(
    library: Library, store: Store, texts: Path
) -> None:
    """A new first paragraph: who was to get the second one still gets it."""
    await library.import_paths([texts], NOW)
    (piece,), _ = await library.find("b", 5)
    run = await store.runs.start(TARGET, piece.id, Cursor(1), language="en", started_by=1, now=NOW)
    (texts / "b.txt").write_text("A new start.\n\nThe b text, corrected.\n\nSecond.")
    report = await library.import_paths([texts], NOW)
    assert report.count(Stored.REPLACED) == 1
    moved = await store.runs.get(run.id)
    assert moved is not None
    assert moved.cursor == Cursor(2)
    assert moved.piece_id == piece.id


async def test_at_start_the_library_is_brought_up_to_date(library: Library, texts: Path) -> None:
    """LIBRARY is imported when new, and again when changed; then the samples stay out."""
    settings = Settings(library=(texts,), _env_file=None)
    assert (await library.at_start(settings, NOW)).count(Stored.ADDED) == 2
    assert (await library.at_start(settings, NOW)).count(Stored.UNCHANGED) == 2
    (texts / "b.txt").write_text("A corrected b text.")
    assert (await library.at_start(settings, NOW)).count(Stored.REPLACED) == 1
    assert (await library.page(0, 9))[1] == 2


async def test_the_samples(library: Library, texts: Path) -> None:
    """They come by themselves; with a token, only while there is nothing else."""
    sandbox = Settings(telegram_bot_token=TOKEN, clock_url="http://127.0.0.1:1", _env_file=None)
    real = Settings(telegram_bot_token=TOKEN, _env_file=None)
    first = await library.at_start(real, NOW)
    assert first.count(Stored.ADDED) >= 4
    assert first.problems == ()
    assert (await library.at_start(real, NOW)).count(Stored.UNCHANGED) == len(first.pieces)
    await library.import_paths([texts], NOW)
    assert (await library.at_start(real, NOW)).pieces == ()
    assert (await library.page(0, 99))[1] == 2
    assert (await library.at_start(sandbox, NOW)).count(Stored.ADDED) == len(first.pieces)


async def test_a_sample_that_is_being_read_stays(
    library: Library, store: Store, texts: Path
) -> None:
    """It leaves when nobody reads it any more, and its run's number is not given out again."""
    real = Settings(telegram_bot_token=TOKEN, _env_file=None)
    first = await library.at_start(real, NOW)
    (sample, *_), _ = await library.page(0, 99)
    run = await store.runs.start(TARGET, sample.id, Cursor(), language="en", started_by=2, now=NOW)
    await library.import_paths([texts], NOW)
    await library.at_start(real, NOW)
    assert (await library.page(0, 99))[1] == 3
    await store.runs.stop(run, NOW)
    await library.at_start(real, NOW)
    assert (await library.page(0, 99))[1] == 2
    (other, *_), _ = await library.page(0, 99)
    again = await store.runs.start(TARGET, other.id, Cursor(), language="en", started_by=2, now=NOW)
    assert again.id > run.id
    assert len(first.pieces) >= 4


async def test_finding(library: Library, texts: Path) -> None:
    """An exact slug wins over words; words may find several."""
    (texts / "b-side.txt").write_text("Another b.")
    await library.import_paths([texts], NOW)
    assert [one.slug for one in (await library.find("b", 5))[0]] == ["b"]
    assert [one.slug for one in (await library.find("text BY", 5))[0]] == ["a"]
    found, total = await library.find("t", 1)
    assert (len(found), total) == (1, 3)
    assert await library.find("zebra", 5) == ((), 0)


async def test_a_text_to_begin_with(library: Library, store: Store) -> None:
    """It is in the person's language if there is one."""
    assert await library.first("fr") is None
    await library.import_samples(NOW)
    for language in ("fr", "en"):
        first = await library.first(language)
        assert first is not None
        assert first.language == language
    other = await library.first("de")
    assert other is not None


def piece(*marks: str) -> Piece:
    """A piece whose marks are its fragments: `#x` a heading, `?x` a question, `!x` its answer."""
    kinds = {"#": FragmentKind.HEADING, "?": FragmentKind.QUESTION, "!": FragmentKind.ANSWER}
    fragments = tuple(Fragment(kinds.get(m[0], FragmentKind.PROSE), m) for m in marks)
    return Piece("x", PieceKind.ESSAY, None, None, None, None, fragments, Source("0"))


@pytest.mark.parametrize(
    ("old", "new", "was", "becomes"),
    [
        ("a b c", "a b c", (1, 0), (1, 0)),
        ("a b c", "x a b c", (1, 2), (2, 2)),
        ("a b c", "b c", (1, 0), (0, 0)),
        ("a b c", "a x c", (1, 1), (1, 0)),
        ("a b c", "a x y c", (2, 0), (3, 0)),
        # Both the one that was posted and the one that comes next have a letter more.
        ("a birds cats d", "a birdss catss d", (2, 0), (2, 0)),
        ("a birds cats", "a birdss", (2, 0), (2, 0)),
        ("a birds", "a x birdss", (1, 0), (2, 0)),
        ("a b c", "x y", (2, 0), (0, 0)),
        ("a b c", "a c", (1, 0), (1, 0)),
        ("a b c", "a b c d", (3, 0), (3, 0)),
        ("a b c", "a b", (3, 0), (2, 0)),
        ("a a a", "a a a", (2, 1), (2, 1)),
        ("a a b", "b a a", (1, 0), (2, 0)),
        ("#h a b", "#h x b", (0, 1), (0, 0)),
        ("#h a b", "a b", (1, 0), (1, 0)),
        ("#h a b", "#h2 a b", (0, 0), (0, 0)),
        ("?q !a ?r !s", "i ?q !a !b ?r !s", (1, 0), (2, 0)),
        ("?q !a ?r !s", "i ?q !a !b ?r !s", (0, 1), (1, 0)),
    ],
)
def test_places(old: str, new: str, was: tuple[int, int], becomes: tuple[int, int]) -> None:
    """The same step where it is now, else after the last one that is still there."""
    place = places(piece(*old.split()), piece(*new.split()))
    assert place(Cursor(*was)) == Cursor(*becomes)


MARKS = st.lists(st.sampled_from(["a", "b", "c", "#h", "?q", "!a"]), min_size=1, max_size=8)


@given(MARKS, MARKS, st.integers(0, 9), st.integers(0, 2))
def test_places_exist(old: list[str], new: list[str], step: int, part: int) -> None:
    """Whatever changed, the place is a step of the new text or its end, never before the start."""
    before, after = piece(*old), piece(*new)
    step = min(step, len(steps(before.fragments)))
    moved = places(before, after)(Cursor(step, part))
    assert 0 <= moved.step <= len(steps(after.fragments))
    assert moved.part in (0, part)
    assert places(before, before)(Cursor(step)) == Cursor(step)
