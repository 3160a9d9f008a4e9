"""How fast 10,000 generated texts come in, unchanged ones again, and after an interruption."""

import asyncio
import os
import random
import re
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from threading import Event, Thread
from time import perf_counter

from benchmarks import FEUILLETON, machine, program
from content.given_names import GIVEN_NAMES

TEXTS = 10_000
AIM = 200
WATCH_SECONDS = 0.25
PEOPLE = 4_000
_SYLLABLES = "ba ca do fe gi lo ma ne pi ro sa tu vi zo lan tes"
SYLLABLES = _SYLLABLES.split()
SENTENCES = (
    "The last ferry of the year left an hour late and nobody complained.",
    "I counted the lamps along the quay, and one more was dark than yesterday.",
    "Nobody had told the baker that the bridge was closed.",
    "We carried the piano up four floors, one step at a time.",
    "It rained for so long that the clocks in the tower ran slow.",
    "Somebody had written the prices in chalk, and the rain was reading them.",
    "{name} said that the tide would wait for us.",
    "According to {name}, the old map shows a street that is still there.",
    "Ask @{handle} about the keys.",
    "@{handle} kept the lists for thirty years.",
    "I owe the next part to {name} (@{handle}), who keeps the archive.",
    "Follow @{handle} if you want to know how the bell was found.",
)
QUESTIONS = (
    "How did you come to the harbour?",
    "What did the others say?",
    "Is there anybody who still remembers?",
    "What happened to the piano?",
    "Who should read this?",
)
Somebody = tuple[str, str]


def people(chance: random.Random) -> Sequence[Somebody]:
    """Names with handles, each once."""
    given = sorted(name for name in GIVEN_NAMES if name.isalpha())
    found: dict[str, Somebody] = {}
    while len(found) < PEOPLE:
        first = chance.choice(given).title()
        family = "".join(chance.choices(SYLLABLES, k=3)).title()
        handle = f"{first[:4]}_{family}".lower()
        found[handle] = f"{first} {family}", handle
    return tuple(found.values())


def said(chance: random.Random, named: Sequence[Somebody]) -> str:
    """Two sentences, which may name somebody."""
    name, handle = chance.choice(named)
    return " ".join(chance.sample(SENTENCES, k=2)).format(name=name, handle=handle)


def front_matter(slug: str, kind: str, author: Somebody) -> str:
    """The head of a text in the canonical form."""
    name, handle = author
    return (
        f"---\nslug: {slug}\nkind: {kind}\ntitle: Of {slug}\nauthor:\n  name: {name}\n"
        f"  handle: {handle}\ndate: 2019-04-01\nlanguage: en\n---\n"
    )


def canonical_thread(slug: str, chance: random.Random, named: Sequence[Somebody]) -> str:
    """Twelve tweets and two replies."""
    tweets = (f"[{n}/12]\n{said(chance, named)}\n" for n in range(1, 13))
    replies = (f"[reply, {n}, @{h}, 2019-04-02]\n{said(chance, named)}\n" for n, h in named[1:3])
    return front_matter(slug, "thread", named[0]) + "\n".join((*tweets, *replies))


def plain_thread(slug: str, chance: random.Random, named: Sequence[Somebody]) -> str:
    """Twelve numbered tweets, each signed, as a page prints them."""
    name, handle = named[0]
    tweets = (
        f"{n}/12 {said(chance, named)}\n— {name} (@{handle}) 3 mars 2014" for n in range(1, 13)
    )
    return f"Of {slug}, a thread by @{handle}\n\n" + "\n\n".join(tweets)


def canonical_interview(slug: str, chance: random.Random, named: Sequence[Somebody]) -> str:
    """Five questions with their answers."""
    turns = (f"[question]\n{one}\n\n[answer]\n{said(chance, named)}\n" for one in QUESTIONS)
    return front_matter(slug, "interview", named[0]) + "\n".join(turns)


def plain_interview(slug: str, chance: random.Random, named: Sequence[Somebody]) -> str:
    """The same with labels."""
    name, _ = named[0]
    turns = (f"Interviewer: {one}\n\n{name}: {said(chance, named)}" for one in QUESTIONS)
    return f"Of {slug}, with {name}\n\n" + "\n\n".join(turns)


SORTS: tuple[Callable[[str, random.Random, Sequence[Somebody]], str], ...] = (
    canonical_thread,
    plain_thread,
    canonical_interview,
    plain_interview,
)


def write(folder: Path) -> int:
    """Write the texts into folders of 500; give how many characters they have."""
    chance = random.Random(7)
    everybody, size = people(chance), 0
    for number in range(TEXTS):
        slug = f"text-{number:05}"
        sort = SORTS[number % len(SORTS)]
        text = sort(slug, chance, chance.sample(everybody, k=6))
        path = folder / f"{number // 500:02}" / f"{slug}.{'md' if text.startswith('-') else 'txt'}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text)
    return size


def stored(database: Path) -> int:
    """How many texts are in; before there is a file, none."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM piece").fetchone()[0])


def rows(database: Path) -> Iterator[tuple[object, ...]]:
    """All rows that an import makes, but for the time it was."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        for (name,) in sorted(names):
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            listed = ", ".join(f'"{one}"' for one in columns if one != "imported_at")
            yield name, listed
            yield from connection.execute(f'SELECT {listed} FROM "{name}" ORDER BY {listed}')


async def imported(texts: Path, database: Path, until: int | None) -> str:
    """Run `feuilleton import`, interrupted when `until` files are done; give its last line."""
    command = (FEUILLETON, "import", str(texts))
    async with program(*command, cwd=texts, database=database) as process:
        while until is not None and (line := (await process.stderr.readline()).decode()):
            done = re.match(r"Importing: ([\d,]+) of", line)
            if done and int(done[1].replace(",", "")) >= until:
                process.send_signal(signal.SIGINT)
                break
        out, _ = await process.communicate()
    return out.decode().splitlines()[-1]


def family(parent: int) -> list[int]:
    """A process and all that it started."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    children = [int(child) for one in tasks for child in one.read_text().split()]
    return [parent, *(process for child in children for process in family(child))]


def memory() -> float:
    """MB that the processes started here have now, shared pages in shares."""
    try:
        rollups = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(os.getpid())[1:]]
    except OSError:
        return 0.0
    return sum(int(kb) for text in rollups for kb in re.findall(r"^Pss: +(\d+)", text, re.M)) / 1024


def watched(done: Event, peak: list[float]) -> None:
    """Note the most memory until it is done."""
    while not done.wait(WATCH_SECONDS):
        peak.append(memory())


def measured(what: str, texts: Path, database: Path, until: int | None = None) -> float:
    """Import once, print what it took, and give the texts a second."""
    done, peak = Event(), [0.0]
    watch = Thread(target=watched, args=(done, peak))
    before, was = stored(database), getrusage(RUSAGE_CHILDREN)
    watch.start()
    began = perf_counter()
    try:
        line = asyncio.run(imported(texts, database, until))
    finally:
        took, now = perf_counter() - began, getrusage(RUSAGE_CHILDREN)
        done.set()
        watch.join()
    cpu = now.ru_utime + now.ru_stime - was.ru_utime - was.ru_stime
    count = stored(database) - before or TEXTS
    print(
        f"{what:18} {count:6,} texts in {took:6.1f} s: {count / took:6.0f} a second, "
        f"{cpu:6.1f} s of CPU, {max(peak):4.0f} MB at most\n    {line}",
        flush=True,
    )
    return count / took


def main() -> None:
    """Print the table; the processes' own start is counted."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, one, two = folder / "texts", folder / "one.db", folder / "two.db"
        texts.mkdir()
        print(f"{TEXTS:,} texts, {write(texts) >> 10:,} KB")
        rate = measured("new", texts, one)
        print(f"aim: > {AIM} a second: {'met' if rate > AIM else 'MISSED'}")
        measured("again, unchanged", texts, one)
        measured("interrupted", texts, two, until=TEXTS // 4)
        measured("repeated", texts, two)
        same = all(a == b for a, b in zip(rows(one), rows(two), strict=True))
        print(f"{one.stat().st_size >> 20} MB; after the last two the rows are", end=" ")
        print("the same" if same else "NOT THE SAME")


if __name__ == "__main__":
    main()
