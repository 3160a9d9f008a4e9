"""Readings that go by themselves: at their pace, paused and resumed, silent in groups."""

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.living import ask, sent, tap, toast

MINUTE = 60


async def waited(sandbox: Sandbox, chat: Chat, seconds: float) -> Message:
    """Move the clock, and give the message that comes of it."""
    count = len(sent(sandbox, chat))
    sandbox.clock.advance(seconds)
    await sandbox.world.wait(lambda world: len(sent(sandbox, chat)) > count)
    return sent(sandbox, chat)[count]


def labels(message: Message) -> list[str]:
    """The words on the buttons of a message."""
    return [button.text for button in message.buttons]


async def test_a_reading_goes_at_the_pace_that_was_asked_for(sandbox: Sandbox) -> None:
    """Fragment by fragment, to the end, and then nothing more is due."""
    world = sandbox.world
    chat = world.private(world.alex)
    first = await ask(sandbox, world.alex, chat, "/read night-trains every 10 min")
    assert "the next one in 10 minutes" in first.text
    assert labels(first) == ["Next", "Pause", "Stop", "By hand", "Slow", "Normal"]
    second = await waited(sandbox, chat, 10 * MINUTE)
    assert "fragment 2 of 3" in second.text
    third = await waited(sandbox, chat, 10 * MINUTE)
    assert "the end" in third.text
    sandbox.clock.advance(60 * MINUTE)
    await ask(sandbox, world.alex, chat, "/help")
    assert len(sent(sandbox, chat)) == 4


async def test_only_the_newest_fragment_has_buttons(sandbox: Sandbox) -> None:
    """What came by itself takes the buttons along."""
    world = sandbox.world
    chat = world.private(world.alex)
    first = await ask(sandbox, world.alex, chat, "/read night-trains every 1 min")
    await waited(sandbox, chat, MINUTE)

    def moved(_: object) -> bool:
        now = world.message(chat, first.message_id)
        return now is not None and not now.buttons

    await world.wait(moved)


async def test_a_group_goes_by_itself_and_quietly(sandbox: Sandbox) -> None:
    """Five minutes apart unless told otherwise; only the first one makes a sound."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/lire night-trains")
    assert "le suivant dans 5 minutes" in first.text
    assert not first.silent
    second = await waited(sandbox, world.group, 5 * MINUTE)
    assert second.silent
    assert "fragment 2 sur 3" in second.text


async def test_a_group_can_read_by_hand(sandbox: Sandbox) -> None:
    """Said with the command; then the clock brings nothing."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/lire night-trains à la main")
    assert "Pause" not in labels(first)
    sandbox.clock.advance(60 * MINUTE)
    second = await tap(sandbox, world.camille, first, "Suite")
    assert "fragment 2 sur 3" in second.text
    assert len(sent(sandbox, world.group)) == 2


async def test_pause_holds_and_resume_goes_on_at_once(sandbox: Sandbox) -> None:
    """Nothing comes in between, however long it lasts."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains every 1 min")
    paused = await ask(sandbox, world.alex, chat, "/pause")
    assert (paused.text, labels(paused)) == ("Paused.", ["Resume"])
    sandbox.clock.advance(60 * MINUTE)
    second = await tap(sandbox, world.alex, paused, "Resume")
    assert "fragment 2 of 3" in second.text
    third = await waited(sandbox, chat, MINUTE)
    assert "fragment 3 of 3" in third.text
    assert len(sent(sandbox, chat)) == 4


async def test_resuming_twice_posts_once(sandbox: Sandbox) -> None:
    """The second tap finds the reading going."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains every 1 min")
    paused = await ask(sandbox, world.alex, chat, "/pause")
    taps = [world.tap(world.alex, paused, "Resume") for _ in range(2)]
    await world.wait(lambda _: all(one.answer for one in taps))
    assert len([m for m in sent(sandbox, chat) if " of 3" in m.text]) == 2


async def test_a_step_in_a_paused_reading_leaves_it_paused(sandbox: Sandbox) -> None:
    """Next brings one fragment; the clock still brings none."""
    world = sandbox.world
    chat = world.private(world.alex)
    first = await ask(sandbox, world.alex, chat, "/read night-trains every 1 min")
    assert await toast(sandbox, world.alex, first, "Pause") == "Paused."
    await tap(sandbox, world.alex, first, "Next")
    sandbox.clock.advance(60 * MINUTE)
    await ask(sandbox, world.alex, chat, "/help")
    assert len([m for m in sent(sandbox, chat) if " of 3" in m.text]) == 2


async def test_the_pace_can_be_changed_by_a_button(sandbox: Sandbox) -> None:
    """From by hand to slow, and back."""
    world = sandbox.world
    chat = world.private(world.alex)
    first = await ask(sandbox, world.alex, chat, "/read night-trains")
    assert labels(first) == ["Next", "Stop", "Slow", "Normal"]
    assert "45 seconds" in await toast(sandbox, world.alex, first, "Slow")
    second = await waited(sandbox, chat, 45)
    assert "fragment 2 of 3" in second.text


async def test_resume_takes_up_a_stopped_reading(sandbox: Sandbox) -> None:
    """Where it was, by the command too."""
    world = sandbox.world
    chat = world.private(world.camille)
    first = await ask(sandbox, world.camille, chat, "/lire night-trains")
    await tap(sandbox, world.camille, first, "Arrêter")
    second = await ask(sandbox, world.camille, chat, "/reprendre")
    assert "fragment 2 sur 3" in second.text


async def test_by_hand_there_is_nothing_to_pause(sandbox: Sandbox) -> None:
    """Said in one sentence."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains")
    answer = await ask(sandbox, world.alex, chat, "/pause")
    assert "by hand" in answer.text


async def test_topics_of_a_forum_read_apart(sandbox: Sandbox) -> None:
    """Each topic is a place of its own, and every fragment stays in its topic."""
    world = sandbox.world
    forum = world.add_group("Forum", admins=[world.camille], is_forum=True)
    topics = [world.add_topic(forum) for _ in range(2)]
    for topic, slug in zip(topics, ("ponts", "night-trains"), strict=True):
        count = len(sent(sandbox, forum))
        world.say(world.camille, forum, f"/lire {slug} toutes les 1 min", thread_id=topic)
        await world.wait(lambda _, n=count: len(sent(sandbox, forum)) > n)
    sandbox.clock.advance(MINUTE)
    await world.wait(lambda _: len(sent(sandbox, forum)) == 4)
    places = [(m.thread_id, "pont" in m.text or "finit" in m.text) for m in sent(sandbox, forum)]
    assert sorted(places) == sorted([(topics[0], True)] * 2 + [(topics[1], False)] * 2)
