"""What was told and sent before a restart counts after it."""

from datetime import timedelta

from bot.clock import SystemClock
from bot.model import Sent
from bot.store.store import Store
from tests.bot.store.samples import BOT, LATER, order, post, start

HOUR = timedelta(hours=1)


async def test_waits_are_kept_until_they_are_over(store: Store) -> None:
    """The newest word counts; another bot's chats are its own."""
    await store.waits.keep(BOT, 1, LATER + HOUR)
    await store.waits.keep(BOT, 1, LATER + 2 * HOUR)
    await store.waits.keep(BOT, 2, LATER)
    await store.waits.keep(BOT + 1, 1, LATER + HOUR)
    assert await store.waits.take(BOT, LATER) == ((1, 2 * HOUR),)
    assert await store.waits.take(BOT, LATER + 2 * HOUR) == ()


async def test_what_was_sent_just_now(store: Store) -> None:
    """The newest posts, by chat and number, whatever became of them."""
    run = await start(store)
    await post(store, order(run), Sent(7))
    now = SystemClock().now()
    ((chat, number, at),) = await store.waits.sent(BOT)
    assert (chat, number, now - HOUR < at <= now) == (run.target.chat_id, 7, True)
    assert await store.waits.sent(BOT + 1) == ()
