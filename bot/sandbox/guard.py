"""Keeps other web sites out: pages of foreign origins, and names that point to this machine."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOCAL = frozenset(("127.0.0.1", "localhost", "::1"))


@web.middleware
async def local_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """403 unless Host names this machine and Origin, if there is one, is the page itself."""
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    if urlsplit(f"//{host}").hostname not in LOCAL:
        raise web.HTTPForbidden(text="The sandbox answers to localhost and 127.0.0.1 only.\n")
    if origin is not None and origin != f"http://{host}":
        raise web.HTTPForbidden(text="The sandbox answers to its own page only.\n")
    return await handler(request)
