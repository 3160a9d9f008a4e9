"""/undo where something breaks: doubt, a kill, a server that does not answer."""

from pathlib import Path

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.acceptance.schedules.quay import PARTS, words
from tests.living import ask, bot_process, sent


async def test_a_post_in_doubt(pier: Sandbox) -> None:
    """Nobody knows whether it is there: that is said, and nothing is deleted."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    first = await ask(pier, alex, private, "/read ferry from 3")
    pier.faults.add(Fault("sendMessage", Kind.ACCEPT_THEN_RESET))
    world.tap(alex, first, "Next")
    await world.wait(lambda world: words(pier, private) == ["Part 3.", "Part 4."])
    answer = await ask(pier, alex, private, "/undo")
    assert answer.text == (
        "I do not know yet whether fragment 4 of Ferry has arrived. Once it has, /undo takes it "
        "back."
    )
    assert words(pier, private)[:2] == ["Part 3.", "Part 4."]


async def test_killed_between_two_deletions(quay: Sandbox, tmp_path: Path) -> None:
    """The next process deletes the rest before anything else; nothing is lost or doubled."""
    world = quay.world
    alex, private = world.alex, world.private(world.alex)
    changes = {"LIBRARY": str(tmp_path / "ferry.md"), "LANGUAGE": "en"}
    async with bot_process(quay, tmp_path, **changes) as bot:
        first = await ask(quay, alex, private, "/read ferry")
        world.tap(alex, first, "Next")
        await world.wait(lambda world: len(words(quay, private)) == 1 + PARTS)
        count = [0]

        def second(params: object) -> bool:
            count[0] += 1
            return count[0] == 2

        hang = quay.faults.add(Fault("deleteMessage", Kind.HANG, when=second))
        world.say(alex, private, "/undo")
        await hang.reached()
        await bot.kill()
    assert len(words(quay, private)) == PARTS
    async with bot_process(quay, tmp_path, **changes):
        await world.wait(lambda world: words(quay, private) == ["Part 1.", "Fragmen"])
        answer = sent(quay, private)[-1]
        assert answer.text.startswith("Fragment 2 of Ferry is taken back.")
        world.tap(alex, answer, "Next")
        await world.wait(lambda world: len(words(quay, private)) == 2 + PARTS)


async def test_telegram_cannot_be_reached(pier: Sandbox) -> None:
    """It says so, posts nothing meanwhile, and takes it back as soon as it can."""
    world = pier.world
    alex, private = world.alex, world.private(world.alex)
    await ask(pier, alex, private, "/read ferry from 3")
    broken = pier.faults.add(
        Fault("deleteMessage", Kind.ERROR, times=None, status=502, description="Bad Gateway")
    )
    answer = await ask(pier, alex, private, "/undo")
    assert answer.text.startswith("I cannot reach Telegram just now, or it asks me to wait.")
    waits = await ask(pier, alex, private, "/next")
    assert waits.text == "One moment, the last fragment is being taken back."
    pier.faults.clear(broken)
    pier.clock.advance(11)
    await world.wait(lambda world: sent(pier, private)[-1].text.endswith("when you tap Next."))
    assert "Part 3." not in words(pier, private)
    again = await ask(pier, alex, private, "/next")
    assert again.text.startswith("Part 3.")


async def test_accepted_and_then_killed(quay: Sandbox, tmp_path: Path) -> None:
    """The deletion was done, its answer lost: the next process finds it gone, and goes back."""
    world = quay.world
    alex, private = world.alex, world.private(world.alex)
    changes = {"LIBRARY": str(tmp_path / "ferry.md"), "LANGUAGE": "en"}
    async with bot_process(quay, tmp_path, **changes) as bot:
        await ask(quay, alex, private, "/read ferry from 3")
        hang = quay.faults.add(Fault("deleteMessage", Kind.ACCEPT_THEN_HANG))
        world.say(alex, private, "/undo")
        await hang.reached()
        await bot.kill()
    async with bot_process(quay, tmp_path, **changes):
        await world.wait(lambda world: words(quay, private) == ["Fragmen"])
        assert (await ask(quay, alex, private, "/next")).text.startswith("Part 3.")
