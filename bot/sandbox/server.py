"""The sandbox: a Bot API server, a chat page and a clock on one local port."""

import asyncio
import json
import os
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

import structlog
from aiohttp import web

from bot.errors import StartError
from bot.sandbox import clock_routes, guard, page
from bot.sandbox.answers import Refused
from bot.sandbox.bell import until
from bot.sandbox.clock import VirtualClock
from bot.sandbox.faults import Fault, Faults, Json, Kind
from bot.sandbox.limits import Limits
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params, read
from bot.sandbox.world import World

log = structlog.get_logger(__name__)

TOKEN = "1234567:sandbox-token-of-no-use-anywhere-else"  # noqa: S105 - opens nothing but this
DROPPED = frozenset((Kind.RESET, Kind.ACCEPT_THEN_RESET, Kind.ACCEPT_LATE))
REMEMBERED = 10_000
LARGEST_REQUEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot; `answer` is None when none was sent."""

    method: str
    params: Params
    answer: Json | None


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
        params = await read(request)
        work = partial(self._answer, request.match_info["token"], method, params)
        fault = self.faults.take(method, params)
        answer = await work() if fault is None else await self._spoilt(fault, work)
        self.calls.append(Call(method, params, answer))
        if fault is not None:
            fault.meet()
        if answer is None:
            await self._withhold(request, fault)
            return web.Response()
        if fault is not None and fault.kind is Kind.CUT_JSON:
            text = json.dumps(answer)
            return web.Response(text=text[: len(text) // 2], content_type="application/json")
        return web.json_response(answer, status=answer.get("error_code", 200))

    async def _spoilt(self, fault: Fault, work: Callable[[], Awaitable[Json]]) -> Json | None:
        """What a request gets that meets a fault; None for no answer."""
        match fault.kind:
            case Kind.ERROR:
                return fault.answer().as_json()
            case Kind.UNAUTHORIZED:
                self.faults.unauthorized = True
            case Kind.HANG | Kind.RESET:
                return None
            case Kind.ACCEPT_THEN_HANG | Kind.ACCEPT_THEN_RESET:
                await work()
                return None
            case Kind.ACCEPT_LATE:
                fault.postpone(work)
                return None
            case Kind.SLOW:
                answered = fault.postpone(work)
                fault.meet()
                await until(answered)
                return answered.result()
        return await work()

    async def _answer(self, token: str, method: str, params: Params) -> Json:
        try:
            return {"ok": True, "result": await self._done(token, method, params)}
        except Refused as refused:
            return refused.as_json()

    async def _done(self, token: str, method: str, params: Params) -> object:
        """Do what is asked."""
        if token != self.token or self.faults.unauthorized:
            raise Refused(401, "Unauthorized")
        known = METHODS.get(method.lower())
        if known is None:
            raise Refused(404, "Not Found: method not found")
        if self.limits is not None:
            self.limits.admit(method, params)
        return await known(self.world, params)

    async def _withhold(self, request: web.Request, fault: Fault | None) -> None:
        """Never answer: drop the connection now, or when the sandbox stops."""
        if fault is None or fault.kind not in DROPPED:
            await self._stopping.wait()
        if request.transport is not None:
            request.transport.abort()
