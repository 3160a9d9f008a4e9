"""Decides, from values alone, what becomes of a planned run whose time has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.render import Script
from bot.model import Target
from bot.plans import FOREVER, Chat, Due, PlanState, Schedule, Tick
from bot.portions import date_of, end_of
from bot.schedule.lateness import Lateness, judged
from bot.schedule.quiet import moved
from bot.schedule.timetable import Beat, following, whole_day
from bot.schedule.withholding import end_of_shown, first_shown
from content.model import PartialDate

BREATH = timedelta(seconds=60)
"""Between the schedules of a chat that all waited for the end of its quiet hours."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is posted now; the run is due again `until`, or never if that is None."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Missed:
    """It is too late for what was due; the next comes at `then`, and somebody is told."""

    then: datetime | None


@dataclass(frozen=True, slots=True)
class Skip:
    """What comes next may not be posted there: the run goes on before step `to`, still due."""

    to: int


def tick_of(
    due: Due, script: Script, held_until: datetime | None, now: datetime
) -> Tick | Wait | Missed | Skip:
    """What becomes of a run that is due. `held_until`: nothing is posted anywhere before."""
    if due.schedule.state is not PlanState.ACTIVE or due.run.wake_at is None:
        return Wait(None)
    held = _held(due, held_until, now) or _paused(due, script, now)
    if held is not None:
        return Wait(held)
    step, begun = due.run.cursor.step, due.run.goal or 0
    shown = first_shown(due.schedule, due.seat.target, script, step)
    if shown > step and due.run.cursor.part == 0:
        return Skip(shown)
    if begun <= step and judged(due.run.wake_at, now) is Lateness.MISSED:
        return Missed(due_after(due.schedule, due.chat, script, step, now))
    until = _objection(due, now)
    if until is not None:
        return Wait(until)
    goal = begun if begun > step else span_after(due.schedule, due.seat.target, script, step)[1]
    after = first_shown(due.schedule, due.seat.target, script, goal)
    then = due_after(due.schedule, due.chat, script, after, due.run.wake_at)
    if then is not None and then <= now:
        then = due_after(due.schedule, due.chat, script, after, now)
    return Tick(goal, then, _is_first_of_day(due, now), due.schedule.contents)


def comes_at(due: Due, held_until: datetime | None) -> datetime | None:
    """When what is due really comes, after holds, quiet hours, distances; None if nobody knows."""
    at = due.run.wake_at
    if at is None or due.schedule.state is not PlanState.ACTIVE:
        return None
    held = _held(due, held_until, at)
    if held is not None:
        return held if held < FOREVER else None
    return _objection(due, at) or at


def _held(due: Due, held_until: datetime | None, now: datetime) -> datetime | None:
    """When what is held may come, past the quiet hours that the hold ends in; None if it may now.

    However late it is then, somebody wanted that.
    """
    until = max(held_until or now, due.chat.held_until or now)
    if until <= now:
        return None
    if due.chat.quiet is None:
        return until
    return moved(until, zone_of(due.schedule, due.chat), due.chat.quiet)


def _paused(due: Due, script: Script, now: datetime) -> datetime | None:
    """When it comes after a pause that lasts, and began while this was on its way."""
    until = due.schedule.rests_until(now)
    if until is None:
        return None
    return due_after(due.schedule, due.chat, script, due.run.cursor.step, now) or until


def _objection(due: Due, now: datetime) -> datetime | None:
    """The time before which the chat takes nothing, if that is still to come."""
    chat, zone = due.chat, zone_of(due.schedule, due.chat)
    until = now
    if due.posted_at is not None:
        until = max(until, due.posted_at + _distance(due, zone))
    if chat.quiet is not None:
        until = moved(until, zone, chat.quiet)
    return until if until > now else None


def _distance(due: Due, zone: ZoneInfo) -> timedelta:
    chat, wake_at = due.chat, due.run.wake_at
    distance = timedelta(seconds=chat.distance)
    if chat.quiet is not None and wake_at is not None:
        waited = wake_at.astimezone(zone).time() == chat.quiet.end
        return max(distance, BREATH) if waited else distance
    return distance


def _is_first_of_day(due: Due, now: datetime) -> bool:
    zone, posted_at = zone_of(due.schedule, due.chat), due.posted_at
    return posted_at is None or posted_at.astimezone(zone).date() < now.astimezone(zone).date()


def due_after(
    schedule: Schedule, chat: Chat, script: Script, step: int, after: datetime
) -> datetime | None:
    """When the step is due, as the first one that comes after `after`; None if the rule is over."""
    if schedule.rule is None:
        return None
    zone = zone_of(schedule, chat)
    for end in (schedule.not_before, chat.held_until):
        if end is not None and end < FOREVER:
            # What is due at the very instant at which a hold or a pause ends comes.
            after = max(after, end - datetime.resolution)
    due = following(schedule.rule, zone, after, beat_of(script, step))
    if due is None or chat.quiet is None:
        return due
    return moved(due, zone, chat.quiet)


def end_after(schedule: Schedule, script: Script, step: int) -> int:
    """The step at which what comes at a time ends, if it begins at `step`."""
    timing = schedule.rule.timing if schedule.rule else None
    return end_of(script.piece, script.steps, step, schedule.portion, timing)


def span_after(plan: Schedule, target: Target, script: Script, step: int) -> tuple[int, int]:
    """What comes next in a chat that stands at this step: its first step, and where it ends."""
    first = first_shown(plan, target, script, step)
    if first == len(script.steps):
        return first, first
    return first, end_of_shown(plan, target, script, first, end_after(plan, script, first))


def zone_of(schedule: Schedule, chat: Chat) -> ZoneInfo:
    """The zone of a chat, or of the schedule where the chat has none."""
    return ZoneInfo(chat.zone or schedule.zone)


def beat_of(script: Script, step: int) -> Beat:
    """The dates in the source of a step and of the one before it."""
    return Beat(_date_of(script, step - 1), _date_of(script, step))


def undated(script: Script) -> bool:
    """Whether the source tells the day of no step at all."""
    return all(whole_day(_date_of(script, step)) is None for step in range(len(script.steps)))


def _date_of(script: Script, step: int) -> PartialDate | None:
    if not 0 <= step < len(script.steps):
        return None
    return date_of(script.piece, script.steps[step]) or script.piece.date
