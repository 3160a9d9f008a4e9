"""Stores texts in groups: a transaction for many takes little longer than one for one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.imports.report import Imported, Report, Suggestion, suggestions
from bot.sources import Found, ImportProblem
from bot.store.additions import Arrival, Moves, Stored
from bot.store.corrections import Match
from bot.store.database import UnstorableError
from bot.store.store import Store
from content.editing import settle
from content.model import Parsed

# An interruption that asks nobody loses so many texts, or what has waited for so long.
MOST, LONGEST_SECONDS = 64, 1.0


@dataclass(frozen=True, slots=True)
class _Settled:
    """A text as it is to be stored; `arrival` is None where there is nothing to store."""

    arrival: Arrival | None
    read: Parsed
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Done:
    """A text that is in the library, and what was read of it."""

    imported: Imported
    read: Parsed


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

    def add(self, one: Found | ImportProblem | Imported) -> None:
        """Take in a text, a problem, or what is known to be in the library already."""
        if not self._waiting:
            self._since = asyncio.get_running_loop().time()
        if isinstance(one, Imported):
            self._paths.setdefault(one.slug, one.path)
        if isinstance(one, Found) and (what := self._against(one)):
            one = ImportProblem(one.path, None, what)
        self._waiting.append(one)

    @property
    def is_full(self) -> bool:
        """Whether it is time to store what is waiting."""
        waited = asyncio.get_running_loop().time() - self._since
        return len(self._waiting) >= MOST or (bool(self._waiting) and waited > LONGEST_SECONDS)

    def report(self, left: int) -> Report:
        """What became of all that was stored."""
        return Report(tuple(self._pieces), tuple(self._problems), tuple(self._suggestions), left)

    def _against(self, found: Found) -> str | None:
        """What speaks against storing a text."""
        slug = found.parsed.piece.slug
        if not found.parsed.piece.fragments:
            return "holds nothing to read but a title or a menu; add its text."
        # Two files of one slug would replace each other at every import.
        other = self._paths.setdefault(slug, found.path)
        if other != found.path:
            return f"its slug {slug} is that of {other} too; rename one of them."
        return None

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
            done += await self._at_once(apart, matches[: len(apart)])
        return done

    async def _at_once(
        self, texts: Sequence[Found], matches: Sequence[Match | None]
    ) -> list[_Done | ImportProblem]:
        """Store texts that have nothing to do with each other in one transaction."""
        pairs = list(zip(texts, matches, strict=True))
        settled = [await self._settled(found.parsed, match) for found, match in pairs]
        arrivals = [one.arrival for one in settled if one.arrival]
        try:
            added = iter(
                await self._store.pieces.add_or_replace_all(arrivals, self._moves, self._now)
            )
        except UnstorableError as error:
            if len(texts) == 1:
                return [ImportProblem(texts[0].path, None, str(error))]
            # One of them keeps the others out, so each comes alone.
            return [one for pair in pairs for one in await self._at_once([pair[0]], [pair[1]])]
        done: list[_Done | ImportProblem] = []
        for (found, match), one in zip(pairs, settled, strict=True):
            stored, slug = Stored.UNCHANGED, match.slug if match else found.parsed.piece.slug
            if one.arrival:
                addition = next(added)
                stored, slug = addition.stored, addition.slug
            fragments, people = len(one.read.piece.fragments), len(one.read.people)
            imported = Imported(found.path, slug, stored, fragments, people, one.kept)
            done.append(_Done(imported, one.read))
        return done

    async def _settled(self, read: Parsed, match: Match | None) -> _Settled:
        """Join a text with what people have corrected in it."""
        if match is None:
            return _Settled(Arrival(read), read)
        if match.same:
            return _Settled(None, read)
        known = await self._store.corrections.known(match.piece_id)
        # Looking for people again takes as long as parsing.
        settled = await asyncio.to_thread(settle, read, known)
        if settled.parsed is not None:
            arrival = Arrival(settled.parsed, settled.edited)
            return _Settled(arrival, settled.parsed, settled.kept)
        if settled.edited is not None:
            await self._store.corrections.keep(match.piece_id, settled.edited)
        return _Settled(None, read, settled.kept)


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
