"""The way of an import: batches of files are read ahead, groups of texts are stored in order."""

import asyncio
from asyncio import Event, Task
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.imports.reading import Read, Reader, is_text, noted
from bot.imports.report import Imported, Report
from bot.imports.storing import Group
from bot.sources import Found, ImportProblem, Source, texts_in
from bot.store.additions import Moves, Stored
from bot.store.store import Store
from content.parse import READER
from content.slugs import slug_of

Progress = Callable[[int, int], None]
"""Is told how many sources are done, of how many."""

MOST_FILES = 32
# Of larger files, and of what may hold many texts, one text at a time is in memory.
SMALL_BYTES = 256 * 1024
Texts = Sequence[Found | ImportProblem | Imported]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some sources: which are in the library already, by path, and what is read of the small."""

    sources: Sequence[Source]
    unchanged: Mapping[str, Imported]
    small: Sequence[Source]
    read: Task[list[Read]]


async def import_all(
    store: Store,
    sources: Sequence[Source],
    moves: Moves,
    now: datetime,
    progress: Progress,
    stop: Event,
) -> Report:
    """Import sources until `stop` is set; what was read until then is stored."""
    reader, group = Reader(len(sources)), Group(store, moves, now)
    done = 0
    try:
        async with aclosing(_read_ahead(store, sources, reader, stop)) as each:
            async for source, texts in each:
                if stop.is_set() or not await _take_in(source, texts, group, stop):
                    break
                done += 1
                if group.is_full:
                    await group.store()
                    progress(done, len(sources))
        await group.store()
        progress(done, len(sources))
    finally:
        await reader.close()
    return group.report(len(sources) - done)


async def _read_ahead(
    store: Store, sources: Sequence[Source], reader: Reader, stop: Event
) -> AsyncGenerator[tuple[Source, Texts | None], None]:
    """Every source with what is in it, None for one that is not read at once; ends at `stop`."""
    batches, ahead = _batches(sources), deque[_Batch]()
    stopped = asyncio.create_task(stop.wait())
    try:
        while True:
            while len(ahead) < reader.ahead and (some := next(batches, None)):
                ahead.append(await _begin(store, some, reader))
            if not ahead:
                return
            batch = ahead[0]
            # Whoever stops may have ended the reading processes too: what they had is not read
            # once more, file by file, before anybody looks.
            await asyncio.wait({batch.read, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set():
                return
            ahead.popleft()
            read = dict(zip(batch.small, batch.read.result(), strict=True))
            for source in batch.sources:
                known = batch.unchanged.get(source[0])
                yield source, (known,) if known else read.get(source)
    finally:
        stopped.cancel()
        for batch in ahead:
            batch.read.cancel()


async def _begin(store: Store, sources: Sequence[Source], reader: Reader) -> _Batch:
    """Begin to read what is not in the library as it is, or was read by an older reader."""
    slugs = {path: slug_of(Path(path).stem) for path, _ in sources}
    known = await store.pieces.known(slugs.values())
    new = {slug: one for slug, one in known.items() if one.reader >= READER}
    editions = {path: new[slug] for path, slug in slugs.items() if slug in new}
    named = [source for source in sources if source[0] in editions]
    same = await asyncio.to_thread(
        lambda: [path for path, at in named if is_text(at, editions[path].sha256)]
    )
    unchanged = {
        path: Imported(path, slugs[path], Stored.UNCHANGED, one.fragments, one.people)
        for path in same
        for one in [editions[path]]
    }
    small = [one for one in sources if one[0] not in unchanged and _size(one[1]) <= SMALL_BYTES]
    return _Batch(sources, unchanged, small, reader.start(small))


async def _take_in(source: Source, texts: Texts | None, group: Group, stop: Event) -> bool:
    """Take in the texts of a source; whether all of them came."""
    for text in texts or ():
        group.add(text)
    if texts is not None:
        return True
    found = texts_in(*source)
    # A large text takes seconds to parse; readers are answered meanwhile.
    while (one := await asyncio.to_thread(_next, found)) is not None:
        group.add(one)
        if group.is_full:
            await group.store()
        if stop.is_set():
            return False
    return True


def _next(texts: Iterator[Found | ImportProblem]) -> Found | ImportProblem | None:
    text = next(texts, None)
    return noted(text) if isinstance(text, Found) else text


def _batches(sources: Sequence[Source]) -> Iterator[Sequence[Source]]:
    """Some files at a time, small ones together."""
    some: list[Source] = []
    size = 0
    for source in sources:
        some.append(source)
        size += _size(source[1])
        if len(some) == MOST_FILES or size > SMALL_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _size(source: Path | bytes) -> int:
    """How much there is to read at once; more than is small for what may hold many texts."""
    if isinstance(source, bytes):
        return len(source)
    try:
        if source.is_dir() or source.suffix.lower() == ".zip":
            return SMALL_BYTES + 1
        return source.stat().st_size
    except (OSError, ValueError):
        return 0
