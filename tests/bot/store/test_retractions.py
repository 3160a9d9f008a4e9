"""Taking back in the store: what is last, what waits, what may be posted anew."""

from datetime import timedelta

from bot.model import Cursor, Delivery, Denied, RunState, Sent
from bot.plans import Again
from bot.store.schedules import Change
from bot.store.store import Store
from tests.bot.store.plans import due_of, seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, again, order, post, start


async def test_the_cause_is_free_again(store: Store) -> None:
    """What was taken back may be posted by the very same tap, and once only."""
    run = await post(store, order(await start(store), "tap:1:0"), Sent(31))
    posted = await store.retractions.newest(TARGET)
    assert posted is not None
    assert (posted.step, posted.message_id, posted.is_open) == (0, 31, False)
    begun = await store.retractions.begin(posted, "cmd:7", 5, NOW)
    assert await store.retractions.messages(run, 0) == ((run.target, 31),)
    back = await store.retractions.finish(begun, None, None, LATER)
    assert (back.cursor, back.state) == (Cursor(), RunState.IDLE)
    assert await store.retractions.newest(TARGET) is None
    run = await post(store, order(back, "tap:1:0"), Sent(32))
    assert await store.writer.claim(order(run, "tap:1:0")) is Denied.DONE
    assert await store.retractions.messages(run, 0) == ((run.target, 32),)


async def test_nothing_is_posted_meanwhile(store: Store) -> None:
    """Until the messages are gone no claim holds, also not after a stop and a resume."""
    run = await post(store, order(await start(store)), Sent(31))
    posted = await store.retractions.newest(TARGET)
    assert posted is not None
    begun = await store.retractions.begin(posted, "cmd:7", 5, NOW)
    halted = await again(store, run)
    assert halted.state is RunState.RETRACTING
    assert await store.writer.claim(order(halted, "cmd:8")) is Denied.MOVED
    assert await store.runs.current(TARGET) == halted
    stopped = await store.runs.stop(halted, NOW)
    resumed = await store.runs.resume(stopped, NOW)
    assert resumed.state is RunState.RETRACTING
    assert [one.id for one in await store.retractions.open(BOT)] == [begun.id]
    assert await store.retractions.of_cause(BOT, "cmd:7") is not None
    await store.retractions.give_up(begun)
    assert (await again(store, run)).state is RunState.IDLE
    assert await store.retractions.of_cause(BOT, "cmd:7") is None
    assert isinstance(await store.writer.claim(order(await again(store, run), "cmd:8")), Delivery)


async def test_what_has_ended_gives_way(store: Store) -> None:
    """Another text goes on in the chat: what is taken back of the one before is stopped."""
    ended = await post(store, order(await start(store), ends=True), Sent(31))
    assert ended.state is RunState.ENDED
    other = await start(store)
    posted = await store.retractions.newest(TARGET)
    assert posted is not None
    begun = await store.retractions.begin(posted, "cmd:7", 5, NOW)
    back = await store.retractions.finish(begun, None, LATER, LATER)
    assert (back.state, back.cursor, back.wake_at) == (RunState.STOPPED, Cursor(), None)
    assert await store.runs.current(TARGET) == other


async def test_a_planned_run_takes_its_seat(store: Store) -> None:
    """Its schedule goes on, due when it is told to, and who wanted it is kept."""
    due = await seated(store)
    run = await post(store, order(due.run, "tick:1", ends=True), Sent(31))
    await store.schedules.leave([due.seat], LATER)
    posted = await store.retractions.newest(TARGET)
    assert posted is not None
    begun = await store.retractions.begin(posted, "cmd:7", 9, NOW)
    tomorrow = LATER + timedelta(days=1)
    found = Again(due.schedule, due.seat, tomorrow, "Europe/Paris")
    back = await store.retractions.finish(begun, found, tomorrow, LATER)
    assert (back.state, back.wake_at, back.cursor) == (RunState.IDLE, tomorrow, Cursor())
    assert (await due_of(store, run)).seat == due.seat
    (kept,) = await store.schedules.changes(due.schedule.id)
    assert kept == Change(9, "undone", LATER)
