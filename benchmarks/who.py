"""How long an answer takes with 100,000 mentions stored: a person, a misspelling, nobody."""

import asyncio
import hashlib
import random
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks import machine
from bot.store.store import Store
from bot.who import Who
from content.model import Fragment, FragmentKind, Parsed, Piece, PieceKind, Source
from content.people import gather

PIECES, PEOPLE, MENTIONS_A_PIECE = 1_000, 10_000, 100
QUESTIONS = 500
AIM = 10.0
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SYLLABLES = (
    "ba",
    "ca",
    "do",
    "fe",
    "gi",
    "lo",
    "ma",
    "ne",
    "pi",
    "ro",
    "sa",
    "tu",
    "vi",
    "zo",
    "lan",
    "tes",
)


def handles(chance: random.Random) -> Sequence[str]:
    """As many different handles as there are people."""
    found: dict[str, None] = {}
    while len(found) < PEOPLE:
        found["_".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(2))] = None
    return tuple(found)


def texts(people: Sequence[str], chance: random.Random) -> Iterator[Parsed]:
    """Texts in which some people are named far more often than others.

    Made without the parser, whose speed is another question.
    """
    weights = [1 / rank for rank in range(1, PEOPLE + 1)]
    for number in range(PIECES):
        named = chance.choices(people, weights, k=MENTIONS_A_PIECE)
        lines = tuple(
            Fragment(FragmentKind.PROSE, f"@{name}, a baker of the town, is named again ({place}).")
            for place, name in enumerate(named)
        )
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        slug, kind, source = f"text-{number}", PieceKind.ESSAY, Source(sha256)
        piece = Piece(slug, kind, slug, None, None, "en", lines, source)
        found = gather(piece)
        yield Parsed(piece, found.people, found.mentions, (), (), sha256, (), found.introductions)


async def measured(
    question: Callable[[str], Awaitable[object]], asked: Sequence[str]
) -> tuple[float, float]:
    """Milliseconds for one question: the median and the 99th percentile."""
    times = []
    for name in asked:
        began = perf_counter()
        await question(name)
        times.append((perf_counter() - began) * 1000)
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[98]


def misspelled(handle: str, chance: random.Random) -> str:
    """The handle with one letter that is not in it."""
    place = chance.randrange(len(handle))
    return handle[:place] + "x" + handle[place + 1 :]


async def main() -> None:
    """Print the median and the 99th percentile of each sort of question."""
    chance = random.Random(7)
    people = handles(chance)
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder)}/who.db")
        for parsed in texts(people, chance):
            await store.pieces.add_or_replace(parsed, lambda old, new: lambda cursor: cursor, NOW)
        who = Who(store)
        asked = chance.choices(people, k=QUESTIONS)
        often = chance.choices(people[:20], k=QUESTIONS)
        sorts = {
            "somebody": asked,
            "one of the 20 most named": often,
            "a misspelling": [misspelled(name, chance) for name in asked],
            "nobody": [hashlib.sha256(name.encode()).hexdigest()[:15] for name in asked],
        }
        print(machine())
        print(f"{PIECES * MENTIONS_A_PIECE:,} mentions of {PEOPLE:,} people in {PIECES:,} texts")
        print(f"{'who is, in ms':28} {'median':>8} {'p99':>8}  aim for p99: < {AIM:.0f}")
        for name, questions in sorts.items():
            p50, p99 = await measured(who.find, [f"@{one}" for one in questions])
            print(f"{name:28} {p50:8.2f} {p99:8.2f}  {'met' if p99 < AIM else 'MISSED'}")
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
