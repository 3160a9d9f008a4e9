"""The one seam to the network: python-telegram-bot's requests, carried by aiohttp.

The library's own client looks at every connection of its pool for each request
(https://github.com/encode/httpx/issues/3215), which takes ten times the CPU.
"""

import json
import ssl
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import aiohttp
import certifi
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
                trust_env=True,
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
                headers=FORM,
                timeout=timeout,
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


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if request_data.contains_files:
        raise NotImplementedError("this bot sends no files")
    return {"data": request_data.url_encoded_parameters().encode()}


def for_posts(revoked: Callable[[], None] = lambda: None) -> AiohttpRequest:
    """For everything the bot sends."""
    return AiohttpRequest(POSTS_AT_ONCE, revoked=revoked)


def for_polling(revoked: Callable[[], None] = lambda: None) -> AiohttpRequest:
    """For `getUpdates` alone; the library adds the time of a long poll to the answer's."""
    return AiohttpRequest(2, revoked=revoked)
