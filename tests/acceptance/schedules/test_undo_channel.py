"""/undo in a channel: nobody says who wrote it, and readers need not see it."""

from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.quay import DAY, PARTS, SATURDAY, placed, words
from tests.acceptance.schedules.scene import come, press
from tests.living import ask, sent


async def test_in_a_channel(pier: Sandbox) -> None:
    """Its admins write it there; whoever planned it is told, and readers see nothing of it."""
    world = pier.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    world.bot_rights[channel.id] |= {"can_delete_messages"}
    await placed(pier, channel, "In a channel")
    await come(pier, channel, SATURDAY, 1)
    count = len(sent(pier, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(pier, private)) > count and not world.messages(channel))
    said = sent(pier, private)[-1]
    assert said.text == (
        "News\nFragment 1 of Ferry is taken back. It comes again on Sunday 29 November, 8:30."
    )
    assert [button.text for button in said.buttons] == ["Skip one"]
    await come(pier, channel, SATURDAY + DAY, 2)
    assert words(pier, channel) == ["Part 1."]


async def test_nobody_can_be_told_of_a_channel(pier: Sandbox) -> None:
    """Nothing was posted, so nobody drives anything: the channel itself hears it."""
    world = pier.world
    channel = world.add_channel("News", [world.alex])
    answer = await ask(pier, world.alex, channel, "/annuler")
    assert answer.text == "Nothing has been posted here that I could take back."


async def test_two_at_once_in_a_channel(pier: Sandbox) -> None:
    """The answer is not in the channel; the second still takes nothing more."""
    world = pier.world
    channel = world.add_channel("News", [world.alex, world.camille])
    private = world.private(world.alex)
    await placed(pier, channel, "In a channel")
    await come(pier, channel, SATURDAY, 1)
    await come(pier, channel, SATURDAY + DAY, 1 + PARTS)
    count = len(sent(pier, private))
    world.say(world.alex, channel, "/undo")
    world.say(world.camille, channel, "/undo")
    await world.wait(lambda world: len(sent(pier, private)) == count + 2)
    assert "has just been taken back" in sent(pier, private)[-1].text
    assert words(pier, channel) == ["Part 1."]


async def test_no_right_in_a_channel(pier: Sandbox) -> None:
    """It stays, and so does the place; once a person has deleted it, it comes again."""
    world = pier.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    await placed(pier, channel, "In a channel")
    await come(pier, channel, SATURDAY, 1)
    world.mute(channel)
    count = len(sent(pier, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(pier, private)) > count)
    stays = sent(pier, private)[-1]
    assert stays.text == (
        "News\nFragment 1 of Ferry stays as it is. Telegram does not let me delete it here. "
        "Delete it yourself, then tap the button: it comes again later."
    )
    assert words(pier, channel) == ["Part 1."]
    world.delete(sent(pier, channel)[0])
    world.unmute(channel)
    gone = await press(pier, world.alex, stays, "I have deleted it")
    assert gone.text.endswith("It comes again on Sunday 29 November, 8:30.")
    await come(pier, channel, SATURDAY + DAY, 2)
    assert words(pier, channel) == ["Part 1."]


async def test_said_where_it_was_planned(pier: Sandbox) -> None:
    """In private there is nothing to take back: it is said where there is."""
    world = pier.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    await placed(pier, channel, "In a channel")
    answer = await ask(pier, world.alex, private, "/undo")
    assert answer.text == (
        "Nothing has been posted here that I could take back. "
        "What is planned here comes in News: write /undo there."
    )


async def test_the_group_of_a_channel(pier: Sandbox) -> None:
    """The channel's command comes into its group as well, where nobody has said it."""
    world = pier.world
    channel, private = world.add_channel("News", [world.alex]), world.private(world.alex)
    group = world.add_group("Talk", [world.alex])
    world.link(channel, group)
    await placed(pier, channel, "In a channel")
    await come(pier, channel, SATURDAY, 1)
    count = len(sent(pier, private))
    world.say(world.alex, channel, "/undo")
    await world.wait(lambda world: len(sent(pier, private)) > count)
    assert (await ask(pier, world.alex, group, "/next")).text.startswith("No text is being read")
    assert len(sent(pier, group)) == 1
