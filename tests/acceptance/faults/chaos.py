"""Random kills and faults, with a seed: `python -m tests.acceptance.faults.chaos --times 1000`.

Stories follow each other until so many things have gone wrong. In each, a text is read in four
places at once; at random times the bot is killed, the server spoils a request, people talk. In the
end every step must be in every place once and in order.
"""

import argparse
import asyncio
import logging
import random
from collections import Counter
from contextlib import suppress

import structlog

from bot.model import RunState, Verdict
from bot.sandbox.faults import Fault, Kind
from tests.acceptance.faults.lives import POINTS, Death, Killed, Life
from tests.acceptance.faults.town import PACE, STEPS, Town, living_town

PATIENCE_SECONDS = 0.5
"""How long the bot waits for an answer that never comes."""
METHODS = ("sendMessage", "sendMessage", "sendMessage", "editMessageText", "forwardMessage")
KINDS = (
    Kind.HANG,
    Kind.RESET,
    Kind.ACCEPT_THEN_HANG,
    Kind.ACCEPT_THEN_RESET,
    Kind.CUT_JSON,
    Kind.ERROR,
)
LONGEST = 80
"""Rounds after which a story that does not end has got stuck."""


class Story:
    """One text in four places, until it has been read everywhere."""

    def __init__(self, chance: random.Random, counted: Counter[str]) -> None:
        self._chance = chance
        self._counted = counted

    async def tell(self) -> None:
        """AssertionError if anything came twice, is missing or out of order, or never ends."""
        async with living_town(PATIENCE_SECONDS) as (town, life):
            runs = await town.begin(life.store, life.hours)
            for _ in range(LONGEST):
                await self._round(town, life)
                found = [await life.store.runs.get(run.id) for run in runs]
                if all(run and run.state is RunState.ENDED for run in found):
                    break
            for place in town.places:
                assert town.shown(place) == list(range(STEPS)), (place.name, town.shown(place))
                assert town.steps(place) == list(range(STEPS)), (place.name, town.steps(place))

    async def _round(self, town: Town, life: Life) -> None:
        """A minute in which things go wrong."""
        town.sandbox.faults.clear()
        while self._chance.random() < 0.5:
            kind = self._chance.choice(KINDS)
            self._counted[kind] += 1
            town.sandbox.faults.add(Fault(self._chance.choice(METHODS), kind))
        if self._chance.random() < 0.3:
            town.talk()
        await life.hear(town.heard())
        await self._answer(town, life)
        await life.pass_time(PACE + 1)
        if life.death.is_dead:
            self._counted["killed"] += 1
        if life.death.is_dead or self._chance.random() < 0.3:
            await life.end()
            await life.start(self._death())
            await life.hear(town.heard())
            await life.recover()

    async def _answer(self, town: Town, life: Life) -> None:
        """Whoever is asked looks into the chat, and tells the truth."""
        for doubt in await life.store.doubts.waiting(town.sandbox.world.bot.id):
            if doubt.looked_at is None:
                continue
            self._counted["asked"] += 1
            place = next(p for p in town.places if p.target(town.sandbox) == doubt.run.target)
            there = doubt.delivery.cursor.step in town.steps(place)
            verdict = Verdict.ARRIVED if there else Verdict.MISSING
            with suppress(Killed):
                await life.reading.settle(doubt.run, doubt.delivery.fence, verdict)

    def _death(self) -> Death:
        if self._chance.random() < 0.4:
            return Death()
        return Death(self._chance.choice(POINTS), self._chance.randint(1, 6))


async def chaos(times: int, seed: int) -> Counter[str]:
    """Tell stories until so many things have gone wrong; what those were."""
    chance, counted = random.Random(seed), Counter[str]()
    stories = 0
    while counted.total() < times:
        stories += 1
        try:
            await Story(chance, counted).tell()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, story {stories}: {error}") from error
    counted["stories"] = stories
    return counted


def main() -> None:
    """Print the seed first, and what went wrong at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    counted = asyncio.run(chaos(given.times, given.seed))
    print(", ".join(f"{count} x {kind}" for kind, count in sorted(counted.items())))
    print("every step in every place, once and in order")


if __name__ == "__main__":
    main()
