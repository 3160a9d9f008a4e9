"""The one seam to the network: python-telegram-bot's requests, carried by aiohttp.

The library's own client looks at every connection of its pool for each request
(https://github.com/encode/httpx/issues/3215), which takes ten times the CPU.
"""

import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

POSTS_AT_ONCE = 256
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
# Below what servers keep: a connection they are closing loses a post, which is then in doubt.
IDLE_SECONDS = 10.0
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Errors which prove that the request never left this machine."""
UNREADABLE = "Invalid server response"
FORM = {"User-Agent": BaseRequest.USER_AGENT, "Content-Type": "application/x-www-form-urlencoded"}
PARTS = {"User-Agent": BaseRequest.USER_AGENT}
JSON = {"User-Agent": BaseRequest.USER_AGENT, "Content-Type": "application/json"}


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
    def json_parameters(self) -> dict[str, str]:
        """The same as text, for a transport that sends forms."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.values.items()
        }


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
        self._proxies: dict[str, str | None] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take."""
        return self._answer

    async def initialize(self) -> None:
        """Make the pool; it belongs to the running loop."""
        if self._session is None:
            trusted = ssl.create_default_context(cafile=certifi.where())
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, ssl=trusted, keepalive_timeout=IDLE_SECONDS
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
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

        Raises `TimedOut` or `NetworkError` with aiohttp's error as the cause.
        """
        if self._session is None:
            raise RuntimeError("the transport is closed")
        answer = read_timeout if isinstance(read_timeout, int | float) else self._answer
        timeout = aiohttp.ClientTimeout(
            total=None, connect=answer, sock_connect=CONNECT_SECONDS, sock_read=answer
        )
        try:
            async with self._session.request(
                method,
                url,
                timeout=timeout,
                proxy=self._proxy(url),
                allow_redirects=False,  # Telegram has none, and whoever has would get the post
                **_body(request_data),
            ) as response:
                if response.status == HTTPStatus.UNAUTHORIZED:
                    self._revoked()
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    def _proxy(self, url: str) -> str | None:
        """The proxy that the machine's settings name for this server.

        Looked up once: aiohttp's `trust_env` does so for each request, in a thread, twice.
        """
        server = url.partition("/bot")[0]
        if server not in self._proxies:
            self._proxies[server] = _proxy_of(server)
        return self._proxies[server]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The object that an answer is. `TelegramError` if it is none, and for a field it lacks.

        The library takes it for granted that whatever comes with status 200 has a result.
        """
        try:
            # The library's own reader logs a traceback for what is no JSON.
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise TelegramError(UNREADABLE) from error
        if not isinstance(answer, dict):
            raise TelegramError(UNREADABLE)
        return _Answer(answer)


class _Answer(dict[str, Any]):
    def __missing__(self, field: str) -> Any:
        raise TelegramError(UNREADABLE)


def _proxy_of(server: str) -> str | None:
    parts = urlsplit(server)
    proxies: dict[str, str] = getproxies()
    found = proxies.get(parts.scheme)
    if not found or not parts.hostname or proxy_bypass(parts.hostname):
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
        return {"data": json.dumps(request_data.values).encode(), "headers": JSON}
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
