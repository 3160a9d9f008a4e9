"""Files are read in other processes, in their order; one that cannot be read stops no other."""

import os
from collections.abc import AsyncIterator, Callable

import pytest

from bot.imports import reading
from bot.imports.reading import MANY, Read, Reader
from bot.sources import Found


class Deadly:
    """Ends the process that it is sent to."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        """What the other process does to have it."""
        return os._exit, (1,)


@pytest.fixture
async def reader(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reader]:
    """Two processes."""
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(reading, "FEW", 0)
    made = Reader(MANY)
    yield made
    await made.close()


def told(read: list[Read]) -> list[str]:
    """The slugs of the texts, and the problems."""
    texts = [one for texts in read for one in texts]
    return [one.parsed.piece.slug if isinstance(one, Found) else str(one) for one in texts]


async def test_in_their_order(reader: Reader) -> None:
    """Batches are read side by side, and each task has its own texts."""
    assert reader.ahead > 1
    tasks = [reader.start([(f"t{number}.txt", b"A text.")] * 2) for number in range(5)]
    assert [told(await task) for task in tasks] == [[f"t{number}"] * 2 for number in range(5)]


async def test_few_files_need_no_process() -> None:
    """They are read in this one."""
    reader = Reader(MANY - 1)
    assert told(await reader.start([("a.txt", b"A text."), ("b.txt", b" ")])) == [
        "a",
        "b.txt: is empty; nothing to read.",
    ]
    assert reader.ahead == 1
    await reader.close()


async def test_a_fault_is_one_line(reader: Reader) -> None:
    """A file that the parser stumbles over is a problem; one that ends its process is another."""
    batch = [("a.txt", b"One."), ("odd.txt", 7), ("deadly.txt", Deadly()), ("b.txt", b"Two.")]
    others = reader.start([("c.txt", b"Three.")])
    a, odd, deadly, b = told(await reader.start(batch))
    assert (a, b) == ("a", "b")
    assert odd.startswith("odd.txt: cannot be read; please report it: TypeError")
    assert deadly == "deadly.txt: ends the process that reads it; left out."
    assert told(await others) == ["c"]
    assert told(await reader.start([("d.txt", b"Four.")])) == ["d"]
