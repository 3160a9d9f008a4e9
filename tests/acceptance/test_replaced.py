"""A text is corrected while somebody reads it: the reading keeps its place, or ends."""

from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.living import ask, living, sent, tap

WORDS = ("one", "two", "three", "four", "five")


def write(path: Path, words: tuple[str, ...]) -> None:
    """A text of one paragraph a word."""
    path.write_text("\n\n".join(f"Paragraph number {word}." for word in words), encoding="utf-8")


async def test_a_reading_goes_on_after_the_fragment_it_had(tmp_path: Path) -> None:
    """Something was put in before it, and a later fragment was corrected."""
    path = tmp_path / "text.txt"
    write(path, WORDS)
    async with Sandbox() as sandbox:
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        async with living(sandbox, tmp_path, library=(path,)):
            await tap(sandbox, alex, await ask(sandbox, alex, chat, "/read text"), "Next")
        write(path, ("zero", *WORDS[:2], "three, corrected", *WORDS[3:]))
        async with living(sandbox, tmp_path, library=(path,)):
            following = await ask(sandbox, alex, chat, "/next")
    assert following.text.startswith("Paragraph number three, corrected.")
    assert "fragment 4 of 6" in following.text


async def test_a_reading_past_the_new_end_is_over(tmp_path: Path) -> None:
    """The text lost its last fragments: that is said, and it can be read anew."""
    path = tmp_path / "text.txt"
    write(path, WORDS)
    async with Sandbox() as sandbox:
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        async with living(sandbox, tmp_path, library=(path,)):
            await ask(sandbox, alex, chat, "/read text from 3")
        write(path, WORDS[:3])
        async with living(sandbox, tmp_path, library=(path,)):
            over = await ask(sandbox, alex, chat, "/next")
            first = await ask(sandbox, alex, chat, "/read text")
    assert "read to its end" in over.text
    assert first.text.startswith("Paragraph number one.")
    assert len(sent(sandbox, chat)) == 3
