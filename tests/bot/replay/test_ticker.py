"""What comes by itself is posted once, at its time; what fails rests before it is tried again."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import plans as settled
from bot.clock import SystemClock
from bot.delivery.numbers import Numbers
from bot.delivery.outbox import Copied, Sight
from bot.delivery.post import Keyboard, Post
from bot.errors import StoreError
from bot.model import Outcome, Sent, Target
from bot.notices import Notices
from bot.replay.engine import REST_SECONDS, Engine
from bot.replay.standing import Standing
from bot.replay.ticker import AHEAD, Ticker
from bot.schedule.conductor import Conductor
from bot.schedule.pinning import Pinning
from bot.scripts import Scripts
from bot.store.store import Store
from tests.bot.store.plans import seated
from tests.bot.store.samples import BOT, LATER, again, start
from tests.prepared import prepared


class Stopped:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.at = LATER

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds


class Chat:
    """An outbox that takes everything and keeps it."""

    def __init__(self, wait: float = 0.0) -> None:
        self.posts: list[Post] = []
        self.tidied: list[int] = []
        self.wait = wait
        self.after_send: Callable[[], object] = lambda: None
        self.numbers = Numbers()
        self.titles: dict[int, str] = {}

    @asynccontextmanager
    async def slot(self, target: Target, due: datetime | None = None) -> AsyncIterator[None]:
        yield

    def wait_of(self, target: Target) -> float:
        return self.wait

    async def send(self, target: Target, post: Post) -> Outcome:
        self.posts.append(post)
        self.after_send()
        return Sent(len(self.posts))

    async def say(self, target: Target, post: Post) -> Outcome:
        return await self.send(target, post)

    async def edit(
        self, target: Target, message_id: int, post: Post, due: datetime | None = None
    ) -> Outcome:
        return Sent(message_id)

    async def delete(self, target: Target, message_id: int) -> Outcome:
        return Sent(message_id)

    async def forward(self, target: Target, message_id: int, to: Target) -> Copied | Outcome:
        return Copied(message_id, "")

    async def sight(self, target: Target) -> Sight | Outcome:
        return Sight.ALL

    async def title(self, target: Target) -> str:
        return "Reading circle"

    async def admins(self, chat_id: int) -> tuple[int, ...]:
        return ()

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        return Sent(message_id)

    def tidy(self, target: Target, message_id: int) -> None:
        self.tidied.append(message_id)

    async def close(self) -> None:
        pass

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        return None

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        return True


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store with no lock to wait for."""
    opened = await Store.open(prepared(tmp_path / "bot.db"), busy_timeout=0.05)
    yield opened
    await opened.close()


async def test_what_fails_rests(store: Store, tmp_path: Path) -> None:
    """A due step that met a locked database is not tried at every look, and comes once."""
    await start(store, pace=60, wake_at=LATER)
    clock, chat = Stopped(), Chat()
    _, ticker = engine_of(store, chat, clock)
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await tick(ticker)
    other.execute("ROLLBACK")
    other.close()
    await tick(ticker)
    assert chat.posts == []
    clock.seconds = REST_SECONDS
    await tick(ticker)
    await tick(ticker)
    assert [post.body.text.partition("\n")[0] for post in chat.posts] == ["One bird by @mira_v."]


async def test_what_rests_is_looked_for_when_it_has_rested(store: Store, tmp_path: Path) -> None:
    """It is due all the time, and the alarm hears of it neither sooner nor never."""
    await start(store, pace=60, wake_at=LATER)
    clock, chat = Stopped(), Chat()
    engine, ticker = engine_of(store, chat, clock)
    told: list[datetime | None] = []
    engine.on_due = lambda at=None: told.append(at)
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await tick(ticker)
    other.execute("ROLLBACK")
    other.close()
    again_at = LATER + timedelta(seconds=REST_SECONDS)
    assert told == [again_at]
    assert await ticker.next_wake(BOT) == again_at
    clock.seconds = REST_SECONDS
    assert await ticker.next_wake(BOT) == LATER - AHEAD


async def test_what_is_being_posted_is_not_looked_for(store: Store) -> None:
    """Its post waits for its turn, perhaps for long; then the alarm hears when it is due again."""
    run = await start(store, pace=60, wake_at=LATER)
    chat = Chat()
    engine, ticker = engine_of(store, chat, Stopped())
    told: list[datetime | None] = []
    engine.on_due = lambda at=None: told.append(at)
    await ticker.tick(BOT)
    assert await ticker.next_wake(BOT) is None
    await ticker.tick(BOT)
    await ticker.finish()
    assert len(chat.posts) == 1
    assert told[-1] == (await again(store, run)).wake_at
    assert await ticker.next_wake(BOT) == LATER + timedelta(seconds=60) - AHEAD


async def test_what_is_looked_up_early_comes_at_its_time(store: Store) -> None:
    """A look takes its time, so it begins before a step is due; the post does not."""
    await start(store, pace=60, wake_at=LATER)
    clock, chat, sent_at = Stopped(), Chat(), []
    _, ticker = engine_of(store, chat, clock)
    await tick(ticker)
    clock.at = LATER + timedelta(seconds=60) - AHEAD
    chat.after_send = lambda: sent_at.append(SystemClock().monotonic())
    began = SystemClock().monotonic()
    await tick(ticker)
    assert [at - began >= AHEAD.total_seconds() for at in sent_at] == [True]


async def test_a_plan_is_judged_as_of_its_time(store: Store) -> None:
    """Looked up in the last moment of the quiet hours that end when it is due, it comes then."""
    due = await seated(store, wake_at=datetime(2026, 3, 2, 7, 0, tzinfo=UTC))
    night = settled.Chat(zone="Europe/Paris", quiet=settled.Window(time(22), time(8)))
    await store.chats.keep(BOT, due.run.target.chat_id, night)
    clock, chat = Stopped(), Chat()
    engine, ticker = engine_of(store, chat, clock)
    scripts, notices = Scripts(store), Notices(store, chat, ())
    pinning = Pinning(store, chat, scripts, clock, "feuilleton_bot")
    engine.plans = Conductor(store, scripts, notices, pinning, clock)
    clock.at = datetime(2026, 3, 2, 7, 0, tzinfo=UTC) - AHEAD
    await tick(ticker)
    assert len(chat.posts) == 1


async def test_a_clock_that_is_set_back_keeps_nothing_waiting(store: Store) -> None:
    """What was begun comes, although its time is a day away again."""
    await start(store, pace=60, wake_at=LATER)
    clock, chat = Stopped(), Chat()
    _, ticker = engine_of(store, chat, clock)
    await ticker.tick(BOT)
    clock.at = LATER - timedelta(days=1)
    async with asyncio.timeout(10):
        await ticker.finish()
    assert len(chat.posts) == 1


async def test_old_buttons_are_left_for_later(store: Store) -> None:
    """Only the newest message of a run has them, and no post waits for an edit."""
    await start(store, pace=60, wake_at=LATER)
    chat = Chat()
    _, ticker = engine_of(store, chat, Stopped())
    await tick(ticker)
    assert chat.tidied == []
    (run,) = await store.runs.due(BOT, LATER + timedelta(seconds=60), 1)
    await store.runs.set_pace(run, 60, LATER - timedelta(seconds=1))
    await tick(ticker)
    assert (len(chat.posts), chat.tidied) == (2, [1])


async def test_a_chat_that_has_to_wait_is_due_again_when_it_may(store: Store) -> None:
    """Nothing is claimed or kept open meanwhile, and the step comes then, once."""
    run = await start(store, pace=60, wake_at=LATER)
    chat = Chat(wait=3600)
    _, ticker = engine_of(store, chat, Stopped())
    await tick(ticker)
    assert (await again(store, run)).wake_at == LATER + timedelta(hours=1)
    assert await store.journal.history(run.id) == ()
    await tick(ticker)
    assert chat.posts == []
    chat.wait = 0
    await store.runs.set_pace(run, 60, LATER)
    await tick(ticker)
    assert len(chat.posts) == 1


async def test_what_could_not_be_written_down_has_its_time(store: Store, tmp_path: Path) -> None:
    """The alarm hears when to try again, and it is written down then, with nothing else due."""
    run = await start(store)
    clock, chat = Stopped(), Chat()
    engine, ticker = engine_of(store, chat, clock)
    told: list[datetime | None] = []
    engine.on_due = lambda at=None: told.append(at)
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    chat.after_send = lambda: other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError):
        await engine.advance(run, "cmd:1")
    again_at = LATER + timedelta(seconds=REST_SECONDS)
    assert (engine.next_at(), told) == (again_at, [again_at])
    assert engine.under_way == {run.id}
    other.execute("ROLLBACK")
    await tick(ticker)
    assert (engine.next_at(), engine.under_way) == (None, set())
    assert (await again(store, run)).cursor.step == 1


def engine_of(store: Store, chat: Chat, clock: Stopped) -> tuple[Engine, Ticker]:
    """An engine that tells nobody, and what it posts by itself."""
    scripts, standing = Scripts(store), Standing(store, Notices(store, chat, ()), clock)
    engine = Engine(store, chat, scripts, standing, clock)
    return engine, Ticker(engine, store, scripts, standing, clock)


async def tick(ticker: Ticker) -> None:
    """One look at what is due, to its end."""
    await ticker.tick(BOT)
    await ticker.finish()
