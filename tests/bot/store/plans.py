"""Invented schedules that the tests share."""

from datetime import datetime, time

from bot.model import Run, Target
from bot.plans import Due, Opening, PlanState, Playlist, Schedule
from bot.rules import Rule, Weekly
from bot.store.store import Store
from tests.bot.store.samples import LATER, NOW, TARGET, add

DAILY = Rule(Weekly((time(8, 30),)))


def plan(*pieces: int, home: Target = TARGET) -> Schedule:
    """A schedule that is active, as the store is given it."""
    return Schedule(
        id=0,
        home=home,
        planned_by=5,
        language="en",
        zone="Europe/Paris",
        playlist=Playlist(pieces),
        key=77,
        state=PlanState.ACTIVE,
        rule=DAILY,
    )


async def seated(
    store: Store, *pieces: int, home: Target = TARGET, wake_at: datetime | None = LATER
) -> Due:
    """A schedule of the text `birds`, or of these, with a seat in its own chat."""
    wanted = pieces or (await add(store),)
    kept = await store.schedules.add(plan(*wanted, home=home), NOW)
    await store.schedules.sit(kept, Opening(home, 0, wanted[0], 0, wake_at), NOW)
    (due,) = await store.schedules.seat_runs(kept.id)
    return due


async def due_of(store: Store, run: Run) -> Due:
    """A planned run as it is stored now, with all that decides about it."""
    (due,) = await store.schedules.of_runs([run.id])
    return due
