"""getUpdates: what is confirmed, what comes again, and who may poll."""

import asyncio
from typing import Any

import pytest
from telegram.error import Conflict
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox
from bot.sandbox.updates import Updates
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]


@pytest.fixture
def sandbox(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose first update is 500,001."""
    sandbox.world.updates = Updates(first_id=500_001)
    return sandbox


def say(sandbox: Sandbox, *texts: str) -> None:
    """Camille writes to the bot."""
    for text in texts:
        sandbox.world.say(sandbox.world.camille, sandbox.world.private(sandbox.world.camille), text)


async def polled(sandbox: Sandbox, *, by_somebody: bool = True) -> None:
    """Return once somebody waits for updates, or once nobody does any more."""
    updates = sandbox.world.updates
    while updates.polling is not by_somebody:
        await updates.changed.wait_past(updates.changed.version)


async def got(ask: Ask, **params: Any) -> list[tuple[int, str]]:
    """The ids, counted from the first possible one, and texts of the updates."""
    status, answer = await ask("getUpdates", **params)
    assert status == 200, answer
    return [(one["update_id"] - 500_000, one["message"]["text"]) for one in answer["result"]]


async def test_updates_come_again_until_they_are_confirmed(sandbox: Sandbox, ask: Ask) -> None:
    """An offset confirms everything below it; without one all comes again."""
    say(sandbox, "a", "b", "c")
    everything = [(1, "a"), (2, "b"), (3, "c")]
    assert await got(ask) == everything
    assert await got(ask) == everything
    assert await got(ask, offset=500_002) == everything[1:]
    assert await got(ask) == everything[1:]
    assert await got(ask, offset=500_004) == []
    assert await got(ask) == []


async def test_a_negative_offset_keeps_the_last_ones(sandbox: Sandbox, ask: Ask) -> None:
    """All before them are forgotten."""
    say(sandbox, "a", "b", "c")
    assert await got(ask, offset=-1) == [(3, "c")]
    assert await got(ask) == [(3, "c")]


async def test_the_limit_is_moved_into_its_range(sandbox: Sandbox, ask: Ask) -> None:
    """One to a hundred, whatever is asked."""
    say(sandbox, *[f"n{number}" for number in range(101)])
    assert len(await got(ask, limit=2)) == 2
    assert len(await got(ask, limit=0)) == 1
    assert len(await got(ask, limit=1000)) == 100


async def test_a_waiting_poller_is_woken_by_an_update(sandbox: Sandbox, ask: Ask) -> None:
    """Long polling answers when something comes, long before its time is over."""
    waiting = asyncio.create_task(got(ask, timeout=50))
    await polled(sandbox)
    say(sandbox, "wake up")
    assert await waiting == [(1, "wake up")]


async def test_the_older_of_two_pollers_is_sent_away(sandbox: Sandbox, ask: Ask) -> None:
    """A second poller takes over; the first one gets a 409."""
    older = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(sandbox)
    newer = asyncio.create_task(got(ask, timeout=50))
    status, answer = await older
    assert status == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    say(sandbox, "for the second")
    assert await newer == [(1, "for the second")]


async def test_a_poller_that_hung_up_is_no_conflict(sandbox: Sandbox, ask: Ask) -> None:
    """A bot that was killed leaves nothing behind, and loses no update."""
    killed = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(sandbox)
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    await polled(sandbox, by_somebody=False)
    say(sandbox, "still here")
    assert await got(ask) == [(1, "still here")]


async def test_a_stop_wakes_the_poller(ask: Ask, sandbox: Sandbox) -> None:
    """The server does not wait for long polls to run out."""
    waiting = asyncio.create_task(got(ask, timeout=50))
    await polled(sandbox)
    async with asyncio.timeout(10):
        await sandbox.stop()
        assert await waiting == []


async def test_an_update_can_be_delivered_again(sandbox: Sandbox, ask: Ask) -> None:
    """A confirmed one comes once more under its id, before the newer ones."""
    say(sandbox, "a", "b")
    assert await got(ask, offset=500_002) == [(2, "b")]
    sandbox.world.repeat_update(500_001)
    assert await got(ask, offset=500_002) == [(1, "a"), (2, "b")]
    assert await got(ask, offset=500_003) == []
    with pytest.raises(LookupError, match="no update 7"):
        sandbox.world.repeat_update(7)


async def test_only_the_kinds_asked_for_are_kept(sandbox: Sandbox, bot: Bot) -> None:
    """The choice holds until another one is made."""
    world = sandbox.world
    await bot.get_updates(allowed_updates=["callback_query"])
    say(sandbox, "not this")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    say(sandbox, "but this")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "but this"
    assert update.message.chat.id == world.camille.id


async def test_a_foreign_webhook_stands_in_the_way(sandbox: Sandbox, bot: Bot) -> None:
    """It is told by getWebhookInfo, and gone after deleteWebhook."""
    sandbox.world.webhook_url = "https://example.org/elsewhere"
    say(sandbox, "a")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/elsewhere", 1)
    assert await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_updates_in_the_wrong_order(sandbox: Sandbox, ask: Ask) -> None:
    """The newest comes first under the lower id, so that nothing is confirmed unseen."""
    with pytest.raises(LookupError, match="0 updates wait"):
        sandbox.world.swap_updates()
    say(sandbox, "a", "b", "c")
    sandbox.world.swap_updates()
    swapped = [(1, "a"), (2, "c"), (3, "b")]
    assert await got(ask) == swapped
    assert await got(ask, offset=500_003) == swapped[2:]
    sandbox.world.repeat_update(500_002)
    assert await got(ask) == swapped[1:]
