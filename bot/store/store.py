"""The store: one open database and all that is kept in it."""

from dataclasses import dataclass

from bot.clock import Clock, SystemClock
from bot.store.acquaintances import Acquaintances
from bot.store.boards import Boards
from bot.store.candidates import CandidateRepository
from bot.store.carrying import Carrying
from bot.store.chats import Chats
from bot.store.corrections import CorrectionRepository
from bot.store.database import Database
from bot.store.doubts import Doubts
from bot.store.forwards import Forwards
from bot.store.journal import Journal
from bot.store.outdated import OutdatedRepository
from bot.store.people import PeopleRepository
from bot.store.pieces import PieceRepository
from bot.store.retractions import Retractions
from bot.store.runs import RunRepository
from bot.store.schedules import Schedules
from bot.store.sqlite import ProcessLock
from bot.store.updates import Updates
from bot.store.waits import Waits
from bot.store.warnings import Warnings
from bot.store.writer import Writer
from bot.store.zones import Zones


@dataclass(frozen=True, slots=True)
class Store:
    """What is kept, by what it is about. Every method of every part raises StoreError."""

    database: Database
    pieces: PieceRepository
    corrections: CorrectionRepository
    people: PeopleRepository
    candidates: CandidateRepository
    runs: RunRepository
    schedules: Schedules
    chats: Chats
    boards: Boards
    zones: Zones
    forwards: Forwards
    carrying: Carrying
    journal: Journal
    doubts: Doubts
    retractions: Retractions
    outdated: OutdatedRepository
    acquaintances: Acquaintances
    writer: Writer
    updates: Updates
    waits: Waits
    warnings: Warnings
    lock: ProcessLock | None

    @classmethod
    async def open(
        cls,
        url: str,
        clock: Clock | None = None,
        *,
        alone: bool = False,
        busy_timeout: float = 10.0,
    ) -> "Store":
        """Open the database of `url` and bring its tables to this version's form.

        `alone` is for whoever posts: a second one on the same file gets StartError. `busy_timeout`
        is how long (s) to wait for another program's lock.
        """
        database = Database.open(url, busy_timeout)
        lock = ProcessLock(database.path) if alone else None
        try:
            await database.migrate()
        except BaseException:
            await database.close()
            if lock is not None:
                lock.release()
            raise
        return cls(
            database=database,
            pieces=PieceRepository(database),
            corrections=CorrectionRepository(database),
            people=PeopleRepository(database),
            candidates=CandidateRepository(database),
            runs=RunRepository(database),
            schedules=Schedules(database),
            chats=Chats(database),
            boards=Boards(database),
            zones=Zones(database),
            forwards=Forwards(database),
            carrying=Carrying(database),
            journal=Journal(database),
            doubts=Doubts(database),
            retractions=Retractions(database),
            outdated=OutdatedRepository(database),
            acquaintances=Acquaintances(database),
            writer=Writer(database, clock or SystemClock()),
            updates=Updates(database),
            waits=Waits(database),
            warnings=Warnings(database),
            lock=lock,
        )

    async def close(self) -> None:
        """Write what is waiting, end the connections, let the next process in."""
        await self.writer.close()
        await self.database.close()
        if self.lock is not None:
            self.lock.release()
