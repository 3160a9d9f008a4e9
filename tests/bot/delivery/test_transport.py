"""The transport: which proxy it takes."""

import pytest
from telegram.ext import ExtBot

from bot.delivery import transport
from bot.sandbox.server import Sandbox

PROXIES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY")


@pytest.mark.parametrize(("spared", "passed"), [("", 0), ("localhost,elsewhere.invalid", 1)])
async def test_the_machines_proxy_is_taken(
    monkeypatch: pytest.MonkeyPatch, spared: str, passed: int
) -> None:
    """The sandbox is the proxy: it is asked for a server that is none, unless that is spared."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    async with Sandbox() as proxy, Sandbox() as sandbox:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", spared)
        url = sandbox.url.replace("127.0.0.1", "localhost")
        request = transport.for_posts()
        async with ExtBot(sandbox.token, base_url=f"{url}/bot", request=request):
            pass
        assert (len(proxy.calls), len(sandbox.calls)) == (1 - passed, passed)
