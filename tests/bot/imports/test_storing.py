"""Texts are stored in groups, and it is as if each came alone."""

import asyncio
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.imports import importing, storing
from bot.imports.importing import import_all
from bot.imports.report import Report
from bot.library import Library, places
from bot.sources import Source
from bot.store.additions import Stored
from bot.store.store import Store
from content.parse import parse
from tests.bot.cli.test_imports import Tables, tables
from tests.prepared import prepared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HALF = b'---\nslug: half\ntitle: "x\\ud83d"\n---\nHalf a character.'


async def brought(database: Path, rounds: list[list[Source]]) -> tuple[list[Report], Tables]:
    """Import one list of sources after the other into one library."""
    store = await Store.open(prepared(database))
    told = [
        await import_all(store, sources, places, NOW, lambda done, of: None, asyncio.Event())
        for sources in rounds
    ]
    await store.close()
    found = tables(database)
    # Nothing refers to the numbers of mentions.
    found["mention"] = sorted((row[1:] for row in found["mention"]), key=repr)
    return told, found


def alike(chance: random.Random) -> list[Source]:
    """Files of few slugs and few texts, some of them corrected forms of others, one of them odd."""
    texts = [f"Text {number} by @guest_{number}.\n\nThe same end." for number in range(3)]
    sources: list[Source] = []
    for number in range(12):
        text = chance.choice(texts)
        if chance.random() < 0.4:
            sha256 = parse(text, "x").sha256
            text = f"---\nslug: s{chance.randrange(3)}\nsha256: {sha256}\n---\n{text} Corrected."
        data = HALF if chance.random() < 0.1 else text.encode()
        sources.append((f"{number}/s{chance.randrange(4)}.txt", data))
    return sources


@pytest.mark.parametrize("seed", range(8))
async def test_as_if_each_came_alone(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is one piece with what: the same report and the same rows, also the second time."""
    chance = random.Random(seed)  # noqa: S311
    rounds = [alike(chance), alike(chance)]
    grouped = await brought(tmp_path / "grouped.db", rounds)
    monkeypatch.setattr(storing, "MOST", 1)
    monkeypatch.setattr(importing, "MOST_FILES", 1)
    alone = await brought(tmp_path / "alone.db", rounds)
    assert grouped == alone


async def test_one_that_cannot_be_stored(tmp_path: Path) -> None:
    """It is a problem in its place; the others of its group are in."""
    files = [("a.txt", b" "), ("b.txt", b"One."), ("half.md", HALF), ("c.txt", b"Two.")]
    (report,), _ = await brought(tmp_path / "x.db", [files])
    assert [piece.slug for piece in report.pieces] == ["b", "c"]
    assert [problem.path for problem in report.problems] == ["a.txt", "half.md"]


async def test_archives_that_call_texts_alike(tmp_path: Path) -> None:
    """The later one gets a number, the same the next time; whoever names files renames them."""

    def thread(text: str) -> bytes:
        first = {"id": 4, "username": "ines_v", "text": text}
        second = first | {"id": 5, "in_reply_to": 4}
        return f"{json.dumps(first)}\n{json.dumps(second)}".encode()

    entry = "<item><title>Ines V 4</title><description>A feed.</description></item>"
    feed = f"<rss><channel>{entry}</channel></rss>"
    files = [
        ("a.jsonl", thread("Here.")),
        ("b.jsonl", thread("There.")),
        ("c.xml", feed.encode()),
        ("d.jsonl", thread("Here.")),
        ("x/e.txt", b"One."),
        ("y/e.txt", b"Two."),
    ]
    (first, second), _ = await brought(tmp_path / "x.db", [files, files])
    slugs = ["ines-v-4", "ines-v-4-2", "ines-v-4-3", "ines-v-4", "e"]
    assert [one.slug for one in first.pieces] == slugs
    assert [one.slug for one in second.pieces] == slugs
    assert {one.stored for one in second.pieces} == {Stored.UNCHANGED}
    assert [one.path for one in first.problems] == ["y/e.txt"]


async def test_stopped_between_two_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in is stored, what is left is counted, and it comes in the next time."""
    monkeypatch.setattr(storing, "MOST", 2)
    store = await Store.open(prepared(tmp_path / "x.db"))
    library, stop = Library(store), asyncio.Event()
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}.")
    files = [tmp_path / f"{number}.txt" for number in range(7)]
    report = await library.import_paths(files, NOW, lambda done, of: stop.set(), stop)
    assert (report.count(Stored.ADDED), report.left) == (2, 5)
    report = await library.import_paths(files, NOW)
    assert (report.count(Stored.ADDED), report.count(Stored.UNCHANGED), report.left) == (5, 2, 0)
    await store.close()


async def test_what_is_unchanged_is_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its text is known; it counts as before."""
    (tmp_path / "a.txt").write_text("Text by @guest_1.")
    store = await Store.open(prepared(tmp_path / "x.db"))
    (first,) = (await Library(store).import_paths([tmp_path / "a.txt"], NOW)).pieces
    monkeypatch.setattr("bot.sources.parse_source", None)
    (again,) = (await Library(store).import_paths([tmp_path / "a.txt"], NOW)).pieces
    assert again.stored is Stored.UNCHANGED
    assert (again.fragments, again.people) == (first.fragments, first.people) == (1, 1)
    await store.close()
