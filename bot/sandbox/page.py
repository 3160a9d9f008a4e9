"""The chat page: its files and its own small API."""

import asyncio
from importlib import resources

from aiohttp import web

from bot.sandbox.clock import VirtualClock
from bot.sandbox.world import World


def add(app: web.Application, world: World, clock: VirtualClock, stopping: asyncio.Event) -> None:
    """Serve the page of this world."""
    app.router.add_get("/", _index)


async def _index(request: web.Request) -> web.Response:
    folder = resources.files("bot.sandbox") / "page"
    return web.Response(text=str(folder), content_type="text/html")
