"""What an answer, or none, proves about a post: each way a send can end, made by a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.clock import SystemClock
from bot.delivery.governor import Governor
from bot.delivery.post import Button, Post, Rich, bold, link
from bot.delivery.telegram import TelegramOutbox, entities_of
from bot.model import Busy, Outcome, Refused, Sent, Target, Unknown
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox

SEND = "sendMessage"


@asynccontextmanager
async def outbox_to(url: str, token: str) -> AsyncIterator[TelegramOutbox]:
    request = HTTPXRequest(connect_timeout=1, read_timeout=0.5, write_timeout=1, pool_timeout=1)
    bot: ExtBot[None] = ExtBot(token, base_url=f"{url}/bot", request=request)
    async with request:
        yield TelegramOutbox(bot, Governor(SystemClock().monotonic))


async def send_with(fault: Fault | None) -> tuple[Outcome, int]:
    """Send one post to a sandbox with this fault; the outcome, and how many are in the chat."""
    async with Sandbox() as sandbox:
        chat = sandbox.world.private(sandbox.world.alex)
        sandbox.world.say(sandbox.world.alex, chat, "hello")
        if fault is not None:
            sandbox.faults.add(fault)
        async with outbox_to(sandbox.url, sandbox.token) as outbox:
            target = Target(sandbox.world.bot.id, chat.id)
            outcome = await outbox.say(target, Post(Rich("a fragment")))
        return outcome, len(sandbox.world.messages(chat)) - 1


async def test_a_post_that_arrived_is_sent() -> None:
    """The outcome carries the message's number."""
    outcome, arrived = await send_with(None)
    assert isinstance(outcome, Sent)
    assert arrived == 1


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: message is too long"),
        (403, "Forbidden: bot was blocked by the user"),
        (401, "Unauthorized"),
        (409, "Conflict: terminated by other getUpdates request"),
    ],
)
async def test_a_no_is_refused_with_its_reason(status: int, description: str) -> None:
    """Telegram's own words are kept, and nothing is in the chat."""
    outcome, arrived = await send_with(
        Fault(SEND, Kind.ERROR, status=status, description=description)
    )
    assert isinstance(outcome, Refused)
    assert arrived == 0


async def test_too_many_requests_is_busy_for_as_long_as_told() -> None:
    """429 proves that nothing was posted."""
    fault = Fault(SEND, Kind.ERROR, status=429, description="Too Many Requests", retry_after=7)
    outcome, arrived = await send_with(fault)
    assert isinstance(outcome, Busy)
    assert outcome.retry_after == 7
    assert arrived == 0


@pytest.mark.parametrize(
    ("kind", "arrived"),
    [(Kind.ACCEPT_THEN_HANG, 1), (Kind.ACCEPT_THEN_RESET, 1), (Kind.HANG, 0), (Kind.ERROR, 0)],
)
async def test_silence_and_server_faults_prove_nothing(kind: Kind, arrived: int) -> None:
    """The same outcome stands for a post that is there and for one that is not."""
    outcome, there = await send_with(Fault(SEND, kind, status=502, description="Bad Gateway"))
    assert isinstance(outcome, Unknown)
    assert there == arrived


async def test_nobody_listening_is_busy() -> None:
    """A refused connection proves that the request never left."""
    async with Sandbox() as sandbox:
        url, token = sandbox.url, sandbox.token
    async with outbox_to(url, token) as outbox:
        assert isinstance(await outbox.say(Target(1, 2), Post(Rich("a"))), Busy)


@asynccontextmanager
async def raw_server(answer: bytes) -> AsyncIterator[str]:
    """A server that answers every request with these bytes and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok":tr',
        b'HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{"ok":tr',
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 5\r\n\r\n<html",
    ],
    ids=["closed", "cut short", "broken JSON", "a proxy's page"],
)
async def test_an_answer_that_cannot_be_read_proves_nothing(answer: bytes) -> None:
    """Closed, cut or broken: the post may be there."""
    async with raw_server(answer) as url, outbox_to(url, "1:a") as outbox:
        assert isinstance(await outbox.say(Target(1, 2), Post(Rich("a"))), Unknown)


def test_offsets_count_utf16_units() -> None:
    """An emoji before a bold word moves it by two units, and counts two inside it."""
    body = Rich("😀 ") + bold("né😀") + link(" x", "https://example.org")
    assert [(e.offset, e.length) for e in entities_of(body)] == [(3, 4), (7, 2)]


async def test_an_edit_that_changes_nothing_is_a_plain_refusal() -> None:
    """Telegram says so, and nobody is alarmed."""
    async with Sandbox() as sandbox:
        chat = sandbox.world.private(sandbox.world.alex)
        sandbox.world.say(sandbox.world.alex, chat, "hello")
        target = Target(sandbox.world.bot.id, chat.id)
        post = Post(Rich("a"), ((Button("Next", "n:1:2"),),))
        async with outbox_to(sandbox.url, sandbox.token) as outbox:
            first = await outbox.say(target, post)
            assert isinstance(first, Sent)
            again = await outbox.edit(target, first.message_id, post)
    assert isinstance(again, Refused)
    assert "not modified" in again.reason
