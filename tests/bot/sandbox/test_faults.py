"""Each fault as the bot meets it, and what stands in the chat afterwards."""

import asyncio
import json
from collections.abc import Callable

import aiohttp
import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.sandbox.faults import ANY, Fault, Kind
from bot.sandbox.params import Params
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask

Bot = ExtBot[None]
QUICK = {"read_timeout": 0.2}


def posted(sandbox: Sandbox) -> list[str]:
    """What the bot has in Camille's chat."""
    world = sandbox.world
    chat = world.private(world.camille)
    return [one.text for one in world.messages(chat) if one.sender == world.bot]


def to(chat_id: int) -> Callable[[Params], bool]:
    """Requests to this chat."""
    return lambda params: params.number("chat_id") == chat_id


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


async def test_a_reset_does_nothing(opened: Sandbox, bot: Bot) -> None:
    """The connection is gone, and no message is there."""
    opened.faults.add(Fault("sendMessage", Kind.RESET))
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(opened.world.camille.id, "lost")
    assert not isinstance(caught.value, TimedOut)
    assert opened.calls[-1].answer is None
    assert posted(opened) == []


async def test_half_the_json_of_what_is_done(opened: Sandbox, ask: Ask, bot: Bot) -> None:
    """Status 200 and a body that ends in its middle; the message is there."""
    opened.faults.add(Fault("sendMessage", Kind.CUT_JSON, times=2))
    with pytest.raises(json.JSONDecodeError):
        await ask("sendMessage", chat_id=opened.world.camille.id, text="there")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(opened.world.camille.id, "there too")
    assert posted(opened) == ["there", "there too"]


async def test_accepted_late(opened: Sandbox, bot: Bot) -> None:
    """Nothing is there after the connection broke, until the test lets it in."""
    fault = opened.faults.add(Fault("sendMessage", Kind.ACCEPT_LATE, times=2))
    for text in ("first", "second"):
        with pytest.raises(NetworkError):
            await bot.send_message(opened.world.camille.id, text)
    await bot.send_message(opened.world.camille.id, "on time")
    assert posted(opened) == ["on time"]
    await fault.accept()
    assert posted(opened) == ["on time", "first", "second"]
    await fault.accept()
    assert len(posted(opened)) == 3


async def test_a_slow_answer_comes_when_it_is_let_in(opened: Sandbox, bot: Bot) -> None:
    """One chat waits for the test; others do not. Who hangs up changes nothing."""
    world = opened.world
    slow = Fault("sendMessage", Kind.SLOW, times=None, when=to(world.camille.id))
    opened.faults.add(slow)
    waiting = asyncio.create_task(bot.send_message(world.camille.id, "slow"))
    await slow.reached()
    assert await bot.send_message(world.group.id, "quick")
    with pytest.raises(TimedOut):
        await bot.send_message(world.camille.id, "given up", **QUICK)
    assert posted(opened) == []
    await slow.accept()
    assert (await waiting).text == "slow"
    assert posted(opened) == ["slow", "given up"]


async def test_a_slow_answer_ends_with_the_sandbox(http: aiohttp.ClientSession) -> None:
    """A stop drops who waits, and does not wait for the test."""
    async with Sandbox() as sandbox:
        slow = sandbox.faults.add(Fault("getMe", Kind.SLOW))
        url = f"{sandbox.url}/bot{sandbox.token}/getMe"
        asking = asyncio.create_task(http.get(url))
        await slow.reached()
    with pytest.raises(aiohttp.ClientError):
        await asking


async def test_faults_that_hold_for_a_while(opened: Sandbox, ask: Ask) -> None:
    """One chat or all, one method or any, until the fault is cleared; the others stay."""
    world = opened.world
    flood = Fault(
        "sendMessage",
        Kind.ERROR,
        times=None,
        when=to(world.group.id),
        status=429,
        description="Too Many Requests: retry after 3600",
        retry_after=3600,
    )
    opened.faults.add(flood)
    gone = opened.faults.add(Fault(ANY, Kind.ERROR, times=None, status=502))

    async def codes() -> list[int]:
        sends = [
            await ask("sendMessage", chat_id=chat, text="a")
            for chat in (world.group.id, world.camille.id)
        ]
        return [status for status, _ in (*sends, await ask("getUpdates"))]

    assert [await codes() for _ in range(3)] == [[429, 502, 502]] * 3
    opened.faults.clear(gone)
    opened.faults.clear(gone)
    assert await codes() == [429, 200, 200]
    opened.faults.clear()
    assert await codes() == [200, 200, 200]


async def test_a_token_can_be_renewed(opened: Sandbox, ask: Ask) -> None:
    """Clearing that one fault is enough, and leaves the others."""
    revoked = opened.faults.add(Fault(ANY, Kind.UNAUTHORIZED))
    opened.faults.add(Fault("getUpdates", Kind.ERROR, times=None, status=409))
    assert (await ask("getMe"))[0] == (await ask("getMe"))[0] == 401
    opened.faults.clear(revoked)
    assert ((await ask("getMe"))[0], (await ask("getUpdates"))[0]) == (200, 409)
