"""A server that counts: one message too many is refused, with when the next one fits."""

import pytest

from bot.sandbox.answers import Refused
from bot.sandbox.limits import Limits
from bot.sandbox.params import Params
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.conftest import Ask


class Time:
    """Seconds that pass when they are told to."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


def send(limits: Limits, chat: int) -> int:
    """Try to send; the seconds to wait, 0 if it went."""
    try:
        limits.admit("sendMessage", Params.of({"chat_id": chat}))
    except Refused as refused:
        return refused.parameters["retry_after"]
    return 0


def test_thirty_a_second() -> None:
    """The next one fits a second after the first."""
    time = Time()
    limits = Limits(time.monotonic)
    assert [send(limits, chat) for chat in range(31)] == [0] * 30 + [1]
    time.now = 1.0
    assert (send(limits, 30), limits.refused) == (0, 1)


def test_one_a_second_in_a_chat() -> None:
    """Other chats have their own second, and an edit counts for nothing."""
    time = Time()
    limits = Limits(time.monotonic)
    assert [send(limits, chat) for chat in (7, 7, 8)] == [0, 1, 0]
    limits.admit("editMessageText", Params.of({"chat_id": 7}))
    time.now = 1.0
    assert send(limits, 7) == 0


@pytest.mark.parametrize(("chat", "wait"), [(-7, 40), (7, 0)])
def test_twenty_a_minute_in_a_group(chat: int, wait: int) -> None:
    """A private chat has no such limit."""
    time = Time()
    limits = Limits(time.monotonic)
    for _ in range(20):
        assert send(limits, chat) == 0
        time.now += 1.0
    assert send(limits, chat) == wait


async def test_the_server_refuses_what_is_too_much(opened: Sandbox, ask: Ask) -> None:
    """With Telegram's words, and nothing is posted; without limits nothing is counted."""
    camille = opened.world.camille.id
    opened.limits = Limits(Time().monotonic)
    assert (await ask("sendMessage", chat_id=camille, text="a"))[0] == 200
    before = opened.world.transcript()
    status, answer = await ask("sendMessage", chat_id=camille, text="b")
    assert (status, answer["description"]) == (429, "Too Many Requests: retry after 1")
    assert answer["parameters"] == {"retry_after": 1}
    assert opened.world.transcript() == before
    opened.limits = None
    assert (await ask("sendMessage", chat_id=camille, text="b"))[0] == 200
