"""What is asked before a reading begins: another text is on, or the text has a content note."""

from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, tap, toast

NOTED = """---
slug: the-bridge
kind: essay
title: The bridge
language: en
note: speaks of an accident
---

The bridge stood for ninety years.

On a Tuesday somebody fell from it.
"""


async def test_a_second_text_asks_before_it_takes_the_place(sandbox: Sandbox) -> None:
    """Replace begins it; the first one keeps its place for later."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains")
    question = await ask(sandbox, world.alex, chat, "/read ponts")
    assert "Night trains is being read here, up to fragment 1 of 3." in question.text
    begun = await tap(sandbox, world.alex, question, "Replace")
    assert begun.text.startswith("Un pont")
    await tap(sandbox, world.alex, begun, "Stop")
    again = await ask(sandbox, world.alex, chat, "/read night-trains")
    assert "fragment 2 of 3" in again.text


async def test_keep_goes_on_with_the_first_text(sandbox: Sandbox) -> None:
    """And nothing of the second one comes."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains")
    question = await ask(sandbox, world.alex, chat, "/read ponts")
    assert await toast(sandbox, world.alex, question, "Keep") == "The other text stays as it was."
    following = await ask(sandbox, world.alex, chat, "/next")
    assert "fragment 2 of 3" in following.text


async def test_two_taps_on_replace_begin_once(sandbox: Sandbox) -> None:
    """The second one finds the text begun."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains")
    question = await ask(sandbox, world.alex, chat, "/read ponts")
    taps = [world.tap(world.alex, question, "Replace") for _ in range(2)]
    await world.wait(lambda _: all(one.answer for one in taps))
    assert len([m for m in sent(sandbox, chat) if m.text.startswith("Un pont")]) == 1


async def test_a_note_comes_before_the_first_fragment(tmp_path: Path) -> None:
    """Read anyway brings it, open in private; a reader who goes on is not asked again."""
    path = tmp_path / "the-bridge.md"
    path.write_text(NOTED, encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(path,)):
        world = sandbox.world
        chat = world.private(world.alex)
        note = await ask(sandbox, world.alex, chat, "/read the-bridge")
        assert "speaks of an accident" in note.text
        assert "ninety" not in note.text
        first = await tap(sandbox, world.alex, note, "Read anyway")
        assert first.text.startswith("The bridge stood")
        assert "spoiler" not in {entity.kind for entity in first.entities}
        await tap(sandbox, world.alex, first, "Stop")
        again = await ask(sandbox, world.alex, chat, "/read the-bridge")
        assert "fragment 2 of 2" in again.text


async def test_a_suggested_note_acts_before_anybody_has_looked(tmp_path: Path) -> None:
    """A text that speaks of a suicide, straight from LIBRARY: asked first, in its language."""
    path = tmp_path / "the-bridge.md"
    text = NOTED.replace("note: speaks of an accident\n", "")
    path.write_text(text.replace("fell from it", "took her own life"), encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(path,)):
        world = sandbox.world
        note = await ask(sandbox, world.camille, world.group, "/lire the-bridge")
        assert "speaks of suicide" in note.text
        assert "ninety" not in note.text
        first = await tap(sandbox, world.camille, note, "Lire quand même")
        assert "spoiler" not in {entity.kind for entity in first.entities}
        second = await ask(sandbox, world.camille, world.group, "/suite")
        assert "spoiler" in {entity.kind for entity in second.entities}


async def test_the_word_that_there_is_no_note(tmp_path: Path) -> None:
    """An empty note is a decision: nothing is asked."""
    path = tmp_path / "the-bridge.md"
    text = NOTED.replace("note: speaks of an accident", 'note: ""')
    path.write_text(text.replace("fell from it", "took her own life"), encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(path,)):
        chat = sandbox.world.private(sandbox.world.alex)
        first = await ask(sandbox, sandbox.world.alex, chat, "/read the-bridge")
        assert first.text.startswith("The bridge stood")


async def test_in_a_group_noted_text_goes_under_a_spoiler(tmp_path: Path) -> None:
    """After the note, for everybody who scrolls by."""
    path = tmp_path / "the-bridge.md"
    path.write_text(NOTED, encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(path,)):
        world = sandbox.world
        note = await ask(sandbox, world.camille, world.group, "/lire the-bridge")
        assert "Avant de lire" in note.text
        first = await tap(sandbox, world.camille, note, "Lire quand même")
        spoiler = next(entity for entity in first.entities if entity.kind == "spoiler")
        assert (spoiler.offset, spoiler.length) == (0, len("The bridge stood for ninety years."))
