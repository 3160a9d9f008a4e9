"""/undo: the last post goes, and the same fragment comes next, once."""

from datetime import timedelta

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, sent, tap, toast

DAY = timedelta(days=1)
SATURDAY = FRIDAY - timedelta(hours=1, minutes=30) + DAY
"""Half past eight in Paris."""


def fragments(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The first lines of the fragments that are in a chat now."""
    found = [one.text for one in sandbox.world.messages(chat) if "\nfragment " in one.text]
    return [text.split("\n")[0] for text in found]


def labels(message: Message) -> list[str]:
    """What stands on the buttons of a message."""
    return [button.text for row in message.reply_markup for button in row]


async def over(sandbox: Sandbox, person: Person, chat: Chat) -> None:
    """Look until the schedule has ended, which it does a moment after its last post."""
    while (await ask(sandbox, person, chat, "/schedule")).text.startswith("The"):
        continue


async def test_a_schedule_posts_it_again_at_its_next_time(town: Sandbox) -> None:
    """Deleted, not sent again by itself; the next morning has the same fragment, and one only."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await come(town, group, SATURDAY + DAY, 3)
    answer = await ask(town, camille, group, "/undo")
    assert answer.text == (
        "Fragment 2 of The ferry, part 1. is taken back. "
        "It comes again on Monday 30 November, 8:30."
    )
    assert labels(answer) == ["Skip one"]
    assert fragments(town, group) == ["The ferry, part 1."]
    town.clock.set(SATURDAY + DAY + timedelta(hours=12))
    listed = await ask(town, camille, group, "/schedule")
    assert "1 of 5 posted" in listed.text
    assert "Monday 30 November, 8:30: fragment 2" in listed.text
    await come(town, group, SATURDAY + 2 * DAY, 6)
    await come(town, group, SATURDAY + 3 * DAY, 7)
    assert fragments(town, group) == [f"The ferry, part {n}." for n in (1, 2, 3)]


async def test_skipped_after_all(town: Sandbox) -> None:
    """One tap under the answer, and the fragment never comes again."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    card = await press(town, camille, await ask(town, camille, group, "/undo"), "Skip one")
    assert "Sunday 29 November, 8:30: fragment 2" in card.text
    await come(town, group, SATURDAY + DAY, 4)
    assert fragments(town, group)[-1] == "The ferry, part 2."


async def test_by_hand_in_private_and_the_one_before(town: Sandbox) -> None:
    """Twice takes two; then Next brings the first of them, and each comes once."""
    world = town.world
    camille, private = world.camille, world.private(world.camille)
    await ask(town, camille, private, "/lire ferry")
    await ask(town, camille, private, "/suite")
    answer = await ask(town, camille, private, "/annuler")
    assert answer.text == (
        "L’envoi du fragment 2 de The ferry, part 1. est annulé. "
        "Il revient quand vous touchez Suite."
    )
    second = await ask(town, camille, private, "/annuler")
    assert second.text.startswith("L’envoi du fragment 1 de")
    assert fragments(town, private) == []
    first = await tap(town, camille, second, "Suite")
    assert first.text.startswith("The ferry, part 1.")
    await tap(town, camille, first, "Suite")
    assert fragments(town, private) == ["The ferry, part 1.", "The ferry, part 2."]


async def test_the_very_button_posts_it_again(town: Sandbox) -> None:
    """A tap whose post was taken back counts once more, although the journal knows its cause."""
    world = town.world
    private = world.private(world.alex)
    first = await ask(town, world.alex, private, "/read ferry")
    await tap(town, world.alex, first, "Next")
    answer = await ask(town, world.alex, private, "/undo")
    assert labels(answer) == ["Next", "Stop"]
    again = await tap(town, world.alex, answer, "Next")
    assert again.text.startswith("The ferry, part 2.")
    assert await toast(town, world.alex, answer, "Next") == "This one is here already."
    await ask(town, world.alex, private, "/undo")
    assert fragments(town, private) == ["The ferry, part 1."]


async def test_nothing_to_take_back(town: Sandbox) -> None:
    """Said in one line, in either language."""
    world = town.world
    alex, camille = world.alex, world.camille
    nothing = await ask(town, alex, world.private(alex), "/undo")
    assert nothing.text == "Nothing has been posted here that I could take back."
    rien = await ask(town, camille, world.private(camille), "/annuler")
    assert rien.text == "Rien n’a été envoyé ici que je puisse annuler."


async def test_two_admins_at_the_same_moment(town: Sandbox) -> None:
    """The second wrote before the answer to the first was there: one post goes, both hear so."""
    world = town.world
    group = world.add_group("Two", [world.camille, world.alex])
    await plan(town, world.camille, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await come(town, group, SATURDAY + DAY, 3)
    world.say(world.camille, group, "/undo")
    world.say(world.alex, group, "/undo")
    await world.wait(lambda world: len(sent(town, group)) == 5)
    said = [one.text for one in sent(town, group)[3:]]
    assert said[0].startswith("Fragment 2 of The ferry, part 1. is taken back.")
    assert said[1].startswith("Fragment 2 of The ferry, part 1. has just been taken back.")
    assert fragments(town, group) == ["The ferry, part 1."]
    assert "Fragment 1" in (await ask(town, world.alex, group, "/undo")).text


async def test_only_drivers(town: Sandbox) -> None:
    """Whoever does not administer the group takes nothing back."""
    world = town.world
    await plan(town, world.camille, world.group, "ferry every day at 8:30")
    await come(town, world.group, SATURDAY, 2)
    refused = await ask(town, world.alex, world.group, "/undo")
    assert refused.text.startswith("In this group the admins")
    assert fragments(town, world.group) == ["The ferry, part 1."]


async def test_the_last_fragment_of_all(town: Sandbox) -> None:
    """The schedule had ended with it, and ends with it once more."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry from 5 every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await over(town, camille, group)
    answer = await ask(town, camille, group, "/undo")
    assert answer.text.endswith("It comes again on Sunday 29 November, 8:30.")
    assert "fragment 5" in (await ask(town, camille, group, "/schedule")).text
    await come(town, group, SATURDAY + DAY, len(sent(town, group)) + 1)
    assert fragments(town, group) == ["The ferry, part 5."]
    await over(town, camille, group)


async def test_the_last_fragment_before_the_next_text(town: Sandbox) -> None:
    """The playlist had gone on, and posted nothing: it goes back, then on, and nothing is lost."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry + lamp from 5 every day at 8:30")
    await come(town, group, SATURDAY, 2)
    while not (await ask(town, camille, group, "/schedule")).text.startswith("The lamp"):
        continue
    answer = await ask(town, camille, group, "/undo")
    assert answer.text.startswith("Fragment 5 of The ferry, part 1. is taken back. It comes again")
    count = len(sent(town, group))
    await come(town, group, SATURDAY + DAY, count + 1)
    await come(town, group, SATURDAY + 2 * DAY, count + 2)
    assert fragments(town, group) == ["The ferry, part 5.", "The lamp, part 1."]


async def test_a_deleted_schedule_does_not_come_back(town: Sandbox) -> None:
    """The message goes, and nothing comes again: somebody had wanted that."""
    camille, group = town.world.camille, town.world.group
    confirmed = await plan(town, camille, group, "ferry every day at 8:30")
    await come(town, group, SATURDAY, 2)
    await press(town, camille, await press(town, camille, confirmed, "Delete"), "Delete")
    answer = await ask(town, camille, group, "/undo")
    assert answer.text.endswith("Its schedule is over, so it does not come again by itself.")
    assert fragments(town, group) == []


async def test_the_newest_of_two_schedules(town: Sandbox) -> None:
    """What came last goes; the other schedule keeps its place."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await plan(town, camille, group, "lamp every day at 9:00")
    await come(town, group, SATURDAY, 3)
    await come(town, group, SATURDAY + timedelta(minutes=30), 4)
    answer = await ask(town, camille, group, "/undo")
    assert answer.text.startswith("Fragment 1 of The lamp, part 1. is taken back.")
    assert fragments(town, group) == ["The ferry, part 1."]


async def test_weeks_later_somebody_is_asked(town: Sandbox) -> None:
    """Nobody means that by mistake; in private Telegram then lets nothing go, and that is said."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry")
    town.clock.set(FRIDAY + 20 * DAY)
    asked = await ask(town, alex, private, "/undo")
    assert asked.text == (
        "The last post here is fragment 1 of The ferry, part 1.: Friday 27 November, 10:00. "
        "Take it back?"
    )
    stays = await press(town, alex, asked, "Take it back")
    assert stays.text == (
        "Fragment 1 of The ferry, part 1. stays as it is. Telegram lets me delete my messages for "
        "48 hours only. Delete it yourself, then tap the button: it comes again later."
    )
    assert fragments(town, private) == ["The ferry, part 1."]
    gone = await press(town, alex, stays, "I have deleted it")
    assert gone.text.endswith("is taken back. It comes again when you tap Next.")
    assert (await tap(town, alex, gone, "Next")).text.startswith("The ferry, part 1.")


async def test_kept_after_all(town: Sandbox) -> None:
    """Who is asked and says no keeps place and post."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry")
    town.clock.set(FRIDAY + 20 * DAY)
    asked = await ask(town, alex, private, "/undo")
    assert await toast(town, alex, asked, "Keep") == "Good, it stays."
    assert (await ask(town, alex, private, "/next")).text.startswith("The ferry, part 2.")


async def test_already_deleted_by_a_person(town: Sandbox) -> None:
    """It is gone: the place goes back all the same."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(town, alex, private, "/read ferry")
    world.delete(first)
    answer = await ask(town, alex, private, "/undo")
    assert answer.text.startswith("Fragment 1 of The ferry, part 1. is taken back.")
    assert (await tap(town, alex, answer, "Next")).text.startswith("The ferry, part 1.")


@pytest.mark.parametrize("late", [False, True])
async def test_an_update_that_comes_twice(town: Sandbox, late: bool) -> None:
    """Done once, also if it comes again after other things."""
    world = town.world
    alex, private = world.alex, world.private(world.alex)
    await ask(town, alex, private, "/read ferry")
    await ask(town, alex, private, "/next")
    before = len(town.calls)
    await ask(town, alex, private, "/undo")
    number = world.updates.last_id
    if late:
        await ask(town, alex, private, "/help")
    world.repeat_update(number)
    await ask(town, alex, private, "/help")
    deleted = [call for call in list(town.calls)[before:] if call.method == "deleteMessage"]
    assert len(deleted) == 1
    assert fragments(town, private) == ["The ferry, part 1."]
