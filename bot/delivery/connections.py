"""HTTP/1.1 connections to one server, on which no request is ever sent twice.

A client for all uses makes objects of every request and answer, which takes more CPU than the rest
of a post's way. What goes out here is bytes, and what comes back is a status and bytes.
"""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohappyeyeballs
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

CONNECT_SECONDS = 5.0
# Below what servers keep: a connection they are closing loses a post, which is then in doubt.
IDLE_SECONDS = 10.0
# Many connections are made at a time, and each lookup takes a thread.
FRESH_SECONDS = 10.0
EYEBALLS_SECONDS = 0.25
Answer = tuple[int, bytes]
"""The status, and the body."""


class NotConnectedError(OSError):
    """No connection came about: the request never left this machine."""


class LostError(OSError):
    """The connection ended before the whole answer was there, or what came is no answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where connections lead."""

    host: str
    port: int
    tls: bool


class Connection(asyncio.Protocol):
    """One connection, with one request at a time. An answer has to tell its own length."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._parser = HttpResponseParser(self)
        self._parts: list[bytes] = []
        self._answer: asyncio.Future[Answer] | None = None
        self._idle_since = self._loop.time()
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- TCP and TLS both are
        self._transport = transport

    @property
    def is_ready(self) -> bool:
        """Whether the next request may go out here."""
        if self._transport.is_closing() or self._transport.get_write_buffer_size():
            return False
        return self._loop.time() - self._idle_since < IDLE_SECONDS

    async def ask(self, request: bytes, seconds: float) -> Answer:
        """Send a request; LostError, or TimeoutError after so many seconds, tell nothing of it."""
        self._answer = self._loop.create_future()
        timer = self._loop.call_later(seconds, self._fail, TimeoutError())
        self._transport.write(request)
        try:
            return await self._answer
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            timer.cancel()
            self._answer = None
            self._idle_since = self._loop.time()

    def close(self) -> None:
        """End it at once."""
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Some of an answer."""
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self._fail(LostError(type(error).__name__))

    def on_message_begin(self) -> None:
        """An answer begins, says the parser.

        One that nobody has asked for would be taken for the next request's.
        """
        if self._answer is None or self._answer.done():
            self.close()

    def on_body(self, body: bytes) -> None:
        """A part of the body, from the parser."""
        self._parts.append(body)

    def on_message_complete(self) -> None:
        """The answer is there, says the parser; or a word before it (1xx)."""
        status = self._parser.get_status_code()
        body = b"".join(self._parts)
        self._parts.clear()
        if status >= 200 and self._answer is not None and not self._answer.done():
            self._answer.set_result((status, body))
            if not self._parser.should_keep_alive():
                self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """It has ended."""
        self._fail(LostError(type(error).__name__ if error else "closed"))

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        self.close()


class Connections:
    """Up to `limit` connections to one server, made when they are needed."""

    def __init__(self, server: Server, limit: int, trusted: ssl.SSLContext) -> None:
        self._server = server
        self._trusted = trusted if server.tls else None
        self._idle: list[Connection] = []
        self._free = asyncio.Semaphore(limit)
        self._lookup: asyncio.Future[Any] | None = None
        self._known_until = 0.0

    async def ask(self, request: bytes, seconds: float) -> Answer:
        """Send a request, and give its answer so many seconds.

        NotConnectedError proves that it was not sent, LostError and TimeoutError nothing.
        """
        await self._turn(seconds)
        try:
            connection = self._ready_one() or await self._connected()
            answer = await connection.ask(request, seconds)
            self._idle.append(connection)
            return answer
        finally:
            self._free.release()

    def close(self) -> None:
        """End those that wait for requests."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    async def _turn(self, seconds: float) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise NotConnectedError("all connections are in use") from error

    def _ready_one(self) -> Connection | None:
        while self._idle:
            # The one used last: those below it are older.
            connection = self._idle.pop()
            if connection.is_ready:
                return connection
            connection.close()
        return None

    async def _connected(self) -> Connection:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                taken = await aiohappyeyeballs.start_connection(
                    await self._addresses(),
                    happy_eyeballs_delay=EYEBALLS_SECONDS,
                    interleave=1,
                )
                _, connection = await asyncio.get_running_loop().create_connection(
                    Connection,
                    sock=taken,
                    ssl=self._trusted,
                    server_hostname=self._server.host if self._trusted else None,
                )
        except (OSError, ssl.SSLError) as error:
            raise NotConnectedError(type(error).__name__) from error
        return connection

    async def _addresses(self) -> Sequence[aiohappyeyeballs.AddrInfoType]:
        """Those of the server, looked up once for all that ask at a time."""
        loop = asyncio.get_running_loop()
        known = self._lookup
        if known is None or (
            known.done() and (known.exception() is not None or loop.time() > self._known_until)
        ):
            server = self._server
            asked = loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
            known = self._lookup = asyncio.ensure_future(asked)
            self._known_until = loop.time() + FRESH_SECONDS
        found: Sequence[aiohappyeyeballs.AddrInfoType] = await asyncio.shield(known)
        return found
