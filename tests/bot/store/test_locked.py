"""Every method that writes, tried while another program holds the database: one line each."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.model import Cursor, Delivery, Refusal, Run, Sent, Settlement, Target, Verdict
from bot.plans import Chat, Due, Opening, Schedule, Seat
from bot.store.additions import Arrival
from bot.store.arriving import Coming
from bot.store.doubts import Doubt, Question
from bot.store.kept import Kept
from bot.store.schedules import Change
from bot.store.store import Store
from tests.bot.store.plans import plan, seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, add, again, order, parsed, post, start
from tests.bot.store.test_pieces import never

Method = Callable[[Store, Run], Awaitable[object]]
FAR = NOW + timedelta(days=36_500)
GHOST = Delivery(1, 1, "cmd:1", Cursor(), 2)
WRITES: dict[str, Method] = {
    "pieces.retire": lambda s, r: s.pieces.retire(["x"]),
    "pieces.add_or_replace": lambda s, r: s.pieces.add_or_replace(parsed("x", "New."), never, NOW),
    "pieces.add_or_replace_all": lambda s, r: s.pieces.add_or_replace_all(
        [Arrival(parsed("x", "New."))], never, NOW
    ),
    "candidates.confirm": lambda s, r: s.candidates.confirm(r.piece_id, 1, NOW),
    "candidates.revoke": lambda s, r: s.candidates.revoke(1),
    "runs.start": lambda s, r: s.runs.start(
        TARGET, r.piece_id, Cursor(), language="en", started_by=5, now=NOW
    ),
    "runs.end": lambda s, r: s.runs.end(r, NOW),
    "runs.stop": lambda s, r: s.runs.stop(r, NOW),
    "runs.resume": lambda s, r: s.runs.resume(r, NOW),
    "runs.stand": lambda s, r: s.runs.stand(r, Refusal.REMOVED, NOW),
    "runs.unfollow": lambda s, r: s.runs.unfollow(r),
    "runs.move": lambda s, r: s.runs.move(BOT, TARGET.chat_id, -1009, NOW),
    "runs.set_pace": lambda s, r: s.runs.set_pace(r, 5, LATER),
    "journal.resolve": lambda s, r: s.journal.resolve(r.id, r.fence, Verdict.MISSING, NOW),
    "journal.interrupt": lambda s, r: s.journal.interrupt(BOT, NOW),
    "writer.claim": lambda s, r: s.writer.claim(order(r)),
    "writer.settle": lambda s, r: s.writer.settle(Settlement(GHOST, Sent(1), LATER)),
    "updates.mark": lambda s, r: s.updates.mark(BOT, 1, NOW),
    "updates.prune": lambda s, r: s.updates.prune(NOW),
    "doubts.looked": lambda s, r: s.doubts.looked(_doubt(r), NOW),
    "doubts.give_up": lambda s, r: s.doubts.give_up(BOT, FAR, ()),
    "doubts.asked": lambda s, r: s.doubts.asked(_doubt(r), Question(5, 1, NOW, False)),
    "acquaintances.met": lambda s, r: s.acquaintances.met(BOT, 5, "en"),
    "acquaintances.lost": lambda s, r: s.acquaintances.lost(BOT, 5),
    "waits.keep": lambda s, r: s.waits.keep(BOT, 5, NOW),
    "waits.take": lambda s, r: s.waits.take(BOT, NOW),
    "schedules.add": lambda s, r: s.schedules.add(plan(r.piece_id), NOW),
    "schedules.change": lambda s, r: s.schedules.change(_plan(r), Change(5, "paused", NOW)),
    "schedules.sit": lambda s, r: s.schedules.sit(_plan(r), _opening(r, 2), NOW),
    "schedules.go_on": lambda s, r: s.schedules.go_on(_due(r), _opening(r, 1), NOW),
    "schedules.leave": lambda s, r: s.schedules.leave((_due(r).seat,), NOW),
    "schedules.note": lambda s, r: s.schedules.note(1, Change(5, "joined", NOW)),
    "schedules.come_back": lambda s, r: s.schedules.come_back(_due(r).seat, NOW),
    "schedules.wake": lambda s, r: s.schedules.wake([(_due(r).run, NOW)]),
    "schedules.postpone": lambda s, r: s.schedules.postpone([(_due(r).run, NOW)]),
    "schedules.move": lambda s, r: s.schedules.move(_due(r).run, 1),
    "carrying.bring": lambda s, r: s.carrying.bring(_coming(r), bool, NOW),
    "chats.keep": lambda s, r: s.chats.keep(BOT, 5, Chat()),
    "database.migrate": lambda s, r: s.database.migrate(),
}
READS: dict[str, Method] = {
    "pieces.editions": lambda s, r: s.pieces.editions([r.piece_id]),
    "pieces.known": lambda s, r: s.pieces.known(["birds"]),
    "pieces.get": lambda s, r: s.pieces.get(r.piece_id),
    "pieces.by_slug": lambda s, r: s.pieces.by_slug("birds"),
    "pieces.list": lambda s, r: s.pieces.list(),
    "pieces.summaries": lambda s, r: s.pieces.summaries(["birds"]),
    "pieces.unread": lambda s, r: s.pieces.unread(TARGET, 0),
    "people.find": lambda s, r: s.people.find("mira_v", "mirav"),
    "people.near": lambda s, r: s.people.near("mirav"),
    "people.numbered": lambda s, r: s.people.numbered(1),
    "candidates.list": lambda s, r: s.candidates.list(),
    "candidates.named": lambda s, r: s.candidates.named("mira", 5),
    "runs.current": lambda s, r: s.runs.current(TARGET),
    "runs.latest": lambda s, r: s.runs.latest(TARGET),
    "runs.get": lambda s, r: s.runs.get(r.id),
    "runs.stopped": lambda s, r: s.runs.stopped(TARGET, r.piece_id),
    "runs.due": lambda s, r: s.runs.due(BOT, NOW, 5),
    "runs.next_wake": lambda s, r: s.runs.next_wake(BOT),
    "runs.unfinished": lambda s, r: s.runs.unfinished(BOT),
    "runs.here": lambda s, r: s.runs.here(BOT, TARGET.chat_id),
    "schedules.changes": lambda s, r: s.schedules.changes(1),
    "schedules.get": lambda s, r: s.schedules.get(1),
    "schedules.at": lambda s, r: s.schedules.at(TARGET),
    "schedules.seated": lambda s, r: s.schedules.seated(BOT),
    "schedules.seats": lambda s, r: s.schedules.seats(1),
    "schedules.seat_runs": lambda s, r: s.schedules.seat_runs(1),
    "schedules.of_runs": lambda s, r: s.schedules.of_runs([r.id]),
    "schedules.over": lambda s, r: s.schedules.over(BOT, NOW, 5),
    "carrying.readings": lambda s, r: s.carrying.readings(),
    "carrying.plans": lambda s, r: s.carrying.plans(),
    "carrying.reading": lambda s, r: s.carrying.reading(r.id),
    "carrying.seats": lambda s, r: s.carrying.seats(1),
    "chats.among": lambda s, r: s.chats.among(BOT, (5,)),
    "chats.get": lambda s, r: s.chats.get(BOT, 5),
    "doubts.of": lambda s, r: s.doubts.of(r.id),
    "doubts.waiting": lambda s, r: s.doubts.waiting(BOT),
    "doubts.oldest_sending": lambda s, r: s.doubts.oldest_sending(BOT, ()),
    "doubts.questions": lambda s, r: s.doubts.questions(_doubt(r)),
    "acquaintances.among": lambda s, r: s.acquaintances.among(BOT, (5,)),
    "waits.sent": lambda s, r: s.waits.sent(BOT),
    "journal.run_of": lambda s, r: s.journal.run_of(BOT, "cmd:1"),
    "journal.history": lambda s, r: s.journal.history(r.id),
    "updates.handled": lambda s, r: s.updates.handled(BOT, 1),
}


PARTS = (
    *("pieces", "people", "candidates", "runs", "journal", "doubts", "schedules", "chats"),
    "carrying",
    *("acquaintances", "waits", "writer", "updates"),
)


def _plan(run: Run) -> Schedule:
    return replace(plan(run.piece_id), id=1)


def _due(run: Run) -> Due:
    return Due(run, Seat(1, 1, TARGET, 0, run.id), _plan(run), Chat())


def _opening(run: Run, topic_id: int) -> Opening:
    return Opening(replace(TARGET, topic_id=topic_id), topic_id, run.piece_id, 0, NOW)


def _coming(run: Run) -> Coming:
    elsewhere = replace(run, id=99, target=Target(BOT, 99))
    return Coming(BOT, None, (Kept(elsewhere, LATER, LATER),), {})


def _doubt(run: Run) -> Doubt:
    return Doubt(run, GHOST, 0, False, None, NOW, None)


def test_no_method_is_forgotten(store: Store) -> None:
    """Every public method of every part of the store is in one of the two tables."""
    public = {
        f"{part}.{name}"
        for part in PARTS
        for name in dir(getattr(store, part))
        if not name.startswith("_") and iscoroutinefunction(getattr(getattr(store, part), name))
    }
    assert public - {"writer.close"} == (WRITES.keys() | READS.keys()) - {"database.migrate"}


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    connection = sqlite3.connect(tmp_path / "data" / "test.db", isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("name", WRITES)
async def test_writing(store: Store, other: sqlite3.Connection, name: str) -> None:
    """It waits, then says so in one line, changes nothing, and works once the lock is gone."""
    # The post that GHOST stands for.
    await post(store, order(await start(store, Target(BOT, 9)), "cmd:9"), Sent(1))
    # The schedule and the seat with the number 1.
    await seated(store)
    # And one that nobody has settled.
    await store.writer.claim(order(await start(store, Target(BOT, 8)), "cmd:8"))
    run = await start(store)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="was locked by another program") as error:
        await WRITES[name](store, run)
    assert "\n" not in str(error.value)
    assert isinstance(error.value.__cause__, Exception)
    assert await again(store, run) == run
    other.execute("ROLLBACK")
    await WRITES[name](store, run)


@pytest.mark.parametrize("name", READS)
async def test_reading(store: Store, other: sqlite3.Connection, name: str) -> None:
    """Readers are answered while another program writes."""
    run = await start(store)
    await add(store, "other", "Another text.")
    before = await READS[name](store, run)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM handled_update")
    assert await READS[name](store, run) == before


@pytest.mark.parametrize("name", READS)
async def test_reading_what_nobody_may_read(
    store: Store, other: sqlite3.Connection, tmp_path: Path, name: str
) -> None:
    """A reader that is kept out altogether gets one line, too."""
    run = await start(store)
    await store.database.close()
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("DELETE FROM handled_update")
    with pytest.raises(StoreError, match="was locked by another program") as error:
        await READS[name](store, run)
    assert "\n" not in str(error.value)
