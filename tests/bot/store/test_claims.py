"""A claim holds once, and only where the run still stands."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from bot.model import (
    Busy,
    Cursor,
    Delivery,
    Denied,
    Outcome,
    Refused,
    RunState,
    Sent,
    Settlement,
    Target,
)
from bot.store.claims import claim
from bot.store.store import Store
from tests.bot.store.samples import BOT, LATER, NOW, again, order, post, start


async def test_a_claim_is_on_disk(store: Store) -> None:
    """The run is sending, stands after the part, sleeps until its next time, under a new fence."""
    run = await start(store)
    wanted = replace(order(run), wake_at=LATER)
    delivery = await store.writer.claim(wanted)
    assert delivery == Delivery(1, run.id, "cmd:1", Cursor(0), run.fence + 1)
    stands = await again(store, run)
    assert (stands.state, stands.cursor, stands.fence, stands.wake_at) == (
        RunState.SENDING,
        Cursor(1),
        run.fence + 1,
        LATER,
    )
    (entry,) = await store.journal.history(run.id)
    assert (entry.delivery, entry.state, entry.settled_at) == (delivery, "sending", None)


async def test_two_taps_on_one_button(store: Store) -> None:
    """The same cause posts a part once, whether its post is under way or done."""
    run = await start(store)
    assert isinstance(await store.writer.claim(order(run)), Delivery)
    assert await store.writer.claim(order(run)) is Denied.DONE
    run = await post(store, order(await start(store, Target(BOT, 8)), "cmd:2"), Sent(5))
    assert await store.writer.claim(order(run, "cmd:2")) is Denied.DONE


async def test_a_cause_posts_every_part(store: Store) -> None:
    """The parts of one step share their cause."""
    run = await post(store, order(await start(store), parts=2), Sent(1))
    assert run.cursor == Cursor(0, 1)
    run = await post(store, order(run, parts=2), Sent(2))
    assert run.cursor == Cursor(1)


async def test_two_bots_do_not_share_causes(store: Store) -> None:
    """Update numbers of two bots may be the same."""
    for bot in (BOT, BOT + 1):
        run = await start(store, Target(bot, 1))
        assert isinstance(await store.writer.claim(order(run)), Delivery)


async def test_an_old_order_comes_too_late(store: Store) -> None:
    """A run that has moved on, is sending, is stopped or is gone takes no order."""
    run = await start(store)
    moved = await post(store, order(run), Sent(1))
    assert await store.writer.claim(order(run, "cmd:2")) is Denied.MOVED
    await store.writer.claim(order(moved, "cmd:3"))
    sending = await again(store, run)
    assert await store.writer.claim(order(sending, "cmd:4")) is Denied.MOVED
    stopped = await store.runs.stop(sending, NOW)
    assert await store.writer.claim(order(stopped, "cmd:5")) is Denied.MOVED
    gone = replace(run, id=run.id + 1)
    assert await store.writer.claim(order(gone, "cmd:6")) is Denied.MOVED


@pytest.mark.parametrize("outcome", [Refused("no rights"), Busy(3, "flood")])
async def test_a_refused_cause_may_try_again(store: Store, outcome: Outcome) -> None:
    """What did not arrive frees its cause, on the same row."""
    run = await post(store, order(await start(store)), outcome)
    assert (run.cursor, run.state) == (Cursor(0), RunState.IDLE)
    run = await post(store, order(run), Sent(9))
    assert run.cursor == Cursor(1)
    (entry,) = await store.journal.history(run.id)
    assert (entry.state, entry.message_id, entry.reason) == ("sent", 9, None)


async def test_a_list_in_one_transaction(store: Store) -> None:
    """Answers come in order; of two claims for one run, or of one cause, the first holds."""
    runs = [await start(store, Target(BOT, chat)) for chat in range(1, 4)]
    wanted = [
        order(runs[0], "cmd:1"),
        order(runs[0], "cmd:2"),
        order(runs[1], "cmd:1"),
        order(runs[0], "cmd:1"),
        order(runs[2], "cmd:3"),
        order(runs[1], "cmd:4"),
    ]
    async with store.database.write() as connection:
        answers = await connection.run_sync(claim, wanted, NOW)
    assert [a if isinstance(a, Denied) else a.run_id for a in answers] == [
        runs[0].id,
        Denied.MOVED,
        Denied.DONE,
        Denied.DONE,
        runs[2].id,
        runs[1].id,
    ]
    for answer in answers:
        if isinstance(answer, Delivery):
            (entry,) = await store.journal.history(answer.run_id)
            assert entry.delivery == answer


async def test_new_and_freed_causes_together(store: Store) -> None:
    """One list may hold both, and each answer has its own row."""
    freed = await post(store, order(await start(store, Target(BOT, 1)), "cmd:1"), Refused("no"))
    new = await start(store, Target(BOT, 2))
    async with store.database.write() as connection:
        answers = await connection.run_sync(
            claim, [order(new, "cmd:2"), order(freed, "cmd:1")], NOW
        )
        assert await connection.run_sync(claim, [], NOW) == []
    assert [a.run_id for a in answers if isinstance(a, Delivery)] == [new.id, freed.id]
    for answer in answers:
        assert isinstance(answer, Delivery)
        (entry,) = await store.journal.history(answer.run_id)
        assert (entry.delivery, entry.state) == (answer, "sending")


async def test_no_claim_reads_through_the_journal(store: Store) -> None:
    """What a claim looks for it finds by an index, however long the journal is."""
    seen: list[tuple[str, tuple[object, ...]]] = []

    def note(conn: object, cursor: object, statement: str, values: Any, *rest: object) -> None:
        seen.append((statement, values[0] if isinstance(values, list) else values))

    runs = [await start(store, Target(BOT, chat)) for chat in (1, 2)]
    event.listen(store.database._reader, "before_cursor_execute", note)
    made = await asyncio.gather(*(store.writer.claim(order(run, f"cmd:{run.id}")) for run in runs))
    for delivery in made:
        assert isinstance(delivery, Delivery)
        await store.writer.settle(Settlement(delivery, Sent(1), LATER))
    event.remove(store.database._reader, "before_cursor_execute", note)
    asked = [(sql, values) for sql, values in seen if sql.startswith(("SELECT", "UPDATE"))]
    assert {sql.split()[0] for sql, _ in asked} == {"SELECT", "UPDATE"}
    async with store.database.read() as connection:
        for sql, values in asked:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            steps = [row.detail for row in plan]
            assert steps, sql
            assert not [step for step in steps if step.startswith("SCAN")], sql
