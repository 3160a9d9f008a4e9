"""What a chat settles: its zone, quiet hours, language and distance, by words and by buttons."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.scene import come, plan, press
from tests.living import ask, sent

SETTINGS = "/settings@feuilleton_sandbox_bot"
SATURDAY = datetime(2026, 11, 28, tzinfo=UTC)


def labels(message: Message) -> list[str]:
    """The words on the buttons of a message."""
    return [button.text for button in message.buttons]


async def settle(sandbox: Sandbox, chat: Chat, words: str) -> Message:
    """Settle something by words."""
    return await ask(sandbox, sandbox.world.camille, chat, f"{SETTINGS} {words}")


async def test_one_message_says_what_holds(town: Sandbox) -> None:
    """Each setting has its button; every choice leads back with the change."""
    camille, group = town.world.camille, town.world.group
    shown = await settle(town, group, "")
    assert shown.text == (
        "Settings of this chat\nTime zone: Paris\nLanguage: English\nQuiet hours: none\n"
        "Least time between two posts: any"
    )
    quiet = await press(town, camille, shown, "Quiet hours")
    assert labels(quiet) == ["none", "22:00–8:00", "21:00–7:00", "23:00–9:00", "Back"]
    shown = await press(town, camille, quiet, "21:00–7:00")
    distances = await press(town, camille, shown, "Time between posts")
    assert labels(distances) == ["any", "1 minute", "10 minutes", "1 hour", "Back"]
    shown = await press(town, camille, distances, "10 minutes")
    zones = await press(town, camille, shown, "Time zone")
    assert 6 <= len(labels(zones)) - 1 <= 8
    shown = await press(town, camille, zones, "New York")
    languages = await press(town, camille, shown, "Language")
    shown = await press(town, camille, languages, "Français")
    assert shown.text == (
        "Réglages d’ici\nFuseau horaire\u00a0: New York\nLangue\u00a0: Français\n"
        "Heures de silence\u00a0: 21\u00a0h–7\u00a0h\n"
        "Temps entre deux publications, au moins\u00a0: 10 minutes"
    )
    answer = await ask(town, camille, group, "/schedule")
    assert answer.text.startswith("Rien n’est prévu ici.")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("zone Lyon", "Time zone: Paris"),
        ("zone UTC+2", "Time zone: UTC+2"),
        ("zone america/new_york", "Time zone: New York"),
        ("quiet 22:30-7:45", "Quiet hours: 22:30–7:45"),
        ("silence 22h30-7h45", "Quiet hours: 22:30–7:45"),
        ("quiet from 10 pm to 7 am", "Quiet hours: 22:00–7:00"),
        ("quiet 22 – 8", "Quiet hours: 22:00–8:00"),
        ("distance 2 hours", "Least time between two posts: 2 hours"),
        ("langue français", "Langue\u00a0: Français"),
    ],
)
async def test_words_settle_as_well(town: Sandbox, words: str, line: str) -> None:
    """In either language, whatever the chat's own is."""
    assert line in (await settle(town, town.world.group, words)).text


async def test_off_ends_quiet_hours(town: Sandbox) -> None:
    """And distance."""
    for words in ("quiet 22-8", "distance 1 h"):
        await settle(town, town.world.group, words)
    assert "Quiet hours: none" in (await settle(town, town.world.group, "quiet off")).text
    assert "two posts: any" in (await settle(town, town.world.group, "distance none")).text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("colour blue", "I do not understand “colour blue”."),
        ("quiet 22:00", "I do not understand “22:00”."),
        ("quiet 25:00-7:00", "No clock shows 25:00."),
        ("quiet 8:00-8:00", "“8:00-8:00” ends when it begins."),
        ("language Latin", "I do not understand “Latin”."),
        ("distance often", "I do not understand “often”."),
        ("distance 99999 h", "“99999 h”: this number cannot be."),
    ],
)
async def test_other_words_are_refused_with_examples(town: Sandbox, words: str, why: str) -> None:
    """One line says why, and words that are understood follow."""
    answer = await settle(town, town.world.group, words)
    assert answer.text.startswith(why)
    assert "/settings quiet 22:30-7:45" in answer.text


async def test_a_city_is_asked_about_or_nearly_known(town: Sandbox) -> None:
    """Several of a name are buttons, a slip of the pen finds its neighbours."""
    camille, group = town.world.camille, town.world.group
    asked = await settle(town, group, "zone Birmingam")
    assert asked.text.startswith("I do not know Birmingam. Did you mean:")
    shown = await press(town, camille, asked, "Birmingham (England)")
    assert "Time zone: London" in shown.text
    lost = await settle(town, group, "zone Xyzzyx")
    assert lost.text.startswith("I do not know Xyzzyx.\nWhich time zone?")


async def test_only_drivers_settle(town: Sandbox) -> None:
    """Somebody who is no admin is told so; without the bot's name other bots may be meant."""
    alex, group = town.world.alex, town.world.group
    answer = await ask(town, alex, group, f"{SETTINGS} quiet 22-8")
    assert "admins" in answer.text
    count = len(sent(town, group))
    town.world.say(alex, group, "/settings")
    await settle(town, group, "")
    assert len(sent(town, group)) == count + 1


async def test_what_is_due_in_quiet_hours_comes_at_their_end(town: Sandbox) -> None:
    """Two schedules of a night come in the morning, one after the other."""
    camille, group = town.world.camille, town.world.group
    await settle(town, group, "quiet 22:00-8:00")
    for title, hour in (("ferry", "23:00"), ("lamp", "6:00")):
        await plan(town, camille, group, f"{title} every day at {hour}")
    end = SATURDAY.replace(hour=7)
    lines = await come(town, group, end, 4)
    assert lines[3:] == ["The ferry, part 1."]
    # The other waits for a breath: what is said now would come after it otherwise.
    assert (await ask(town, camille, group, "/schedule")).text.startswith("The ferry")
    lines = await come(town, group, end + timedelta(seconds=63), 7)
    assert "The lamp, part 1." in lines


async def test_quiet_hours_that_end_early_let_the_waiting_come(town: Sandbox) -> None:
    """What was due an hour ago and kept back is posted as soon as nothing keeps it."""
    camille, group = town.world.camille, town.world.group
    await settle(town, group, "quiet 22:00-8:00")
    await plan(town, camille, group, "ferry every day at 23:00")
    town.clock.set(SATURDAY - timedelta(minutes=30))
    town.world.say(camille, group, f"{SETTINGS} quiet off")
    lines = await come(town, group, SATURDAY - timedelta(minutes=30), 4)
    assert "The ferry, part 1." in lines


async def test_another_zone_moves_the_next_post(town: Sandbox) -> None:
    """Half past eight in New York is six hours after that in Paris."""
    camille, group = town.world.camille, town.world.group
    await plan(town, camille, group, "ferry every day at 8:30")
    await settle(town, group, "zone New York")
    listed = await ask(town, camille, group, "/schedule")
    assert "(New York time)" in listed.text
    assert "Friday 27 November, 8:30: fragment 1" in listed.text
    lines = await come(town, group, SATURDAY.replace(hour=13, minute=30) - timedelta(days=1), 4)
    assert lines[-1] == "The ferry, part 1."


async def test_a_card_leads_to_the_zones_and_back(town: Sandbox) -> None:
    """Before it is confirmed; the times are those of the chosen zone."""
    camille, group = town.world.camille, town.world.group
    card = await ask(town, camille, group, "/schedule ferry every day at 8:30")
    zones = await press(town, camille, card, "Other zone")
    # The likeliest zone of whoever asks comes first, hers is French.
    assert labels(zones)[0] == "Paris"
    back = await press(town, camille, zones, "Back")
    assert (back.text, labels(back)) == (card.text, labels(card))
    zones = await press(town, camille, card, "Other zone")
    card = await press(town, camille, zones, "New York")
    assert "(New York time)" in card.text
    assert "Friday 27 November, 8:30: fragment 1" in card.text
    assert "Confirm" in labels(card)


async def test_the_card_says_why_posts_come_later(town: Sandbox) -> None:
    """What falls into the quiet hours comes at their end, and they are named; else not."""
    camille, group = town.world.camille, town.world.group
    await settle(town, group, "quiet 22:00-9:00")
    card = await ask(town, camille, group, "/schedule ferry every day at 8:30")
    assert "28 November, 9:00: fragment 1" in card.text
    assert card.text.endswith("Quiet hours: 22:00–9:00")
    card = await ask(town, camille, group, "/schedule ferry every day at 10:30")
    assert "Quiet hours" not in card.text
