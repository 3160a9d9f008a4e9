"""An update that was answered is known, per bot, for as long as it is kept."""

from datetime import timedelta

from bot.store.store import Store
from tests.bot.store.samples import BOT, LATER, NOW


async def test_marked_updates_are_known(store: Store) -> None:
    """Each bot counts its own updates; marking twice is the same as once."""
    assert not await store.updates.handled(BOT, 5)
    await store.updates.mark(BOT, 5, NOW)
    await store.updates.mark(BOT, 5, LATER)
    assert await store.updates.handled(BOT, 5)
    assert not await store.updates.handled(BOT, 6)
    assert not await store.updates.handled(BOT + 1, 5)


async def test_old_ones_are_forgotten(store: Store) -> None:
    """What was marked before the instant goes, what was marked at it stays."""
    await store.updates.mark(BOT, 5, NOW)
    await store.updates.mark(BOT, 6, NOW + timedelta(microseconds=1))
    await store.updates.prune(NOW + timedelta(microseconds=1))
    assert not await store.updates.handled(BOT, 5)
    assert await store.updates.handled(BOT, 6)
