"""Who is @x: counted, quoted, openable; a plain no for everybody else."""

from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, tap, toast


async def test_an_answer_counts_and_quotes(sandbox: Sandbox) -> None:
    """How often, in which texts, word for word; no mention of Telegram's people."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who @tomas_r")
    assert "Mentioned 3 times, in 2 texts." in answer.text
    assert "“Night trains”: was mentioned 2 times" in answer.text
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
    assert answer.text == "I cannot tell who @tomsa_r is. Did you mean:"
    (label,) = [button.text for button in answer.buttons]
    assert label == "@tomas_r on X"
    told = await tap(sandbox, world.alex, answer, label)
    assert "Mentioned 3 times, in 2 texts." in told.text


async def test_a_name_leads_to_its_handle(sandbox: Sandbox) -> None:
    """An author is found by name too, and said to be the author."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/who Mira Kovac")
    assert answer.text.startswith("Mira Kovač, @mira_k on X\n\n• “Night trains”: is the author")


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
    hint = "Write a name after the command"
    assert answer.text.startswith(hint if name == "@" else "I cannot tell who ")


async def test_without_a_name_it_says_how_to_ask(sandbox: Sandbox) -> None:
    """An example, in the person's language."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "/qui")
    assert "/qui @" in answer.text


async def test_an_operator_says_who_is_a_person(tmp_path: Path) -> None:
    """Readers hear of somebody without a handle after the yes, and no more once it is undone."""
    text = "The key hangs with Wilma Ostrander.\n\nAsk Wilma Ostrander."
    (tmp_path / "keys.txt").write_text(text, encoding="utf-8")
    sandbox = Sandbox()
    world, operators = sandbox.world, (sandbox.world.camille.id,)
    ours, theirs = world.private(world.camille), world.private(world.alex)
    library = (tmp_path / "keys.txt",)
    async with sandbox, living(sandbox, tmp_path, library=library, operators=operators):
        refused = "I cannot tell who Wilma Ostrander is."
        assert (await ask(sandbox, world.alex, theirs, "/who Wilma Ostrander")).text == refused
        question = await ask(sandbox, world.camille, ours, "qui est Wilma Ostrander ?")
        assert "Wilma Ostrander dans « The key hangs with Wilma Ostrander" in question.text
        (label,) = [button.text for button in question.buttons]
        assert label.startswith("Oui, pour Wilma Ostrander (")
        card = await tap(sandbox, world.camille, question, label)
        assert card.text.startswith("Wilma Ostrander\n\n2 mentions, dans 1 texte.")
        told = await ask(sandbox, world.alex, theirs, "who is wilma ostrander?")
        assert told.text.startswith("Wilma Ostrander\n\nMentioned 2 times, in 1 text.")
        assert len(told.buttons) == len(card.buttons) - 1
        words = await toast(sandbox, world.camille, card, card.buttons[-1].text)
        assert words == "Désormais, je ne parle plus de cette personne."
        assert (await ask(sandbox, world.alex, theirs, "/who Wilma Ostrander")).text == refused


async def test_only_an_operator_says_so(tmp_path: Path) -> None:
    """A button that reached somebody else does nothing; in a group nobody sees the question."""
    (tmp_path / "keys.txt").write_text("Ask Wilma Ostrander.", encoding="utf-8")
    sandbox = Sandbox()
    world, library = sandbox.world, (tmp_path / "keys.txt",)
    chat = world.private(world.camille)
    async with sandbox:
        async with living(sandbox, tmp_path, library=library, operators=(world.camille.id,)):
            question = await ask(sandbox, world.camille, chat, "/who Wilma Ostrander")
            in_group = await ask(sandbox, world.camille, world.group, "/who Wilma Ostrander")
            assert not in_group.buttons
        async with living(sandbox, tmp_path, library=library, operators=(world.alex.id,)):
            words = await toast(sandbox, world.camille, question, question.buttons[0].text)
            assert words == (
                "Seules les personnes qui s’occupent de la bibliothèque peuvent faire cela."
            )
