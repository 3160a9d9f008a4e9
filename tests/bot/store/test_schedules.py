"""Schedules and seats as the store keeps them."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.model import Busy, Cursor, RunState, Sent, Target
from bot.plans import ENDLESS, Chat, Opening, PlanState, Playlist, SeatState, Window
from bot.rules import Anniversary, Cron, Interval, Once, Rhythm, Rule, Timing, Weekly
from bot.store.schedules import Change
from bot.store.store import Store
from tests.bot.store.plans import due_of, plan, seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, add, again, order, post, start

OTHER = Target(BOT, -1007, 3)
TIMINGS: tuple[Timing, ...] = (
    Weekly((time(8), time(18, 30)), (1, 3)),
    Interval(7200, NOW),
    Once(datetime(2026, 11, 24, 12)),  # noqa: DTZ001
    Cron("30 8 * * 1-5"),
    Rhythm(0.5, time(9)),
    Anniversary(time(9), whole=True),
)


@pytest.mark.parametrize("timing", TIMINGS, ids=lambda one: type(one).__name__)
async def test_a_schedule_comes_back_as_it_was_kept(store: Store, timing: Timing) -> None:
    """Every sort of rule, with the days on which it is silent."""
    rule = Rule(timing, date(2026, 11, 1), date(2026, 12, 24), (date(2026, 11, 11),), "FR")
    wanted = replace(
        plan(3, 1, 2),
        rule=rule,
        playlist=Playlist((3, 1, 2), 9, ENDLESS),
        portion=2,
        start=4,
        shared=True,
        not_before=LATER,
        warn=900,
    )
    kept = await store.schedules.add(wanted, NOW)
    assert kept == replace(wanted, id=kept.id)
    assert await store.schedules.get(kept.id) == kept


async def test_a_change_is_kept_with_who_made_it(store: Store) -> None:
    """The schedule is as it was changed, and the newest change comes first."""
    due = await seated(store)
    paused = replace(due.schedule, state=PlanState.PAUSED)
    changes = [Change(5, "paused", NOW), Change(6, "resumed", LATER)]
    await store.schedules.change(paused, changes[0])
    assert await store.schedules.get(paused.id) == paused
    await store.schedules.change(due.schedule, changes[1])
    assert await store.schedules.changes(paused.id) == tuple(reversed(changes))


async def test_a_planned_run_does_not_take_the_place_of_another(store: Store) -> None:
    """A chat may have two schedules, and read a text by hand beside them."""
    first = await seated(store)
    second = await seated(store)
    by_hand = await start(store)
    assert await store.runs.current(TARGET) == by_hand
    assert await store.runs.latest(TARGET) == by_hand
    for due in (first, second):
        assert (await again(store, due.run)).state is RunState.IDLE
    assert {run.id for run in await store.runs.here(BOT, TARGET.chat_id)} == {
        first.run.id,
        second.run.id,
        by_hand.id,
    }


async def test_a_chat_sits_once(store: Store) -> None:
    """A second seat in the same chat is none; another topic is another place."""
    due = await seated(store)
    opening = Opening(TARGET, 0, due.run.piece_id, 0, LATER)
    assert await store.schedules.sit(due.schedule, opening, NOW) is None
    there = await store.schedules.sit(due.schedule, replace(opening, target=OTHER), NOW)
    assert there is not None
    assert await store.schedules.seats(due.schedule.id) == (due.seat, there)


async def test_what_is_listed_in_a_chat(store: Store) -> None:
    """What was planned there, and what comes there; no drafts, and nothing that is over."""
    due = await seated(store)
    away = await seated(store, home=OTHER)
    piece_id = due.run.piece_id
    await store.schedules.add(replace(plan(piece_id), state=PlanState.DRAFT), NOW)
    await store.schedules.add(replace(plan(piece_id), state=PlanState.ENDED), NOW)
    assert await store.schedules.at(TARGET) == (due.schedule,)
    await store.schedules.sit(away.schedule, Opening(TARGET, 0, piece_id, 0, LATER), NOW)
    assert await store.schedules.at(TARGET) == (due.schedule, away.schedule)
    await store.schedules.leave((due.seat,), LATER)
    assert [one.id for one in await store.schedules.at(OTHER)] == [away.schedule.id]


async def test_an_ended_text_leads_to_the_next_one_once(store: Store) -> None:
    """The run that ended is due at once; its seat goes on, and a second time changes nothing."""
    one, two = await add(store), await add(store, "other", "Another text.")
    due = await seated(store, one, two)
    ended = await post(store, order(due.run, "tick:1", ends=True), Sent(9))
    assert (ended.state, ended.wake_at) == (RunState.ENDED, LATER)
    assert await store.runs.next_wake(BOT) == LATER
    (found,) = await store.schedules.over(BOT, LATER, 5)
    assert found.run == ended
    opening = Opening(TARGET, 1, two, 0, LATER)
    for _ in range(2):
        await store.schedules.go_on(found, opening, LATER)
    (next_due,) = await store.schedules.seat_runs(due.schedule.id)
    assert (next_due.run.piece_id, next_due.seat.item) == (two, 1)
    assert next_due.run.cursor == Cursor()
    assert await store.schedules.over(BOT, LATER, 5) == ()


async def test_a_seat_that_is_left_posts_nothing_more(store: Store) -> None:
    """Its run stops, also one that has ended and waits for the next text."""
    due, ended = await seated(store), await seated(store)
    await post(store, order(ended.run, "tick:1", ends=True), Sent(9))
    await store.schedules.leave((due.seat, ended.seat), LATER)
    assert (await again(store, due.run)).state is RunState.STOPPED
    assert await store.runs.next_wake(BOT) is None
    seats = await store.schedules.seats(due.schedule.id)
    assert [seat.state for seat in seats] == [SeatState.OVER]


async def test_what_was_refused_was_not_begun(store: Store) -> None:
    """Its tick begins anew when it is due again, with all that is asked of one."""
    due = await seated(store)
    refused = await post(store, replace(order(due.run, "tick:1"), goal=3), Busy(9, "later"))
    assert (refused.cursor, refused.goal) == (Cursor(0), 0)


async def test_a_chat_that_was_taken_away_goes_on_where_it_was(store: Store) -> None:
    """Once, and not if it had everything."""
    due = await seated(store)
    await store.schedules.move(due.run, 1)
    (at_one,) = await store.schedules.seat_runs(due.schedule.id)
    assert not await store.schedules.come_back(due.seat, LATER)
    await store.schedules.leave((due.seat,), NOW)
    assert await store.schedules.come_back(due.seat, LATER)
    assert not await store.schedules.come_back(due.seat, LATER)
    (back,) = await store.schedules.seat_runs(due.schedule.id)
    assert (back.run.state, back.run.cursor, back.run.wake_at) == (RunState.IDLE, Cursor(1), LATER)
    assert back.run.fence > at_one.run.fence
    await post(store, order(back.run, "tick:1", ends=True), Sent(9))
    await store.schedules.leave((due.seat,), LATER)
    assert not await store.schedules.come_back(due.seat, LATER)


async def test_when_a_run_is_due_can_be_set_anew(store: Store) -> None:
    """What was due before comes too late: its fence is an old one."""
    due = await seated(store, wake_at=NOW)
    await store.schedules.wake([(due.run, LATER)])
    woken = await again(store, due.run)
    assert (woken.wake_at, woken.fence) == (LATER, due.run.fence + 1)
    assert await store.runs.due(BOT, NOW, 5) == ()


async def test_a_decision_that_comes_too_late_moves_nothing(store: Store) -> None:
    """Somebody has set when a run is due while another looked at what it was before."""
    due = await seated(store, wake_at=NOW)
    await store.schedules.wake([(due.run, LATER)])
    await store.schedules.postpone([(due.run, NOW)])
    woken = await again(store, due.run)
    assert woken.wake_at == LATER
    await store.schedules.postpone([(woken, None)])
    assert (await again(store, due.run)).wake_at is None


async def test_a_run_can_be_moved_unless_it_has_moved(store: Store) -> None:
    """Another step comes next; an order with an old fence moves nothing."""
    due = await seated(store)
    await store.schedules.move(due.run, 2)
    moved = await again(store, due.run)
    assert (moved.cursor, moved.fence) == (Cursor(2), due.run.fence + 1)
    await store.schedules.move(due.run, 1)
    assert await again(store, due.run) == moved


async def test_what_a_chat_has_settled_decides(store: Store) -> None:
    """It comes with every run that is due there, whatever its topic; and it can be changed."""
    settled = Chat("Pacific/Apia", "fr", Window(time(22), time(8, 30)), 90.0, LATER)
    due = await seated(store)
    assert due.chat == Chat()
    for wanted in (settled, replace(settled, quiet=None, zone=None)):
        await store.chats.keep(BOT, TARGET.chat_id, wanted)
        assert await store.chats.get(BOT, TARGET.chat_id) == wanted
        assert (await due_of(store, due.run)).chat == wanted


async def test_when_a_chat_was_last_posted_to(store: Store) -> None:
    """By a schedule; what is read by hand does not count."""
    due = await seated(store)
    await post(store, order(await start(store), "cmd:1"), Sent(8))
    assert (await due_of(store, due.run)).posted_at is None
    other = await seated(store)
    await post(store, replace(order(other.run, "tick:2"), goal=1), Sent(9))
    assert (await due_of(store, due.run)).posted_at == LATER


async def test_a_group_that_moves_keeps_its_schedules(store: Store) -> None:
    """Schedule, seat, run and settings follow; one that had joined under both ids is there once."""
    due = await seated(store)
    twice = await seated(store)
    opening = Opening(replace(TARGET, chat_id=-1009), 0, due.run.piece_id, 0, LATER)
    await store.schedules.sit(twice.schedule, opening, NOW)
    await store.chats.keep(BOT, TARGET.chat_id, Chat("Asia/Tokyo"))
    await store.runs.move(BOT, TARGET.chat_id, -1009, LATER)
    new = replace(TARGET, chat_id=-1009)
    assert {plan.id for plan in await store.schedules.at(new)} == {
        due.schedule.id,
        twice.schedule.id,
    }
    (moved,) = await store.schedules.seat_runs(due.schedule.id)
    assert (moved.seat.target, moved.run.target, moved.schedule.home) == (new, new, new)
    assert moved.chat.zone == "Asia/Tokyo"
    (once,) = await store.schedules.seat_runs(twice.schedule.id)
    assert once.run.id != twice.run.id


def test_a_playlist() -> None:
    """Listed it comes in its order, so many rounds; shuffled each round has its own, always."""
    listed = Playlist((3, 1, 2), rounds=2)
    assert [listed.piece(item) for item in range(7)] == [3, 1, 2, 3, 1, 2, None]
    endless = Playlist(tuple(range(20)), seed=4, rounds=ENDLESS)
    rounds = [[endless.piece(turn * 20 + place) for place in range(20)] for turn in range(3)]
    assert all(sorted(one or 0 for one in turn) == list(range(20)) for turn in rounds)
    assert len({tuple(turn) for turn in rounds}) == 3
    again = Playlist(tuple(range(20)), seed=4, rounds=ENDLESS)
    assert [again.piece(place) for place in range(20)] == rounds[0]


async def test_drafts_that_nobody_confirms_are_forgotten(store: Store) -> None:
    """Old ones only, and none that a chat waits for."""
    piece_id = await add(store)
    draft = replace(plan(piece_id), state=PlanState.DRAFT)
    old = await store.schedules.add(draft, NOW)
    await store.schedules.change(old, Change(5, "rule", NOW))
    waited_for = await store.schedules.add(draft, NOW)
    await store.schedules.sit(waited_for, Opening(TARGET, 0, piece_id, 0, None), NOW)
    going = await store.schedules.add(plan(piece_id), NOW)
    new = await store.schedules.add(draft, LATER)
    await store.schedules.prune(LATER)
    kept = [await store.schedules.get(one.id) for one in (old, waited_for, going, new)]
    assert kept == [None, waited_for, going, new]
    assert await store.schedules.changes(old.id) == ()
