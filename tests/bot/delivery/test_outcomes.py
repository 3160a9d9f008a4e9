"""Every way a send can end, made by a real server: the outcome says what is proved, no more.

The sandbox shows also whether the post is there; servers of raw bytes do what no Bot API does.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.clock import SystemClock
from bot.delivery.governor import Governor
from bot.delivery.post import Post, Rich
from bot.delivery.telegram import RETRY_SECONDS, TelegramOutbox
from bot.delivery.transport import AiohttpRequest
from bot.model import Busy, Outcome, Refused, Sent, Target, Unknown
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox

SEND = "sendMessage"
Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Change = Callable[[Sandbox, Chat], object]


async def send(url: str, token: str, target: Target) -> Outcome:
    """One post through the real transport, which waits half a second for an answer."""
    request = AiohttpRequest(4, answer=0.5)
    bot: ExtBot[None] = ExtBot(token, base_url=f"{url}/bot", request=request)
    async with request:
        outbox = TelegramOutbox(bot, Governor(SystemClock().monotonic))
        return await outbox.say(target, Post(Rich("a fragment")))


def error(status: int, description: str, retry_after: int | None = None) -> Fault:
    """A fault that answers so."""
    return Fault(SEND, Kind.ERROR, status=status, description=description, retry_after=retry_after)


SPOILT = {
    "sent": (None, Sent, 1),
    "never answered": (Fault(SEND, Kind.HANG), Unknown, 0),
    "dropped before": (Fault(SEND, Kind.RESET), Unknown, 0),
    "dropped, done later": (Fault(SEND, Kind.ACCEPT_LATE), Unknown, 0),
    "done, never answered": (Fault(SEND, Kind.ACCEPT_THEN_HANG), Unknown, 1),
    "done, dropped": (Fault(SEND, Kind.ACCEPT_THEN_RESET), Unknown, 1),
    "done, cut JSON": (Fault(SEND, Kind.CUT_JSON), Unknown, 1),
    "400": (error(400, "Bad Request: message is too long"), Refused, 0),
    "401": (error(401, "Unauthorized"), Refused, 0),
    "401 for good": (Fault(SEND, Kind.UNAUTHORIZED), Refused, 0),
    "403": (error(403, "Forbidden: bot was blocked by the user"), Refused, 0),
    "404": (error(404, "Not Found"), Refused, 0),
    "404, no such method": (error(404, "Not Found: method not found"), Refused, 0),
    "409": (error(409, "Conflict: terminated by other getUpdates request"), Refused, 0),
    "429": (error(429, "Too Many Requests: retry after 7", 7), Busy, 0),
    "429 for an hour": (error(429, "Too Many Requests: retry after 3600", 3600), Busy, 0),
    "500": (error(500, "Internal Server Error"), Unknown, 0),
    "502": (error(502, "Bad Gateway"), Unknown, 0),
    "504": (error(504, "Gateway Timeout"), Unknown, 0),
}


@pytest.mark.parametrize("row", SPOILT)
async def test_what_a_spoilt_send_proves(row: str) -> None:
    """The outcome, and whether the post is there; what is proved never contradicts it."""
    fault, expected, there = SPOILT[row]
    async with Sandbox() as sandbox:
        world = sandbox.world
        if fault is not None:
            sandbox.faults.add(replace(fault))
        target = Target(world.bot.id, world.group.id)
        outcome = await send(sandbox.url, sandbox.token, target)
        arrived = len(world.messages(world.group))
    assert type(outcome) is expected
    assert arrived == there
    if isinstance(outcome, Busy):
        assert fault is not None
        assert outcome.retry_after == fault.retry_after


CHANGED: dict[str, tuple[str, Change, str]] = {
    "kicked": ("supergroup", lambda box, chat: box.world.kick(chat), "bot was kicked"),
    "kicked from a group": ("group", lambda box, chat: box.world.kick(chat), "bot was kicked"),
    "muted": ("supergroup", lambda box, chat: box.world.mute(chat), "not enough rights"),
    "muted in a channel": ("channel", lambda box, chat: box.world.mute(chat), "need administrator"),
    "upgraded": ("group", lambda box, chat: box.world.migrate(chat), "migrated"),
    "General closed": ("forum", lambda box, chat: box.world.close_topic(chat, 1), "Topic_closed"),
    "gone": ("group", lambda box, chat: box.world.chats.pop(chat.id), "Chat not found"),
}


@pytest.mark.parametrize("row", CHANGED)
async def test_a_chat_that_takes_nothing_more(row: str) -> None:
    """Refused in Telegram's words, and nothing is there."""
    kind, change, words = CHANGED[row]
    async with Sandbox() as sandbox:
        world = sandbox.world
        if kind == "channel":
            chat = world.add_channel("Letters", admins=[world.camille])
        else:
            group = "supergroup" if kind == "forum" else kind
            chat = world.add_group("Circle", [world.camille], kind=group, is_forum=kind == "forum")
        change(sandbox, chat)
        before = world.transcript()
        outcome = await send(sandbox.url, sandbox.token, Target(world.bot.id, chat.id))
        assert world.transcript() == before
    assert isinstance(outcome, Refused)
    assert words.lower() in outcome.reason.lower()


@asynccontextmanager
async def serving(answering: Answering) -> AsyncIterator[str]:
    """A server that treats each connection so; connections still open at the end are dropped."""
    serve: list[asyncio.Task[None]] = []

    async def treat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await answering(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serve.append(asyncio.create_task(treat(reader, writer)))

    async with await asyncio.start_server(accept, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    await asyncio.gather(*serve)


async def read(reader: asyncio.StreamReader) -> None:
    """The whole request."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length or 0))


async def close_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The server hangs up before it reads."""


async def reset_unread(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The server resets while the request waits to be read."""
    await reader.readexactly(1)
    writer.transport.abort()


async def reset_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The server resets when it has read all."""
    await read(reader)
    writer.transport.abort()


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The server reads until the client gives up."""
    await reader.read(-1)


def saying(status: str, body: bytes, length: int | None = None) -> Answering:
    """A server that answers so; `length` is what it claims."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read(reader)
        claimed = len(body) if length is None else length
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {claimed}\r\n\r\n".encode() + body)
        await writer.drain()

    return answer


def failed(code: int, description: str | None = None, **parameters: int) -> bytes:
    """The JSON of a refusal."""
    body: dict[str, Any] = {"ok": False, "error_code": code}
    if description:
        body["description"] = description
    if parameters:
        body["parameters"] = parameters
    return json.dumps(body).encode()


HTML = b"<html><h1>Bad gateway</h1></html>"
FLOOD = failed(429, "Too Many Requests: retry after 9", retry_after=9)
UPGRADED = failed(400, "Bad Request: group chat was upgraded to a supergroup chat")
RAW: dict[str, tuple[Answering, type[Outcome]]] = {
    "closed at once": (close_at_once, Unknown),
    "reset, unread": (reset_unread, Unknown),
    "reset, read": (reset_read, Unknown),
    "silence": (hang, Unknown),
    "no HTTP": (saying("nonsense", b""), Unknown),
    "200, cut JSON": (saying("200 OK", b'{"ok":true,"result":{"mess'), Unknown),
    "200, shorter than told": (saying("200 OK", b'{"ok":true,"res', 900), Unknown),
    "200, no JSON": (saying("200 OK", HTML), Unknown),
    "200, empty": (saying("200 OK", b""), Unknown),
    "200, no UTF-8": (saying("200 OK", b"\xff\xfe"), Unknown),
    "200, a list": (saying("200 OK", b"[1]"), Unknown),
    "200, no result": (saying("200 OK", b'{"ok":true}'), Unknown),
    "200, not ok": (saying("200 OK", b'{"ok":false}'), Unknown),
    "302": (saying("302 Found", b""), Unknown),
    "400": (saying("400 Bad Request", failed(400, "Bad Request: chat not found")), Refused),
    # Whoever answers in Telegram's place with 4xx has not passed the request on.
    "400, HTML": (saying("400 Bad Request", HTML), Refused),
    "401": (saying("401 Unauthorized", failed(401, "Unauthorized")), Refused),
    "403": (saying("403 Forbidden", failed(403, "Forbidden: user is deactivated")), Refused),
    "403, HTML": (saying("403 Forbidden", HTML), Refused),
    "404": (saying("404 Not Found", failed(404, "Not Found")), Refused),
    "404, HTML": (saying("404 Not Found", HTML), Refused),
    "409": (saying("409 Conflict", failed(409, "Conflict: another one")), Refused),
    "upgraded, no parameter": (saying("400 Bad Request", UPGRADED), Refused),
    "429": (saying("429 Too Many Requests", FLOOD), Busy),
    # What Telegram never sends: the library keeps no status then, and a look tells.
    "413": (saying("413 Too Large", failed(413, "Request Entity Too Large")), Unknown),
    "429, no seconds": (saying("429 Too Many", failed(429, "Too Many Requests")), Unknown),
    "429, HTML": (saying("429 Too Many Requests", HTML), Unknown),
    "500": (saying("500 Internal Server Error", failed(500, "Internal Server Error")), Unknown),
    "500, as on a restart": (saying("500 Oops", failed(500, "Internal: restart")), Unknown),
    "502, HTML": (saying("502 Bad Gateway", HTML), Unknown),
    "503, empty": (saying("503 Service Unavailable", b""), Unknown),
}


@pytest.mark.parametrize("row", RAW)
async def test_what_a_strange_server_proves(row: str) -> None:
    """No exception leaves the outbox, and nothing is taken for proved that is not."""
    answering, expected = RAW[row]
    async with serving(answering) as url:
        outcome = await send(url, "1:secret", Target(1, -2))
    assert type(outcome) is expected, outcome
    if not isinstance(outcome, Sent):
        assert "secret" not in outcome.reason


async def test_a_redirection_is_not_followed() -> None:
    """The post goes to whom it was for, or to nobody."""
    led: list[bytes] = []

    async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        led.append(await reader.readline())

    async with serving(elsewhere) as other:
        moved = saying(f"307 Temporary Redirect\r\nLocation: {other}/", b"")
        async with serving(moved) as url:
            assert isinstance(await send(url, "1:a", Target(1, -2)), Unknown)
    assert led == []


async def test_nobody_takes_the_connection() -> None:
    """A connection that never comes about proves that nothing left this machine."""
    with ExitStack() as stack:
        deaf = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):  # the queue of those who wait to be taken is full then
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(deaf.getsockname())
        outcome = await send(f"http://127.0.0.1:{deaf.getsockname()[1]}", "1:a", Target(1, -2))
    assert outcome == Busy(RETRY_SECONDS, "NotConnectedError")


async def test_nobody_listens() -> None:
    """A refused connection proves that nothing left this machine."""
    async with serving(hang) as url:
        pass
    assert isinstance(await send(url, "1:a", Target(1, -2)), Busy)
