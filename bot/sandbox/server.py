"""The sandbox: a Bot API server, a chat page and a clock on one local port."""

import asyncio
import json
import os
from collections import deque
from dataclasses import dataclass
from typing import Any, Self

import structlog
from aiohttp import web

from bot.errors import StartError
from bot.sandbox import clock_routes, guard, page
from bot.sandbox.answers import Refused, bad_request
from bot.sandbox.clock import VirtualClock
from bot.sandbox.faults import Fault, Faults, Kind
from bot.sandbox.limits import Limits
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params
from bot.sandbox.world import World

log = structlog.get_logger(__name__)

TOKEN = "1234567:sandbox-token-of-no-use-anywhere-else"  # noqa: S105 - opens nothing but this
WITHHELD = frozenset((Kind.HANG, Kind.ACCEPT_THEN_HANG, Kind.ACCEPT_THEN_RESET))
REMEMBERED = 10_000
LARGEST_REQUEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot; `answer` is None when none was sent."""

    method: str
    params: Params
    answer: dict[str, Any] | None


class Sandbox:
    """Stands in for Telegram on 127.0.0.1; `async with Sandbox() as sandbox` starts and stops it.

    Port 0 takes any free port. The Bot API is at `<url>/bot<token>/<method>`, the page at `<url>/`.
    """

    def __init__(self, port: int = 0, token: str = TOKEN, host: str = "127.0.0.1") -> None:
        self.port = port
        self.token = token
        self.host = host
        self.clock = VirtualClock()
        self.world = World(self.clock, int(token.partition(":")[0]))
        self.faults = Faults()
        self.limits: Limits | None = None
        """Set it, and messages too many are refused as Telegram does."""
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    async def start(self) -> None:
        """Listen; StartError when the port is taken."""
        app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[guard.local_only])
        app.on_response_prepare.append(self._last_word)
        app.router.add_route("*", "/bot{token}/{method}", self._bot_api)
        clock_routes.add(app, self.clock, self._stopping)
        page.add(app, self.world, self.clock, self._stopping)
        # A poller that hangs up is forgotten at once, so that the next one is not the second.
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            # asyncio puts the address into `strerror` a second time.
            reason = os.strerror(error.errno) if error.errno else error
            raise StartError(
                f"the sandbox cannot listen on {self.host}:{self.port} ({reason}): stop what "
                "listens there, or run `feuilleton sandbox --port 0`, which takes any free port"
            ) from error
        self.port = self._runner.addresses[0][1]
        log.info("sandbox.started", url=self.url)

    async def stop(self) -> None:
        """Close every connection, also those that wait; nothing happens when it is not running."""
        self._stopping.set()
        self.world.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.stop()

    async def _last_word(self, request: web.Request, response: web.StreamResponse) -> None:
        # A poller that is answered at the stop would ask again on the same connection, and hold it.
        if self._stopping.is_set():
            response.force_close()

    async def _bot_api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _read(request)
        fault = self.faults.take(method, params)
        try:
            self._admit(request.match_info["token"], fault)
            result = await self._done(method, params, fault)
            answer: dict[str, Any] = {"ok": True, "result": result}
        except Refused as refused:
            answer = refused.as_json()
        held = fault is not None and fault.kind in WITHHELD
        self.calls.append(Call(method, params, None if held else answer))
        if fault is not None:
            fault.meet()
            if held:
                await self._withhold(request, fault)
        return web.json_response(answer, status=answer.get("error_code", 200))

    def _admit(self, token: str, fault: Fault | None) -> None:
        """Refuse a wrong token, or every one after an UNAUTHORIZED fault."""
        if fault is not None and fault.kind is Kind.UNAUTHORIZED:
            self.faults.unauthorized = True
        if token != self.token or self.faults.unauthorized:
            raise Refused(401, "Unauthorized")

    async def _done(self, method: str, params: Params, fault: Fault | None) -> object:
        """Do what is asked, unless the fault says otherwise."""
        if fault is not None and fault.kind is Kind.ERROR:
            raise fault.answer()
        if fault is not None and fault.kind is Kind.HANG:
            return None
        known = METHODS.get(method.lower())
        if known is None:
            raise Refused(404, "Not Found: method not found")
        if self.limits is not None:
            self.limits.admit(method, params)
        return await known(self.world, params)

    async def _withhold(self, request: web.Request, fault: Fault) -> None:
        """Never answer: drop the connection now, or when the sandbox stops."""
        if fault.kind is not Kind.ACCEPT_THEN_RESET:
            await self._stopping.wait()
        if request.transport is not None:
            request.transport.abort()


async def _read(request: web.Request) -> Params:
    """Query string, form and JSON are one; the body wins."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except json.JSONDecodeError:
            raise _unreadable() from None
        if not isinstance(body, dict):
            raise _unreadable()
        return Params.of(values | body)
    return Params.of(values | dict(await request.post()))


def _unreadable() -> web.HTTPBadRequest:
    refused = bad_request("can't parse JSON object")
    return web.HTTPBadRequest(text=json.dumps(refused.as_json()), content_type="application/json")
