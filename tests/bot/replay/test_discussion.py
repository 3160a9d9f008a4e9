"""Under which post a comment goes, and when Telegram is waited for to tell."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.delivery.outbox import Outbox, Sight
from bot.model import Run, Sent, Target, Under
from bot.replay.discussion import PATIENCE, Discussion
from bot.scripts import Scripts
from bot.store.store import Store
from tests.bot.store.plans import seated
from tests.bot.store.samples import BOT, LATER, TARGET, add, order, post
from tests.prepared import prepared

GROUP = -1009
UNDER = Under(GROUP, 40)
THREAD = """---
kind: thread
author: {name: Ada Quill, handle: ada_quill}
---
[1/2] With the tide to the river.

[reply, Ben Harrow, @ben_harrow, 2019-04-02] My boat.

[2/2] And back.
"""


class Hours:
    """A clock that stands where it is told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


class Talk:
    """What Telegram says of a channel's group; `looked` once it was asked what is seen there."""

    def __init__(self, group: int | None = GROUP, sight: Sight = Sight.ALL) -> None:
        self._group = group
        self._sight = sight
        self.looked = asyncio.Event()

    async def discussion(self, target: Target) -> int | None:
        return self._group

    async def sight(self, target: Target) -> Sight:
        self.looked.set()
        return self._sight


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store."""
    opened = await Store.open(prepared(tmp_path / "bot.db"))
    yield opened
    await opened.close()


async def posted(store: Store) -> Run:
    """A planned run that has posted the first fragment; the second is somebody's reply."""
    due = await seated(store, await add(store, "thread", THREAD))
    return await post(store, order(due.run), Sent(7))


async def asked(store: Store, run: Run, talk: Talk, at: datetime = LATER) -> Under | None:
    """Where what comes next goes, asked at this time."""
    discussion = Discussion(store, cast("Outbox", talk), Hours(at))
    return await discussion.under(run, await Scripts(store).of(run))


async def test_it_waits_until_telegram_tells(store: Store) -> None:
    """A post that has only just gone out is in the group a moment later."""
    run, talk = await posted(store), Talk()
    discussion = Discussion(store, cast("Outbox", talk), Hours(LATER))
    script = await Scripts(store).of(run)
    answer = asyncio.create_task(discussion.under(run, script))
    await talk.looked.wait()
    await discussion.heard(BOT, TARGET.chat_id, 6, Under(GROUP, 39))
    await discussion.heard(BOT, TARGET.chat_id, 7, UNDER)
    assert await answer == UNDER


async def test_after_a_start_it_may_still_be_told(store: Store) -> None:
    """What came while nobody listened comes with the first updates."""
    run, talk = await posted(store), Talk()
    discussion = Discussion(store, cast("Outbox", talk), Hours(LATER + timedelta(days=1)))
    answer = asyncio.create_task(discussion.under(run, await Scripts(store).of(run)))
    await talk.looked.wait()
    await discussion.heard(BOT, TARGET.chat_id, 7, UNDER)
    assert await answer == UNDER


async def test_what_was_not_told_in_time_is_not_waited_for(store: Store) -> None:
    """Long after it went out, and after the first time that somebody asked."""
    run, talk, hours = await posted(store), Talk(), Hours(LATER)
    discussion = Discussion(store, cast("Outbox", talk), hours)
    script = await Scripts(store).of(run)
    answer = asyncio.create_task(discussion.under(run, script))
    await talk.looked.wait()
    await discussion.heard(BOT, TARGET.chat_id, 7, UNDER)
    await answer
    await store.forwards.prune(LATER + PATIENCE)
    hours.at = LATER + 2 * PATIENCE
    assert await discussion.under(run, script) is None


async def test_where_nothing_is_heard_nothing_is_waited_for(store: Store) -> None:
    """In privacy mode the bot is not told; without a group there is nothing to tell."""
    run = await posted(store)
    assert await asked(store, run, Talk(sight=Sight.PART)) is None
    alone = Talk(group=None)
    assert await asked(store, run, alone) is None
    assert not alone.looked.is_set()


async def test_what_is_the_authors_goes_into_the_channel(store: Store) -> None:
    """So does what is read by hand, and what comes before any post."""
    run = await posted(store)
    await store.forwards.keep(BOT, TARGET.chat_id, 7, UNDER, LATER)
    assert await asked(store, run, Talk()) == UNDER
    assert await asked(store, replace(run, seat_id=None), Talk()) is None
    assert await asked(store, replace(run, cursor=replace(run.cursor, step=2)), Talk()) is None
    assert await asked(store, replace(run, id=run.id + 1), Talk()) is None
