"""The group in which schedules are tried."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.quay import TEXT
from tests.living import living

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""Ten in Paris."""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A bot with two texts of some paragraphs, and somebody who looks after its library."""
    texts = []
    for name in ("ferry", "lamp"):
        text = tmp_path / f"{name}.txt"
        paragraphs = (f"The {name}, part {number}." for number in range(1, 6))
        text.write_text("\n\n".join(paragraphs), encoding="utf-8")
        texts.append(str(text))
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        operators = [sandbox.world.camille.id]
        async with living(sandbox, tmp_path, library=texts, operators=operators, language="en"):
            yield sandbox


@pytest.fixture
async def quay(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot is still to come, and the text on disk."""
    (tmp_path / "ferry.md").write_text(TEXT, encoding="utf-8")
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        yield sandbox


@pytest.fixture
async def pier(quay: Sandbox, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The same with a bot."""
    async with living(quay, tmp_path, library=[str(tmp_path / "ferry.md")], language="en"):
        yield quay
