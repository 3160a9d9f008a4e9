"""Connections: one request at a time, answers to whom they belong, and nothing twice."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import connections
from bot.delivery.connections import Connections, LostError, NotConnectedError, Server

CERTIFICATE = Path(__file__).with_name("localhost.pem")
REQUEST = b"POST /x HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nhi"
PATIENCE = 5.0
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
Treatment = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Served:
    """A server that treats each connection alike, and counts them and the requests."""

    def __init__(self, treatment: Treatment) -> None:
        self.made = 0
        self.ends: list[asyncio.Task[None]] = []
        self._treatment = treatment

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.made += 1
        self.ends.append(asyncio.create_task(self._treat(reader, writer)))

    async def _treat(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await self._treatment(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


@asynccontextmanager
async def serving(
    treatment: Treatment, limit: int = 4, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Connections, Served]]:
    """Connections to such a server."""
    served = Served(treatment)
    async with await asyncio.start_server(served.take, "127.0.0.1", 0, ssl=tls) as server:
        port = server.sockets[0].getsockname()[1]
        trusted = ssl.create_default_context(cafile=CERTIFICATE)
        made = Connections(Server(host, port, tls is not None), limit, trusted)
        try:
            yield made, served
        finally:
            made.close()
            await asyncio.gather(*served.ends)


async def read(reader: asyncio.StreamReader) -> None:
    """One request."""
    assert await reader.readexactly(len(REQUEST)) == REQUEST


def answering(*answers: bytes) -> Treatment:
    """One answer a request, then the end of the connection."""

    async def treatment(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await read(reader)
            writer.write(answer)
        await reader.read()

    return treatment


async def test_a_connection_is_used_again() -> None:
    """One after the other needs one connection, two at a time need two."""
    async with serving(answering(*(OK for _ in range(9)))) as (made, served):
        for _ in range(3):
            assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
        assert served.made == 1
        await asyncio.gather(made.ask(REQUEST, PATIENCE), made.ask(REQUEST, PATIENCE))
        assert served.made == 2


ANSWERS = {
    "in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
    "after a word before it": b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + OK,
}


@pytest.mark.parametrize("row", ANSWERS)
async def test_what_an_answer_looks_like(row: str) -> None:
    """However it is cut, it is read to its end, and the connection is good for another."""
    async with serving(answering(ANSWERS[row], ANSWERS[row])) as (made, served):
        for _ in range(2):
            assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
        assert served.made == 1


LAST = {
    "says so": OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),
    "answers twice": OK + OK,
    "begins to answer twice": OK + OK[:20],
}


@pytest.mark.parametrize("row", LAST)
async def test_a_connection_that_is_not_used_again(row: str) -> None:
    """What the next request gets is its own answer, on a connection of its own."""
    async with serving(answering(LAST[row])) as (made, served):
        for number in (1, 2):
            assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
            assert served.made == number


async def test_words_that_nobody_asked_for() -> None:
    """A server that speaks first, such as to say that it closes, answers no request by it."""
    spoke = asyncio.Event()

    async def treatment(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read(reader)
        writer.write(OK)
        if not spoke.is_set():
            await asyncio.sleep(0)
            writer.write(OK.replace(b"200", b"408"))
            await reader.read()
            spoke.set()

    async with serving(treatment) as (made, served):
        await made.ask(REQUEST, PATIENCE)
        await spoke.wait()
        assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
        assert served.made == 2


async def test_a_connection_that_rested_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its server may be closing it: a request there would be in doubt."""
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.0)
    async with serving(answering(OK, OK)) as (made, served):
        for _ in range(2):
            await made.ask(REQUEST, PATIENCE)
        assert served.made == 2


async def test_nobody_waits_for_a_connection_for_ever() -> None:
    """More at a time than there may be connections: what had its turn never is proved unsent."""
    async with serving(answering(b""), limit=1) as (made, served):
        held = asyncio.create_task(made.ask(REQUEST, PATIENCE))
        await asyncio.sleep(0)
        with pytest.raises(NotConnectedError):
            await made.ask(REQUEST, 0.05)
        assert not held.done()
        assert held.cancel()
        with suppress(asyncio.CancelledError):
            await held
        assert served.made <= 1


async def test_a_request_that_is_given_up() -> None:
    """Its answer may still come: the connection takes no other request."""
    asked = asyncio.Event()

    async def treatment(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read(reader)
        if asked.is_set():
            writer.write(OK)
        asked.set()
        await reader.read()

    async with serving(treatment) as (made, served):
        given_up = asyncio.create_task(made.ask(REQUEST, PATIENCE))
        await asked.wait()
        given_up.cancel()
        with suppress(asyncio.CancelledError):
            await given_up
        assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
        assert served.made == 2


async def test_no_answer_in_time() -> None:
    """It may have arrived."""
    async with serving(answering(b"")) as (made, _):
        with pytest.raises(TimeoutError):
            await made.ask(REQUEST, 0.05)


async def test_an_answer_without_a_length() -> None:
    """Whether all of it came cannot be told, so nothing is."""

    async def treatment(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read(reader)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nok")

    async with serving(treatment) as (made, _):
        with pytest.raises(LostError):
            await made.ask(REQUEST, PATIENCE)


async def test_a_name_that_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked up anew, since it may be there the next time; once found it is kept a while."""
    lookups: list[object] = []
    found = socket.getaddrinfo

    def look_up(*asked: Any, **how: Any) -> Any:
        lookups.append(asked)
        if len(lookups) == 1:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return found(*asked, **how)

    async with serving(answering(LAST["says so"])) as (made, served):
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with pytest.raises(NotConnectedError):
            await made.ask(REQUEST, PATIENCE)
        for _ in range(2):
            both = await asyncio.gather(made.ask(REQUEST, PATIENCE), made.ask(REQUEST, PATIENCE))
            assert tuple(both) == ((200, b"ok"), (200, b"ok"))
        assert (len(lookups), served.made) == (2, 4)


@pytest.mark.parametrize(("host", "trusted"), [("localhost", True), ("127.0.0.1", False)])
async def test_whom_a_certificate_names(host: str, trusted: bool) -> None:
    """A server that cannot prove its name gets nothing."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    async with serving(answering(OK), host=host, tls=tls) as (made, _):
        if trusted:
            assert await made.ask(REQUEST, PATIENCE) == (200, b"ok")
            return
        with pytest.raises(NotConnectedError):
            await made.ask(REQUEST, PATIENCE)
