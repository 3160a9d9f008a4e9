"""The rules of time zones as this machine knows them; what older rules set is set anew."""

from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH

import structlog

from bot.clock import Clock
from bot.delivery.render import Script
from bot.model import Run, RunState
from bot.plans import Due, PlanState
from bot.rules import Rhythm
from bot.schedule.ticks import due_after
from bot.scripts import Scripts
from bot.store.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 1_000
MOST = timedelta(hours=3)
"""No country has moved its clocks by more; what differs by more waits for something else."""


async def follow_zones(store: Store, scripts: Scripts, clock: Clock, bot_id: int) -> None:
    """After a start: look whether the rules of a zone in use are others than at the last one."""
    used = {zone: rules_of(zone) for zone in await store.zones.used(bot_id)}
    known = await store.zones.known()
    for zone in sorted(zone for zone, rules in used.items() if known.get(zone) != rules):
        await _set_anew(store, scripts, clock, bot_id, zone)
    await store.zones.keep(used)


async def _set_anew(store: Store, scripts: Scripts, clock: Clock, bot_id: int, zone: str) -> None:
    moved, last = 0, 0
    while dues := await store.zones.seated(bot_id, zone, last, AT_ONCE):
        last = dues[-1].seat.id
        known = await scripts.load_all({due.run.piece_id for due in dues})
        now = clock.now()
        wakes: list[tuple[Run, datetime | None]] = []
        for due in dues:
            script = known.get(due.run.piece_id)
            wake_at = None if script is None else set_anew(due, script, now)
            if wake_at is not None:
                wakes.append((due.run, wake_at))
        if wakes:
            await store.schedules.postpone(wakes)
        moved += len(wakes)
    if moved:
        log.info("the clocks of a zone follow other rules now", zone=zone, moved=moved)


def set_anew(due: Due, script: Script, now: datetime) -> datetime | None:
    """When a run is due by the zone's rules of today; None if that is when it is due anyway.

    What is overdue or begun stays due, and so does what waits for something other than its rule.
    """
    run, plan = due.run, due.schedule
    if plan.state is not PlanState.ACTIVE or run.state is not RunState.IDLE:
        return None
    if plan.rule is None or isinstance(plan.rule.timing, Rhythm):
        # A rhythm counts from the post before, not from the clock.
        return None
    if run.wake_at is None or run.wake_at <= now or (run.goal or 0) > run.cursor.step:
        return None
    wake_at = due_after(plan, due.chat, script, run.cursor.step, now)
    if wake_at is None or wake_at == run.wake_at or abs(wake_at - run.wake_at) > MOST:
        return None
    return wake_at


def rules_of(zone: str) -> str:
    """By which the rules of a zone are known again, from where `zoneinfo` takes them."""
    paths = (Path(folder, zone) for folder in TZPATH)
    path = next((path for path in paths if path.is_file()), None)
    found = path or files("tzdata").joinpath("zoneinfo", *zone.split("/"))
    return sha256(found.read_bytes()).hexdigest()[:16]
