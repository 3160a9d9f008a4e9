"""Pieces: stored whole, replaced whole, found by words."""

from dataclasses import replace

import pytest
from msgspec import structs
from sqlalchemy import func, select

from bot.model import Cursor, Denied, Refused, RunState, Settlement, Target
from bot.store.additions import Arrival, Places, Stored
from bot.store.database import UnstorableError
from bot.store.store import Store
from bot.store.tables import fragment, mention, person, piece
from content.model import (
    Author,
    FragmentKind,
    Parsed,
    PartialDate,
    Piece,
    PieceKind,
    Source,
    Span,
)
from tests.bot.store.samples import LATER, NOW, TARGET, add, again, order, parsed, start

OTHER = "Another text altogether.\n\nIt names @nobody_2."


def forward(cursor: Cursor) -> Cursor:
    """A mapping as if one step had been put in front."""
    return Cursor(cursor.step + 1, 0)


async def replace_text(store: Store, text: str = OTHER) -> None:
    """Import another text as `birds`; its readers move one step on."""
    await store.pieces.add_or_replace(parsed("birds", text), lambda old, new: forward, LATER)


async def test_a_piece_comes_back_as_it_was(store: Store) -> None:
    """Every field of a piece and its fragments survives, spans too."""
    plain = parsed("birds")
    rich = structs.replace(
        plain.piece.fragments[0],
        kind=FragmentKind.REPLY,
        number=3,
        total=14,
        speaker="Mira Voss",
        handle="mira_v",
        date=PartialDate(2014, 11),
        spans=(Span(0, 4), Span(9, 12)),
    )
    whole = replace(
        plain.piece,
        kind=PieceKind.THREAD,
        title="Birds 🐦",
        author=Author("Mira Voss", None),
        date=PartialDate(2014),
        language="en",
        source=Source("ab" * 32, "https://example.org/birds"),
        note="speaks of a fall",
        suggested=True,
        same=(("mira_v", "Mira Voss"), ("a", 'b"')),
        apart=(("mira_v", "mira_w"),),
        fragments=(rich, *plain.piece.fragments[1:]),
    )
    stored = await store.pieces.add_or_replace(
        replace(plain, piece=whole), lambda old, new: forward, NOW
    )
    found = await store.pieces.get(stored.piece_id)
    assert found is not None
    assert found.piece == whole
    assert found.piece.fragments[0].spans == rich.spans
    assert await store.pieces.by_slug("birds") == found
    assert await store.pieces.get(stored.piece_id + 1) is None
    assert await store.pieces.by_slug("bird") is None


async def test_handles_lead_to_whom_they_mean(store: Store) -> None:
    """Each printed handle leads to the person's own, so that links go to one page."""
    found = await store.pieces.get(await add(store))
    assert found is not None
    assert set(found.accounts) == {"@mira_v", "@Mira_V"}
    assert len(set(found.accounts.values())) == 1


async def test_importing_twice_changes_nothing(store: Store) -> None:
    """The same text again is reported as unchanged, and is there once."""
    first = await store.pieces.add_or_replace(parsed("birds"), lambda old, new: forward, NOW)
    again_ = await store.pieces.add_or_replace(parsed("birds"), lambda old, new: forward, LATER)
    assert (first.stored, again_.stored) == (Stored.ADDED, Stored.UNCHANGED)
    assert (await store.pieces.list())[1] == 1


async def test_several_at_once(store: Store) -> None:
    """Added, replaced and known ones share a transaction; each has its own parts and people."""
    number = await add(store, "birds")
    await add(store, "fish", "A fish, says @tam_b.")
    texts = (
        parsed("stones", "A stone, says @orla_p.\n\nAnother."),
        parsed("birds", OTHER),
        parsed("fish", "A fish, says @tam_b."),
        parsed("trees", "A tree, says @orla_p."),
    )
    done = await store.pieces.add_or_replace_all(
        [Arrival(text) for text in texts], lambda old, new: forward, LATER
    )
    assert [(one.slug, one.stored) for one in done] == [
        ("stones", Stored.ADDED),
        ("birds", Stored.REPLACED),
        ("fish", Stored.UNCHANGED),
        ("trees", Stored.ADDED),
    ]
    assert done[1].piece_id == number
    for text, one in zip(texts, done, strict=True):
        found = await store.pieces.get(one.piece_id)
        assert found is not None
        assert found.piece == text.piece
    orla = (await store.people.find("orla_p", None)).known
    assert orla is not None
    assert [one.slug for one in orla.evidence.texts] == ["stones", "trees"]
    assert (await store.people.find("mira_v", None)).known is None


async def test_all_of_them_or_none(store: Store) -> None:
    """One that cannot be stored keeps the others of its transaction out."""
    half = parsed("half")
    half = replace(half, piece=replace(half.piece, title="x\ud83d"))
    with pytest.raises(UnstorableError):
        await store.pieces.add_or_replace_all(
            [Arrival(parsed("stones", "A stone.")), Arrival(half)], never, NOW
        )
    assert (await store.pieces.list())[1] == 0


async def test_a_known_text_under_another_name(store: Store) -> None:
    """The same text in a second file is not stored again, and the first one's slug is told."""
    await add(store, "birds")
    second = await store.pieces.add_or_replace(parsed("fowl"), lambda old, new: forward, NOW)
    assert (second.stored, second.slug) == (Stored.UNCHANGED, "birds")
    assert await store.pieces.by_slug("fowl") is None


async def test_a_corrected_text_replaces_its_piece(store: Store) -> None:
    """The number stays, the text is new, and nothing of the old index is left."""
    piece_id = await add(store)
    await replace_text(store)
    found = await store.pieces.get(piece_id)
    assert found is not None
    assert found.piece == parsed("birds", OTHER).piece
    assert (await store.people.find("mira_v", None)).known is None
    assert (await store.people.find("nobody_2", None)).known is not None
    async with store.database.read() as connection:
        for table, rows in ((piece, 1), (fragment, 2), (person, 1), (mention, 1)):
            assert (
                await connection.execute(select(func.count()).select_from(table))
            ).scalar() == rows


@pytest.mark.parametrize("state", [RunState.IDLE, RunState.STOPPED])
async def test_readers_keep_their_place(store: Store, state: RunState) -> None:
    """A run goes where the mapping says; an order made from the old text comes too late."""
    run = await start(store, cursor=Cursor(1, 1))
    if state is RunState.STOPPED:
        await store.runs.stop(run, NOW)
    await replace_text(store)
    moved = await again(store, run)
    assert (moved.cursor, moved.state) == (Cursor(2, 0), state)
    assert await store.writer.claim(order(run)) is Denied.MOVED


async def test_an_ended_run_stays_where_it_is(store: Store) -> None:
    """Nobody reads it any more."""
    run = await start(store)
    delivery = await store.writer.claim(order(run, ends=True))
    assert not isinstance(delivery, Denied)
    await store.writer.settle(Settlement(delivery, Refused("x"), NOW))
    run = await again(store, run)
    async with store.database.write() as connection:
        await connection.exec_driver_sql("UPDATE run SET state = 'ended'")
    await replace_text(store)
    assert (await again(store, run)).cursor == run.cursor


async def test_a_post_under_way_settles_in_the_new_text(store: Store) -> None:
    """Replaced while its post is on the way: refused, the run goes back to the same fragment."""
    run = await start(store)
    delivery = await store.writer.claim(order(run))
    assert not isinstance(delivery, Denied)
    await replace_text(store)
    assert (await again(store, run)).cursor == Cursor(2, 0)
    await store.writer.settle(Settlement(delivery, Refused("chat is read-only"), LATER))
    back = await again(store, run)
    assert (back.cursor, back.state) == (Cursor(1, 0), RunState.IDLE)


async def test_half_a_character_is_named(store: Store) -> None:
    """A lone surrogate cannot be stored; the message says what to do."""
    with pytest.raises(UnstorableError, match="half of a character"):
        await add(store, "odd", "An odd \ud83d text.")
    assert (await store.pieces.list())[1] == 0


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("", ["essay", "oeuvre", "strasse"]),
        ("oeuvre", ["oeuvre"]),
        ("ŒUVRES", ["oeuvre"]),
        ("eleve", ["oeuvre"]),
        ("Straße", ["strasse"]),
        ("STRASSE essai", []),
        ("lea_p", ["oeuvre"]),
        ("first words", ["essay"]),
        ("100%", []),
        ("_", ["oeuvre"]),
    ],
)
async def test_search(store: Store, words: str, slugs: list[str]) -> None:
    """Every word counts, in title, author and slug; case, accents and ligatures do not."""
    await store.pieces.add_or_replace(_titled("strasse", "Die Straße"), never, NOW)
    await store.pieces.add_or_replace(_titled("oeuvre", "Œuvres d'élève", "lea_p"), never, NOW)
    await store.pieces.add_or_replace(parsed("essay", "First words of an essay."), never, NOW)
    found, total = await store.pieces.list(words.split())
    assert sorted(one.slug for one in found) == slugs
    assert total == len(slugs)


def _titled(slug: str, title: str, handle: str | None = None) -> Parsed:
    text = parsed(slug, f"Text of {slug}.")
    author = Author(None, handle) if handle else None
    return replace(text, piece=replace(text.piece, title=title, author=author))


def never(old: Piece, new: Piece) -> Places:
    raise AssertionError("nothing is replaced here")


async def test_pages(store: Store) -> None:
    """Pages come by title, hold what was asked for, and tell how many there are in all."""
    for slug in ("c", "a", "b"):
        await add(store, slug, f"Text {slug} by @mira_v and @leo.\n\nMore.")
    found, total = await store.pieces.list((), 1, 1)
    assert total == 3
    assert [(one.slug, one.fragments, one.people) for one in found] == [("b", 2, 2)]
    assert found[0].opening == "Text b by @mira_v and @leo."
    assert await store.pieces.summaries(["a", "x"]) == {"a": (await store.pieces.list(["a"]))[0][0]}


async def test_a_long_opening_is_cut_between_words(store: Store) -> None:
    """The first words of a text stand for its title."""
    await add(store, "long", "word " * 100)
    (found,), _ = await store.pieces.list()
    assert found.opening.endswith("word…")
    assert len(found.opening) <= 61


async def test_something_not_read_here_yet(store: Store) -> None:
    """The offer at the end is a text that this chat has not begun."""
    run = await start(store)
    assert await store.pieces.unread(TARGET, run.piece_id) is None
    other = await add(store, "other", OTHER)
    assert await store.pieces.unread(TARGET, run.piece_id) == other
    await store.runs.start(TARGET, other, Cursor(), language="en", started_by=5, now=NOW)
    assert await store.pieces.unread(TARGET, run.piece_id) is None
    elsewhere = Target(TARGET.bot_id, TARGET.chat_id, 9)
    assert await store.pieces.unread(elsewhere, run.piece_id) == other


async def test_a_large_library_is_listed_whole(store: Store) -> None:
    """Without a limit nothing is left out, however many texts there are."""
    await add(store)
    async with store.database.write() as connection:
        await connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
            "INSERT INTO piece (slug, kind, source_sha256, content_sha256, search, imported_at) "
            "SELECT 'copy-' || i, kind, source_sha256, i, search, imported_at FROM piece, n"
        )
    found, count = await store.pieces.list()
    assert len(found) == count == 1501
