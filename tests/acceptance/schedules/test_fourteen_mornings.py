"""A thread of fourteen fragments over fourteen mornings, in two cities, through whatever comes.

The clocks of Paris go back on 25 October, those of New York on 1 November; the bot is killed on the
fifth day and off from the eighth to the tenth; on the twelfth a group gets another id.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.plans import Chat as Settled
from bot.sandbox.messages import Kind
from bot.sandbox.people import Chat
from bot.sandbox.server import Sandbox
from bot.store.store import Store
from tests.acceptance.schedules.scene import plan
from tests.living import ask, bot_process
from tests.process import Feuilleton

COUNT = 14
FIRST = date(2026, 10, 20)
MORNING = time(8, 30)
PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
OFF = (date(2026, 10, 27), date(2026, 10, 28), date(2026, 10, 29))
KILLED, MOVED = date(2026, 10, 24), date(2026, 10, 31)
DAY = timedelta(days=1)
LINE = re.compile(r"\d+/14\nThe keeper wrote line (\d+) of his log\.\n\nfragment ")
THREAD = "\n\n".join(f"{n}/{COUNT} The keeper wrote line {n} of his log." for n in range(1, 15))


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Half past eight there, as an instant."""
    return datetime.combine(day, MORNING, tzinfo=zone)


def expected(zone: ZoneInfo) -> list[tuple[int, datetime]]:
    """One fragment each morning on which the bot was there; nothing for the others, all shifted."""
    days = (FIRST + step * DAY for step in range(COUNT + len(OFF)))
    return [
        (number, morning(day, zone))
        for number, day in enumerate((day for day in days if day not in OFF), start=1)
    ]


def posted(sandbox: Sandbox, chats: list[Chat]) -> list[tuple[int, datetime]]:
    """The fragments that came, with their minute, under any of the ids of a group."""
    ids = {chat.id for chat in chats}
    found = []
    for event in sandbox.world.transcript():
        line = LINE.match(event.message.text)
        if event.kind is Kind.SENT and event.chat.id in ids and line is not None:
            at = event.message.date.replace(second=0, microsecond=0)
            found.append((int(line[1]), at))
    return found


def told(sandbox: Sandbox) -> int:
    """How often whoever planned it was told that a fragment was due while the bot was away."""
    private = sandbox.world.messages(sandbox.world.private(sandbox.world.camille))
    return sum("devait paraître dans" in message.text for message in private)


async def restarted(process: Feuilleton) -> None:
    """Killed, and started again."""
    await process.kill()
    process.output = ""
    await process.start()
    await process.says("ready")


async def test_fourteen_mornings(tmp_path: Path) -> None:
    """Each morning of each city has its fragment, once and in order, from the first to the last."""
    (tmp_path / "keeper.txt").write_text(THREAD, encoding="utf-8")
    async with Sandbox() as sandbox:
        world = sandbox.world
        sandbox.clock.set(morning(FIRST, PARIS) - timedelta(hours=13))
        abroad = world.add_group("Across", [world.camille], [world.alex], kind="group")
        chats = {PARIS: [world.group], NEW_YORK: [abroad]}
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/bot.db")
        await store.chats.keep(world.bot.id, abroad.id, Settled(NEW_YORK.key))
        await store.close()
        library = str(tmp_path / "keeper.txt")
        async with bot_process(sandbox, tmp_path, LIBRARY=library) as process:
            await process.says("ready")
            await ask(sandbox, world.camille, world.private(world.camille), "/start")
            for chat in (world.group, abroad):
                card = await plan(sandbox, world.camille, chat, "keeper every day at 8:30")
                assert "8:30" in card.text
            await live(sandbox, process, chats)
        for zone, known in chats.items():
            assert posted(sandbox, known) == expected(zone), zone
        assert told(sandbox) == 2
        assert "Traceback" not in process.output


async def live(sandbox: Sandbox, process: Feuilleton, chats: dict[ZoneInfo, list[Chat]]) -> None:
    """Let the mornings come, one after the other, with all that happens between them."""
    plans = [(at, zone) for zone in chats for _, at in expected(zone)]
    killed = moved = slept = False
    for at, zone in sorted(plans):
        day = at.astimezone(PARIS).date()
        if day > OFF[-1] and not slept:
            await process.kill()
            sandbox.clock.set(datetime.combine(OFF[-1], time(20), tzinfo=UTC))
            await restarted(process)
            await sandbox.world.wait(lambda world: told(sandbox) == 2)
            slept = True
        if day >= MOVED and not moved:
            chats[NEW_YORK].append(sandbox.world.migrate(chats[NEW_YORK][0]))
            moved = True
        sandbox.clock.set(at)
        count = sum(one <= at for one, where in plans if where is zone)
        await sandbox.world.wait(
            lambda world, zone=zone, count=count: len(posted(sandbox, chats[zone])) == count
        )
        if day == KILLED and zone is NEW_YORK and not killed:
            await restarted(process)
            killed = True
    assert killed
    assert moved
    assert slept
