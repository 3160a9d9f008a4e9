"""Doubts: how they come about, and how a person's word ends them."""

from bot.model import Cursor, Delivery, RunState, Sent, Settlement, Target, Unknown, Verdict
from bot.store.store import Store
from bot.store.tables import DeliveryState
from tests.bot.store.samples import BOT, LATER, NOW, again, order, post, start


async def in_doubt(store: Store, *, ends: bool = False) -> Delivery:
    """A run whose post may have arrived or not."""
    run = await post(store, order(await start(store), ends=ends), Unknown("cut"))
    doubt = await store.doubts.of(run.id)
    assert doubt is not None
    return doubt.delivery


async def test_no_doubt_without_an_unknown_post(store: Store) -> None:
    """A post under way or settled is not in doubt."""
    run = await start(store)
    assert await store.doubts.of(run.id) is None
    await store.writer.claim(order(run))
    assert await store.doubts.of(run.id) is None


async def test_it_arrived(store: Store) -> None:
    """The run goes on after it; a late settlement changes nothing."""
    doubt = await in_doubt(store)
    run = await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.ARRIVED, LATER)
    assert run is not None
    assert (run.state, run.cursor) == (RunState.IDLE, Cursor(1))
    assert await store.doubts.of(run.id) is None
    await store.writer.settle(Settlement(doubt, Unknown("late"), LATER))
    assert await again(store, run) == run


async def test_the_last_part_arrived(store: Store) -> None:
    """The run has ended."""
    doubt = await in_doubt(store, ends=True)
    run = await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.ARRIVED, LATER)
    assert run is not None
    assert run.state is RunState.ENDED


async def test_it_is_missing(store: Store) -> None:
    """The run goes back, and the same cause posts it."""
    doubt = await in_doubt(store)
    run = await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.MISSING, LATER)
    assert run is not None
    assert (run.state, run.cursor) == (RunState.IDLE, Cursor(0))
    run = await post(store, order(run, doubt.cause), Sent(4))
    assert run.cursor == Cursor(1)


async def test_asked_twice(store: Store) -> None:
    """The second answer to one question is none, whatever it says."""
    doubt = await in_doubt(store)
    assert await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.ARRIVED, LATER)
    for verdict in Verdict:
        assert await store.journal.resolve(doubt.run_id, doubt.fence, verdict, LATER) is None


async def test_an_old_question(store: Store) -> None:
    """An answer to an earlier doubt does not settle the one of now."""
    old = await in_doubt(store)
    run = await store.journal.resolve(old.run_id, old.fence, Verdict.MISSING, LATER)
    assert run is not None
    await post(store, order(run), Unknown("cut again"))
    assert await store.journal.resolve(old.run_id, old.fence, Verdict.ARRIVED, LATER) is None
    assert (await again(store, run)).state is RunState.UNKNOWN


async def test_a_stopped_run_is_asked_about_when_resumed(store: Store) -> None:
    """A button of the question does nothing to a run that was stopped; resumed, it works again."""
    doubt = await in_doubt(store)
    run = await store.runs.get(doubt.run_id)
    assert run is not None
    stopped = await store.runs.stop(run, NOW)
    assert await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.ARRIVED, NOW) is None
    resumed = await store.runs.resume(stopped, LATER)
    assert (resumed.state, resumed.fence) == (RunState.UNKNOWN, doubt.fence)
    assert await store.journal.resolve(doubt.run_id, doubt.fence, Verdict.ARRIVED, NOW)


async def test_no_such_run(store: Store) -> None:
    """A button of a database that was replaced is answered, not obeyed."""
    assert await store.journal.resolve(99, 1, Verdict.ARRIVED, NOW) is None


async def test_killed_between_claim_and_settle(url: str) -> None:
    """After a restart the run waits in doubt; other runs and other bots go on."""
    first = await Store.open(url)
    killed = await start(first)
    claimed = await first.writer.claim(order(killed))
    going = await post(first, order(await start(first, Target(BOT, 2)), "cmd:2"), Sent(1))
    other = await start(first, Target(BOT + 1, 3))
    await first.writer.claim(order(other, "cmd:3"))
    # No settlement, no close: what kill -9 leaves behind.
    second = await Store.open(url)
    interrupted = await second.journal.interrupt(BOT, LATER)
    assert [(run.id, run.state) for run in interrupted] == [(killed.id, RunState.UNKNOWN)]
    doubt = await second.doubts.of(killed.id)
    assert doubt is not None
    assert doubt.delivery == claimed
    assert await again(second, going) == going
    assert (await again(second, other)).state is RunState.SENDING
    assert await second.journal.interrupt(BOT, LATER) == ()
    await second.close()
    await first.close()


async def test_killed_while_sending_for_a_stopped_run(store: Store) -> None:
    """The stopped run stays stopped; resumed, it asks."""
    run = await start(store)
    await store.writer.claim(order(run))
    stopped = await store.runs.stop(run, NOW)
    assert await store.journal.interrupt(BOT, LATER) == ()
    assert (await store.runs.resume(stopped, LATER)).state is RunState.UNKNOWN
    assert await store.doubts.of(run.id) is not None


async def test_what_a_cause_did(store: Store) -> None:
    """A redelivered update finds the run that it began."""
    run = await start(store)
    assert await store.journal.run_of(BOT, "cmd:1") is None
    await store.writer.claim(order(run))
    assert await store.journal.run_of(BOT, "cmd:1") == run.id
    assert await store.journal.run_of(BOT + 1, "cmd:1") is None


async def test_history(store: Store) -> None:
    """Every post in order, with its times."""
    run = await post(store, order(await start(store), "cmd:1"), Sent(31))
    run = await post(store, order(run, "cmd:2"), Unknown("cut"))
    first, second = await store.journal.history(run.id)
    assert (first.state, first.message_id, first.settled_at) == (DeliveryState.SENT, 31, LATER)
    assert (second.state, second.reason) == (DeliveryState.UNKNOWN, "cut")
    assert second.delivery.cursor == Cursor(1)
