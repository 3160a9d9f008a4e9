"""Where the chat cannot tell, one person is asked: who, when, how often, and what follows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.delivery.post import Post, Rich
from bot.model import RunState, Verdict
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.messages import Message
from bot.sandbox.params import Params
from bot.sandbox.people import Person
from tests.acceptance.faults.lives import SETTLE, Death, Life
from tests.acceptance.faults.town import PACE, Place, Town, living_town

PATIENCE_SECONDS = 0.2
DAY = 86_400.0
pytestmark = pytest.mark.acceptance


@asynccontextmanager
async def in_doubt(name: str, *, operators: bool = False) -> AsyncIterator[tuple[Town, Life]]:
    """A town where the first post in one place got no answer, and was looked for."""
    async with living_town(PATIENCE_SECONDS, operators=operators) as (town, life):
        place = place_of(town, name)

        await town.begin(life.store, life.hours)
        silence(town, place)
        await life.pass_time(0)
        await life.pass_time(SETTLE)
        yield town, life


def silence(town: Town, place: Place, kind: Kind = Kind.HANG) -> None:
    """The next post to a place gets no answer."""

    def here(params: Params) -> bool:
        return params.number("chat_id") == place.chat.id

    town.sandbox.faults.add(Fault("sendMessage", kind, when=here))


def place_of(town: Town, name: str) -> Place:
    """The place with this name."""
    return next(place for place in town.places if place.name == name)


def asked(town: Town) -> list[Person | None]:
    """Whom the questions went to, in order."""
    return [message.chat.person for message in town.questions()]


def buttons(town: Town, message: Message) -> list[str]:
    """What can be tapped on a message now."""
    found = town.sandbox.world.message(message.chat, message.message_id)
    return [button.text for button in found.buttons] if found else []


async def test_the_reader_in_private() -> None:
    """Without an operator's chat nobody knows where the numbers end."""
    async with in_doubt("private") as (town, life):
        (question,) = town.questions()
        assert question.chat == place_of(town, "private").chat
        assert "fragment 1 of 5" in question.text
        await life.pass_time(PACE)
        assert len(town.questions()) == 1
        assert town.steps(place_of(town, "private")) == []


async def test_whoever_planned_it_for_a_channel() -> None:
    """In private, with the name of the channel, and never in the channel."""
    async with in_doubt("channel") as (town, _):
        (question,) = town.questions()
        assert question.chat.person == town.sandbox.world.camille
        assert "Serials" in question.text
        assert town.posts(place_of(town, "channel")) == []


async def test_in_a_group_the_bot_finds_out_alone() -> None:
    """It sees all that is written there: what it does not find is not there."""
    async with in_doubt("group") as (town, _):
        assert town.questions() == []
        assert town.steps(place_of(town, "group")) == [0]


async def test_with_privacy_mode_a_miss_tells_nothing() -> None:
    """Most messages of the group are hidden from the bot, so it asks."""
    async with living_town(PATIENCE_SECONDS, privacy=True) as (town, life):
        group = place_of(town, "group")
        await town.begin(life.store, life.hours)
        await life.pass_time(0)
        silence(town, group)
        await life.pass_time(PACE)
        await life.pass_time(SETTLE)
        assert asked(town) == [town.sandbox.world.camille]
        assert town.steps(group) == [0]


async def test_reminded_once_then_somebody_else() -> None:
    """A day later the same person, another day later another admin, each once and then both."""
    async with in_doubt("channel") as (town, life):
        world = town.sandbox.world
        channel = place_of(town, "channel").chat
        world.members[channel.id][town.operator.id] = "administrator"
        first = town.questions()[0]
        await life.pass_time(DAY - 2 * SETTLE)
        assert asked(town) == [world.camille]
        await life.pass_time(2 * SETTLE)
        assert asked(town) == [world.camille, world.camille]
        assert buttons(town, first) == []
        await life.pass_time(DAY)
        assert asked(town) == [world.camille, world.camille, town.operator]
        await life.pass_time(DAY)
        await life.pass_time(DAY)
        await life.pass_time(DAY)
        assert asked(town) == [world.camille, world.camille, town.operator, town.operator]


@pytest.mark.parametrize(("verdict", "steps"), [(Verdict.ARRIVED, []), (Verdict.MISSING, [0])])
async def test_a_word_settles_it(verdict: Verdict, steps: list[int]) -> None:
    """The question is answered everywhere, and the reading goes on."""
    async with in_doubt("channel") as (town, life):
        channel = place_of(town, "channel")
        (question,) = town.questions()
        doubt = next(iter(await life.store.doubts.waiting(town.sandbox.world.bot.id)))
        await life.reading.settle(doubt.run, doubt.delivery.fence, verdict)
        assert buttons(town, question) == []
        assert town.steps(channel) == steps
        again = await life.reading.settle(doubt.run, doubt.delivery.fence, verdict)
        assert again.answer == "already"
        await life.pass_time(PACE + 1)
        assert town.steps(channel) == [*steps, 1]


async def test_nobody_can_be_asked_until_somebody_comes() -> None:
    """A bot cannot write first; whoever starts it later is asked then."""
    async with living_town(PATIENCE_SECONDS, known=False, operators=False) as (town, life):
        world = town.sandbox.world
        channel = place_of(town, "channel")
        await town.begin(life.store, life.hours)
        silence(town, channel)
        await life.pass_time(0)
        await life.pass_time(SETTLE)
        assert town.questions() == []
        run = await life.store.runs.current(channel.target(town.sandbox))
        assert run is not None
        assert run.state is RunState.UNKNOWN
        await life.pass_time(PACE)
        await life.store.acquaintances.met(world.bot.id, world.camille.id, "en")
        life.doubts.somebody_came()
        await life.pass_time(1)
        assert asked(town) == [world.camille]


async def test_the_posts_of_other_admins_stay_as_they_are() -> None:
    """In a channel an edit could overwrite them: they are shown to the operator for a moment."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        world = town.sandbox.world
        channel = place_of(town, "channel")
        await town.begin(life.store, life.hours)
        silence(town, channel, Kind.ACCEPT_THEN_HANG)
        await life.pass_time(0)
        world.say(world.camille, channel.chat, "A word of my own.")
        await life.pass_time(SETTLE)
        assert town.steps(channel) == [0]
        texts = [message.text for message in world.messages(channel.chat)]
        assert "A word of my own." in texts
        private = world.messages(world.private(town.operator))
        assert [message.text for message in private] == ["hello"]


async def test_answers_of_an_earlier_start_stay_as_they_are() -> None:
    """Nobody knows their numbers any more: they are looked at, and not edited."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        group = place_of(town, "group")
        await town.begin(life.store, life.hours)
        await life.pass_time(0)
        for text in ("An answer.", "Another answer."):
            await life.outbox.say(group.target(town.sandbox), Post(Rich(text)))
        await life.end()
        await life.start(Death())
        silence(town, group, Kind.ACCEPT_THEN_HANG)
        await life.pass_time(PACE + 1)
        await life.pass_time(SETTLE)
        assert town.steps(group) == town.shown(group) == [0, 1]
        texts = [message.text for message in town.sandbox.world.messages(group.chat)]
        assert texts.count("An answer.") == texts.count("Another answer.") == 1


async def test_a_miss_tells_nothing_about_what_came_before_a_start() -> None:
    """Much may have been written and taken away while nobody listened, so somebody is asked."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        group = place_of(town, "group")
        await town.begin(life.store, life.hours)
        await life.pass_time(0)
        await life.end()
        await life.start(Death())
        silence(town, group)
        await life.pass_time(PACE + 1)
        await life.pass_time(SETTLE)
        assert town.steps(group) == [0]
        assert asked(town) == [town.sandbox.world.camille]


async def test_words_that_differ_by_the_try() -> None:
    """The first post says how fast it goes on, also when its chat was told to wait at first."""
    async with living_town(PATIENCE_SECONDS) as (town, life):
        channel = place_of(town, "channel")
        await town.begin(life.store, life.hours)

        def here(params: Params) -> bool:
            return params.number("chat_id") == channel.chat.id

        wait = Fault("sendMessage", Kind.ERROR, when=here, status=429, retry_after=1)
        town.sandbox.faults.add(wait)
        silence(town, channel, Kind.ACCEPT_THEN_HANG)
        await life.pass_time(0)
        await life.pass_time(SETTLE)
        assert town.steps(channel) == [0]
        assert town.questions() == []


@pytest.mark.parametrize("kind", [Kind.ACCEPT_THEN_HANG, Kind.UNAUTHORIZED])
async def test_a_question_that_gets_no_answer(kind: Kind) -> None:
    """Nobody else is asked meanwhile, and nobody is forgotten."""
    async with living_town(PATIENCE_SECONDS, operators=False) as (town, life):
        world = town.sandbox.world
        channel = place_of(town, "channel")
        world.members[channel.chat.id][town.operator.id] = "administrator"
        await town.begin(life.store, life.hours)
        silence(town, channel)
        await life.pass_time(0)

        def to_camille(params: Params) -> bool:
            return params.number("chat_id") == world.camille.id

        lost = town.sandbox.faults.add(Fault("sendMessage", kind, when=to_camille))
        await life.pass_time(SETTLE)
        town.sandbox.faults.clear(lost)
        await life.pass_time(1)
        known = (world.camille.id, town.operator.id)
        assert set(await life.store.acquaintances.among(world.bot.id, known)) == set(known)
        assert asked(town).count(world.camille) <= 1
        if kind is Kind.ACCEPT_THEN_HANG:
            assert asked(town) == [world.camille]
