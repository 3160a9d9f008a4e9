"""One schedule in another chat, and in many: a channel, groups that join by a link, one kicked."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from content.formats.canonical import write
from content.model import Author, Fragment, FragmentKind, Piece, PieceKind, Source
from tests.acceptance.schedules.conftest import FRIDAY
from tests.acceptance.schedules.scene import come, first_lines, press, shown
from tests.living import ask, living, sent, tap

DAY = timedelta(days=1)
MORNING = FRIDAY - timedelta(hours=1, minutes=30) + DAY
"""Half past eight in Paris, on Saturday."""
OWN = "---\nslug: {name}\nkind: essay\ntitle: {title}\nlanguage: en\n{rights}---\n\n{text}\n"
PARTS = [f"Part {number}." for number in range(1, 6)]
WORDS = "every day at 8:30"


def written(name: str, rights: str) -> str:
    """A text of five parts, with or without a word about its rights."""
    if name == "talk":
        own = [Fragment(FragmentKind.TWEET, words, handle="mira_k") for words in PARTS]
        others = [Fragment(FragmentKind.COMMENT, f"Well, {n}.", handle="noor") for n in range(3)]
        said = (own[0], others[0], others[1], own[1], others[2])
        author = Author("Mira", "mira_k")
        talk = Piece(name, PieceKind.THREAD, "Talk", author, None, "en", said, Source(""))
        return write(talk)
    return OWN.format(name=name, title=name.title(), rights=rights, text="\n\n".join(PARTS))


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A bot with a text of one's own, and one of which nobody knows whose it is."""
    for name, rights in (("ferry", "rights: own\n"), ("stray", ""), ("talk", "")):
        (tmp_path / f"{name}.md").write_text(written(name, rights), encoding="utf-8")
    texts = [str(tmp_path / f"{name}.md") for name in ("ferry", "stray", "talk")]
    async with Sandbox() as sandbox:
        sandbox.clock.set(FRIDAY)
        async with living(sandbox, tmp_path, library=texts, language="en"):
            yield sandbox


async def drafted(sandbox: Sandbox, text: str = "ferry") -> Message:
    """The card of a draft in the private chat of Alex."""
    world = sandbox.world
    private = world.private(world.alex)
    return await ask(sandbox, world.alex, private, f"/schedule {text} {WORDS}")


async def placed(sandbox: Sandbox, card: Message, label: str, chat: Chat) -> list[Message]:
    """Pick a chat by a big button, and give what the bot says then."""
    world = sandbox.world
    await tap(sandbox, world.alex, card, "Where")
    private = world.private(world.alex)
    count = len(sent(sandbox, private))
    world.share(world.alex, label, chat)
    await world.wait(lambda world: len(sent(sandbox, private)) == count + 2)
    return sent(sandbox, private)[count:]


async def link(sandbox: Sandbox, card: Message) -> str:
    """The link by which groups join."""
    invitation = await tap(sandbox, sandbox.world.alex, card, "More groups")
    return invitation.text.split()[-1]


async def joined(sandbox: Sandbox, address: str, *titles: str) -> list[Chat]:
    """Groups of Alex that have opened the link."""
    world, chats = sandbox.world, []
    for title in titles:
        chat = world.add_group(title, [world.alex], [world.camille])
        count = len(sent(sandbox, chat))
        world.follow(world.alex, address, chat)
        await world.wait(lambda _, chat=chat, count=count: len(sent(sandbox, chat)) > count)
        chats.append(chat)
    return chats


def parts(sandbox: Sandbox, chat: Chat) -> list[str]:
    """The parts that came into a chat, in order."""
    return [line for line in first_lines(sandbox, chat) if line in PARTS]


async def test_a_channel_is_chosen_from_private(town: Sandbox) -> None:
    """It comes there instead of the private chat, and the card says so."""
    world = town.world
    channel = world.add_channel("Evenings", [world.alex])
    said, card = await placed(town, await drafted(town), "In a channel", channel)
    assert said.text == "Ferry comes in Evenings."
    assert "It comes in 1 chat: Evenings." in card.text
    planned = await press(town, world.alex, card, "Confirm")
    assert "Planned." in planned.text
    for day in range(3):
        await come(town, channel, MORNING + day * DAY, day + 1)
    assert parts(town, channel) == PARTS[:3]
    assert parts(town, world.private(world.alex)) == []
    (listed,) = [await ask(town, world.alex, world.private(world.alex), "/schedule")]
    assert "3 of 5 posted" in listed.text
    chats = await press(town, world.alex, listed, "Chats")
    assert "1. Evenings: 3 fragments posted" in chats.text


async def test_a_group_that_joins_is_spoken_to_in_its_language(town: Sandbox) -> None:
    """The card and what stands around the fragments, whatever whoever planned it speaks."""
    world = town.world
    private = world.private(world.camille)
    card = await ask(town, world.camille, private, f"/programmer ferry {WORDS}")
    assert "Tous les jours" in card.text
    invitation = await tap(town, world.camille, card, "Plus de groupes")
    (harbour,) = await joined(town, invitation.text.split()[-1], "Harbour")
    assert "Every day at 8:30" in sent(town, harbour)[0].text
    await press(town, world.camille, card, "Confirmer")
    await come(town, harbour, MORNING, 2)
    assert "fragment 1 of 5" in sent(town, harbour)[1].text


async def test_what_is_missing_is_said(town: Sandbox) -> None:
    """Who lost a right between the offer and the choice is told which one, and what to do."""
    world = town.world
    group = world.add_group("Harbour", [world.alex])
    card = await drafted(town)
    await tap(town, world.alex, card, "Where")
    private = world.private(world.alex)
    world.mute(group)
    count = len(sent(town, private))
    world.share(world.alex, "In a group", group)
    await world.wait(lambda world: len(sent(town, private)) > count)
    assert sent(town, private)[count].text.startswith("I may not post in Harbour.")
    await press(town, world.alex, card, "Confirm")
    world.unmute(group)
    await come(town, private, MORNING, count + 2)
    assert parts(town, private) == PARTS[:1]
    assert parts(town, group) == []


async def test_two_groups_join_and_one_is_thrown_out(town: Sandbox) -> None:
    """Each has all parts in order and none twice; what happens to one is its own."""
    world = town.world
    card = await drafted(town)
    harbour, hill = await joined(town, await link(town, card), "Harbour", "Hill")
    assert "Every day at 8:30 (Paris time)" in sent(town, harbour)[0].text
    assert "Saturday 28 November, 8:30: fragment 1" in sent(town, harbour)[0].text
    assert sent(town, harbour)[0].text.endswith("It begins once whoever planned it confirms it.")
    told = sent(town, world.private(world.alex))[-1]
    assert told.text == "Hill takes part in Ferry now."
    card = await press(town, world.alex, told, "Show")
    assert "It comes in 2 chats: Harbour and Hill." in card.text
    assert "One round takes about 1 second." in card.text
    await press(town, world.alex, card, "Confirm")
    for day in range(5):
        town.clock.set(MORNING + day * DAY)
        if day == 2:
            world.kick(harbour)
        count = day + 1
        await world.wait(lambda _, count=count: parts(town, hill) == PARTS[:count])
        if day != 2:
            await world.wait(lambda _, count=count: parts(town, harbour) == PARTS[:count])
            continue
        listed = await _still(town)
        chats = await press(town, world.alex, listed, "Chats")
        assert "2. Hill: 3 fragments posted" in chats.text
        assert "I am not there any more." in chats.text.split("2. Hill")[0]
        world.restore(harbour)
        await world.wait(lambda _: parts(town, harbour) == PARTS[:3])
    assert parts(town, world.private(world.alex)) == []


async def _still(town: Sandbox) -> Message:
    """What is planned, once the bot has noticed that a chat is closed to it."""
    world = town.world
    private = world.private(world.alex)
    await world.wait(lambda _: any("stands still" in one.text for one in sent(town, private)))
    return await ask(town, world.alex, private, "/schedule")


async def test_leaving_and_coming_back(town: Sandbox) -> None:
    """Leave works in the group, for its admins; whoever comes back goes on where it was."""
    world = town.world
    card = await drafted(town)
    address = await link(town, card)
    harbour, hill = await joined(town, address, "Harbour", "Hill")
    await press(town, world.alex, card, "Confirm")
    await come(town, hill, MORNING, 2)
    here = await ask(town, world.alex, harbour, "/schedule")
    assert [button.text for button in here.buttons] == ["Leave"]
    query = world.tap(world.camille, here, "Leave")
    await world.wait(lambda _: query.answer is not None)
    assert "admins" in query.answer.text
    await press(town, world.alex, here, "Leave")
    await come(town, hill, MORNING + DAY, 3)
    assert parts(town, harbour) == PARTS[:1]
    count = len(sent(town, harbour))
    world.follow(world.alex, address, harbour)
    await world.wait(
        lambda _: any("What comes next" in one.text for one in sent(town, harbour)[count:])
    )
    await come(town, hill, MORNING + 2 * DAY, 4)
    await world.wait(lambda _: len(parts(town, harbour)) == 2)
    assert parts(town, harbour) == PARTS[:2]


async def test_taking_out(town: Sandbox) -> None:
    """Whoever planned it takes one chat out; the others go on."""
    world = town.world
    card = await drafted(town)
    harbour, hill = await joined(town, await link(town, card), "Harbour", "Hill")
    planned = await press(town, world.alex, card, "Confirm")
    chats = await press(town, world.alex, planned, "Chats")
    chats = await press(town, world.alex, chats, "Take out 1")
    assert "Harbour" not in chats.text
    await come(town, hill, MORNING, 2)
    assert parts(town, harbour) == []


async def test_all_at_the_same_fragment(town: Sandbox) -> None:
    """Who joins later begins where the others are, if whoever planned it wants that."""
    world = town.world
    card = await drafted(town)
    address = await link(town, card)
    (harbour,) = await joined(town, address, "Harbour")
    planned = await press(town, world.alex, card, "Confirm")
    planned = await press(town, world.alex, planned, "All at the same fragment")
    assert "begins at the fragment the others are at" in planned.text
    await come(town, harbour, MORNING, 2)
    await come(town, harbour, MORNING + DAY, 3)
    (hill,) = await joined(town, address, "Hill")
    assert "fragment 3" in sent(town, hill)[0].text
    await press(town, world.alex, shown(town, planned), "Each from its beginning")
    (marsh,) = await joined(town, address, "Marsh")
    await come(town, hill, MORNING + 2 * DAY, 2)
    await come(town, marsh, MORNING + 2 * DAY, 2)
    await world.wait(lambda _: len(parts(town, harbour)) == 3)
    found = [parts(town, chat) for chat in (harbour, hill, marsh)]
    assert found == [PARTS[:3], PARTS[2:3], PARTS[:1]]


async def test_whoever_was_away_comes_back_to_where_the_others_are(town: Sandbox) -> None:
    """All at the same fragment: what the others have had meanwhile does not come later there."""
    world = town.world
    card = await drafted(town)
    harbour, hill = await joined(town, await link(town, card), "Harbour", "Hill")
    planned = await press(town, world.alex, card, "Confirm")
    await press(town, world.alex, planned, "All at the same fragment")
    for day in range(4):
        town.clock.set(MORNING + day * DAY)
        if day == 1:
            world.kick(harbour)
        await world.wait(lambda _, day=day: parts(town, hill) == PARTS[: day + 1])
        if day == 0:
            await world.wait(lambda _: parts(town, harbour) == PARTS[:1])
        if day == 2:
            await _still(town)
            world.restore(harbour)
            # What is said there is heard after that.
            listed = await ask(town, world.alex, harbour, "/schedule")
            assert "fragment 4" in listed.text
    await world.wait(lambda _: len(parts(town, harbour)) == 2)
    assert parts(town, harbour) == [PARTS[0], PARTS[3]]


async def test_pause_skip_and_delete_are_for_all(town: Sandbox) -> None:
    """Every chat leaves out its own next part, rests, goes on and ends with the others."""
    world = town.world
    private = world.private(world.alex)
    card = await drafted(town)
    address = await link(town, card)
    (harbour,) = await joined(town, address, "Harbour")
    await press(town, world.alex, card, "Confirm")
    await come(town, harbour, MORNING, 2)
    (hill,) = await joined(town, address, "Hill")
    listed = await ask(town, world.alex, private, "/schedule")
    assert "0 to 1 of 5 posted" in listed.text
    await press(town, world.alex, listed, "Skip one")
    await come(town, harbour, MORNING + DAY, 3)
    await come(town, hill, MORNING + DAY, 2)
    assert parts(town, harbour) == [PARTS[0], PARTS[2]]
    assert parts(town, hill) == [PARTS[1]]
    listed = await ask(town, world.alex, private, "/schedule")
    listed = await press(town, world.alex, listed, "Pause")
    town.clock.set(MORNING + 3 * DAY - timedelta(hours=1))
    listed = await press(town, world.alex, listed, "Resume")
    await come(town, harbour, MORNING + 3 * DAY, 4)
    await come(town, hill, MORNING + 3 * DAY, 3)
    question = await press(town, world.alex, listed, "Delete")
    await press(town, world.alex, question, "Delete")
    town.clock.set(MORNING + 4 * DAY)
    assert (await ask(town, world.alex, harbour, "/schedule")).text.startswith("Nothing is planned")
    assert parts(town, hill) == PARTS[1:3]


async def test_who_may_bring_it_into_a_group(town: Sandbox) -> None:
    """Only admins, and only with the right key; a card's buttons are dead in another chat."""
    world = town.world
    card = await drafted(town)
    address = await link(town, card)
    payload = address.split("=")[1]
    harbour = world.add_group("Harbour", [world.alex], [world.camille])
    refused = await ask(town, world.camille, harbour, f"/start {payload}")
    assert "admins" in refused.text
    wrong = await ask(town, world.alex, harbour, f"/start {payload}1")
    assert wrong.text.startswith("This link is not valid")
    answer = await ask(town, world.alex, harbour, "/schedule")
    assert answer.text.startswith("Nothing is planned here.")
    stolen = world.post(harbour, card.text, (), reply_markup=card.reply_markup)
    for label in ("Where", "More groups", "Confirm"):
        assert (await press(town, world.alex, stolen, label)).buttons == ()
        stolen = world.post(harbour, card.text, (), reply_markup=card.reply_markup)
    assert (await press(town, world.alex, card, "Confirm")).text.endswith("8:30.")


async def test_by_what_right(town: Sandbox) -> None:
    """Confirm asks, and so does the door of a group that joins later; a no changes nothing."""
    world = town.world
    card = await drafted(town, "stray")
    address = await link(town, card)
    (harbour,) = await joined(town, address, "Harbour")
    question = await press(town, world.alex, card, "Confirm")
    assert question.text.startswith("I do not know by what right Stray may be published.")
    again = await press(town, world.alex, question, "No")
    question = await press(town, world.alex, again, "Confirm")
    assert "Planned." in (await press(town, world.alex, question, "Yes, post it")).text
    (hill, marsh) = await joined(town, address, "Hill", "Marsh")
    await press(town, world.alex, sent(town, marsh)[0], "No")
    await press(town, world.alex, sent(town, hill)[0], "Yes, post it")
    await come(town, harbour, MORNING, 2)
    await come(town, hill, MORNING, 2)
    assert [parts(town, chat) for chat in (harbour, hill, marsh)] == [PARTS[:1], PARTS[:1], []]


async def test_what_others_commented_is_left_out(town: Sandbox) -> None:
    """Not in the channel; the author's words keep their numbers, and the next text loses no day."""
    world = town.world
    channel = world.add_channel("Evenings", [world.alex])
    card = await drafted(town, "talk + ferry")
    _, card = await placed(town, card, "In a channel", channel)
    assert "29 November, 8:30: fragment 4" in card.text
    question = await press(town, world.alex, card, "Confirm")
    await press(town, world.alex, question, "Yes, post it")
    for day in range(3):
        await come(town, channel, MORNING + day * DAY, day + 1)
    said = [message.text for message in sent(town, channel)]
    assert "Part 1." in said[0]
    assert "fragment 1 of 5" in said[0]
    assert "Part 2." in said[1]
    assert "fragment 4 of 5" in said[1]
    assert said[2].startswith("Part 1.")


async def test_what_stands_still_is_not_said_to_be_over(town: Sandbox) -> None:
    """The only chat has thrown the bot out: why nothing comes, and not that the dates are past."""
    world = town.world
    card = await drafted(town)
    (harbour,) = await joined(town, await link(town, card), "Harbour")
    told = sent(town, world.private(world.alex))[-1]
    await press(town, world.alex, await press(town, world.alex, told, "Show"), "Confirm")
    town.clock.set(MORNING)
    world.kick(harbour)
    listed = await _still(town)
    assert "I am not there any more." in listed.text
    assert "Nothing comes any more" not in listed.text
