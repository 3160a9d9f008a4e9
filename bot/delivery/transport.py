"""The one seam to the network: python-telegram-bot's requests, carried by aiohttp.

The library's own client looks at every connection of its pool for each request
(https://github.com/encode/httpx/issues/3215), which takes ten times the CPU. Calls of the Bot API
with parameters alone, as posts are, take the short way of `connections.py`.
"""

import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
import msgspec
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.connections import (
    CONNECT_SECONDS,
    IDLE_SECONDS,
    Answer,
    Connections,
    NotConnectedError,
    Server,
)

POSTS_AT_ONCE = 256
ANSWER_SECONDS = 20.0
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, NotConnectedError)
"""Errors which prove that the request never left this machine."""
UNREADABLE = "Invalid server response"
FORM = {"User-Agent": BaseRequest.USER_AGENT, "Content-Type": "application/x-www-form-urlencoded"}
PARTS = {"User-Agent": BaseRequest.USER_AGENT}
JSON = {"User-Agent": BaseRequest.USER_AGENT, "Content-Type": "application/json"}
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes out in the part `field` of a form."""

    field: str
    name: str
    content: bytes


class Form:
    """Parameters that go out as JSON, in place of the library's `RequestData`.

    That one looks through every value, and quotes each letter; both cost as much as the sending.
    """

    contains_files = False

    def __init__(self, values: Mapping[str, Any], file: File | None = None) -> None:
        self.values = values
        self.file = file

    @property
    def json(self) -> bytes:
        """The parameters as an object."""
        try:
            return msgspec.json.encode(self.values)
        except UnicodeEncodeError:
            # Half of a character: what becomes of it is for Telegram to say.
            return json.dumps(self.values).encode()

    @property
    def json_parameters(self) -> dict[str, str]:
        """The same as text, for a transport that sends forms."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.values.items()
        }


@dataclass(frozen=True, slots=True)
class Route:
    """Where a method is called, and all of a request before the length of its body."""

    connections: Connections
    # It has the token.
    head: bytes = field(repr=False)


class AiohttpRequest(BaseRequest):
    """Requests through a pool of so many connections. Nothing is ever sent twice.

    `answer` is how long (s) an answer may take; `revoked` hears when the token is not known. Errors
    carry the name of their cause alone, since
    aiohttp's words may have the address, which has the token.
    """

    def __init__(
        self,
        connections: int,
        answer: float = ANSWER_SECONDS,
        revoked: Callable[[], None] = lambda: None,
    ) -> None:
        self._connections = connections
        self._answer = answer
        self._revoked = revoked
        self._session: aiohttp.ClientSession | None = None
        self._trusted: ssl.SSLContext
        self._proxies: dict[Server, str | None] = {}
        self._routes: dict[str, Route | None] = {}
        self._servers: dict[Server, Connections] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take."""
        return self._answer

    async def initialize(self) -> None:
        """Make the pool; it belongs to the running loop."""
        if self._session is None:
            self._trusted = _trusted()
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, ssl=self._trusted, keepalive_timeout=IDLE_SECONDS
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        for connections in self._servers.values():
            connections.close()
        self._servers.clear()
        self._routes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; the status, and the body of the answer.

        Raises `TimedOut` or `NetworkError` with what happened as the cause.
        """
        if self._session is None:
            raise RuntimeError("the transport is closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._answer
        try:
            if isinstance(request_data, Form) and (route := self._route(url, request_data)):
                body = request_data.json
                request = b"%s%d\r\n\r\n%s" % (route.head, len(body), body)
                status, answer = await route.connections.ask(request, seconds)
            else:
                status, answer = await self._by_aiohttp(method, url, request_data, seconds)
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        if status == HTTPStatus.UNAUTHORIZED:
            self._revoked()
        return status, answer

    async def _by_aiohttp(
        self, method: str, url: str, data: RequestData | None, seconds: float
    ) -> Answer:
        if self._session is None:
            raise RuntimeError("the transport is closed")
        timeout = aiohttp.ClientTimeout(
            total=None, connect=seconds, sock_connect=CONNECT_SECONDS, sock_read=seconds
        )
        async with self._session.request(
            method,
            url,
            timeout=timeout,
            proxy=self._proxy(_server_of(url)),
            allow_redirects=False,  # Telegram has none, and whoever has would get the post
            **_body(data),
        ) as response:
            return response.status, await response.read()

    def _route(self, url: str, form: Form) -> Route | None:
        """The short way for a call, if it may take it; there are as many as there are methods."""
        if form.file is not None:
            return None
        if url not in self._routes:
            self._routes[url] = self._made_route(url)
        return self._routes[url]

    def _made_route(self, url: str) -> Route | None:
        server, parts = _server_of(url), urlsplit(url)
        if self._proxy(server) or parts.username or not url.isascii():
            return None
        if server not in self._servers:
            self._servers[server] = Connections(server, self._connections, self._trusted)
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        headers = "".join(f"{name}: {value}\r\n" for name, value in JSON.items())
        return Route(self._servers[server], f"{head}{headers}Content-Length: ".encode())

    def _proxy(self, server: Server) -> str | None:
        """The proxy that the machine's settings name for this server.

        Looked up once: aiohttp's `trust_env` does so for each request, in a thread, twice.
        """
        if server not in self._proxies:
            self._proxies[server] = _proxy_of(server)
        return self._proxies[server]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The object that an answer is. `TelegramError` if it is none, and for a field it lacks.

        The library takes it for granted that whatever comes with status 200 has a result.
        """
        try:
            answer = msgspec.json.decode(payload)
        except ValueError:
            answer = _read(payload)
        if not isinstance(answer, dict):
            raise TelegramError(UNREADABLE)
        return _Answer(answer)


class _Answer(dict[str, Any]):
    def __missing__(self, field: str) -> Any:
        raise TelegramError(UNREADABLE)


def _read(payload: bytes) -> Any:
    """What strange bytes say; the library's own reader logs a traceback for what is no JSON."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError as error:
        raise TelegramError(UNREADABLE) from error


@cache
def _trusted() -> ssl.SSLContext:
    # One for every pool: it takes 15 ms and a MB of memory.
    return ssl.create_default_context(cafile=certifi.where())


def _server_of(url: str) -> Server:
    parts = urlsplit(url)
    return Server(
        parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0), parts.scheme == "https"
    )


def _proxy_of(server: Server) -> str | None:
    proxies: dict[str, str] = getproxies()
    found = proxies.get("https" if server.tls else "http")
    if not found or not server.host or proxy_bypass(server.host):
        return None
    return found if "://" in found else f"http://{found}"


def _body(request_data: RequestData | Form | None) -> dict[str, Any]:
    if request_data is None:
        return {"headers": FORM}
    if request_data.contains_files:
        raise NotImplementedError("the library's own files are not sent; see File")
    if isinstance(request_data, Form):
        if request_data.file is not None:
            return {"data": _parts(request_data, request_data.file), "headers": PARTS}
        return {"data": request_data.json, "headers": JSON}
    return {"data": request_data.url_encoded_parameters().encode(), "headers": FORM}


def _parts(form: Form, file: File) -> aiohttp.FormData:
    """Parameters and a file; aiohttp adds the kind of the body, with what is between its parts."""
    # Names go out as they are written: Telegram would show the quoted ones.
    parts = aiohttp.FormData(form.json_parameters, quote_fields=False)
    parts.add_field(file.field, file.content, filename=file.name)
    return parts


async def call(bot: Bot, method: str, values: Mapping[str, Any], file: File | None = None) -> Any:
    """The result of a method as it came, without an object made of it; errors as from `bot`."""
    form = cast("RequestData", Form(values, file))
    return await bot.request.post(f"{bot.base_url}/{method}", form)


def for_posts(revoked: Callable[[], None] = lambda: None) -> AiohttpRequest:
    """For everything the bot sends."""
    return AiohttpRequest(POSTS_AT_ONCE, revoked=revoked)


def for_polling(revoked: Callable[[], None] = lambda: None) -> AiohttpRequest:
    """For `getUpdates` alone; the library adds the time of a long poll to the answer's."""
    return AiohttpRequest(2, revoked=revoked)
