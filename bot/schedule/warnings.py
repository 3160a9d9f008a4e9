"""Decides, from values alone, of what to warn whoever planned a schedule, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import RunState
from bot.plans import Due, PlanState, Schedule
from bot.schedule.ticks import comes_at

LEADS = (0, 15 * 60, 3600, 24 * 3600)
"""How long before (s) people may be warned; never is 0."""
TOGETHER = timedelta(minutes=10)
"""What comes that close after another shares its warning: 2,000 chats, or a post a minute."""
AFTER = timedelta(minutes=1)
"""So long after a post its chat is due anew."""
IDLE = timedelta(minutes=5)
"""How often to look where nothing has a time; what would bring one may not say so."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Of what to warn now: all that comes from `at` on in these chats. Look again then.

    Nothing if `at` is None; without `again` not before something changes.
    """

    again: datetime | None
    at: datetime | None = None
    dues: tuple[Due, ...] = ()


def outlook(
    plan: Schedule,
    warned_of: datetime | None,
    dues: Collection[Due],
    held_until: datetime | None,
    now: datetime,
) -> Outlook:
    """One warning for each time at which something comes, as long before as the schedule says.

    What is known later than that is told at once, since many rules have less between two posts.
    `warned_of` is the last time that was told, `held_until` the end of a hold of everything.
    """
    if plan.state is not PlanState.ACTIVE or not plan.warn:
        return Outlook(None)
    coming = sorted(_coming(plan, dues, held_until, now), key=lambda one: one[0])
    if not coming:
        return Outlook(now + IDLE)
    again = coming[0][0] + AFTER
    told = _still_told(warned_of, [at for at, _ in coming], now)
    fresh = [(at, due) for at, due in coming if told is None or at >= told + TOGETHER]
    if not fresh:
        return Outlook(again)
    lead, at = timedelta(seconds=plan.warn), fresh[0][0]
    if at - lead > now:
        return Outlook(min(again, at - lead))
    together = tuple(due for when, due in fresh if when < at + TOGETHER)
    later = [when - lead for when, _ in fresh[len(together) :]]
    return Outlook(min([again, *later]), at, together)


def _coming(
    plan: Schedule, dues: Collection[Due], held_until: datetime | None, now: datetime
) -> list[tuple[datetime, Due]]:
    """When what is still to begin really comes, in the chats that are not readers' own."""
    found = []
    for due in dues:
        run, target = due.run, due.seat.target
        begun = run.cursor.part > 0 or (run.goal or 0) > run.cursor.step
        if run.state is not RunState.IDLE or begun:
            continue
        at = comes_at(due, held_until)
        if at is not None and at > now and (target.chat_id < 0 or target == plan.home):
            found.append((at, due))
    return found


def _still_told(
    warned_of: datetime | None, times: Collection[datetime], now: datetime
) -> datetime | None:
    """The time that was told last, unless it was to come and nothing comes then any more."""
    if warned_of is None or warned_of <= now:
        return warned_of
    kept = any(warned_of <= at < warned_of + TOGETHER for at in times)
    return warned_of if kept else None
