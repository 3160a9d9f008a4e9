"""Which schedules are looked at for warnings, as the store keeps them."""

from dataclasses import replace

from sqlalchemy import event

from bot.model import Target
from bot.plans import Due, Opening
from bot.store.schedules import Change
from bot.store.store import Store
from bot.store.warnings import Watch
from tests.bot.store.plans import seated
from tests.bot.store.samples import BOT, LATER, NOW

OTHER = Target(BOT, -1007)
CHANGE = Change(5, "warn", NOW)


async def watched(store: Store) -> tuple[Due, Watch]:
    """A schedule of which somebody wants to be warned, as it is found."""
    due = await seated(store)
    await store.schedules.change(replace(due.schedule, warn=900), CHANGE)
    (found,) = await store.warnings.due(BOT, NOW, 5)
    return due, found


async def test_only_who_wants_warnings_is_looked_at(store: Store) -> None:
    """At once when it is wanted, and never again when it is not any more."""
    due = await seated(store)
    assert await store.warnings.next_at(BOT) is None
    wanted = replace(due.schedule, warn=900)
    await store.schedules.change(wanted, CHANGE)
    (found,) = await store.warnings.due(BOT, NOW, 5)
    assert (found.schedule, found.warned_of) == (wanted, None)
    assert await store.warnings.next_at(BOT + 1) is None
    await store.schedules.change(due.schedule, CHANGE)
    assert await store.warnings.next_at(BOT) is None


async def test_what_was_told_is_kept_once(store: Store) -> None:
    """Who comes second with what was seen before keeps nothing, and must not tell anybody."""
    _, found = await watched(store)
    assert await store.warnings.keep(found, NOW, LATER)
    assert not await store.warnings.keep(found, NOW, LATER)
    assert await store.warnings.next_at(BOT) == LATER
    assert await store.warnings.due(BOT, NOW, 5) == ()
    (again,) = await store.warnings.due(BOT, LATER, 5)
    assert again.warned_of == NOW


async def test_whatever_may_come_earlier_has_it_looked_at_anew(store: Store) -> None:
    """Another due time, another chat, a chat that comes back: at once, and the others stay."""
    due, found = await watched(store)
    await watched_elsewhere(store)
    wanted = found.schedule
    opening = Opening(OTHER, 0, due.run.piece_id, 0, LATER)
    seat = due.seat

    async def sit() -> None:
        await store.schedules.sit(wanted, opening, NOW)

    async def leave_and_come_back() -> None:
        await store.schedules.leave((seat,), NOW)
        await store.schedules.come_back(seat, LATER)

    async def leave_and_sit_again() -> None:
        await store.schedules.leave((seat,), NOW)
        await store.schedules.sit_again(wanted, replace(opening, target=seat.target), NOW)

    async def wake() -> None:
        await store.schedules.wake([(due.run, LATER)])

    async def postpone() -> None:
        await store.schedules.postpone([(due.run, LATER)])

    for change in (sit, leave_and_come_back, leave_and_sit_again, wake, postpone):
        seen = next(w for w in await store.warnings.due(BOT, LATER, 5) if w.schedule == wanted)
        assert await store.warnings.keep(seen, LATER, LATER)
        assert await store.warnings.due(BOT, NOW, 5) == ()
        await change()
        (anew,) = await store.warnings.due(BOT, NOW, 5)
        assert (anew.schedule, anew.warned_of) == (wanted, LATER)


async def test_two_changes_are_two(store: Store) -> None:
    """Who has looked after the first of them keeps nothing that the second has made wrong."""
    due, _ = await watched(store)
    await store.schedules.wake([(due.run, LATER)])
    (between,) = await store.warnings.due(BOT, NOW, 5)
    await store.schedules.wake([(due.run, NOW)])
    assert not await store.warnings.keep(between, NOW, LATER)
    assert len(await store.warnings.due(BOT, NOW, 5)) == 1


async def watched_elsewhere(store: Store) -> None:
    """Another schedule with warnings, to be looked at later."""
    other = await seated(store, home=OTHER)
    await store.schedules.change(replace(other.schedule, warn=900), CHANGE)
    found = await store.warnings.due(BOT, NOW, 5)
    (mine,) = [watch for watch in found if watch.schedule.id == other.schedule.id]
    assert await store.warnings.keep(mine, None, LATER)


async def test_schedules_without_warnings_cost_nothing(store: Store) -> None:
    """Neither a look nor a change walks through all schedules, however many there are."""
    due, _ = await watched(store)
    seen: list[tuple[str, object]] = []

    def note(conn: object, cursor: object, statement: str, values: object, *rest: object) -> None:
        seen.append((statement, values[0] if isinstance(values, list) else values))

    database = store.database
    engines = (database._engine.sync_engine, database._reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    await store.warnings.next_at(BOT)
    await store.warnings.due(BOT, NOW, 5)
    await store.schedules.wake([(due.run, LATER)])
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    asked = {statement: values for statement, values in seen if " schedule" in statement}
    assert len(asked) == 3
    async with database.read() as connection:
        for statement, values in asked.items():
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            lines = [str(row) for row in plan]
            assert [line for line in lines if "SEARCH schedule" in line], lines
            assert not [line for line in lines if "SCAN" in line or "TEMP B-TREE" in line]
