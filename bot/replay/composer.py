"""From a run's place to the post that goes out there, and to the claim for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.message import Place, message
from bot.delivery.post import Post
from bot.delivery.render import Script
from bot.i18n import translator
from bot.model import Claim, Cursor, Delivery, Run
from bot.plans import Tick
from bot.replay.cursor import advanced
from bot.replay.orders import Order, digest, manner_of
from bot.scripts import Scripts


@dataclass(frozen=True, slots=True)
class Ready:
    """A part of a text of `count` steps as it is sent, and why."""

    order: Order
    place: Place
    count: int
    post: Post

    def due_of(self, run: Run) -> datetime | None:
        """Since when it waits for its turn; None if somebody waits for it."""
        return run.wake_at if self.order.by_itself else None


class Composer:
    """Makes posts; `username` is the bot's own, for links."""

    def __init__(self, scripts: Scripts, username: str = "") -> None:
        self._scripts = scripts
        self.username = username

    async def post(self, script: Script, run: Run, order: Order, fresh: bool) -> tuple[Place, Post]:
        """The part at the run's cursor as it is sent; `fresh`: with it a reading begins."""
        parts = script.parts(run.cursor.step, veiled=run.target.chat_id < 0)
        place = Place(run.cursor.step, run.cursor.part, parts)
        last = place.step + 1 == len(script.steps)
        offer = await self._scripts.offer(run) if last and run.seat_id is None else None
        manner = manner_of(run, order, fresh, self.username)
        return place, message(script, place, translator(run.language), manner, offer)

    async def tick(self, script: Script, run: Run, tick: Tick) -> tuple[Post, ...]:
        """All that is posted at a time, from the run's cursor to the goal, as it is sent."""
        posts = []
        while run.cursor.step < tick.goal:
            place, post = await self.post(script, run, Order("", tick), fresh=False)
            posts.append(post)
            run = replace(run, cursor=advanced(run.cursor, len(place.parts)))
        return tuple(posts)

    async def as_sent(self, run: Run, delivery: Delivery, words: str | None) -> Post:
        """The post of a delivery, as it went out; LookupError if its words are others now."""
        before = replace(run, cursor=delivery.cursor)
        script = await self._scripts.of(run)
        for fresh in (False, True):
            _, post = await self.post(script, before, Order(delivery.cause), fresh)
            if digest(post) == words:
                return post
        raise LookupError("the words of the post are not known any more")


def claim_of(run: Run, ready: Ready, base_id: int, now: datetime) -> Claim:
    """The intent to post a part, in a chat that is at `base_id`."""
    order, place = ready.order, ready.place
    after = advanced(run.cursor, len(place.parts))
    ends = place.step + 1 == ready.count and after.part == 0
    # The seat of a planned run goes on with the next text.
    due = now if ends and run.seat_id is not None else _next_due(run, order, after, now)
    goal = order.tick.goal if order.tick else run.goal
    return Claim(run, order.cause, after, ends, due, base_id, digest(ready.post), goal)


def _next_due(run: Run, order: Order, after: Cursor, now: datetime) -> datetime | None:
    if run.seat_id is not None:
        # What is left of a tick stays due; what somebody lets go on moves nothing.
        done = order.tick is not None and after.step >= order.tick.goal
        return order.tick.then if done and order.tick else run.wake_at
    if run.wake_at is None:
        return None
    soon = now + timedelta(seconds=run.pace or 0)
    if run.wake_at > soon:
        # It rests until then, whatever somebody asks for meanwhile.
        return run.wake_at
    return None if run.pace is None else soon
