"""The bot as a process, over HTTP: every captured text comes to its end, once and in order."""

import re
from pathlib import Path

import pytest

from bot.sandbox.messages import Message
from bot.sandbox.server import Sandbox
from content.fragments import steps
from content.model import Fragment
from content.parse import parse, slug_of
from content.readers import read
from tests.living import ask, bot_process, sent, tap

SEEDS = 5


def folded(text: str) -> str:
    """Text as Telegram leaves it: white space at the seams of messages is not kept."""
    return re.sub(r"\s+", " ", text).strip()


def expected(fragments: tuple[Fragment, ...]) -> list[list[str]]:
    """The texts of each step."""
    return [
        [folded(fragment.text) for fragment in fragments[step.first : step.last]]
        for step in steps(fragments)
    ]


def posted(messages: list[Message], count: int) -> list[str]:
    """The messages of a reading joined into its steps: a step ends where the position stands."""
    found, begun = [], ""
    for message in messages:
        begun += " " + message.text
        if re.search(rf"fragment {len(found) + 1} of {count}\b", message.text):
            found.append(folded(begun))
            begun = ""
    assert not begun, f"a step without an end: {begun!r}"
    return found


def pinged(messages: list[Message]) -> list[str]:
    """Whatever Telegram would take for one of its own people."""
    return [
        message.text
        for message in messages
        if any(entity.kind in ("mention", "text_mention") for entity in message.entities)
    ]


@pytest.mark.parametrize("number", range(SEEDS))
async def test_a_seed_is_read_to_its_end(number: int, corpus: Path, tmp_path: Path) -> None:
    """Killed once between two posts, the reading goes on with the right step."""
    path = sorted((corpus / "seeds").glob("*.txt"))[number]
    piece = parse(read(path), slug_of(path.stem)).piece
    wanted = expected(piece.fragments)
    async with (
        Sandbox() as sandbox,
        bot_process(sandbox, tmp_path, LIBRARY=str(path)) as process,
    ):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        message = await ask(sandbox, alex, chat, f"/read {piece.slug}")
        for step in range(1, len(wanted)):
            if step == len(wanted) // 2:
                await process.kill()
                await process.start()
            message = await tap(sandbox, alex, message, "Next")
        everything = posted(sent(sandbox, chat), len(wanted))
        assert pinged(sent(sandbox, chat)) == []
    assert len(everything) == len(wanted)
    for texts, step in zip(wanted, everything, strict=True):
        place = 0
        for text in texts:
            place = step.find(text, place) + len(text)
            assert text in step
