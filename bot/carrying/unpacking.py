"""From what the file of a reading or schedule says to what the store is to keep. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.carrying import form
from bot.delivery.render import Script
from bot.model import CURRENT, Cursor, Run, RunState, Target
from bot.plans import Chat, PlanState, Playlist, Schedule, Seat, SeatState
from bot.schedule.ticks import due_after
from bot.store.kept import Kept, OpenPost

GONE = 0
"""The number of a text that no library has any more: schedules pass over it."""


def plan_of(planned: form.Planned, bot_id: int, numbers: Mapping[str, int]) -> Schedule:
    """A schedule, with the texts by their numbers here."""
    listed = planned.playlist
    pieces = tuple(GONE if slug is None else numbers[slug] for slug in listed.texts)
    return Schedule(
        id=planned.number,
        home=Target(bot_id, planned.chat, planned.topic),
        planned_by=planned.planned_by,
        language=planned.language,
        zone=planned.zone,
        playlist=Playlist(pieces, listed.seed, listed.rounds),
        key=planned.key,
        state=planned.state,
        rule=planned.rule,
        portion=planned.portion,
        start=planned.start,
        shared=planned.shared,
        not_before=planned.not_before,
        contents=planned.contents,
        warn=planned.warn,
    )


def kept_of(
    reading: form.Reading, plan: Schedule | None, bot_id: int, piece_id: int, cursor: Cursor
) -> Kept:
    """A reading that stands at this place of its text here; when it is due, `woken` says."""
    target = Target(bot_id, reading.chat, reading.topic)
    seat, post = reading.seat, reading.open_post
    number = plan.id if plan else 0
    run = Run(
        id=reading.number,
        target=target,
        piece_id=piece_id,
        cursor=cursor,
        state=reading.state,
        fence=reading.fence,
        language=reading.language,
        started_by=reading.started_by,
        pace=reading.pace,
        stands=reading.stands,
        seat_id=seat.number if seat else None,
        # What had begun to come at a time goes on at the next one.
        goal=cursor.step if reading.posted_at else None,
    )
    return Kept(
        run,
        reading.started_at,
        reading.posted_at or reading.started_at,
        Seat(seat.number, number, target, seat.item, run.id, seat.state) if seat else None,
        _open_post(post) if post else None,
    )


def due_at(
    kept: Kept, plan: Schedule | None, chat: Chat, script: Script, now: datetime, *, resting: bool
) -> datetime | None:
    """When the next step is due here: after the pace, or by the rule, both counted from now."""
    run, seat = kept.run, kept.seat
    if run.stands is not None:
        return None
    if plan is None or seat is None:
        going = run.pace is not None and not resting and run.state in CURRENT
        return now + timedelta(seconds=run.pace or 0) if going else None
    if seat.state is not SeatState.ACTIVE:
        return None
    if run.state is RunState.ENDED:
        # Its seat goes on with the next text.
        return now
    if plan.state is not PlanState.ACTIVE or run.state not in CURRENT:
        return None
    return due_after(plan, chat, script, run.cursor.step, now)


def _open_post(post: form.OpenPost) -> OpenPost:
    cursor = Cursor(post.step, post.part)
    return OpenPost(cursor, post.ends, post.after, post.digest, post.sent_at)
