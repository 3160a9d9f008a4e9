"""What leaves and comes in: all of it or nothing, once, under numbers that mean nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.errors import StoreError
from bot.model import Claim, Cursor, Delivery, Run, RunState, Sent, Target, Verdict
from bot.plans import Chat, Schedule, Seat
from bot.store.arriving import Brought, Coming, Denial
from bot.store.kept import Kept, OpenPost
from bot.store.plan_tables import chat, schedule, seat
from bot.store.store import Store
from bot.store.tables import delivery, run
from tests.bot.store.plans import plan, seated
from tests.bot.store.samples import BOT, LATER, NOW, TARGET, add, again, order, post, start

KEY = 4_711
ELSEWHERE = Target(BOT, -100_555, 7)


def reading(piece_id: int, **changes: object) -> Kept:
    """A reading that was begun elsewhere, at its third step."""
    begun = Run(
        id=40,
        target=ELSEWHERE,
        piece_id=piece_id,
        cursor=Cursor(2),
        state=RunState.IDLE,
        fence=9,
        language="fr",
        started_by=5,
        pace=60.0,
        wake_at=LATER,
    )
    return Kept(replace(begun, **changes), NOW, LATER)


def planned(piece_id: int, *chats: int) -> Coming:
    """A schedule from elsewhere with a seat in each of these chats."""
    coming = replace(plan(piece_id), id=12, key=KEY)
    kept = []
    for number, chat_id in enumerate(chats, start=1):
        where = Target(BOT, chat_id)
        at = Seat(30 + number, 12, where, 0, 40 + number)
        one = reading(piece_id, id=40 + number, target=where, pace=None, seat_id=at.id)
        kept.append(replace(one, seat=at))
    return Coming(BOT, coming, tuple(kept), {chats[0]: Chat(zone="Asia/Tokyo")})


async def counts(store: Store) -> list[int]:
    """How many rows there are of all that may come in."""
    async with store.database.read() as connection:
        tables = (run, seat, schedule, delivery, chat)
        return [len((await connection.execute(select(table))).all()) for table in tables]


async def test_a_reading_comes_in_as_it_left(store: Store) -> None:
    """Under its number, with its place, its fence and its post in doubt."""
    coming = replace(reading(await add(store)), post=OpenPost(Cursor(1), False, 77, "d", NOW))
    coming = replace(coming, run=replace(coming.run, state=RunState.UNKNOWN))
    done = await store.carrying.bring(Coming(BOT, None, (coming,), {}), bool, NOW)
    assert done == Brought(40)
    assert await store.carrying.reading(40) == coming
    doubt = await store.doubts.of(40)
    assert doubt is not None
    assert (doubt.base_id, doubt.heard, doubt.digest) == (77, False, "d")
    back = await store.journal.resolve(40, 9, Verdict.MISSING, LATER)
    assert back is not None
    assert (back.cursor, back.state) == (Cursor(1), RunState.IDLE)


async def test_a_schedule_comes_in_with_all_its_chats(store: Store) -> None:
    """And with their settings; the seats have the numbers that buttons carry."""
    coming = planned(await add(store), -1, -2)
    assert await store.carrying.bring(coming, bool, NOW) == Brought(12)
    assert await store.carrying.seats(12) == coming.kept
    assert await store.schedules.get(12) == coming.plan
    assert await store.chats.get(BOT, -1) == Chat(zone="Asia/Tokyo")
    (change,) = await store.schedules.changes(12)
    assert change.what == "carried"


async def test_numbers_that_are_taken_are_all_new(store: Store) -> None:
    """None of the old ones may mean another chat of the same schedule."""
    piece_id = await add(store)
    await store.carrying.bring(planned(piece_id, -1, -2), bool, NOW)
    other = planned(piece_id, -3, -4)
    assert other.plan is not None
    other = replace(other, plan=replace(other.plan, key=KEY + 1))
    assert await store.carrying.bring(other, bool, NOW) == Brought(13)
    kept = await store.carrying.seats(13)
    assert [one.seat and one.seat.id for one in kept] == [33, 34]
    assert [one.run.id for one in kept] == [43, 44]
    assert [one.run.seat_id for one in kept] == [33, 34]
    assert [one.run.target.chat_id for one in kept] == [-3, -4]


async def test_one_number_that_is_taken_is_enough(store: Store) -> None:
    """Here only that of a seat."""
    piece_id = await add(store)
    due = await seated(store, piece_id)
    coming = planned(piece_id, -1, -2)
    first = coming.kept[0]
    assert first.seat is not None
    first = replace(first, seat=replace(first.seat, id=due.seat.id))
    coming = replace(coming, kept=(first, coming.kept[1]))
    assert await store.carrying.bring(coming, bool, NOW) == Brought(13)
    kept = await store.carrying.seats(13)
    assert [one.seat and one.seat.id for one in kept] == [33, 34]


async def test_what_goes_on_here_is_not_taken_in_again(store: Store) -> None:
    """Whatever anybody says about how far it is."""
    coming = planned(await add(store), -1)
    await store.carrying.bring(coming, bool, NOW)
    before = await counts(store)
    assert await store.carrying.bring(coming, lambda known: True, NOW) is Denial.KNOWN
    one = Coming(BOT, None, (reading(coming.kept[0].run.piece_id),), {})
    assert await store.carrying.bring(one, bool, NOW) == Brought(40)
    assert await store.carrying.bring(one, lambda known: True, NOW) is Denial.KNOWN
    assert await counts(store) == [before[0] + 1, *before[1:]]


async def test_what_is_over_here_is_asked_about(store: Store) -> None:
    """It is told of with its place, and comes in again only if that is agreed to."""
    coming = planned(await add(store), -1)
    await store.carrying.bring(coming, bool, NOW)
    await store.schedules.leave([one.seat for one in coming.kept if one.seat], NOW)
    ended = replace(coming.plan, state="ended") if coming.plan else None
    assert isinstance(ended, Schedule)
    async with store.database.write() as connection:
        await connection.execute(schedule.update().values({"state": "ended"}))
    told: list[Kept] = []
    answer = await store.carrying.bring(coming, lambda known: told.extend(known) is not None, NOW)
    assert answer is Denial.KNOWN
    assert [one.run.cursor for one in told] == [Cursor(2)]
    assert await store.carrying.bring(coming, lambda known: True, NOW) == Brought(13)


async def test_a_chat_reads_one_text_at_a_time(store: Store) -> None:
    """What is read there now stays; a reading that was stopped takes nothing's place."""
    here = await start(store, ELSEWHERE)
    coming = replace(reading(here.piece_id), started_at=LATER)
    answer = await store.carrying.bring(Coming(BOT, None, (coming,), {}), bool, NOW)
    assert answer is Denial.OCCUPIED
    assert await store.runs.current(ELSEWHERE) == here
    left = replace(coming.run, state=RunState.STOPPED, wake_at=None)
    stopped = replace(coming, run=left)
    assert await store.carrying.bring(Coming(BOT, None, (stopped,), {}), bool, NOW) == Brought(40)
    assert await store.runs.current(ELSEWHERE) == here


async def test_settings_of_a_chat_stay(store: Store) -> None:
    """What a chat has settled here counts more than what it had settled there."""
    await store.chats.keep(BOT, -1, Chat(zone="Africa/Lagos"))
    await store.carrying.bring(planned(await add(store), -1), bool, NOW)
    assert await store.chats.get(BOT, -1) == Chat(zone="Africa/Lagos")


async def test_nothing_is_half_stored(store: Store) -> None:
    """The second chat cannot come in, so neither does the first, nor the schedule."""
    coming = planned(await add(store), -1, -2)
    broken = replace(coming.kept[1], run=replace(coming.kept[1].run, piece_id=999))
    before = await counts(store)
    with pytest.raises(StoreError):
        await store.carrying.bring(replace(coming, kept=(coming.kept[0], broken)), bool, NOW)
    assert await counts(store) == before


async def test_what_can_leave(store: Store) -> None:
    """Readings without a schedule that are not over, and schedules that go on."""
    going = await start(store, Target(BOT, 8))
    stopped = await store.runs.stop(await start(store), NOW)
    ended = await start(store, Target(BOT, 9))
    await post(store, order(ended, ends=True), Sent(1))
    due = await seated(store, going.piece_id)
    draft = await store.schedules.add(replace(plan(going.piece_id), state="draft"), NOW)
    assert await store.carrying.readings() == (going, stopped)
    assert [one.id for one in await store.carrying.plans()] == [due.schedule.id]
    assert draft.id != due.schedule.id


async def test_a_post_on_its_way_leaves_with_its_run(store: Store) -> None:
    """With all that is needed to look for it; one that was settled does not."""
    going = await start(store)
    going = await post(store, order(going), Sent(1))
    claim = Claim(going, "cmd:2", Cursor(2), False, None, base_id=6, digest="words")
    assert isinstance(await store.writer.claim(claim), Delivery)
    kept = await store.carrying.reading(going.id)
    assert kept is not None
    assert kept.run == await again(store, going)
    assert kept.post is not None
    assert (kept.post.cursor, kept.post.base_id, kept.post.digest) == (Cursor(1), 6, "words")
    assert kept.started_at == NOW
    assert await store.carrying.reading(999) is None
    assert kept.run.target == TARGET
