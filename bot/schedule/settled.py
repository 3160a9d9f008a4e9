"""Decides, from values alone, what the settings of a chat mean, and what buttons say of them."""

from dataclasses import replace
from datetime import datetime, time
from functools import cache
from zlib import crc32
from zoneinfo import available_timezones

from bot.delivery.render import Script
from bot.plans import FOREVER, Chat, Due, PlanState, Window
from bot.rules import Rhythm
from bot.schedule.quiet import moved
from bot.schedule.ticks import due_after, zone_of
from bot.schedule.zones import guess

LIKELY = {
    "en": (
        "Europe/London", "Europe/Paris", "Europe/Dublin", "America/New_York", "America/Chicago",
        "America/Los_Angeles", "America/Toronto", "Australia/Sydney",
    ),
    "fr": (
        "Europe/Paris", "Europe/Brussels", "Europe/Zurich", "America/Toronto", "Africa/Dakar",
        "Africa/Casablanca", "Indian/Reunion", "America/Martinique",
    ),
}  # fmt: skip
MOST_LIKELY = 8
HUNDRED = 100


def due_again(due: Due, chat: Chat, script: Script, now: datetime) -> datetime | None:
    """When a planned run is due once its chat has these settings instead of those in `due`.

    What has waited longer than the rule, or is only half posted, comes as soon as it may; what was
    held comes at its next time.
    """
    run, plan, wake_at = due.run, due.schedule, due.run.wake_at
    held = chat.held_until
    # A rule that is over stays over, and whatever is held for good is looked at when it is due.
    if plan.state is not PlanState.ACTIVE or wake_at is None or held == FOREVER:
        return wake_at
    soon = moved(max(now, held or now, plan.not_before or now), zone_of(plan, chat), chat.quiet)
    step = run.cursor.step
    if (run.goal or 0) > step:
        return soon
    if plan.rule is not None and isinstance(plan.rule.timing, Rhythm) and wake_at < FOREVER:
        # It counts from the post before, so that asking again would let it wait twice.
        return moved(max(wake_at, soon), zone_of(plan, chat), chat.quiet)
    usual = due_after(plan, due.chat, script, step, now)
    was_held = due.chat.held_until is not None
    if held is None and not was_held and (usual is None or wake_at < usual):
        return soon
    return due_after(plan, chat, script, step, now) or soon


def likely(language: str, language_code: str) -> tuple[str, ...]:
    """Zones to offer: first the one in which most people with that Telegram live."""
    known = LIKELY[language]
    zones = dict.fromkeys((guess(language_code, known[0]), *known))
    return tuple(zones)[:MOST_LIKELY]


def zone_number(name: str) -> int:
    """A zone as a number, the same in every version of tzdata."""
    return crc32(name.encode())


def numbered_zone(number: int) -> str | None:
    """The zone with this number, None if there is none any more."""
    return _zones().get(number)


@cache
def _zones() -> dict[int, str]:
    return {zone_number(name): name for name in available_timezones()}


def window_number(window: Window | None) -> int:
    """Quiet hours as a number: 22000800 is from 22:00 to 8:00; none are 0."""
    if window is None:
        return 0
    start, end = (one.hour * HUNDRED + one.minute for one in (window.start, window.end))
    return start * HUNDRED * HUNDRED + end


def numbered_window(number: int) -> Window | None:
    """The quiet hours with this number; none if it stands for none."""
    start, end = divmod(number, HUNDRED * HUNDRED)
    try:
        window = Window(_time(start), _time(end))
    except ValueError:
        return None
    return window if window.start != window.end else None


def _time(number: int) -> time:
    return time(*divmod(number, HUNDRED))


def held_longer(chat: Chat, everywhere: Chat) -> Chat:
    """The settings of a chat where an operator may hold everything."""
    ends = [one for one in (chat.held_until, everywhere.held_until) if one is not None]
    return replace(chat, held_until=max(ends, default=None))
