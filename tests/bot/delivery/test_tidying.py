"""Old buttons go when nothing else may, one after the other, and every one of them in the end."""

import asyncio

import pytest

from bot.delivery import tidying
from bot.delivery.tidying import Tidying
from bot.model import Busy, Outcome, Sent, Target

HERE = Target(1, 7)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the clock."""
    monkeypatch.setattr(tidying, "EVERY_SECONDS", 0.0)
    monkeypatch.setattr(tidying, "HELD_SECONDS", 0.0)


async def test_one_after_the_other_and_again_what_has_to_wait() -> None:
    """What Telegram asks to wait comes after the others, until it is done."""
    seen: list[int] = []
    done = asyncio.Event()

    async def take_off(target: Target, message_id: int) -> Outcome:
        seen.append(message_id)
        if len(seen) == 4:
            done.set()
        return Busy(1, "wait") if len(seen) == 1 else Sent(message_id)

    tidy = Tidying(take_off)
    for number in (1, 2, 3):
        tidy.add(HERE, number)
    async with asyncio.timeout(5):
        await done.wait()
    await tidy.close()
    assert seen == [1, 2, 3, 1]


async def test_a_closed_one_begins_nothing() -> None:
    """The bot stops, and a post that has just gone out does not hold it up."""
    tidy = Tidying(lambda target, message_id: pytest.fail("was closed"))
    tidy.add(HERE, 1)
    await tidy.close()
    tidy.add(HERE, 2)
    await asyncio.sleep(0)
