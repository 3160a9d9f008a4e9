"""A database with this version's tables, made once and then copied.

The steps that make them take a second of every ten tests, and have tests of their own.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from bot.store import sqlite
from bot.store.migrations import upgrade


def prepared(path: Path) -> str:
    """Put an empty database at `path` unless there is one; its address."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_made())
    return _address(path)


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        engine = sqlite.reader(make_url(_address(path)), timeout=10)
        with engine.execution_options(writes=True).begin() as connection:
            upgrade(connection, path)
        engine.dispose()
        return path.read_bytes()


def _address(path: Path) -> str:
    return f"{sqlite.SCHEME}:///{path}"
