"""A text over Telegram's limit goes out in parts that join to the source."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Claim, Cursor, Delivery, Sent, Settlement, Target
from bot.sandbox.server import Sandbox
from bot.store.store import Store
from content.fragments import utf16_length
from tests.living import ask, living, sent, settings_for

SENTENCES = " ".join(f"Sentence {n} says 😀 to @mira_k and no more." for n in range(300))
EMOJI = "👩‍👩‍👧‍👦" * 900
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", [SENTENCES, EMOJI], ids=["sentences", "families"])
async def test_the_parts_join_to_the_source(text: str, tmp_path: Path) -> None:
    """Cut between sentences and between emoji, never refused by the server, buttons at the end."""
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(path,)):
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        await ask(sandbox, alex, chat, "/read long")
        await sandbox.world.wait(lambda world: sent(sandbox, chat)[-1].buttons)
        parts = [message.text for message in sent(sandbox, chat)]
        refused = [call for call in sandbox.calls if call.answer and not call.answer["ok"]]
    assert len(parts) > 2
    assert refused == []
    assert all(utf16_length(part) <= 4096 for part in parts)
    between = "" if text is EMOJI else " "
    joined = between.join(parts)
    assert joined.startswith(text)
    if text is SENTENCES:
        assert all(re.search(r"more\.$", part) for part in parts[:-1])


async def test_a_step_that_was_begun_is_ended_after_a_restart(tmp_path: Path) -> None:
    """The process ended between two parts: the second comes by itself, the first not again."""
    path = tmp_path / "long.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    async with Sandbox() as sandbox:
        alex = sandbox.world.alex
        chat = sandbox.world.private(alex)
        async with living(sandbox, tmp_path, library=(path,)):
            await ask(sandbox, alex, chat, "/help")
        target = Target(sandbox.world.bot.id, chat.id)
        await begin(settings_for(sandbox, tmp_path).database_url, target)
        async with living(sandbox, tmp_path, library=(path,)):
            await sandbox.world.wait(lambda world: sent(sandbox, chat)[-1].buttons)
            parts = [message.text for message in sent(sandbox, chat)][1:]
    assert parts[0] not in SENTENCES[:3000]
    assert SENTENCES.endswith(parts[-1].partition("\n")[0])


async def begin(url: str, target: Target) -> None:
    """What a process leaves behind that ended after the first part had been settled."""
    store = await Store.open(url)
    found = await store.pieces.by_slug("long")
    assert found is not None
    run = await store.runs.start(
        target, found.id, Cursor(), language="en", started_by=1, pace=None, wake_at=None, now=NOW
    )
    claim = Claim(run, "cmd:1", Cursor(0, 1), ends=False, wake_at=None)
    delivery = await store.writer.claim(claim)
    assert isinstance(delivery, Delivery)
    await store.writer.settle(Settlement(delivery, Sent(1), NOW))
    await store.close()
