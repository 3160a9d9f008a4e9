"""Posts of a text that is replaced: they keep to their fragments, and those that changed wait."""

from datetime import timedelta

from bot.clock import SystemClock
from bot.library import places
from bot.model import Cursor, Run, Sent
from bot.store.outdated import Wanted
from bot.store.store import Store
from tests.bot.store.plans import seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, again, order, parsed, post, start

TWICE = "One bird by @mira_v.\n\nTwo birds, and a cat.\n\nThree birds, says @Mira_V."


async def read(store: Store, steps: int) -> Run:
    """A reading of the first steps of the text `birds`."""
    run = await start(store)
    for number in range(steps):
        run = await post(store, order(run, f"cmd:{number}"), Sent(30 + number))
    return run


async def replace(store: Store, text: str) -> None:
    """Store another edition of the text."""
    await store.pieces.add_or_replace(parsed("birds", text), places, LATER)


async def waiting(store: Store) -> list[tuple[int, int | None]]:
    """The steps that are outdated, with their messages."""
    return [(one.step, one.message_id) for one in await store.outdated.all(BOT)]


async def test_only_what_changed(store: Store) -> None:
    """The reading had the first two: one of them has other words now."""
    await read(store, 2)
    assert not await store.outdated.any(BOT)
    await replace(store, TWICE)
    assert await waiting(store) == [(1, 31)]
    assert await store.outdated.any(BOT)


async def test_they_move_with_their_fragments(store: Store) -> None:
    """One was put in before, one taken out: the others have other numbers, and /undo knows."""
    run = await read(store, 3)
    await replace(store, "A bird before them.\n\nTwo birds.\n\nThree birds, says @Mira_V.")
    posted = await store.retractions.newest(TARGET)
    assert posted is not None
    assert (posted.step, posted.message_id) == (2, 32)
    assert (await again(store, run)).cursor == Cursor(3)
    assert await waiting(store) == [(0, 30)]
    await replace(store, "A bird before them.\n\nThree birds, says @Mira_V.")
    assert (-2, 31) in await waiting(store)


async def test_another_text_altogether(store: Store) -> None:
    """Nothing of it is left that could be corrected."""
    await read(store, 3)
    await replace(store, "Fish.\n\nWhales swim in the deep sea of the north.")
    assert not await store.outdated.any(BOT)


async def test_old_readings_are_left_alone(store: Store) -> None:
    """What was read to its end long ago, and was not planned, is nobody's business."""
    run = await read(store, 2)
    await store.runs.stop(run, NOW)
    # The posts were claimed by the machine's clock.
    much_later = SystemClock().now() + timedelta(days=3)
    await store.pieces.add_or_replace(parsed("birds", TWICE), places, much_later)
    assert not await store.outdated.any(BOT)


async def test_what_becomes_of_them_is_kept(store: Store) -> None:
    """Told, they wait for a word; a second edition has them told anew; then they are forgotten."""
    await read(store, 2)
    await replace(store, TWICE)
    await store.outdated.want(await store.outdated.all(BOT), Wanted.ASKED)
    assert not await store.outdated.any(BOT)
    await replace(store, TWICE.replace("cat", "dog"))
    assert [one.wanted for one in await store.outdated.all(BOT)] == [Wanted.NEW]
    await store.outdated.forget(await store.outdated.all(BOT))
    assert await store.outdated.all(BOT) == ()


async def test_contents_lead_to_no_fragment_that_is_gone(store: Store) -> None:
    """A schedule has posted two; one of them is taken out of the text."""
    due = await seated(store)
    run = await post(store, order(due.run, "tick:1"), Sent(31))
    await post(store, order(run, "tick:2"), Sent(32))
    await replace(store, "Two birds.\n\nThree birds, says @Mira_V.")
    board = await store.boards.get(due.seat.id)
    assert board is not None
    assert [(one.step, one.message_id) for one in board.posted] == [(0, 32)]
