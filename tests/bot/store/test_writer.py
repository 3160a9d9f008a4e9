"""One task writes for everybody, and nobody's order is lost."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.errors import StoreError
from bot.model import Cursor, Delivery, Denied, RunState, Sent, Settlement, Target
from bot.store.store import Store
from tests.bot.store.samples import BOT, LATER, again, order, start


async def many(store: Store, count: int) -> list[Delivery]:
    """So many claims at once, each for a run of its own."""
    runs = [await start(store, Target(BOT, chat)) for chat in range(count)]
    claims = (store.writer.claim(order(run, f"cmd:{run.id}")) for run in runs)
    answers = await asyncio.gather(*claims)
    return [answer for answer in answers if isinstance(answer, Delivery)]


async def test_what_waits_shares_a_transaction(store: Store) -> None:
    """64 claims, and then 64 settlements with another claim, take few commits."""
    deliveries = await many(store, 64)
    assert len(deliveries) == 64
    commits = []
    engine = store.database._reader
    event.listen(engine, "commit", lambda connection: commits.append(1))
    settlements = (store.writer.settle(Settlement(d, Sent(d.id), LATER)) for d in deliveries)
    other = await start(store, Target(BOT, 999))
    commits.clear()
    await asyncio.gather(*settlements, store.writer.claim(order(other, "cmd:other")))
    assert 1 <= len(commits) <= 2
    for delivery in deliveries:
        (entry,) = await store.journal.history(delivery.run_id)
        assert entry.message_id == delivery.id


async def test_more_than_one_batch(store: Store) -> None:
    """Twice as many orders as fit at once are all answered."""
    run = await start(store)
    answers = await asyncio.gather(*(store.writer.claim(order(run)) for _ in range(1100)))
    assert sum(isinstance(answer, Delivery) for answer in answers) == 1
    assert answers.count(Denied.DONE) == 1099


async def test_a_cancelled_caller_takes_nobody_along(store: Store) -> None:
    """The others get their answers; the cancelled one's post is given back, for nobody sends it."""
    runs = [await start(store, Target(BOT, chat)) for chat in range(3)]
    tasks = [asyncio.create_task(store.writer.claim(order(run, f"cmd:{run.id}"))) for run in runs]
    await asyncio.sleep(0)
    tasks[1].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(done[1], asyncio.CancelledError)
    assert [isinstance(one, Delivery) for one in done] == [True, False, True]
    await store.writer.close()
    given_back = await again(store, runs[1])
    assert (given_back.state, given_back.cursor) == (RunState.IDLE, Cursor(0))
    assert (await again(store, runs[0])).state is RunState.SENDING


async def test_cancelled_before_the_answer_is_heard(store: Store) -> None:
    """The claim is on disk and its answer on the way: the post is given back all the same."""
    runs = [await start(store, Target(BOT, chat)) for chat in range(2)]

    async def hear() -> None:
        await store.writer.claim(order(runs[0], "cmd:0"))
        # The other's answer was given in the same moment.
        unheard.cancel()

    heard = asyncio.create_task(hear())
    unheard = asyncio.create_task(store.writer.claim(order(runs[1], "cmd:1")))
    await asyncio.wait([heard, unheard])
    assert unheard.cancelled()
    await store.writer.close()
    (entry,) = await store.journal.history(runs[1].id)
    assert entry.state == "refused"
    assert (await again(store, runs[1])).state is RunState.IDLE


async def test_cancelled_while_settling(store: Store) -> None:
    """The outcome is recorded although whoever brought it is gone."""
    (delivery,) = await many(store, 1)
    task = asyncio.create_task(store.writer.settle(Settlement(delivery, Sent(3), LATER)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.writer.close()
    (entry,) = await store.journal.history(delivery.run_id)
    assert entry.message_id == 3


async def test_an_error_reaches_every_caller(store: Store, tmp_path: Path) -> None:
    """A locked database is told to all of a batch, nothing is half done, and the next one works."""
    (delivery,) = await many(store, 1)
    run = await start(store, Target(BOT, 50))
    other = sqlite3.connect(tmp_path / "data" / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    settlement = Settlement(delivery, Sent(3), LATER)
    answers = await asyncio.gather(
        store.writer.claim(order(run, "cmd:x")),
        store.writer.settle(settlement),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [StoreError, StoreError]
    other.close()
    assert await again(store, run) == run
    await store.writer.settle(settlement)
    assert isinstance(await store.writer.claim(order(run, "cmd:x")), Delivery)


async def test_close_writes_what_waits(store: Store) -> None:
    """Orders given before the close are carried out, later ones are refused in one line."""
    (delivery,) = await many(store, 1)
    task = asyncio.create_task(store.writer.settle(Settlement(delivery, Sent(3), LATER)))
    await asyncio.sleep(0)
    await store.writer.close()
    await task
    with pytest.raises(StoreError, match="is closed"):
        await store.writer.settle(Settlement(delivery, Sent(3), LATER))
    with pytest.raises(StoreError, match="is closed"):
        await store.writer.claim(order(await start(store)))
