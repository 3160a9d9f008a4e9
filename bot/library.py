"""The library's use cases: texts come in from files, and are found again."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.model import Cursor
from bot.settings import Settings
from bot.sources import ImportProblem, Source, files_in, texts_in
from bot.store.database import UnstorableError
from bot.store.pieces import Stored, Summary
from bot.store.store import Store
from content.fragments import steps
from content.model import Fragment, FragmentKind, Parsed, Piece
from content.readers import Unreadable
from content.samples import samples
from content.slugs import slug_of

__all__ = ["ImportProblem", "Imported", "Library", "Report", "Stored", "Summary", "places"]


@dataclass(frozen=True, slots=True)
class Imported:
    """One text that is in the library now; `path` is where it was read."""

    path: str
    slug: str
    stored: Stored
    fragments: int
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    pieces: tuple[Imported, ...] = ()
    problems: tuple[ImportProblem, ...] = ()

    def count(self, stored: Stored) -> int:
        """How many texts were added, replaced or left unchanged."""
        return sum(piece.stored is stored for piece in self.pieces)


class Library:
    """Imports, lists and finds texts. Every method raises StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def at_start(self, settings: Settings, now: datetime) -> Report:
        """Import what LIBRARY names, new or changed, else the samples.

        In Telegram the samples leave once there is something else; the sandbox keeps them.
        """
        report = await self.import_paths(settings.library, now)
        shipped = {slug_of(Path(sample.name).stem) for sample in samples()}
        stored, _ = await self._store.pieces.list()
        in_sandbox = settings.clock_url is not None
        has_others = not shipped.issuperset(one.slug for one in stored)
        if not settings.library and (in_sandbox or not has_others):
            return await self.import_samples(now)
        if has_others and not in_sandbox:
            await self._store.pieces.retire(shipped)
        return report

    async def import_paths(
        self,
        paths: Sequence[Path],
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        """Import files and folders, in sorted order; a bad file never stops the rest.

        `progress` is told how many texts are done, of how many.
        """
        problems: list[ImportProblem] = []
        files = [path for root in paths for path in files_in(root, problems)]
        report = await self._import([(str(path), path) for path in files], now, progress)
        return Report(report.pieces, (*problems, *report.problems))

    async def import_samples(self, now: datetime) -> Report:
        """Import the texts that ship with feuilleton."""
        return await self._import([(sample.name, sample.data) for sample in samples()], now)

    async def page(self, offset: int, limit: int) -> tuple[tuple[Summary, ...], int]:
        """Some of all texts by title, and how many there are."""
        return await self._store.pieces.list((), offset, limit)

    async def find(self, words: str, limit: int) -> tuple[tuple[Summary, ...], int]:
        """The text with exactly this slug, else the first that have all words, and how many."""
        exact = await self._store.pieces.summaries([words.strip()])
        if exact:
            return tuple(exact.values()), 1
        return await self._store.pieces.list(words.split(), 0, limit)

    async def first(self, language: str) -> Summary | None:
        """A text to begin with, in this language if there is one."""
        found, _ = await self._store.pieces.list()
        own = [one for one in found if one.language == language]
        return next(iter(own or found), None)

    async def _import(
        self,
        sources: Sequence[Source],
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        pieces: list[Imported] = []
        problems: list[ImportProblem] = []
        paths: dict[str, str] = {}
        for done, (path, source) in enumerate(sources, 1):
            texts = texts_in(path, source)
            # A large text takes seconds to parse; readers are answered meanwhile.
            while (text := await asyncio.to_thread(next, texts, None)) is not None:
                if isinstance(text, ImportProblem):
                    problems.append(text)
                    continue
                place, read = text.path, text.parsed
                try:
                    _check_content(read.piece, place)
                    _check_slug(read.piece.slug, place, paths)
                    pieces.append(await self._store_one(place, read, now))
                    problems += (ImportProblem(place, p.line, p.what) for p in read.problems)
                except (Unreadable, UnstorableError) as error:
                    what = str(error).removeprefix(f"{place} ")
                    problems.append(ImportProblem(place, None, what))
            if progress is not None:
                progress(done, len(sources))
        return Report(tuple(pieces), tuple(problems))

    async def _store_one(self, path: str, parsed: Parsed, now: datetime) -> Imported:
        stored = await self._store.pieces.add_or_replace(parsed, places, now)
        fragments, people = len(parsed.piece.fragments), len(parsed.people)
        return Imported(path, stored.slug, stored.stored, fragments, people)


def _check_content(piece: Piece, path: str) -> None:
    if not piece.fragments:
        raise Unreadable(f"{path} holds nothing to read but a title or a menu; add its text.")


def _check_slug(slug: str, path: str, paths: dict[str, str]) -> None:
    """Two files of one slug would replace each other at every import."""
    other = paths.setdefault(slug, path)
    if other != path:
        raise Unreadable(f"its slug {slug} is that of {other} too; rename one of them.")


Print = tuple[FragmentKind, str, int]
"""A fragment's kind and text, and how many such came before: what it is known by."""


def _prints(fragments: Sequence[Fragment]) -> tuple[Print, ...]:
    seen: dict[tuple[FragmentKind, str], int] = {}
    prints = []
    for fragment in fragments:
        key = fragment.kind, fragment.text
        prints.append((*key, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return tuple(prints)


def places(old: Piece, new: Piece) -> Callable[[Cursor], Cursor]:
    """Where a run that is about to post a place of the old text goes on in the new one.

    At the step that starts with the same fragment, in the same part if the whole step is the
    same; else after the nearest earlier fragment that both texts have.
    """
    was, now = _prints(old.fragments), _prints(new.fragments)
    old_steps, new_steps = steps(old.fragments), steps(new.fragments)
    starts = {now[step.first]: number for number, step in enumerate(new_steps)}
    after = {
        now[index]: number + 1
        for number, step in enumerate(new_steps)
        for index in range(step.first, step.last)
    }

    def place(cursor: Cursor) -> Cursor:
        first = len(was)
        if cursor.step < len(old_steps):
            step = old_steps[cursor.step]
            first = step.first
            number = starts.get(was[first])
            if number is not None:
                match = new_steps[number]
                same = was[first : step.last] == now[match.first : match.last]
                return Cursor(number, cursor.part if same else 0)
        earlier = (after[mark] for mark in reversed(was[:first]) if mark in after)
        return Cursor(next(earlier, 0))

    return place
