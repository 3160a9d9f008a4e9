"""`feuilleton demo`: a short scene in the sandbox, judged by what came into the chats."""

import asyncio
import tempfile
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot import log
from bot.app import run as run_bot
from bot.cli.running import in_sandbox
from bot.cli.stage import Stage
from bot.errors import StartError
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from bot.settings import defaults

PARIS, HALF_PAST_EIGHT = ZoneInfo("Europe/Paris"), time(8, 30)


async def play(stage: Stage, world: World) -> None:
    """Alex and Camille read in private, one group by the clock, and one at a pace."""
    await alex_reads(stage, world)
    await camille_reads_to_the_end(stage, world)
    await the_group_plans(stage, world)
    await the_group_reads(stage, world)
    stage.end()


async def alex_reads(stage: Stage, world: World) -> None:
    """A thread, somebody in it, a passage of theirs, a stop, and on."""
    stage.scene("Alex, in private")
    alex, chat = world.alex, world.private(world.alex)
    hello = await stage.say(alex, chat, "/start", "Hello", "[Library]")
    first = await stage.tap(alex, hello, hello.buttons[0].text, "Halima", "fragment 1 of 17")
    second = await stage.tap(alex, first, "Next", "Stop 4417", "fragment 2 of 17")
    await stage.tap(alex, second, "Next", "required field", "fragment 3 of 17")
    card = await stage.say(
        alex, chat, "who is @pietvandorpe?", "Piet Vandorpe", "Mentioned", "Read this passage"
    )
    await stage.tap(alex, card, card.buttons[0].text, "@pietvandorpe", "[Read]")
    await stage.say(alex, chat, "who is @nobody_at_all?", "cannot tell who @nobody_at_all is")
    stopped = await stage.say(alex, chat, "/stop", "Stopped", "fragment 4 of 17")
    await stage.tap(alex, stopped, "Resume", "the quarry", "fragment 4 of 17")


async def camille_reads_to_the_end(stage: Stage, world: World) -> None:
    """An interview in French, from the welcome to the source."""
    stage.scene("Camille, en privé")
    camille = world.camille
    bonjour = await stage.say(camille, world.private(camille), "/start", "Bonjour")
    label = bonjour.buttons[0].text
    here = await stage.tap(camille, bonjour, label, "Piet Vandorpe", "fragment 1 sur 8")
    for number in range(2, 8):
        here = await stage.tap(camille, here, "Suite", f"fragment {number} sur 8")
    ends = ("fragment 8 sur 8, fin", "Maud Tessereau (@maud_tess)", "[Lire «", "[Bibliothèque]")
    await stage.tap(camille, here, "Suite", *ends)


async def the_group_reads(stage: Stage, world: World) -> None:
    """Camille, who is an admin, reads; it goes on by itself; Alex may not turn, but may ask."""
    stage.scene(f"Camille and Alex, in the group “{world.group.title}”")
    camille, alex, group = world.camille, world.alex, world.group
    first = await stage.say(camille, group, "/lire piano", "accordeurs", "fragment 1 sur")
    await stage.refused(alex, first, "Suite", "admins")
    await stage.say(alex, group, "/next", "Dans ce groupe, ce sont les admins")
    second = await stage.tap(camille, first, "Suite", "Quimperlé", "fragment 2 sur")
    await stage.say(alex, group, "who is @maud_tess?", "Maud Tessereau", "mentions")
    await stage.tap(camille, second, "Suite", "1/12", "fragment 3 sur")
    await stage.later(5, group, "2/12", "fragment 4 sur")
    await stage.say(camille, group, "/pause", "En pause", "[Reprendre]")
    await stage.say(camille, group, "/reprendre", "3/12", "fragment 5 sur")


async def the_group_plans(stage: Stage, world: World) -> None:
    """Camille plans an essay in another group: a fragment a day, whatever happens meanwhile."""
    mornings = world.add_group("Mornings", admins=[world.camille], members=[world.alex])
    stage.scene(f"Camille, in the group “{mornings.title}”")
    camille = world.camille
    await stage.say(camille, mornings, "/schedule road every blue moon", "I do not understand")
    card = await stage.say(
        camille, mornings, "/schedule road every day at 8:30", "Every day at 8:30 (Paris time)"
    )
    planned = await stage.press(camille, card, "Confirm", "Next fragment:", "[Pause] [Skip one]")
    for number in (1, 2):
        await stage.morning(HALF_PAST_EIGHT, PARIS, mornings, f"fragment {number} of")
    await stage.press(camille, planned, "Pause", "2 of", "Paused.", "[Resume]")


async def scene(folder: Path) -> None:
    """Sandbox and bot, from start to stop, with nothing left behind."""
    async with Sandbox() as sandbox:
        database = f"sqlite+aiosqlite:///{folder}/demo.db"
        settings = in_sandbox(defaults(database_url=database), sandbox)
        stop = asyncio.Event()
        bot = asyncio.create_task(run_bot(settings, stop))
        try:
            await play(Stage(sandbox), sandbox.world)
        finally:
            stop.set()
            await bot


@click.command(short_help="Play a short scene in the sandbox and print it.")
def demo() -> None:
    """Play a short scene in the sandbox and print it; exit 1 if something did not come."""
    log.setup(defaults(log_level="ERROR"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(scene(Path(folder)))
        except (TimeoutError, LookupError) as error:
            raise StartError(f"the scene went wrong: {error}") from error
    click.echo("Every expected message came.")
