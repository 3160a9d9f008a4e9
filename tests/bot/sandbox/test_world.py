"""The world by itself: people write and tap, tests wait and look."""

import asyncio

import pytest

from bot.sandbox.clock import VirtualClock
from bot.sandbox.messages import Button, Kind
from bot.sandbox.world import World


@pytest.fixture
def world() -> World:
    """A world without a server."""
    return World(VirtualClock(), 1234567)


def test_the_transcript_has_every_event_in_order(world: World) -> None:
    """Said, sent, tapped, edited, deleted: with who, what and where."""
    chat = world.private(world.camille)
    world.say(world.camille, chat, "/start")
    sent = world.post(chat, "Hello", (), reply_markup=((Button("Next", "callback_data", "n"),),))
    world.tap(world.camille, sent, "Next")
    edited = world.edit(sent, text="Hello again")
    world.delete(edited)
    world.say(world.alex, world.group, "elsewhere")
    events = world.transcript(chat)
    assert [(event.kind, event.who.first_name, event.text) for event in events] == [
        (Kind.SAID, "Camille", "/start"),
        (Kind.SENT, "Feuilleton", "Hello"),
        (Kind.TAPPED, "Camille", "Next"),
        (Kind.EDITED, "Feuilleton", "Hello again"),
        (Kind.DELETED, "Feuilleton", "Hello again"),
    ]
    assert len(world.transcript()) == 6
    assert "Reading circle#1 Alex said: elsewhere" in world.dump()


def test_a_later_world_uses_no_update_id_again() -> None:
    """A bot that remembers what it has handled hears everybody after a restart of the sandbox."""
    clock = VirtualClock()
    earlier = World(clock, 1234567)
    for _ in range(20):
        earlier.say(earlier.alex, earlier.private(earlier.alex), "hello")
    later = World(clock, 1234567)
    later.say(later.alex, later.private(later.alex), "hello")
    assert earlier.updates.last_id < later.updates.last_id


async def test_waiting_returns_after_the_change(world: World) -> None:
    """The predicate is tried again after each change, not by the clock."""

    async def answer() -> None:
        for text in ("one", "two", "three"):
            world.post(world.group, text, ())

    writing = asyncio.create_task(answer())
    await world.wait(lambda seen: len(seen.messages(seen.group)) == 3)
    await writing


async def test_a_failed_wait_shows_what_happened(world: World) -> None:
    """The error has the end of the transcript, to be read."""
    world.say(world.alex, world.group, "is anybody there?")
    with pytest.raises(TimeoutError, match="Alex said: is anybody there"):
        await world.wait(lambda seen: len(seen.messages(seen.group)) == 2, timeout=0)


def test_people_cannot_do_what_their_apps_could_not(world: World) -> None:
    """No empty messages, no writing in other groups, no buttons that are not there."""
    stranger = world.add_person("Noor", "noor_writes")
    with pytest.raises(ValueError, match="1 to 4096"):
        world.say(world.alex, world.group, "  ")
    with pytest.raises(ValueError, match="Noor is not a member of Reading circle"):
        world.say(stranger, world.group, "hello")
    with pytest.raises(ValueError, match="Alex is not a member of this chat"):
        world.say(world.alex, world.private(world.camille), "hello")
    link = Button("Source", "url", "https://example.org")
    sent = world.post(world.group, "Read on?", (), reply_markup=((link,),))
    with pytest.raises(LookupError, match="has 'Source', not 'Next'"):
        world.tap(world.alex, sent, "Next")
    with pytest.raises(LookupError, match="opens something"):
        world.tap(world.alex, sent, "Source")
    world.delete(sent)
    with pytest.raises(LookupError, match="not in the chat any more"):
        world.tap(world.alex, sent, "Source")


def test_a_tap_presses_the_button_that_is_there_now(world: World) -> None:
    """After an edit, an old picture of the message finds the new button."""
    sent = world.post(world.group, "1", (), reply_markup=((Button("Go", "callback_data", "old"),),))
    world.edit(sent, reply_markup=((Button("Go", "callback_data", "new"),),))
    assert world.tap(world.alex, sent, "Go").data == "new"


async def test_replies_and_commands_reach_the_bot_whole(world: World) -> None:
    """The update has the replied message and the command, with its bot's name, as entity."""
    sent = world.post(world.group, "Question", ())
    world.say(world.alex, world.group, "/who@feuilleton_sandbox_bot @wren_h", reply_to=sent)
    (update,) = await world.updates.poll(0, 100, 0)
    message = update.content
    assert message["reply_to_message"]["text"] == "Question"
    assert message["reply_to_message"]["from"]["id"] == world.bot.id
    assert message["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 27},
        {"type": "mention", "offset": 28, "length": 7},
    ]
    assert message["from"]["language_code"] == "en"
