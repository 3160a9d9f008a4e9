"""/undo where it is not simple: several parts, other states, what Telegram keeps."""

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.quay import DAY, PARTS, SATURDAY, words
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, sent, tap


async def test_all_parts_go(pier: Sandbox) -> None:
    """A fragment of several messages goes whole, and comes again whole."""
    world = pier.world
    group = world.group
    await plan(pier, world.camille, group, "ferry every day at 8:30")
    await come(pier, group, SATURDAY, 2)
    await come(pier, group, SATURDAY + DAY, 2 + PARTS)
    answer = await ask(pier, world.camille, group, "/undo")
    assert answer.text.startswith("Fragment 2 of Ferry is taken back.")
    assert words(pier, group) == ["Ferry\nE", "Part 1.", "Fragmen"]
    await come(pier, group, SATURDAY + 2 * DAY, 3 + 2 * PARTS)
    assert len(words(pier, group)) == 3 + PARTS


async def test_half_a_fragment_goes(pier: Sandbox) -> None:
    """What Telegram had let in of it goes, and the whole of it comes next."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(pier, alex, private, "/read ferry")
    count = [0]

    def second(params: object) -> bool:
        count[0] += 1
        return count[0] == 2

    pier.faults.add(Fault("sendMessage", Kind.ERROR, when=second, status=400, description="No"))
    world.tap(alex, first, "Next")
    await world.wait(lambda world: count[0] == 2)
    answer = await ask(pier, alex, private, "/undo")
    assert answer.text == "Fragment 2 of Ferry is taken back. It comes again when you tap Next."
    assert words(pier, private) == ["Part 1.", "Fragmen"]
    world.tap(alex, answer, "Next")
    await world.wait(lambda world: len(words(pier, private)) == 2 + PARTS)


async def test_the_end_of_a_reading(pier: Sandbox) -> None:
    """The last fragment goes, and the reading is alive again, to its end once more."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    await ask(pier, alex, private, "/read ferry from 4")
    answer = await ask(pier, alex, private, "/undo")
    assert answer.text == "Fragment 4 of Ferry is taken back. It comes again when you tap Next."
    again = await tap(pier, alex, answer, "Next")
    assert again.text.startswith("Part 4.\n\nfragment 4 of 4, the end")


async def test_at_a_pace(pier: Sandbox) -> None:
    """It comes again after its usual wait, not at once."""
    world = pier.world
    group = world.add_group("Circle", [world.alex])
    await ask(pier, world.alex, group, "/read ferry from 3")
    answer = await ask(pier, world.alex, group, "/undo")
    assert answer.text == "Fragment 3 of Ferry is taken back. It comes again in 5 minutes."
    assert [button.text for button in answer.buttons] == ["Next", "Pause", "Stop"]
    pier.clock.advance(290)
    await ask(pier, world.alex, group, "/help@feuilleton_sandbox_bot")
    assert words(pier, group)[0] == "Fragmen"
    pier.clock.advance(15)
    await world.wait(lambda world: "Part 3." in words(pier, group))


async def test_one_topic_only(pier: Sandbox) -> None:
    """What was posted in another topic of the forum stays."""
    world = pier.world
    forum = world.add_group("Forum", [world.alex], is_forum=True)
    topics = [world.add_topic(forum), world.add_topic(forum)]
    for topic in topics:
        count = len(sent(pier, forum))
        world.say(world.alex, forum, "/read ferry", thread_id=topic)
        await world.wait(lambda world, count=count: len(sent(pier, forum)) > count)
    world.say(world.alex, forum, "/undo", thread_id=topics[0])
    await world.wait(lambda world: len(sent(pier, forum)) == 3)
    left = [one for one in world.messages(forum) if one.text.startswith("Part 1.")]
    assert [one.thread_id for one in left] == [topics[1]]


async def test_another_text_goes_on_here(pier: Sandbox) -> None:
    """What was read before keeps its place, and does not push the present one away."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    await ask(pier, alex, private, "/read ferry from 3")
    await ask(pier, alex, private, "/stop")
    answer = await ask(pier, alex, private, "/undo")
    assert answer.text.endswith("It comes again when /read takes the text up.")
    assert (await tap(pier, alex, answer, "Resume")).text.startswith("Part 3.")


async def test_written_while_the_next_one_came(pier: Sandbox) -> None:
    """Who wants fragment 1 away does not lose fragment 2, which they had not seen."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(pier, alex, private, "/read ferry from 3")
    slow = pier.faults.add(Fault("sendMessage", Kind.SLOW))
    world.tap(alex, first, "Next")
    await slow.reached()
    world.say(alex, private, "/undo")
    await slow.accept()
    await world.wait(lambda world: len(words(pier, private)) == 3)
    answer = sent(pier, private)[-1]
    assert answer.text == (
        "Fragment 4 of Ferry has come while you wrote. To take it back, write /undo once more."
    )
    assert (await ask(pier, alex, private, "/undo")).text.startswith("Fragment 4 of Ferry is taken")


async def test_a_group_that_got_another_id(pier: Sandbox) -> None:
    """Nobody knows the message any more: that is said, and the place stays until it is gone."""
    world = pier.world
    group = world.add_group("Old", [world.alex], kind="group")
    await ask(pier, world.alex, group, "/read ferry")
    new = world.migrate(group)
    answer = await ask(pier, world.alex, new, "/undo")
    assert answer.text == (
        "Fragment 1 of Ferry stays as it is. I do not know which message it is. "
        "Delete it yourself, then tap the button: it comes again later."
    )


async def test_paused_held_and_over(pier: Sandbox) -> None:
    """When it comes again is said as it is, with the button that changes it."""
    world = pier.world
    group = world.add_group("Quay", [world.alex])
    card = await plan(pier, world.alex, group, "ferry every day at 8:30")
    await come(pier, group, SATURDAY, 2)
    await press(pier, world.alex, card, "Pause")
    answer = await ask(pier, world.alex, group, "/undo")
    assert answer.text.endswith("is taken back. It comes again when the schedule is resumed.")
    await press(pier, world.alex, answer, "Resume")
    await come(pier, group, SATURDAY + DAY, 4)
    await ask(pier, world.alex, group, "/hold")
    answer = await ask(pier, world.alex, group, "/undo")
    assert answer.text.endswith("It comes again when the hold ends: /hold off")
    assert (await press(pier, world.alex, answer, "Resume")).text.startswith("What is planned goes")


async def test_no_date_is_left(pier: Sandbox) -> None:
    """A fragment for one date: its schedule is alive again, to be given another."""
    world = pier.world
    group = world.add_group("Quay", [world.alex])
    await plan(pier, world.alex, group, "ferry on 28 November at 8:30")
    await come(pier, group, SATURDAY, 2)
    answer = await ask(pier, world.alex, group, "/undo")
    assert answer.text.endswith("No date is left on which it would come again: /schedule adds one.")
    days = await press(pier, world.alex, answer, "Edit")
    hours = await press(pier, world.alex, days, "Choose the hour")
    planned = await press(pier, world.alex, hours, "9:00")
    assert planned.text.endswith("Planned. Next fragment: Saturday 28 November, 9:00.")


async def test_a_late_reader_waits(pier: Sandbox) -> None:
    """Who follows and has read what was taken back gets it no second time, and misses nothing."""
    world = pier.world
    group = world.add_group("Quay", [world.alex], [world.camille])
    private = world.private(world.camille)
    await plan(pier, world.alex, group, "ferry from 3 every day at 8:30")
    await come(pier, group, SATURDAY, 2)
    link = sent(pier, group)[-1].buttons[0].value
    world.follow(world.camille, link)
    await world.wait(lambda world: len(sent(pier, private)) == 1)
    for _ in range(2):
        await ask(pier, world.camille, private, "/suite")
    await pier.world.wait(lambda world: "Part 3." in words(pier, private))
    await ask(pier, world.alex, group, "/undo")
    waits = await ask(pier, world.camille, private, "/suite")
    assert "Quay" in waits.text
    await come(pier, group, SATURDAY + DAY, 4)
    assert words(pier, private).count("Part 3.") == 1
