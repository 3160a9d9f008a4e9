"""What the journal costs: CPU a post (claim and settle) with 1, 8 and 64 posts at a time.

Run with `make bench`. Each round uses a fresh database and posts the same number of fragments; the
sizes take turns, so that a slow moment of the machine hits all of them.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime

from bot.model import Claim, Cursor, Delivery, Run, Sent, Settlement, Target
from bot.store.store import Store
from content.parse import parse

SIZES = (1, 8, 64)
POSTS = 512
ROUNDS = 7
NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def post(store: Store, run: Run, number: int) -> None:
    """Claim and settle the next step of a run."""
    standing = replace(run, cursor=Cursor(number), fence=run.fence + number)
    claim = Claim(standing, f"tap:{run.id}:{number}", Cursor(number + 1), False, None)
    delivery = await store.writer.claim(claim)
    assert isinstance(delivery, Delivery)
    await store.writer.settle(Settlement(delivery, Sent(number + 1), NOW))


async def measure(size: int) -> tuple[float, float]:
    """CPU and wall time of one post in microseconds, with `size` chats posting at once."""
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/journal.db")
        text = parse("One.\n\nTwo.", "text")
        piece = await store.pieces.add_or_replace(text, lambda old, new: lambda c: c, NOW)
        runs = [
            await store.runs.start(
                Target(1, chat),
                piece.piece_id,
                Cursor(),
                language="en",
                started_by=1,
                now=NOW,
            )
            for chat in range(size)
        ]
        cpu, wall = time.process_time(), time.perf_counter()
        for number in range(POSTS // size):
            await asyncio.gather(*(post(store, run, number) for run in runs))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        await store.close()
        return cpu / POSTS * 1e6, wall / POSTS * 1e6


def main() -> None:
    """Print the medians and how much cheaper a post is than alone."""
    rounds: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size in SIZES:
            rounds[size].append(asyncio.run(measure(size)))
    print(f"journal: {POSTS} posts, median of {ROUNDS} interleaved rounds")
    print(f"{'at a time':>10} {'CPU µs':>8} {'wall µs':>8} {'cheaper by':>11}")
    alone = statistics.median(cpu for cpu, _ in rounds[SIZES[0]])
    for size in SIZES:
        cpu = statistics.median(cpu for cpu, _ in rounds[size])
        wall = statistics.median(wall for _, wall in rounds[size])
        print(f"{size:>10} {cpu:>8.0f} {wall:>8.0f} {alone / cpu:>10.1f}x")


if __name__ == "__main__":
    main()
