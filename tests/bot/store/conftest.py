"""A store in a file of its own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.store import Store
from tests.prepared import prepared


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database in a folder that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path}/data/test.db"


@pytest.fixture
async def store(url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An open store with no lock to wait for."""
    prepared(tmp_path / "data/test.db")
    opened = await Store.open(url, busy_timeout=0.05)
    yield opened
    await opened.close()
