"""A sandbox for each test, a real PTB bot on it, and bare HTTP for what PTB would never send."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox

Ask = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox on a free port."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def opened(sandbox: Sandbox) -> Sandbox:
    """The same, with Camille's private chat open and her first update confirmed away."""
    world = sandbox.world
    world.say(world.camille, world.private(world.camille), "/start")
    world.updates.drop()
    return sandbox


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A session for malformed requests."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ask(sandbox: Sandbox, http: aiohttp.ClientSession) -> Ask:
    """Call a method with a JSON body: status and answer."""

    async def call(method: str, token: str = "", **params: Any) -> tuple[int, dict[str, Any]]:
        url = f"{sandbox.url}/bot{token or sandbox.token}/{method}"
        async with http.post(url, json=params) as answer:
            return answer.status, await answer.json()

    return call


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    """PTB's bot, over real HTTP."""
    client: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot")
    async with client:
        yield client
