"""The command `rehearse`: every post of a schedule with its time, without sending any."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.library import JSON, with_store
from bot.cli.lines import counted, print_json, remark, say
from bot.clock import SystemClock
from bot.errors import FeuilletonError
from bot.i18n import translator
from bot.plans import Window
from bot.rules import TOGETHER, Interval, Rhythm, Rule
from bot.schedule.calendars import Entry, write
from bot.schedule.course import name_of
from bot.schedule.cron import CronError, parse
from bot.schedule.phrases.said import NotUnderstood, Said, Why
from bot.schedule.phrases.understand import understand
from bot.schedule.rehearsal import Rehearsal, Rehearsed, Tick, rehearse, ticks
from bot.schedule.timetable import problem
from bot.schedule.zones import Place, find
from bot.settings import load
from content.fragments import steps
from content.model import Piece
from handlers.views.refusals import WHY

WINDOW = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})", re.ASCII)
SECOND = timedelta(seconds=1)
EXAMPLES = '"every day at 8:30", "weekdays at 18:00" or "cron 30 8 * * 1-5"'


@click.command("rehearse", short_help="List every post of a schedule, without sending.")
@click.argument("slug")
@click.argument("rule")
@click.option("--from", "since", metavar="DATE", help="The day it begins; today if not given.")
@click.option("--zone", "place", help="A time zone or a city; TIMEZONE if not given.")
@click.option("--quiet", metavar="22:00-08:00", help="Hours in which posts wait for the end.")
@click.option("--ics", type=click.Path(path_type=Path), help="Write a calendar file, too.")
@JSON
def rehearse_(
    slug: str,
    rule: str,
    since: str | None,
    place: str | None,
    quiet: str | None,
    ics: Path | None,
    json_only: bool,
) -> None:
    """List every post of a schedule with its local time, without sending any.

    RULE is a sentence as in /schedule: "every day at 8:30", "cron 30 8 * * 1-5".
    """
    zone = _zone(place or load().timezone)
    begin = _begin(since, zone)
    said = _said(rule, begin, zone)
    window = _window(quiet) if quiet else None
    stored = with_store(lambda store: store.pieces.by_slug(slug))
    if stored is None:
        raise FeuilletonError(f"{slug} is no text of the library; `feuilleton library` lists them.")
    planned = _planned(stored.piece, said)
    found = rehearse(planned, said.rule, zone, _after(said.rule, begin), window)
    if json_only:
        rows = [row for post in found.posts for row in _rows(post)]
        ends = found.ends and found.ends.astimezone(zone).isoformat()
        print_json({"slug": slug, "rule": rule, "zone": zone.key, "posts": rows, "ends": ends})
    else:
        _tell(found)
    if ics is not None:
        _write_calendar(ics, stored.piece, found)
    if found.left:
        remark(f"{counted(found.left, 'post', 'posts')} after the rule's last day.")


def _zone(typed: str) -> ZoneInfo:
    found = find(typed)
    if isinstance(found, Place):
        return ZoneInfo(found.zone)
    names = ", ".join(one.name for one in found.places) or "Europe/Paris, Lyon or UTC+2"
    raise click.UsageError(f"{typed} is no zone that is known; try {names}.")


def _begin(since: str | None, zone: ZoneInfo) -> datetime:
    """The instant at which the schedule is made: a local day's beginning, or now."""
    if since is None:
        return SystemClock().now()
    try:
        typed = datetime.fromisoformat(since)
        begin = (typed if typed.tzinfo else typed.replace(tzinfo=zone)).astimezone(UTC)
        # What comes before and after must be a date too.
        return begin.astimezone(zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.UsageError(f"{since} is no date; give --from 2026-11-24.") from None


def _after(rule: Rule, begin: datetime) -> datetime:
    """Whoever names a day means midnight too; what counts from the beginning starts with a gap."""
    timing = rule.timing
    counts = isinstance(timing, Interval) or (isinstance(timing, Rhythm) and timing.at is None)
    return begin if counts else begin - SECOND


def _said(sentence: str, now: datetime, zone: ZoneInfo) -> Said:
    said = understand(sentence, now, zone)
    if isinstance(said, NotUnderstood):
        why = translator("en").gettext(WHY[said.why], what=said.what)
        if said.why is Why.BAD_CRON:
            why = f"“{said.what}”: {_cron_fault(said.what)}."
        raise click.UsageError(f"The rule is not understood. {why} Say it like {EXAMPLES}.")
    if (fault := problem(said.rule)) is not None:
        raise click.UsageError(f"The rule cannot be followed: {fault}. Say it like {EXAMPLES}.")
    return said


def _cron_fault(fields: str) -> str:
    try:
        parse(fields)
    except CronError as error:
        return str(error)
    return "five fields are needed"


def _window(typed: str) -> Window:
    match = WINDOW.fullmatch(typed)
    try:
        if match:
            start, end = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
            return Window(start, end)
    except ValueError:
        pass
    raise click.UsageError(f"{typed} is no window of hours; give --quiet 22:00-08:00.")


def _planned(piece: Piece, said: Said) -> tuple[Tick, ...]:
    cut = steps(piece.fragments)
    wanted = said.start or 1
    start = next((index for index, step in enumerate(cut) if wanted <= step.last), None)
    if start is None and wanted > 1:
        fragments = counted(len(piece.fragments), "fragment", "fragments")
        raise FeuilletonError(f"{piece.slug} has {fragments}; {wanted} is beyond the end.")
    portion = TOGETHER if said.portion is None else said.portion
    return ticks(piece, cut, portion, said.rule, start or 0)


def _rows(post: Rehearsed) -> list[dict[str, object]]:
    local, utc = post.local.isoformat(), post.utc.isoformat().replace("+00:00", "Z")
    return [
        {"fragment": number, "local": local, "utc": utc, "moved": post.moved}
        for number in post.fragments
    ]


def _write_calendar(path: Path, piece: Piece, found: Rehearsal) -> None:
    """Each post under the text and its first fragment: another rule moves the dates."""
    title = name_of(piece)
    entries = [
        Entry(f"{piece.slug}.{post.fragments[0]}", post.utc, f"{title}: {_what(post)}")
        for post in found.posts
    ]
    try:
        path.write_bytes(write(title, entries, SystemClock().now()))
    except OSError as error:
        raise FeuilletonError(
            f"{path}: cannot be written ({error.strerror}); name another --ics."
        ) from error
    remark(f"{path}: {counted(len(entries), 'date', 'dates')}.")


def _what(post: Rehearsed) -> str:
    first, last = post.fragments[0], post.fragments[-1]
    return f"fragment {first}" if first == last else f"fragments {first} to {last}"


def _tell(found: Rehearsal) -> None:
    for post in found.posts:
        why = {"quiet": "  (after quiet hours)", "clock": "  (the clock changes)", None: ""}
        say(f"{post.local:%a %Y-%m-%d %H:%M %z}  {_what(post)}{why[post.moved]}")
    if not found.posts:
        remark("Nothing would be posted.")
