"""How a post ended, and where that leaves its run."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.model import (
    Busy,
    Cursor,
    Delivery,
    Outcome,
    Refusal,
    Refused,
    RunState,
    Sent,
    Settlement,
    Target,
    Unknown,
)
from bot.store.settlements import settle
from bot.store.store import Store
from bot.store.tables import DeliveryState
from tests.bot.store.samples import BOT, LATER, NOW, again, order, post, start

NEXT = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("outcome", "cursor", "state", "written"),
    [
        (Sent(77), Cursor(1), RunState.IDLE, (DeliveryState.SENT, 77, None)),
        (Refused("no"), Cursor(0), RunState.IDLE, (DeliveryState.REFUSED, None, "no")),
        (Busy(2, "flood"), Cursor(0), RunState.IDLE, (DeliveryState.REFUSED, None, "flood")),
        (Unknown("cut"), Cursor(1), RunState.UNKNOWN, (DeliveryState.UNKNOWN, None, "cut")),
    ],
)
async def test_each_outcome(
    store: Store,
    outcome: Outcome,
    cursor: Cursor,
    state: RunState,
    written: tuple[DeliveryState, int | None, str | None],
) -> None:
    """On if it arrived, back if it did not, in doubt if nobody knows."""
    run = await post(store, order(await start(store)), outcome)
    assert (run.cursor, run.state) == (cursor, state)
    (entry,) = await store.journal.history(run.id)
    assert (entry.state, entry.message_id, entry.reason) == written
    assert entry.settled_at == LATER


async def test_the_last_part_ends_the_run(store: Store) -> None:
    """Ended, a run is not current any more and never due."""
    run = await start(store, pace=10, wake_at=NOW)
    ended = await post(store, replace(order(run, ends=True), wake_at=NOW), Sent(1))
    assert (ended.state, ended.wake_at) == (RunState.ENDED, None)
    assert await store.runs.current(run.target) is None


async def test_a_refused_last_part_does_not_end_it(store: Store) -> None:
    """The last part is still to come."""
    run = await post(store, order(await start(store), ends=True), Refused("no"))
    assert (run.state, run.cursor) == (RunState.IDLE, Cursor(0))


async def test_stopped_during_its_last_part(store: Store) -> None:
    """It arrived, so nothing is left to resume."""
    run = await start(store)
    delivery = await store.writer.claim(order(run, ends=True))
    assert isinstance(delivery, Delivery)
    await store.runs.stop(run, NOW)
    await store.writer.settle(Settlement(delivery, Sent(1), LATER))
    assert (await again(store, run)).state is RunState.ENDED


async def test_busy_wakes_a_paced_run_in_time(store: Store) -> None:
    """It tries again after the seconds that Telegram asked for; by hand nothing wakes."""
    paced = await start(store, Target(BOT, 1), pace=3600, wake_at=NOW)
    hour = NOW + timedelta(hours=1)
    paced = await post(store, replace(order(paced, "cmd:1"), wake_at=hour), Busy(7, "flood"))
    assert paced.wake_at == LATER + timedelta(seconds=7)
    by_hand = await post(store, order(await start(store), "cmd:2"), Busy(7, "flood"))
    assert by_hand.wake_at is None


async def test_settled_twice(store: Store) -> None:
    """The first outcome stays."""
    run = await start(store)
    delivery = await store.writer.claim(order(run))
    assert isinstance(delivery, Delivery)
    await store.writer.settle(Settlement(delivery, Sent(1), LATER))
    settled = await again(store, run)
    for outcome in (Refused("late"), Unknown("late"), Sent(2)):
        await store.writer.settle(Settlement(delivery, outcome, LATER))
    assert await again(store, run) == settled
    (entry,) = await store.journal.history(run.id)
    assert (entry.state, entry.message_id) == (DeliveryState.SENT, 1)


async def test_an_outcome_of_an_earlier_try_comes_too_late(store: Store) -> None:
    """A cause that was freed and claimed again is not settled by the first try's outcome."""
    run = await start(store)
    first = await store.writer.claim(order(run))
    assert isinstance(first, Delivery)
    await store.writer.settle(Settlement(first, Refused("no"), LATER))
    second = await store.writer.claim(order(await again(store, run)))
    assert isinstance(second, Delivery)
    assert second.id == first.id
    await store.writer.settle(Settlement(first, Sent(1), LATER))
    assert (await again(store, run)).state is RunState.SENDING
    await store.writer.settle(Settlement(second, Sent(2), LATER))
    assert (await again(store, run)).cursor == Cursor(1)


async def test_a_list_in_one_transaction(store: Store) -> None:
    """Each run gets its own outcome; a doubled settlement counts once."""
    orders = [order(await start(store, Target(BOT, c)), f"cmd:{c}") for c in range(3)]
    deliveries = [await store.writer.claim(one) for one in orders]
    outcomes = (Sent(1), Refused("no"), Unknown("cut"))
    done = [
        Settlement(delivery, outcome, LATER)
        for delivery, outcome in zip(deliveries, outcomes, strict=True)
        if isinstance(delivery, Delivery)
    ]
    async with store.database.write() as connection:
        await connection.run_sync(settle, [*done, replace(done[0], outcome=Refused("doubled"))])
        await connection.run_sync(settle, [])
    states = [(await again(store, one.run)).state for one in orders]
    assert states == [RunState.IDLE, RunState.IDLE, RunState.UNKNOWN]
    assert (await again(store, orders[0].run)).cursor == Cursor(1)


@pytest.mark.parametrize(
    ("outcome", "due"),
    [
        (Refused("Unauthorized", Refusal.UNAUTHORIZED), LATER),
        (Refused("kicked", Refusal.REMOVED), NEXT),
        (Busy(40, "slow down"), LATER + timedelta(seconds=40)),
    ],
)
async def test_when_what_was_not_sent_is_due(store: Store, outcome: Outcome, due: datetime) -> None:
    """At once where the whole bot was refused, after the wait, else when the next one would be."""
    run = await start(store, pace=3600, wake_at=NOW)
    after = await post(store, replace(order(run), wake_at=NEXT), outcome)
    assert after.wake_at == due


@pytest.mark.parametrize(
    "outcome", [Busy(40, "slow down"), Refused("Unauthorized", Refusal.UNAUTHORIZED)]
)
async def test_the_last_time_is_not_lost(store: Store, outcome: Outcome) -> None:
    """What came by itself, with no other time after it, comes again; unless somebody stopped it."""
    run = await start(store, wake_at=NOW)
    after = await post(store, order(run, "tick:1:0.0"), outcome)
    wait = timedelta(seconds=40) if isinstance(outcome, Busy) else timedelta()
    assert after.wake_at == LATER + wait
    other = await start(store, Target(BOT, 2), wake_at=NOW)
    delivery = await store.writer.claim(order(other, "tick:2:0.0"))
    assert isinstance(delivery, Delivery)
    await store.runs.stop(other, NOW)
    await store.writer.settle(Settlement(delivery, outcome, LATER))
    assert (await again(store, other)).wake_at is None
