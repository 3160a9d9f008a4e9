"""Telegram's limits are kept beforehand: a server that counts without mercy refuses nothing."""

import asyncio
from datetime import UTC, datetime

import pytest
from telegram.ext import ExtBot

from bot.clock import SystemClock
from bot.delivery.governor import Governor
from bot.delivery.post import Post, Rich
from bot.delivery.telegram import TelegramOutbox
from bot.delivery.transport import for_posts
from bot.delivery.windows import FREE
from bot.delivery.windows import Limits as Allowed
from bot.model import Sent, Target
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.limits import Limits
from bot.sandbox.server import Sandbox

CHATS, EACH = 45, 2
# A test may run on a machine that is busy elsewhere: posts then arrive less evenly than they go.
WIDE = Allowed(margin=0.5)
DUE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.acceptance
async def test_a_broadcast_meets_no_refusal_and_keeps_its_order() -> None:
    """Ninety posts, two a chat, as fast as they may: none is refused, lost, or out of order."""
    async with Sandbox() as sandbox:
        sandbox.limits = Limits(SystemClock().monotonic)
        chats = []
        for number in range(CHATS):
            person = sandbox.world.add_person(f"Reader {number}", f"reader_{number:03}")
            chats.append(sandbox.world.private(person))
            sandbox.world.say(person, chats[-1], "hello")
        request = for_posts()
        bot: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot", request=request)
        async with request:
            outbox = TelegramOutbox(bot, Governor(SystemClock().monotonic, WIDE))

            async def send(chat_id: int, text: str) -> None:
                target = Target(sandbox.world.bot.id, chat_id)
                async with outbox.slot(target, DUE):
                    assert isinstance(await outbox.send(target, Post(Rich(text))), Sent)

            async with asyncio.TaskGroup() as group:
                for number in range(EACH):
                    for chat in chats:
                        group.create_task(send(chat.id, f"fragment {number}"))
        assert sandbox.limits.refused == 0
        expected = ["hello", *(f"fragment {number}" for number in range(EACH))]
        for chat in chats:
            assert [message.text for message in sandbox.world.messages(chat)] == expected


@pytest.mark.acceptance
async def test_a_chat_that_answers_late_delays_no_other() -> None:
    """While one chat's post hangs, and another is told to wait, the others get theirs."""
    async with Sandbox() as sandbox:
        chats = []
        for number in range(4):
            person = sandbox.world.add_person(f"Reader {number}", f"reader_{number:03}")
            chats.append(sandbox.world.private(person))
            sandbox.world.say(person, chats[-1], "hello")
        late, held = str(chats[0].id), str(chats[1].id)
        hangs = Fault("sendMessage", Kind.HANG, when=lambda params: params["chat_id"] == late)
        sandbox.faults.add(hangs)
        sandbox.faults.add(
            Fault(
                "sendMessage",
                Kind.ERROR,
                when=lambda params: params["chat_id"] == held,
                status=429,
                retry_after=3600,
            )
        )
        request = for_posts()
        bot: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot", request=request)
        async with request:
            outbox = TelegramOutbox(bot, Governor(SystemClock().monotonic, FREE))
            targets = [Target(sandbox.world.bot.id, chat.id) for chat in chats]
            waiting = [asyncio.create_task(outbox.say(to, Post(Rich("a")))) for to in targets]
            await hangs.reached()
            assert [type(await one) for one in waiting[2:]] == [Sent, Sent]
            assert not waiting[0].done()
            waiting[0].cancel()
            await asyncio.wait(waiting)
