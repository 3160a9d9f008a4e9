"""Where a channel's posts are in its group, and deliveries that went there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import (
    Busy,
    Cursor,
    Delivery,
    Refused,
    Run,
    RunState,
    Sent,
    Settlement,
    Target,
    Under,
    Unknown,
    Verdict,
)
from bot.store.forwards import Followed
from bot.store.store import Store
from tests.bot.store.plans import seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, order, post, start

GROUP = -1009
UNDER = Under(GROUP, 40)


async def comment(store: Store, run: Run, cause: str, number: int) -> Run:
    """The part at the cursor, as a comment that arrived."""
    return await post(store, replace(order(run, cause), chat_id=GROUP), Sent(number))


async def test_the_last_post_in_its_own_chat(store: Store) -> None:
    """With its forward, if that is known; comments behind it do not count."""
    run = await start(store)
    assert await store.forwards.last(run) is None
    run = await post(store, order(run), Sent(7))
    assert await store.forwards.last(run) == Followed(0, 7, LATER, None)
    await store.forwards.keep(BOT, TARGET.chat_id, 8, Under(GROUP, 41), NOW)
    await store.forwards.keep(BOT + 1, TARGET.chat_id, 7, Under(GROUP, 42), NOW)
    assert await store.forwards.last(run) == Followed(0, 7, LATER, None)
    await store.forwards.keep(BOT, TARGET.chat_id, 7, Under(GROUP, 39), NOW)
    await store.forwards.keep(BOT, TARGET.chat_id, 7, UNDER, NOW)
    run = await comment(store, run, "cmd:2", 50)
    assert await store.forwards.last(run) == Followed(0, 7, LATER, UNDER)


async def test_the_newest_is_told_by_its_claim(store: Store) -> None:
    """The row of a refused post is used again by a later one."""
    run = await post(store, order(await start(store)), Refused("not enough rights"))
    run = await post(store, order(run, "cmd:2"), Sent(7))
    run = await post(store, order(run, "cmd:1"), Sent(8))
    assert await store.forwards.last(run) == Followed(1, 8, LATER, None)


async def test_a_post_whose_number_nobody_knows(store: Store) -> None:
    """Somebody said that it is there: nothing can be under it, nor under the one before."""
    run = await post(store, order(await start(store)), Sent(7))
    await store.forwards.keep(BOT, TARGET.chat_id, 7, UNDER, NOW)
    run = await post(store, order(run, "cmd:2"), Unknown("cut off"))
    resolved = await store.journal.resolve(run.id, run.fence, Verdict.ARRIVED, LATER)
    assert resolved is not None
    assert await store.forwards.last(resolved) == Followed(1, None, LATER, None)


async def test_what_is_old_is_forgotten(store: Store) -> None:
    """But nothing that was heard since."""
    run = await post(store, order(await start(store)), Sent(7))
    await store.forwards.keep(BOT, TARGET.chat_id, 7, UNDER, LATER)
    await store.forwards.prune(LATER)
    found = await store.forwards.last(run)
    assert found is not None
    assert found.under == UNDER
    await store.forwards.prune(LATER + timedelta(seconds=1))
    found = await store.forwards.last(run)
    assert found is not None
    assert found.under is None


async def test_numbers_of_the_group_are_no_numbers_of_the_channel(store: Store) -> None:
    """Neither is the comment looked for by those of the channel, nor the next post by its own."""
    run = await post(store, order(await start(store)), Sent(7))
    delivery = await store.writer.claim(replace(order(run, "cmd:2"), chat_id=GROUP))
    assert isinstance(delivery, Delivery)
    assert delivery.target(run) == Target(BOT, GROUP)
    await store.writer.settle(Settlement(delivery, Unknown("cut off"), LATER))
    doubt = await store.doubts.of(run.id)
    assert doubt is not None
    assert (doubt.base_id, doubt.heard, doubt.delivery) == (0, False, delivery)
    resolved = await store.journal.resolve(run.id, delivery.fence, Verdict.ARRIVED, LATER, 5_000)
    assert resolved is not None
    run = await post(store, order(resolved, "cmd:3"), Unknown("cut off"))
    doubt = await store.doubts.of(run.id)
    assert doubt is not None
    assert (doubt.base_id, doubt.delivery.target(run)) == (7, TARGET)


async def test_a_comment_that_arrived_leaves_the_channel_as_it_was(store: Store) -> None:
    """The next post of the channel has a higher number than its last one, not than the comment."""
    run = await post(store, order(await start(store)), Sent(7))
    run = await comment(store, run, "cmd:2", 5_000)
    run = await post(store, order(run, "cmd:3"), Unknown("cut off"))
    doubt = await store.doubts.of(run.id)
    assert doubt is not None
    assert doubt.base_id == 7


@pytest.mark.parametrize("outcome", [Refused("bot was kicked"), Busy(3, "flood")])
async def test_refused_there_it_may_come_here(store: Store, outcome: Refused | Busy) -> None:
    """The same cause, on the same row, which is one of the channel then."""
    run = await post(store, replace(order(await start(store)), chat_id=GROUP), outcome)
    assert (run.cursor, run.state) == (Cursor(0), RunState.IDLE)
    run = await post(store, order(run), Sent(9))
    (entry,) = await store.journal.history(run.id)
    assert (entry.state, entry.message_id, entry.delivery.chat_id) == ("sent", 9, None)


async def test_refused_there_all_of_it_is_due_at_once(store: Store) -> None:
    """If the bot ends just then, the next one posts it and what else comes at that time."""
    run = (await seated(store)).run
    claim = replace(order(run), chat_id=GROUP, goal=3, wake_at=LATER + timedelta(days=1))
    run = await post(store, claim, Refused("bot was kicked"))
    assert (run.cursor, run.wake_at, run.goal) == (Cursor(0), LATER, 3)
    over = await post(store, replace(order(run), chat_id=GROUP, goal=3), Refused("no"))
    assert over.wake_at == LATER


async def test_after_a_start_it_counts_where_it_was_sent(store: Store) -> None:
    """A group takes less than a channel, and its numbers are its own."""
    run = await post(store, order(await start(store)), Sent(7))
    await comment(store, run, "cmd:2", 50)
    sent = await store.waits.sent(BOT)
    assert [(one.chat_id, one.message_id) for one in sent] == [(TARGET.chat_id, 7), (GROUP, 50)]


async def test_the_contents_leave_comments_out(store: Store) -> None:
    """There is no such message in the channel."""
    due = await seated(store)
    run = await post(store, order(due.run), Sent(7))
    await comment(store, run, "cmd:2", 50)
    board = await store.boards.get(due.seat.id)
    assert board is not None
    assert [(one.step, one.message_id) for one in board.posted] == [(0, 7)]


async def test_whoever_takes_it_back_finds_it_in_the_group(store: Store) -> None:
    """Under its number the channel has another message."""
    run = await post(store, order(await start(store)), Sent(7))
    run = await comment(store, run, "cmd:2", 50)
    assert await store.retractions.messages(run, 0) == ((TARGET, 7),)
    assert await store.retractions.messages(run, 1) == ((Target(BOT, GROUP), 50),)
