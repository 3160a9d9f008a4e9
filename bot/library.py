"""The library's use cases: texts come in from files, and are found again."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.model import Cursor
from bot.settings import Settings
from bot.sources import ImportProblem, Source, files_in, texts_in
from bot.store.additions import Stored
from bot.store.database import UnstorableError
from bot.store.pieces import Summary
from bot.store.store import Store
from content.editing import decide, look_through, settle
from content.fragments import steps
from content.model import Fragment, FragmentKind, Parsed, Piece
from content.readers import Unreadable
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
]

# So many fragments a line names.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A note that acts until somebody decides; `fragments` count from 1."""

    path: str
    slug: str
    note: str
    fragments: tuple[int, ...]

    def __str__(self) -> str:
        """What it says, about what, and what to do."""
        listed = ", ".join(map(str, self.fragments[:SHOWN]))
        more = ", ..." if len(self.fragments) > SHOWN else ""
        noun = "fragment" if len(self.fragments) == 1 else "fragments"
        return (
            f"{self.path}: {self.note} ({noun} {listed}{more}): shown as a content note until "
            f'somebody decides: feuilleton note {self.slug} "TEXT" or --none'
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """One text that is in the library now; `path` is where it was read.

    `kept` is how many corrections of an earlier reading were made again.
    """

    path: str
    slug: str
    stored: Stored
    fragments: int
    people: int
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    pieces: tuple[Imported, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

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
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        """Import files and folders, in sorted order; a bad file never stops the rest.

        `progress` is told how many texts are done, of how many.
        """
        problems: list[ImportProblem] = []
        files = [path for root in paths for path in files_in(root, problems)]
        report = await self._import([(str(path), path) for path in files], now, progress)
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
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        pieces: list[Imported] = []
        problems: list[ImportProblem] = []
        suggestions: list[Suggestion] = []
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
                    piece, read = await self._store_one(place, read, now)
                    pieces.append(piece)
                    problems += (ImportProblem(place, p.line, p.what) for p in read.problems)
                    if piece.stored is not Stored.UNCHANGED:
                        suggestions += _suggestions(place, read.piece)
                except (Unreadable, UnstorableError) as error:
                    what = str(error).removeprefix(f"{place} ")
                    problems.append(ImportProblem(place, None, what))
            if progress is not None:
                progress(done, len(sources))
        return Report(tuple(pieces), tuple(problems), tuple(suggestions))

    async def _store_one(self, path: str, read: Parsed, now: datetime) -> tuple[Imported, Parsed]:
        """Store a text with what people have corrected in it; what is stored is given, too."""
        match = await self._store.corrections.match(read.sha256, read.piece.slug)
        added, kept = None, 0
        if match is None or not match.same:
            known = await self._store.corrections.known(match.piece_id) if match else None
            # Looking for people again takes as long as parsing.
            settled = await asyncio.to_thread(settle, read, known)
            kept = settled.kept
            if settled.parsed is not None:
                read = settled.parsed
                added = await self._store.pieces.add_or_replace(read, places, now, settled.edited)
            elif match is not None and settled.edited is not None:
                await self._store.corrections.keep(match.piece_id, settled.edited)
        stored = added.stored if added else Stored.UNCHANGED
        slug = added.slug if added else match.slug if match else read.piece.slug
        fragments, people = len(read.piece.fragments), len(read.people)
        return Imported(path, slug, stored, fragments, people, kept), read

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
                found += _suggestions(seen.piece.slug, seen.piece)
        return tuple(found)


def _suggestions(path: str, piece: Piece) -> Iterator[Suggestion]:
    if piece.suggested and piece.note:
        about = [n for n, fragment in enumerate(piece.fragments, 1) if piece.is_noted(fragment)]
        yield Suggestion(path, piece.slug, piece.note, tuple(about))


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
