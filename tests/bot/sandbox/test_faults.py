"""Each fault as the bot meets it, and what stands in the chat afterwards."""

import asyncio

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox

Bot = ExtBot[None]
QUICK = {"read_timeout": 0.2}


def posted(sandbox: Sandbox) -> list[str]:
    """What the bot has in Camille's chat."""
    world = sandbox.world
    chat = world.private(world.camille)
    return [one.text for one in world.messages(chat) if one.sender == world.bot]


async def test_a_hang_does_nothing(opened: Sandbox, bot: Bot) -> None:
    """No answer, and no message; the next request works."""
    fault = opened.faults.add(Fault("sendMessage", Kind.HANG))
    with pytest.raises(TimedOut):
        await bot.send_message(opened.world.camille.id, "lost", **QUICK)
    await fault.reached()
    assert posted(opened) == []
    assert opened.calls[-1].answer is None
    await bot.send_message(opened.world.camille.id, "found")
    assert posted(opened) == ["found"]


async def test_accepted_and_never_answered(opened: Sandbox, bot: Bot) -> None:
    """The bot sees a timeout; the message is there."""
    fault = opened.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_HANG))
    sending = asyncio.create_task(bot.send_message(opened.world.camille.id, "there", **QUICK))
    await fault.reached()
    assert posted(opened) == ["there"]
    with pytest.raises(TimedOut):
        await sending


async def test_accepted_and_dropped(opened: Sandbox, bot: Bot) -> None:
    """The bot sees a broken connection; the message is there."""
    opened.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET))
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(opened.world.camille.id, "there")
    assert not isinstance(caught.value, TimedOut)
    assert posted(opened) == ["there"]


async def test_an_error_is_answered_and_nothing_done(
    opened: Sandbox, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flood waits carry their seconds; the fault meets as many requests as it says."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it PTB warns that this will be the default
    opened.faults.add(
        Fault(
            "sendMessage",
            Kind.ERROR,
            times=2,
            status=429,
            description="Too Many Requests: retry after 7",
            retry_after=7,
        )
    )
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(opened.world.camille.id, "too soon")
    await bot.send_message(opened.world.camille.id, "now")
    assert posted(opened) == ["now"]
    refused = opened.calls[-2].answer
    assert refused is not None
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 7})


async def test_a_fault_waits_for_its_request(opened: Sandbox, bot: Bot) -> None:
    """Other methods and other parameters pass."""
    opened.faults.add(
        Fault("sendMessage", Kind.ERROR, when=lambda params: "storm" in params.text("text"))
    )
    await bot.get_me()
    await bot.send_message(opened.world.camille.id, "calm")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(opened.world.camille.id, "a storm")
    assert posted(opened) == ["calm"]


async def test_unauthorized_stays(opened: Sandbox, bot: Bot) -> None:
    """From the first request it meets until it is cleared, every one is a 401."""
    opened.faults.add(Fault("sendMessage", Kind.UNAUTHORIZED))
    assert await bot.get_me()
    for _ in range(2):
        with pytest.raises(InvalidToken):
            await bot.send_message(opened.world.camille.id, "revoked")
    with pytest.raises(InvalidToken):
        await bot.get_me()
    opened.faults.clear()
    assert await bot.get_me()
    assert posted(opened) == []
