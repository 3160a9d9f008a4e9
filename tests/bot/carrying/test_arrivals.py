"""From one library to another: other numbers for the same texts, all chats where they were."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.carrying.arrivals import Arrivals, Arrived
from bot.carrying.codec import read, write
from bot.carrying.departures import Departures
from bot.clock import SystemClock
from bot.model import Cursor, Run, RunState, Target
from bot.plans import Opening, PlanState, Playlist
from bot.store.store import Store
from tests.bot.store.plans import plan
from tests.bot.store.samples import BOT, NOW, add
from tests.prepared import prepared

TEXTS = {
    "ferry": "One ferry.\n\nTwo ferries.",
    "lamp": "One lamp.\n\nTwo.\n\nThree.",
    "quay": "A quay.",
}


class Noon(SystemClock):
    """It is always noon in London, on a Friday in winter."""

    def now(self) -> datetime:
        return datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Store]:
    """A library of three texts."""
    store = await Store.open(prepared(tmp_path / "old.db"))
    for slug, text in TEXTS.items():
        await add(store, slug, text)
    yield store
    await store.close()


@pytest.fixture
async def new(tmp_path: Path) -> AsyncIterator[Store]:
    """The same three, which came in the other way round."""
    store = await Store.open(prepared(tmp_path / "new.db"))
    for slug in reversed(TEXTS):
        await add(store, slug, TEXTS[slug])
    yield store
    await store.close()


async def piece(store: Store, slug: str) -> int:
    """The number that a text has there."""
    found = await store.pieces.by_slug(slug)
    assert found is not None
    return found.id


async def slug_of(store: Store, piece_id: int | None) -> str:
    """And back."""
    found = await store.pieces.get(piece_id or 0)
    assert found is not None
    return found.piece.slug


async def moved(old: Store, new: Store, number: int, *, schedule: bool = True) -> Arrived:
    """Out of one, through the bytes of a file, into the other."""
    departures = Departures(old, Noon())
    carried = await (departures.schedule if schedule else departures.reading)(number)
    return await Arrivals(new, Noon()).bring(read(write(carried)), BOT)


async def test_a_playlist_goes_on_where_each_chat_is(old: Store, new: Store) -> None:
    """In the same random order, each chat at its own text; who has left stays away."""
    pieces = tuple([await piece(old, slug) for slug in TEXTS])
    wanted = replace(plan(*pieces), playlist=Playlist(pieces, seed=11, rounds=3))
    kept = await old.schedules.add(wanted, NOW)
    for item, chat_id in enumerate((-1, -2, -3)):
        here = Opening(Target(BOT, chat_id), item, wanted.playlist.piece(item) or 0, 0, NOW)
        await old.schedules.sit(kept, here, NOW)
    gone, *_ = [one for one in await old.schedules.seats(kept.id) if one.target.chat_id == -3]
    await old.schedules.leave([gone], NOW)

    arrived = await moved(old, new, kept.id)

    assert (arrived.number, arrived.chats) == (kept.id, 2)
    # Half past eight in Paris, the next morning.
    assert arrived.due == datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
    there = await new.schedules.get(kept.id)
    assert there is not None
    for item in range(9):
        before, after = wanted.playlist.piece(item), there.playlist.piece(item)
        assert await slug_of(old, before) == await slug_of(new, after)
    dues = await new.schedules.seat_runs(kept.id)
    assert [(due.seat.item, due.run.wake_at) for due in dues] == [
        (0, arrived.due),
        (1, arrived.due),
    ]
    for due in dues:
        assert due.run.piece_id == there.playlist.piece(due.seat.item)
    back = await new.schedules.come_back((await new.schedules.seats(kept.id))[2], NOW)
    assert back


async def test_between_two_texts(old: Store, new: Store) -> None:
    """What had just ended is due at once, so that its seat goes on with the next text."""
    pieces = (await piece(old, "quay"), await piece(old, "lamp"))
    kept = await old.schedules.add(plan(*pieces), NOW)
    await old.schedules.sit(kept, Opening(Target(BOT, -1), 0, pieces[0], 1, NOW), NOW)
    (due,) = await old.schedules.seat_runs(kept.id)
    await old.runs.end(due.run, NOW)
    await moved(old, new, kept.id)
    (there,) = await new.schedules.over(BOT, Noon().now(), 5)
    assert (there.run.state, there.run.cursor) == (RunState.ENDED, Cursor(1))


async def test_a_paused_schedule_rests(old: Store, new: Store) -> None:
    """Until somebody resumes it there."""
    number = await piece(old, "lamp")
    kept = await old.schedules.add(replace(plan(number), state=PlanState.PAUSED), NOW)
    await old.schedules.sit(kept, Opening(Target(BOT, -1), 0, number, 1, None), NOW)
    arrived = await moved(old, new, kept.id)
    assert (arrived.step, arrived.due) == (1, None)


@pytest.mark.parametrize(
    ("pace", "resting", "due"),
    [(60.0, False, timedelta(seconds=60)), (60.0, True, None), (None, False, None)],
)
async def test_a_step_half_posted(
    old: Store, new: Store, pace: float | None, resting: bool, due: timedelta | None
) -> None:
    """The next part is the next thing to come: after its pace, or when somebody asks."""
    number = await piece(old, "lamp")
    begun: Run = await old.runs.start(
        Target(BOT, 9),
        number,
        Cursor(1, 2),
        language="fr",
        started_by=9,
        now=NOW,
        pace=pace,
        wake_at=None if resting or pace is None else NOW,
    )
    await moved(old, new, begun.id, schedule=False)
    there = await new.runs.current(begun.target)
    wake_at = None if due is None else Noon().now() + due
    assert there == replace(begun, piece_id=await piece(new, "lamp"), wake_at=wake_at)
