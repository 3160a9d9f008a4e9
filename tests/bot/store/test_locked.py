"""Every method that writes, tried while another program holds the database: one line each."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.model import Cursor, Delivery, Refusal, Run, Sent, Settlement, Target, Under, Verdict
from bot.plans import Chat, Due, Opening, Schedule, Seat
from bot.store.additions import Arrival
from bot.store.arriving import Coming
from bot.store.doubts import Doubt, Question
from bot.store.kept import Kept
from bot.store.outdated import Outdated, Wanted
from bot.store.retractions import Posted, Retraction
from bot.store.schedules import Change
from bot.store.store import Store
from bot.store.warnings import Watch
from content.editing import Known
from tests.bot.store.plans import plan, seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, add, again, order, parsed, post, start
from tests.bot.store.test_pieces import never

Method = Callable[[Store, Run], Awaitable[object]]
FAR = NOW + timedelta(days=36_500)
GHOST = Delivery(1, 1, "cmd:1", Cursor(), 2)
KNOWN = Known("edition", parsed("birds").piece, None)
WRITES: dict[str, Method] = {
    "pieces.retire": lambda s, r: s.pieces.retire(["x"]),
    "pieces.add_or_replace": lambda s, r: s.pieces.add_or_replace(parsed("x", "New."), never, NOW),
    "pieces.add_or_replace_all": lambda s, r: s.pieces.add_or_replace_all(
        [Arrival(parsed("x", "New."))], never, NOW
    ),
    "corrections.keep": lambda s, r: s.corrections.keep(r.piece_id, KNOWN.as_edited()),
    "corrections.decide": lambda s, r: s.corrections.decide(r.piece_id, KNOWN),
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
    "retractions.begin": lambda s, r: s.retractions.begin(_posted(r), "cmd:9", 5, NOW),
    "retractions.finish": lambda s, r: s.retractions.finish(_retraction(r), None, None, NOW),
    "retractions.give_up": lambda s, r: s.retractions.give_up(_retraction(r)),
    "retractions.answered": lambda s, r: s.retractions.answered(_retraction(r), 1),
    "outdated.want": lambda s, r: s.outdated.want([_outdated(r)], Wanted.ASKED),
    "outdated.forget": lambda s, r: s.outdated.forget([_outdated(r)]),
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
    "schedules.sit_again": lambda s, r: s.schedules.sit_again(
        _due(r).schedule, _opening(r, 0), NOW
    ),
    "schedules.come_back": lambda s, r: s.schedules.come_back(_due(r).seat, NOW),
    "schedules.wake": lambda s, r: s.schedules.wake([(_due(r).run, NOW)]),
    "schedules.postpone": lambda s, r: s.schedules.postpone([(_due(r).run, NOW)]),
    "schedules.move": lambda s, r: s.schedules.move(_due(r).run, 1),
    "schedules.prune": lambda s, r: s.schedules.prune(NOW),
    "zones.keep": lambda s, r: s.zones.keep({"Europe/Paris": "rules"}),
    "forwards.keep": lambda s, r: s.forwards.keep(BOT, -1001, 1, Under(-1002, 1), NOW),
    "forwards.prune": lambda s, r: s.forwards.prune(NOW),
    "carrying.bring": lambda s, r: s.carrying.bring(_coming(r), lambda known: False, NOW),
    "boards.keep": lambda s, r: s.boards.keep(_due(r).seat.id, 1, "words"),
    "warnings.keep": lambda s, r: s.warnings.keep(Watch(_plan(r), None, NOW), NOW, LATER),
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
    "corrections.matches": lambda s, r: s.corrections.matches([parsed("birds")]),
    "corrections.known": lambda s, r: s.corrections.known(r.piece_id),
    "corrections.unseen": lambda s, r: s.corrections.unseen(),
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
    "schedules.of_seat": lambda s, r: s.schedules.of_seat(1),
    "schedules.over": lambda s, r: s.schedules.over(BOT, NOW, 5),
    "zones.used": lambda s, r: s.zones.used(BOT),
    "zones.known": lambda s, r: s.zones.known(),
    "zones.seated": lambda s, r: s.zones.seated(BOT, "Europe/Paris", 0, 5),
    "forwards.last": lambda s, r: s.forwards.last(r),
    "carrying.readings": lambda s, r: s.carrying.readings(),
    "carrying.plans": lambda s, r: s.carrying.plans(),
    "carrying.reading": lambda s, r: s.carrying.reading(r.id),
    "carrying.seats": lambda s, r: s.carrying.seats(1),
    "boards.get": lambda s, r: s.boards.get(_due(r).seat.id),
    "boards.seats": lambda s, r: s.boards.seats(BOT),
    "warnings.next_at": lambda s, r: s.warnings.next_at(BOT),
    "warnings.due": lambda s, r: s.warnings.due(BOT, NOW, 5),
    "chats.among": lambda s, r: s.chats.among(BOT, (5,)),
    "chats.get": lambda s, r: s.chats.get(BOT, 5),
    "doubts.of": lambda s, r: s.doubts.of(r.id),
    "doubts.waiting": lambda s, r: s.doubts.waiting(BOT),
    "doubts.oldest_sending": lambda s, r: s.doubts.oldest_sending(BOT, ()),
    "doubts.questions": lambda s, r: s.doubts.questions(_doubt(r)),
    "retractions.newest": lambda s, r: s.retractions.newest(TARGET),
    "retractions.run_of": lambda s, r: s.retractions.run_of(1),
    "retractions.messages": lambda s, r: s.retractions.messages(r, 0),
    "retractions.of_cause": lambda s, r: s.retractions.of_cause(BOT, "cmd:9"),
    "retractions.last": lambda s, r: s.retractions.last(TARGET),
    "retractions.open": lambda s, r: s.retractions.open(BOT),
    "outdated.any": lambda s, r: s.outdated.any(BOT),
    "outdated.all": lambda s, r: s.outdated.all(BOT),
    "outdated.parts": lambda s, r: s.outdated.parts(r.id, 0),
    "acquaintances.among": lambda s, r: s.acquaintances.among(BOT, (5,)),
    "waits.sent": lambda s, r: s.waits.sent(BOT),
    "journal.run_of": lambda s, r: s.journal.run_of(BOT, "cmd:1"),
    "journal.history": lambda s, r: s.journal.history(r.id),
    "updates.handled": lambda s, r: s.updates.handled(BOT, 1),
}


PARTS = tuple(one.name for one in fields(Store) if one.name not in ("database", "lock"))


def _plan(run: Run) -> Schedule:
    return replace(plan(run.piece_id), id=1)


def _due(run: Run) -> Due:
    return Due(run, Seat(1, 1, TARGET, 0, run.id), _plan(run), Chat())


def _opening(run: Run, topic_id: int) -> Opening:
    return Opening(replace(TARGET, topic_id=topic_id), topic_id, run.piece_id, 0, NOW)


def _coming(run: Run) -> Coming:
    elsewhere = replace(run, target=replace(TARGET, chat_id=77))
    return Coming(BOT, None, (Kept(elsewhere, FAR, FAR),), {})


def _doubt(run: Run) -> Doubt:
    return Doubt(run, GHOST, 0, False, None, NOW, None)


def _posted(run: Run) -> Posted:
    return Posted(run, 0, 1, NOW, False, None)


def _retraction(run: Run) -> Retraction:
    return Retraction(1, run, 0, 5, run.state, False, NOW, None)


def _outdated(run: Run) -> Outdated:
    return Outdated(1, run, None, 0, 0, 1, None, None, "cmd:1", Wanted.NEW, first=True)


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
