"""The clock may jump: what waits for its time comes then, and once."""

from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent

DAY = 86_400


async def test_a_day_moved_brings_one_fragment(tmp_path: Path) -> None:
    """A reading of one fragment an hour, and a clock that jumps by a day: one fragment comes."""
    text = tmp_path / "many.txt"
    text.write_text("\n\n".join(f"Paragraph {n}." for n in range(1, 40)), encoding="utf-8")
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=str(text)):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        await ask(sandbox, alex, chat, "/read many every 1 h")
        for moved in (2, 3):
            sandbox.clock.advance(DAY)
            await sandbox.world.wait(lambda world, n=moved: len(sent(sandbox, chat)) == n)
        # Whatever else was due would come before the answer to a later question.
        await ask(sandbox, alex, chat, "/help")
        texts = [message.text.split("\n")[0] for message in sent(sandbox, chat)]
        assert texts[:3] == ["Paragraph 1.", "Paragraph 2.", "Paragraph 3."]
        assert len(texts) == 4
