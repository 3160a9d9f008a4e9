"""Who is @x: counted, quoted, openable; a plain no for everybody else."""

import pytest

from bot.sandbox.server import Sandbox
from tests.living import ask, sent, tap


async def test_an_answer_counts_and_quotes(sandbox: Sandbox) -> None:
    """How often, in which texts, word for word; no mention of Telegram's people."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who @tomas_r")
    assert "Mentioned 3 times, in 2 texts." in answer.text
    assert "Night trains: was mentioned 2 times" in answer.text
    assert "The night train waits for nobody, says @tomas_r, who drives it." in answer.text
    assert "mention" not in {entity.kind for entity in answer.entities}


async def test_a_button_opens_the_passage(sandbox: Sandbox) -> None:
    """The whole fragment, under the title of its text."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "who is @ana_lindqvist?")
    label = next(button.text for button in answer.buttons)
    assert label == "Read this passage: Night trains"
    passage = await tap(sandbox, world.alex, answer, label)
    assert passage.text.startswith("Night trains\n\nNobody waits for the night train either")
    assert "fragment 2 of 3" in passage.text


async def test_it_says_where_the_handle_lives(sandbox: Sandbox) -> None:
    """Telegram may have somebody else of that name."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who @tomas_r")
    assert answer.text.startswith("@tomas_r on X\n")


async def test_a_slip_leads_to_buttons(sandbox: Sandbox) -> None:
    """Did you mean: a button for each near name, and a tap gives the answer."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who @tomsa_r")
    assert answer.text == "The texts here do not mention @tomsa_r. Did you mean:"
    (label,) = [button.text for button in answer.buttons]
    assert label == "@tomas_r on X"
    told = await tap(sandbox, world.alex, answer, label)
    assert "Mentioned 3 times, in 2 texts." in told.text


async def test_a_name_leads_to_its_handle(sandbox: Sandbox) -> None:
    """An author is found by name too, and said to be the author."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who Mira Kovac")
    assert answer.text.startswith("Mira Kovač, @mira_k on X\n\n• Night trains: is the author")


async def test_the_answer_speaks_french(sandbox: Sandbox) -> None:
    """To whoever asks in French."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "qui est @tomas_r ?")
    assert "3 mentions, dans 2 textes." in answer.text


@pytest.mark.parametrize(
    "name", ["@nobody_here", "x" * 5000, "@", "😀", "‮@evil", "{name}", "%s", "*_`[", "\\"]
)
async def test_whoever_is_unknown_gets_a_plain_no(sandbox: Sandbox, name: str) -> None:
    """Also for names that are empty, huge or strange."""
    world = sandbox.world
    world.say(world.alex, world.private(world.alex), f"/who {name}"[:4096])
    await world.wait(lambda _: sent(sandbox, world.private(world.alex)))
    answer = sent(sandbox, world.private(world.alex))[0]
    assert answer.text.startswith("The texts here do not mention")


async def test_without_a_name_it_says_how_to_ask(sandbox: Sandbox) -> None:
    """An example, in the person's language."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "/qui")
    assert "/qui @" in answer.text
