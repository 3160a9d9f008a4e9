"""Stores texts in groups: a transaction for many takes little longer than one for one."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.imports.report import Imported, Report, Suggestion, suggestions
from bot.sources import Found, ImportProblem
from bot.store.additions import Addition, Arrival, Moves, Stored
from bot.store.corrections import Match
from bot.store.database import UnstorableError
from bot.store.store import Store
from content.editing import settle
from content.model import Parsed

# An interruption that asks nobody loses so many texts, or what has waited for so long.
MOST, LONGEST_SECONDS = 64, 1.0


@dataclass(frozen=True, slots=True)
class _Settled:
    """A text as it is to be stored; without `arrival` it is in the library, under `slug`."""

    path: str
    arrival: Arrival | None
    read: Parsed
    slug: str
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Done:
    """A text that is in the library, and what was read of it."""

    imported: Imported
    read: Parsed
    gone: str | None = None


class Group:
    """Takes texts in, stores them when it is told to, and keeps the report of all of them."""

    def __init__(self, store: Store, moves: Moves, now: datetime) -> None:
        self._store = store
        self._moves = moves
        self._now = now
        self._waiting: list[Found | ImportProblem | Imported] = []
        self._since = 0.0
        self._paths: dict[str, str] = {}
        self._pieces: list[Imported] = []
        self._problems: list[ImportProblem] = []
        self._suggestions: list[Suggestion] = []
        self._left_out: dict[str, Counter[str]] = {}

    def add(self, one: Found | ImportProblem | Imported) -> None:
        """Take in a text, a problem, or what is known to be in the library already."""
        if not self._waiting:
            self._since = asyncio.get_running_loop().time()
        if isinstance(one, Found) and one.parsed.left_out:
            self._left_out.setdefault(one.path, Counter()).update(one.parsed.left_out)
        if isinstance(one, Found) and not one.parsed.piece.fragments:
            what = "holds nothing to read but a title or a menu; add its text."
            one = ImportProblem(one.path, None, what)
        if isinstance(one, Found) and one.made:
            one = self._called_apart(one)
        if not isinstance(one, ImportProblem):
            slug = one.parsed.piece.slug if isinstance(one, Found) else one.slug
            # Two files of one slug would replace each other at every import.
            other = self._paths.setdefault(slug, one.path)
            if other != one.path:
                what = f"its slug {slug} is that of {other} too; rename one of them."
                one = ImportProblem(one.path, None, what)
        self._waiting.append(one)

    def _called_apart(self, found: Found) -> Found:
        """Number a text of an archive whose slug is taken; within an archive all differ."""
        piece = found.parsed.piece
        slug, numbers = piece.slug, itertools.count(2)
        while slug in self._paths:
            slug = f"{piece.slug}-{next(numbers)}"
        return replace(found, parsed=replace(found.parsed, piece=replace(piece, slug=slug)))

    @property
    def is_full(self) -> bool:
        """Whether it is time to store what is waiting."""
        waited = asyncio.get_running_loop().time() - self._since
        return len(self._waiting) >= MOST or (bool(self._waiting) and waited > LONGEST_SECONDS)

    def report(self, left: int) -> Report:
        """What became of all that was stored."""
        return Report(
            tuple(self._pieces),
            tuple(self._problems),
            tuple(self._suggestions),
            left,
            self._left_out,
        )

    async def store(self) -> None:
        """Store all that is waiting."""
        waiting, self._waiting = self._waiting, []
        done = iter(await self._stored([one for one in waiting if isinstance(one, Found)]))
        for one in waiting:
            told = next(done) if isinstance(one, Found) else one
            if isinstance(told, ImportProblem):
                self._problems.append(told)
            elif isinstance(told, Imported):
                self._pieces.append(told)
            else:
                self._tell(told)

    def _tell(self, done: _Done) -> None:
        path = done.imported.path
        self._pieces.append(done.imported)
        self._problems += (ImportProblem(path, p.line, p.what) for p in done.read.problems)
        if done.gone is not None:
            what = (
                f"took the place of “{done.gone}”, which had the slug {done.imported.slug} and "
                "nothing in common with it; were they two texts, rename one file and import both."
            )
            self._problems.append(ImportProblem(path, None, what))
        if done.imported.stored is not Stored.UNCHANGED:
            self._suggestions += suggestions(path, done.read.piece)

    async def _stored(self, texts: Sequence[Found]) -> list[_Done | ImportProblem]:
        """Store texts as if each came after the one before it was stored."""
        done: list[_Done | ImportProblem] = []
        while len(done) < len(texts):
            apart = _apart(texts[len(done) :])
            matches = await self._store.corrections.matches([one.parsed for one in apart])
            pieces: set[int] = set()
            for count, match in enumerate(matches):
                if match is not None and match.piece_id in pieces:
                    apart = apart[:count]
                    break
                pieces |= {match.piece_id} if match else set()
            pairs = zip(apart, matches, strict=False)
            done += await self._at_once([await self._settled(*pair) for pair in pairs])
        return done

    async def _at_once(self, texts: Sequence[_Settled]) -> list[_Done | ImportProblem]:
        """Store texts that have nothing to do with each other in one transaction."""
        arrivals = [one.arrival for one in texts if one.arrival]
        try:
            added = iter(
                await self._store.pieces.add_or_replace_all(arrivals, self._moves, self._now)
            )
        except UnstorableError as error:
            if len(texts) == 1:
                return [ImportProblem(texts[0].path, None, str(error))]
            # One of them keeps the others out, so each comes alone.
            return [done for one in texts for done in await self._at_once([one])]
        return [_done(one, next(added) if one.arrival else None) for one in texts]

    async def _settled(self, found: Found, match: Match | None) -> _Settled:
        """Join a text with what people have corrected in it."""
        path, read = found.path, found.parsed
        if match is None:
            return _Settled(path, Arrival(read), read, read.piece.slug)
        if match.same and not match.older:
            return _Settled(path, None, read, match.slug)
        if match.older:
            read = replace(read, piece=replace(read.piece, slug=match.slug))
        known = await self._store.corrections.known(match.piece_id)
        # Looking for people again takes as long as parsing.
        settled = await asyncio.to_thread(settle, read, known)
        if settled.parsed is not None:
            arrival = Arrival(settled.parsed, settled.edited, match.older)
            return _Settled(path, arrival, settled.parsed, match.slug, settled.kept)
        if settled.edited is not None:
            await self._store.corrections.keep(match.piece_id, settled.edited)
        return _Settled(path, None, read, match.slug, settled.kept)


def _done(text: _Settled, addition: Addition | None) -> _Done:
    piece, people = text.read.piece, len(text.read.people)
    stored = addition.stored if addition else Stored.UNCHANGED
    slug = addition.slug if addition else text.slug
    imported = Imported(text.path, slug, stored, len(piece.fragments), people, text.kept)
    return _Done(imported, text.read, addition.gone if addition else None)


def _apart(texts: Sequence[Found]) -> Sequence[Found]:
    """The first texts, up to one that may be the same piece as an earlier one."""
    slugs: set[str] = set()
    hashes: set[str] = set()
    for count, found in enumerate(texts):
        piece, sha256 = found.parsed.piece, found.parsed.sha256
        if piece.slug in slugs or sha256 in hashes:
            return texts[:count]
        slugs.add(piece.slug)
        hashes |= {sha256, piece.source.sha256}
    return texts
