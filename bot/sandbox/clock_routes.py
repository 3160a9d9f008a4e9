"""`/clock` over HTTP: the page moves it, the bot's process follows it."""

import asyncio
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.bell import first
from bot.sandbox.clock import VirtualClock

LONGEST_WAIT = 60.0


def add(app: web.Application, clock: VirtualClock, stopping: asyncio.Event) -> None:
    """Serve this clock; `stopping` ends all waiting."""
    routes = _Routes(clock, stopping)
    app.router.add_get("/clock", routes.read)
    app.router.add_post("/clock", routes.move)


class _Routes:
    def __init__(self, clock: VirtualClock, stopping: asyncio.Event) -> None:
        self.clock = clock
        self.stopping = stopping

    async def read(self, request: web.Request) -> web.Response:
        """Now; with `version`, only once the clock has been moved since, or after `timeout` s."""
        try:
            known = int(request.query.get("version", self.clock.version - 1))
            timeout = min(max(float(request.query.get("timeout", 0)), 0.0), LONGEST_WAIT)
        except ValueError:
            raise web.HTTPBadRequest(text="version and timeout are numbers\n") from None
        if timeout and known == self.clock.version:
            await first(self.clock.moved.wait_past(known), self.stopping.wait(), seconds=timeout)
        return self._state()

    async def move(self, request: web.Request) -> web.Response:
        """`{"advance": seconds}`, `{"set": ISO-8601 with offset}` or `{"offset": seconds}`."""
        try:
            self._move(await request.json())
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise web.HTTPBadRequest(text=f"the clock was not moved: {error}\n") from None
        return self._state()

    def _move(self, order: dict[str, Any]) -> None:
        if "advance" in order:
            self.clock.advance(float(order["advance"]))
        elif "offset" in order:
            self.clock.advance(float(order["offset"]) - self.clock.offset.total_seconds())
        elif "set" in order:
            self.clock.set(datetime.fromisoformat(order["set"]))
        else:
            raise ValueError("say advance, set or offset")

    def _state(self) -> web.Response:
        return web.json_response(
            {
                "now": self.clock.now().isoformat(),
                "offset": self.clock.offset.total_seconds(),
                "version": self.clock.version,
            }
        )
