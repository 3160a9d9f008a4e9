"""Runs: one current run a target, its place kept."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreError
from bot.model import (
    Cursor,
    Delivery,
    Denied,
    Outcome,
    Refused,
    Run,
    RunState,
    Sent,
    Settlement,
    Target,
    Unknown,
)
from bot.store.store import Store
from bot.store.tables import run as run_table
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, add, again, order, post, start

ELSEWHERE = [Target(BOT, TARGET.chat_id, 4), Target(BOT, 12), Target(BOT + 1, TARGET.chat_id)]


async def test_a_run_comes_back_as_it_was(store: Store) -> None:
    """Every field survives, instants to the microsecond."""
    run = await start(store, pace=1.5, wake_at=NOW, cursor=Cursor(2, 1))
    assert run == Run(
        id=run.id,
        target=TARGET,
        piece_id=run.piece_id,
        cursor=Cursor(2, 1),
        state=RunState.IDLE,
        fence=run.fence,
        language="en",
        started_by=5,
        pace=1.5,
        wake_at=NOW,
    )
    assert await store.runs.get(run.id) == await store.runs.current(TARGET) == run


async def test_one_current_run_a_target(store: Store) -> None:
    """Starting a second one stops the first; topics, chats and bots do not meet."""
    first = await start(store)
    others = [await start(store, target) for target in ELSEWHERE]
    second = await start(store)
    assert await store.runs.current(TARGET) == second
    assert (await again(store, first)).state is RunState.STOPPED
    assert [await store.runs.current(target) for target in ELSEWHERE] == others
    assert await store.runs.latest(TARGET) == second


async def test_the_database_itself_refuses_two(store: Store) -> None:
    """Whatever the code does, a target cannot have two current runs."""
    run = await start(store)
    await store.runs.stop(run, NOW)
    await start(store)
    change = run_table.update().values(state=RunState.SENDING)
    with pytest.raises(StoreError) as error:
        async with store.database.write() as connection:
            await connection.execute(change)
    assert isinstance(error.value.__cause__, IntegrityError)


async def test_stop_keeps_the_place(store: Store) -> None:
    """A stopped run is no longer current, due or awake, and resumes where it was."""
    run = await start(store, pace=10, wake_at=NOW, cursor=Cursor(1, 1))
    stopped = await store.runs.stop(run, NOW)
    assert (stopped.state, stopped.cursor, stopped.wake_at) == (RunState.STOPPED, run.cursor, None)
    assert await store.runs.current(TARGET) is None
    assert await store.runs.latest(TARGET) == stopped
    resumed = await store.runs.resume(stopped, LATER)
    assert (resumed.state, resumed.cursor, resumed.wake_at) == (RunState.IDLE, run.cursor, LATER)
    assert resumed.fence > run.fence
    assert await store.runs.current(TARGET) == resumed


async def test_stop_and_resume_twice(store: Store) -> None:
    """The second time changes nothing."""
    run = await start(store)
    stopped = await store.runs.stop(run, NOW)
    assert await store.runs.stop(run, LATER) == stopped
    resumed = await store.runs.resume(stopped, NOW)
    assert await store.runs.resume(stopped, LATER) == resumed


async def test_resuming_stops_the_current_run(store: Store) -> None:
    """Going back to an older text leaves the newer one stopped."""
    first = await start(store)
    second = await start(store)
    resumed = await store.runs.resume(first, LATER)
    assert await store.runs.current(TARGET) == resumed
    assert (await again(store, second)).state is RunState.STOPPED


async def test_the_newest_stopped_run_of_a_piece(store: Store) -> None:
    """It is the one that was stopped last, of this piece, here."""
    old = await start(store)
    new = await start(store)
    await store.runs.stop(new, NOW)
    assert await store.runs.stopped(TARGET, old.piece_id) == await again(store, new)
    await store.runs.resume(old, NOW)
    await store.runs.stop(old, LATER)
    assert await store.runs.stopped(TARGET, old.piece_id) == await again(store, old)
    other = await add(store, "other", "Another text.")
    assert await store.runs.stopped(TARGET, other) is None
    assert await store.runs.stopped(ELSEWHERE[0], old.piece_id) is None


async def test_an_order_from_before_the_stop_comes_too_late(store: Store) -> None:
    """Stopped and resumed, a run takes no order that was made before."""
    run = await start(store)
    resumed = await store.runs.resume(await store.runs.stop(run, NOW), NOW)
    assert await store.writer.claim(order(run)) is Denied.MOVED
    assert isinstance(await store.writer.claim(order(resumed)), Delivery)


@pytest.mark.parametrize(
    ("outcome", "cursor", "state"),
    [
        (Sent(1), Cursor(1), RunState.IDLE),
        (Refused("no"), Cursor(0), RunState.IDLE),
        (Unknown("cut"), Cursor(1), RunState.UNKNOWN),
    ],
)
async def test_stopped_while_sending(
    store: Store, outcome: Outcome, cursor: Cursor, state: RunState
) -> None:
    """The post under way settles all the same, so that the run resumes at the right step."""
    run = await start(store)
    delivery = await store.writer.claim(order(run))
    assert isinstance(delivery, Delivery)
    stopped = await store.runs.stop(run, NOW)
    assert (await store.runs.resume(stopped, NOW)).state is RunState.SENDING
    await store.runs.stop(run, NOW)
    await store.writer.settle(Settlement(delivery, outcome, LATER))
    assert (await again(store, run)).state is RunState.STOPPED
    resumed = await store.runs.resume(stopped, LATER)
    assert (resumed.cursor, resumed.state) == (cursor, state)


async def test_due_runs(store: Store) -> None:
    """Idle runs whose time has come, longest overdue first, of one bot; never more than asked."""
    minute = timedelta(minutes=1)
    late = await start(store, Target(BOT, 1), pace=60, wake_at=NOW - minute)
    later = await start(store, Target(BOT, 2), pace=60, wake_at=NOW)
    await start(store, Target(BOT, 3), pace=60, wake_at=NOW + minute)
    await start(store, Target(BOT, 4))
    await start(store, Target(BOT + 1, 5), pace=60, wake_at=NOW - minute)
    await store.writer.claim(order(await start(store, Target(BOT, 6), pace=60, wake_at=NOW)))
    assert await store.runs.due(BOT, NOW, 10) == (late, later)
    assert await store.runs.due(BOT, NOW, 1) == (late,)
    assert await store.runs.due(BOT, NOW, 1, begun={late.id}) == (later,)
    assert await store.runs.next_wake(BOT) == NOW - minute
    assert await store.runs.next_wake(BOT, begun={late.id}) == NOW
    await store.runs.stop(late, NOW)
    await store.runs.stop(later, NOW)
    assert await store.runs.next_wake(BOT) == NOW + minute
    assert await store.runs.next_wake(BOT + 2) is None


async def test_pace(store: Store) -> None:
    """A run changes between by hand and every so often."""
    run = await start(store)
    paced = await store.runs.set_pace(run, 30, LATER)
    assert (paced.pace, paced.wake_at) == (30, LATER)
    assert await again(store, run) == paced
    assert (await store.runs.set_pace(run, None, None)).wake_at is None


async def test_unfinished_steps(store: Store) -> None:
    """In the middle of a step, the cause that began it is told, the latest one."""
    run = await start(store)
    assert await store.runs.unfinished(BOT) == ()
    run = await post(store, order(run, "cmd:1", parts=2), Sent(10))
    assert await store.runs.unfinished(BOT) == ((run, "cmd:1"),)
    run = await post(store, order(run, "cmd:1", parts=2), Sent(11))
    assert await store.runs.unfinished(BOT) == ()
    run = await post(store, order(run, "tap:1:1", parts=2), Sent(12))
    assert await store.runs.unfinished(BOT) == ((run, "tap:1:1"),)
    assert await store.runs.unfinished(BOT + 1) == ()
