"""The command `export`, and its other half in `import`: readings and schedules change machines."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.carrying.arrivals import Arrivals, Arrived
from bot.carrying.codec import CarryError, read, write
from bot.carrying.departures import Departure, Departures
from bot.carrying.form import Carried
from bot.cli.library import with_store
from bot.cli.lines import complain, counted, remark, say
from bot.clock import Clock, ShiftedClock, SystemClock, follow
from bot.errors import FeuilletonError
from bot.sandbox.server import TOKEN
from bot.settings import Settings, load
from bot.sources import is_exported, may_be_exported
from bot.store.sqlite import ProcessLock
from bot.store.store import Store

NAME = re.compile(r"(schedule-)?(\d{1,18})", re.ASCII)
HEAD = 64
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read whole: a schedule of some ten thousand chats."""


@click.command(short_help="Write a reading or schedule, to move it elsewhere.")
@click.argument("run", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write into.")
def export(run: str | None, out: Path | None) -> None:
    """Write a reading or schedule as JSON, for `feuilleton import` on another machine.

    RUN is a number, or schedule-12; without it what can be exported is listed.
    """
    if run is None:
        _list()
        return
    name = NAME.fullmatch(run)
    if name is None:
        raise click.UsageError(f"{run} is neither a number nor like schedule-12.")
    number, is_plan = int(name[2]), name[1] is not None

    async def packed(store: Store) -> Carried:
        departures = Departures(store, SystemClock())
        return await (departures.schedule if is_plan else departures.reading)(number)

    carried = with_store(packed)
    _put(write(carried), out)
    remark(_still(carried))


def _put(data: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(data, nl=False)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise FeuilletonError(
            f"{out}: cannot be written ({error.strerror}); name another --out."
        ) from error


def _still(carried: Carried) -> str:
    """That nobody should get both."""
    plan = carried.schedule
    if plan is not None:
        where, how = plan.chat, "/schedule and Delete"
    else:
        where, how = carried.readings[0].chat, "/stop"
    return (
        f"It still goes on here, until you stop it with {how} in chat {where}, or stop this bot:"
        " what comes from here after this export would come from elsewhere, too."
    )


def _list() -> None:
    found = with_store(lambda store: Departures(store, SystemClock()).list())
    for one in found:
        say(_line(one))
    if not found:
        remark("Nothing is being read here, and nothing is planned.")


def _line(one: Departure) -> str:
    name = f"schedule-{one.number}" if one.schedule else str(one.number)
    where = f"chat {one.target.chat_id}"
    if one.target.topic_id:
        where += f", topic {one.target.topic_id}"
    if one.others:
        where += f", and {counted(one.others, 'more', 'more')}"
    far = f"fragment {one.step + 1} of {one.steps}" if one.step < one.steps else "at its end"
    return f"{name}  {one.title}  {where}  {far}"


def is_exported_file(path: Path) -> bool:
    """Whether a path is a file that `export` wrote, by its content."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return False
        with path.open("rb") as file:
            head = file.read(HEAD)
            return may_be_exported(head) and is_exported(head + file.read())
    except (OSError, ValueError):
        return False


def bring(path: Path) -> bool:
    """Import a file of `export`, and tell of it; whether it is in."""
    settings = load()
    token = settings.telegram_bot_token
    # The number of the bot stands before the colon.
    bot_id = int((token.get_secret_value() if token else TOKEN).partition(":")[0])

    async def brought(store: Store) -> tuple[Arrived, int | None]:
        async with _clock(settings) as clock:
            arrived = await Arrivals(store, clock).bring(carried, bot_id)
        return arrived, ProcessLock.holder(store.database.path)

    try:
        carried = read(path.read_bytes())
        arrived, pid = with_store(brought)
    except OSError as error:
        complain("feuilleton", f"{path}: cannot be read ({error.strerror}).")
    except CarryError as error:
        complain("feuilleton", f"{path}: {error}")
    else:
        _tell(path, carried, arrived, ZoneInfo(settings.timezone))
        if arrived.number is not None and pid is not None:
            remark(f"A bot is running here, process {pid}: start it again, so that it looks at it.")
        return True
    return False


@asynccontextmanager
async def _clock(settings: Settings) -> AsyncIterator[Clock]:
    """The clock of the bot that will go on."""
    if settings.clock_url is None:
        yield SystemClock()
        return
    clock = ShiftedClock()
    async with follow(settings.clock_url, clock):
        yield clock


def _tell(path: Path, carried: Carried, arrived: Arrived, zone: ZoneInfo) -> None:
    plan = carried.schedule
    if arrived.number is None:
        say(f"{path}: this {carried.feuilleton} is here already; nothing was changed.")
        return
    name = f"schedule-{arrived.number}" if plan else f"reading {arrived.number}"
    far = f"fragment {arrived.step + 1} of {arrived.steps}, {arrived.title}"
    if arrived.chats > 1:
        far += f" (in the first of {arrived.chats} chats)"
    if arrived.due is not None:
        local = arrived.due.astimezone(ZoneInfo(plan.zone) if plan else zone)
        when = f"on {local:%a %Y-%m-%d %H:%M %z}"
    elif plan is not None:
        when = "when somebody resumes it; nothing is due"
    else:
        when = "when somebody asks for it"
    say(f"{path}: {name} goes on here with {far}, {when}.")
