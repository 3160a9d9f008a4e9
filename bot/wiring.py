"""Joins what the bot is made of: who knows whom is written here, and nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.governor import Governor
from bot.delivery.outbox import Outbox
from bot.delivery.windows import FREE, PAID, UNLIMITED
from bot.errors import StoreError
from bot.library import Library
from bot.notices import Notices
from bot.replay.doubts import Doubts, Rules
from bot.replay.engine import Engine
from bot.replay.mending import Mending
from bot.replay.presence import Presence
from bot.replay.questions import Questions
from bot.replay.reading import Reading
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.replay.undoing import Undoing
from bot.schedule.alarm import Alarm
from bot.schedule.company import Company
from bot.schedule.conductor import Conductor
from bot.schedule.course import Courses
from bot.schedule.habits import Habits
from bot.schedule.joining import Joining
from bot.schedule.pinning import Pinning
from bot.schedule.planner import Planner
from bot.schedule.proofs import Proofs
from bot.schedule.warner import Warner
from bot.scripts import Scripts
from bot.services import Services
from bot.settings import Settings
from bot.store.store import Store
from bot.who import Who

log = structlog.get_logger(__name__)

COUNTED = timedelta(minutes=1)  # The longest stretch of time that has a limit.


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is, as Telegram tells it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Works:
    """What goes on by itself, and whom it tells."""

    engine: Engine
    ticker: Ticker
    doubts: Doubts
    standing: Standing
    notices: Notices
    conductor: Conductor
    pinning: Pinning
    warner: Warner
    undoing: Undoing
    mending: Mending
    on_due: Callable[..., None]
    """To be called when something may be due at another time, with that time if it is known."""


def join(
    settings: Settings, clock: Clock, store: Store, outbox: Outbox, me: Me
) -> tuple[Services, Works]:
    """Build everything that works, and all that handlers may ask for."""
    scripts = Scripts(store)
    works = _works(settings, clock, store, outbox, scripts, me)
    engine, pinning, on_due = works.engine, works.pinning, works.on_due
    reading = Reading(store, engine, works.doubts, scripts, clock)
    services = Services(
        bot_id=me.id,
        username=me.username,
        language=settings.language,
        operators=frozenset(settings.operators),
        clock=clock,
        library=Library(store),
        who=Who(store),
        reading=reading,
        undoing=works.undoing,
        mending=works.mending,
        planner=Planner(store, scripts, pinning, clock, settings.timezone, on_due),
        proofs=Proofs(store, engine.composer.tick),
        joining=Joining(store, scripts, pinning, clock, on_due),
        habits=Habits(store, scripts, pinning, clock, settings.timezone, on_due),
        company=Company(store, scripts, pinning, clock, on_due),
        pinning=pinning,
        courses=Courses(store, scripts),
        presence=Presence(store, outbox, works.doubts, reading, works.standing),
        discussion=engine.discussion,
        updates=store.updates,
        outbox=outbox,
    )
    return services, works


def _works(
    settings: Settings, clock: Clock, store: Store, outbox: Outbox, scripts: Scripts, me: Me
) -> Works:
    notices = Notices(store, outbox, settings.operators)
    standing = Standing(store, notices, clock)
    engine = Engine(store, outbox, scripts, standing, clock)
    engine.composer.username = me.username
    questions = Questions(store, outbox, scripts, notices, clock)
    rules = Rules(settings.settle_seconds, settings.doubt)
    pinning = Pinning(store, outbox, scripts, clock, me.username)
    engine.plans = conductor = Conductor(store, scripts, notices, pinning, clock)

    def on_due(at: datetime | None = None) -> None:
        engine.on_due(at)

    return Works(
        engine=engine,
        ticker=Ticker(engine, store, scripts, standing, clock),
        doubts=Doubts(store, outbox, engine, notices, questions, clock, rules),
        standing=standing,
        notices=notices,
        conductor=conductor,
        pinning=pinning,
        warner=Warner(store, scripts, notices, clock, on_due),
        undoing=Undoing(store, outbox, engine, scripts, notices, clock),
        mending=Mending(store, outbox, engine, scripts, notices, clock),
        on_due=on_due,
    )


def alarm_of(clock: Clock, bot_id: int, works: Works) -> Alarm:
    """Rings for the next step that is due, the next post to look up, the next warning."""
    engine, doubts, warner = works.engine, works.doubts, works.warner
    undoing, mending = works.undoing, works.mending

    async def next_due() -> datetime | None:
        posts, looks = await works.ticker.next_wake(bot_id), await doubts.next_at(bot_id)
        again = (engine.next_at(), undoing.next_at(), mending.next_at())
        times = (posts, looks, await warner.next_at(bot_id), *again)
        return min((time for time in times if time is not None), default=None)

    async def ring() -> None:
        await works.conductor.follow(bot_id)
        await works.ticker.tick(bot_id)
        await doubts.tick(bot_id)
        await undoing.tick(bot_id)
        await warner.tick(bot_id)
        await mending.tick(bot_id)

    return Alarm(clock, next_due, ring)


@asynccontextmanager
async def governed(
    settings: Settings, clock: Clock, store: Store, bot_id: int
) -> AsyncIterator[Governor]:
    """A governor that knows what the last process was told, and tells the next one."""
    keeping: set[asyncio.Task[None]] = set()

    def held(chat_id: int, seconds: float) -> None:
        until = clock.now() + timedelta(seconds=seconds)
        task = asyncio.create_task(_keep(store, bot_id, chat_id, until))
        keeping.add(task)
        task.add_done_callback(keeping.discard)

    limits = UNLIMITED if settings.clock_url else PAID if settings.paid_broadcast else FREE
    governor = Governor(clock.monotonic, limits, held)
    now = clock.now()
    waits = await store.waits.take(bot_id, now)
    sent = [post for post in await store.waits.sent(bot_id) if post.at > now - COUNTED]
    governor.restore(
        ((chat, left.total_seconds()) for chat, left in waits),
        ((post.chat_id, (now - post.at).total_seconds()) for post in sent),
    )
    yield governor
    await asyncio.gather(*keeping)


async def _keep(store: Store, bot_id: int, chat_id: int, until: datetime) -> None:
    try:
        await store.waits.keep(bot_id, chat_id, until)
    except StoreError as error:
        log.warning("a wait was not kept", chat_id=chat_id, reason=str(error))
