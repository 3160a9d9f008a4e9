"""What an answer, or none, proves about a post: each way a send can end, made by a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
from telegram.ext import ExtBot

from bot.clock import SystemClock
from bot.delivery.governor import Governor
from bot.delivery.post import Button, Post, Rich, bold, link
from bot.delivery.telegram import TelegramOutbox
from bot.delivery.transport import AiohttpRequest
from bot.delivery.windows import Limits
from bot.delivery.wire import values_of
from bot.model import Busy, Outcome, Refused, Sent, Target, Unknown
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox

SEND = "sendMessage"


@asynccontextmanager
async def outbox_to(url: str, token: str) -> AsyncIterator[TelegramOutbox]:
    request = AiohttpRequest(4, answer=0.5)
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


@pytest.mark.parametrize("url", ["http://nowhere.invalid", "https://127.0.0.1:{port}"])
async def test_what_never_left_is_busy(url: str) -> None:
    """A name that nobody has, and a server that does not speak TLS: nothing was posted."""
    async with (
        raw_server(b"?") as server,
        outbox_to(url.format(port=server.rpartition(":")[2]), "1:a") as outbox,
    ):
        assert isinstance(await outbox.say(Target(1, 2), Post(Rich("a"))), Busy)


async def test_the_token_is_in_no_reason() -> None:
    """An answer that is no HTTP at all is told without the address."""
    async with raw_server(b"SSH-2.0 \r\n\r\n") as url, outbox_to(url, "1:secret") as outbox:
        outcome = await outbox.say(Target(1, 2), Post(Rich("a")))
    assert isinstance(outcome, Unknown)
    assert "secret" not in outcome.reason


async def test_a_chat_that_has_to_wait_long_is_busy_at_once() -> None:
    """Nobody is kept waiting for an hour; the others go on."""
    async with Sandbox() as sandbox:
        people = sandbox.world.alex, sandbox.world.camille
        targets = []
        for one in people:
            chat = sandbox.world.private(one)
            sandbox.world.say(one, chat, "hello")
            targets.append(Target(sandbox.world.bot.id, chat.id))
        sandbox.faults.add(Fault(SEND, Kind.ERROR, status=429, retry_after=3600))
        async with outbox_to(sandbox.url, sandbox.token) as outbox:
            outcomes = [await outbox.say(to, Post(Rich("a"))) for to in (*targets, *targets)]
            assert 3590 < outbox.wait_of(targets[0]) <= 3600
    assert [type(one) for one in outcomes] == [Busy, Sent, Busy, Sent]


async def test_paid_posts_are_the_due_ones() -> None:
    """Answers to people cost no Stars."""
    async with Sandbox() as sandbox:
        chat = sandbox.world.private(sandbox.world.alex)
        sandbox.world.say(sandbox.world.alex, chat, "hello")
        target = Target(sandbox.world.bot.id, chat.id)
        seen = []
        sandbox.faults.add(
            Fault(SEND, Kind.ERROR, times=9, when=lambda params: bool(seen.append(params)))
        )
        request = AiohttpRequest(4)
        bot: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot", request=request)
        async with request:
            outbox = TelegramOutbox(bot, Governor(SystemClock().monotonic), paid=True)
            await outbox.say(target, Post(Rich("a")))
            async with outbox.slot(target, datetime(2026, 1, 1, tzinfo=UTC)):
                await outbox.send(target, Post(Rich("b")))
    assert [params.get("allow_paid_broadcast") for params in seen] == [None, "true"]


async def test_old_buttons_go_after_posts() -> None:
    """However long they have waited, since nobody waits for them."""
    slow = Limits(per_second=1, per_chat=100, margin=0.0)
    async with Sandbox() as sandbox:
        chat = sandbox.world.private(sandbox.world.alex)
        sandbox.world.say(sandbox.world.alex, chat, "hello")
        target = Target(sandbox.world.bot.id, chat.id)
        seen: list[str] = []
        done = asyncio.Event()

        def edited(params: object) -> bool:
            seen.append("buttons")
            done.set()
            return False

        sandbox.faults.add(
            Fault(SEND, Kind.ERROR, times=9, when=lambda params: bool(seen.append(params["text"])))
        )
        sandbox.faults.add(Fault("editMessageReplyMarkup", Kind.ERROR, when=edited))
        request = AiohttpRequest(4)
        bot: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot", request=request)
        async with request:
            outbox = TelegramOutbox(bot, Governor(SystemClock().monotonic, slow))
            sent = await outbox.say(target, Post(Rich("first"), ((Button("Next", "n"),),)))
            assert isinstance(sent, Sent)
            outbox.tidy(target, sent.message_id)
            await asyncio.sleep(0)
            async with outbox.slot(target, datetime(2026, 1, 1, tzinfo=UTC)):
                await outbox.send(target, Post(Rich("second")))
            async with asyncio.timeout(10):
                await done.wait()
            await outbox.close()
    assert seen == ["first", "second", "buttons"]


@asynccontextmanager
async def raw_server(answer: bytes) -> AsyncIterator[str]:
    """A server that answers every request with these bytes and hangs up."""
    serving = asyncio.TaskGroup()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.create_task(serve(reader, writer))

    async with serving:
        server = await asyncio.start_server(accept, "127.0.0.1", 0)
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
    entities = values_of(Target(1, 2), Post(body))["entities"]
    assert [(one["offset"], one["length"]) for one in entities] == [(3, 4), (7, 2)]


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
