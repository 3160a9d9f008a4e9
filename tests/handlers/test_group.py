"""In a group the admins turn the pages, in the language of whoever began."""

from bot.sandbox.messages import Kind
from bot.sandbox.server import Sandbox
from tests.living import ask, sent, tap, toast


async def test_an_admin_reads_in_the_group(sandbox: Sandbox) -> None:
    """The position stands in the language of the person who began."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/lire ponts")
    assert "fragment 1 sur 2" in first.text
    last = await tap(sandbox, world.camille, first, "Suite")
    assert "fragment 2 sur 2, fin" in last.text


async def test_a_member_neither_starts_nor_turns(sandbox: Sandbox) -> None:
    """Said to the command, and to the tap."""
    world = sandbox.world
    refused = await ask(sandbox, world.alex, world.group, "/read ponts")
    assert "admins" in refused.text
    first = await ask(sandbox, world.camille, world.group, "/read ponts")
    assert "admins" in await toast(sandbox, world.alex, first, "Suite")
    assert len(sent(sandbox, world.group)) == 2


async def test_shared_commands_count_only_when_addressed(sandbox: Sandbox) -> None:
    """/help and /stop belong to other bots, too: with @bot or in reply they are ours."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/read night-trains")
    for text in ("/help", "/stop", "/help@some_other_bot", "/stop@some_other_bot", "/dance"):
        world.say(world.camille, world.group, text)
    addressed = await ask(sandbox, world.camille, world.group, f"/help@{world.bot.username}")
    assert "/lire" in addressed.text
    count = len(sent(sandbox, world.group))
    world.say(world.camille, world.group, "/stop", reply_to=first)
    await world.wait(lambda _: len(sent(sandbox, world.group)) > count)
    assert sent(sandbox, world.group)[-1].text.startswith("Arrêté.")
    assert count == 2


async def test_a_plain_question_is_answered_only_when_the_answer_is_known(
    sandbox: Sandbox,
) -> None:
    """People ask each other, too; the bot keeps out of what it does not know."""
    world = sandbox.world
    for text in ("who is @nobody_here", "qui est Napoléon ?", "hello"):
        world.say(world.alex, world.group, text)
    answer = await ask(sandbox, world.alex, world.group, "who is @tomas_r ?")
    assert "Mentioned 3 times, in 2 texts." in answer.text
    assert len(sent(sandbox, world.group)) == 1


async def test_two_chats_read_the_same_text_apart(sandbox: Sandbox) -> None:
    """Each has its own place."""
    world = sandbox.world
    in_group = await ask(sandbox, world.camille, world.group, "/read night-trains")
    await tap(sandbox, world.camille, in_group, "Suite")
    alone = await ask(sandbox, world.camille, world.private(world.camille), "/read night-trains")
    assert "fragment 1 sur 3" in alone.text


async def test_a_used_button_goes_away(sandbox: Sandbox) -> None:
    """Only the newest fragment has buttons."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/read night-trains")
    await tap(sandbox, world.camille, first, "Suite")

    def cleared(_: object) -> bool:
        events = world.transcript(world.group)
        return any(e.kind is Kind.EDITED and not e.message.buttons for e in events)

    await world.wait(cleared)


async def test_a_member_steers_nothing(sandbox: Sandbox) -> None:
    """Stop, Pause and the speeds are for the admins as well."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/lire night-trains")
    for button in first.buttons:
        assert "admins" in await toast(sandbox, world.alex, first, button.text)
    second = await tap(sandbox, world.camille, first, "Suite")
    assert "fragment 2 sur 3" in second.text


async def test_a_refusal_speaks_the_language_of_the_reading(sandbox: Sandbox) -> None:
    """To the command as to the tap."""
    world = sandbox.world
    first = await ask(sandbox, world.camille, world.group, "/lire night-trains")
    refused = await ask(sandbox, world.alex, world.group, "/next")
    assert refused.text == await toast(sandbox, world.alex, first, "Suite")
    assert refused.text.startswith("Dans ce groupe")


async def test_a_redelivered_question_is_answered_once(sandbox: Sandbox) -> None:
    """A plain one, without a command."""
    world = sandbox.world
    await ask(sandbox, world.alex, world.group, "who is @tomas_r")
    world.repeat_update(world.updates.last_id)
    following = await ask(sandbox, world.camille, world.group, "/lire ponts")
    assert "fragment 1 sur 2" in following.text
