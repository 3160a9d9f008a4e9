"""The library's use cases: texts come in from files, and are found again."""

import asyncio
from asyncio import Event
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.imports.importing import Progress, import_all
from bot.imports.report import Imported, Report, Suggestion, suggestions
from bot.model import Cursor
from bot.settings import Settings
from bot.sources import ImportProblem, Source, files_in
from bot.store.additions import Stored
from bot.store.pieces import Summary
from bot.store.store import Store
from content.becoming import become
from content.editing import decide, look_through
from content.fragments import steps
from content.model import Fragment, FragmentKind, Piece
from content.samples import samples
from content.slugs import slug_of

__all__ = [
    "ImportProblem",
    "Imported",
    "Library",
    "Report",
    "Stored",
    "Suggestion",
    "Summary",
    "places",
    "prints",
]


class Library:
    """Imports, lists and finds texts. Every method raises StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def at_start(self, settings: Settings, now: datetime) -> Report:
        """Import what LIBRARY names, new or changed, else the samples.

        In Telegram the samples leave once there is something else; the sandbox keeps them.
        """
        old = await self._look_through_old()
        report = await self.import_paths(settings.library, now)
        shipped = {slug_of(Path(sample.name).stem) for sample in samples()}
        stored, _ = await self._store.pieces.list()
        in_sandbox = settings.clock_url is not None
        has_others = not shipped.issuperset(one.slug for one in stored)
        if not settings.library and (in_sandbox or not has_others):
            return await self.import_samples(now)
        report = replace(report, suggestions=old + report.suggestions)
        if has_others and not in_sandbox:
            await self._store.pieces.retire(shipped)
        return report

    async def import_paths(
        self,
        paths: Sequence[Path],
        now: datetime,
        progress: Progress | None = None,
        stop: Event | None = None,
    ) -> Report:
        """Import files and folders, in sorted order; a bad file never stops the rest.

        `progress` is told how many of them are done, of how many. Once `stop` is set, what was
        read is stored, and the report says how much is left.
        """
        problems: list[ImportProblem] = []
        files = [path for root in paths for path in files_in(root, problems)]
        report = await self._import([(str(path), path) for path in files], now, progress, stop)
        return replace(report, problems=(*problems, *report.problems))

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
        progress: Progress | None = None,
        stop: Event | None = None,
    ) -> Report:
        told = progress or (lambda done, of: None)
        return await import_all(self._store, sources, places, now, told, stop or Event())

    async def note(self, slug: str, note: str | None) -> Piece | None:
        """Decide on the content note of a text, and give the text; None if it is not there.

        An empty note says that there is none; without a note the suggestion acts again.
        """
        stored = await self._store.pieces.by_slug(slug)
        known = await self._store.corrections.known(stored.id) if stored else None
        if stored is None or known is None:
            return None
        decided = await asyncio.to_thread(decide, known, note)
        await self._store.corrections.decide(stored.id, decided)
        return decided.piece

    async def _look_through_old(self) -> tuple[Suggestion, ...]:
        """Suggest notes for the texts of an older version, which suggested none."""
        found: list[Suggestion] = []
        for piece_id in await self._store.corrections.unseen():
            known = await self._store.corrections.known(piece_id)
            if known is not None:
                seen = await asyncio.to_thread(look_through, known)
                await self._store.corrections.decide(piece_id, seen)
                found += suggestions(seen.piece.slug, seen.piece)
        return tuple(found)


Print = tuple[FragmentKind, str, int]
"""A fragment's kind and text, and how many such came before: what it is known by."""


def prints(fragments: Sequence[Fragment]) -> tuple[Print, ...]:
    """By which the fragments of a text are known again in another edition of it."""
    seen: dict[tuple[FragmentKind, str], int] = {}
    found = []
    for fragment in fragments:
        key = fragment.kind, fragment.text
        found.append((*key, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return tuple(found)


def places(old: Piece, new: Piece) -> Callable[[Cursor], Cursor]:
    """Where a run that is about to post a place of the old text goes on in the new one.

    At the step that starts with the same fragment, in the same part if the whole step is the
    same; else at what that step has become, or after the nearest earlier fragment that both texts
    have, a few words changed or none.
    """
    was, now = prints(old.fragments), prints(new.fragments)
    old_steps, new_steps = steps(old.fragments), steps(new.fragments)
    starts = {now[step.first]: number for number, step in enumerate(new_steps)}
    after = {
        now[index]: number + 1
        for number, step in enumerate(new_steps)
        for index in range(step.first, step.last)
    }

    # Most that is replaced is read by nobody.
    became = cache(lambda: become(old, new))

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
        mended = (one.step for one in became()[cursor.step : cursor.step + 1])
        number = next(mended, None)
        if number is not None:
            return Cursor(number)
        steps_before = (one.step + 1 for one in became()[: cursor.step] if one.step is not None)
        earlier = (after[mark] for mark in reversed(was[:first]) if mark in after)
        return Cursor(max(next(earlier, 0), max(steps_before, default=0)))

    return place
