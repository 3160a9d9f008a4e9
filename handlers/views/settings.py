"""What people see of a chat's settings: what holds, and the buttons that change it."""

from collections.abc import Sequence
from datetime import time
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import SettleVerb
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill, lines
from bot.delivery.render import shortened
from bot.i18n import LOCALES, Translator, _
from bot.plans import Window
from bot.schedule.habits import Habit
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.settled import likely, window_number, zone_number
from bot.schedule.zones import Near, Place, Several
from handlers.views.holds import held_line
from handlers.views.refusals import refusal

LANGUAGES = {"en": "English", "fr": "Français"}
WINDOWS = (
    None,
    Window(time(22), time(8)),
    Window(time(21), time(7)),
    Window(time(23), time(9)),
)
DISTANCES = (0, 60, 600, 3600)
EXAMPLES = (
    _("/settings zone Lyon"),
    _("/settings quiet 22:30-7:45"),
    _("/settings quiet off"),
    _("/settings language French"),
    _("/settings distance 10 min"),
)
# The schedule to whose card a choice of zones leads back stands above the zone's number.
CARD = 1 << 32


def settings(habit: Habit, t: Translator) -> Post:
    """What holds in a chat; each line has its button."""
    said: list[Rich | str] = [
        bold(t.gettext("Settings of this chat")),
        t.gettext("Time zone: {zone}", zone=t.city(habit.zone)),
        t.gettext("Language: {language}", language=LANGUAGES[t.language]),
        t.gettext("Quiet hours: {hours}", hours=_window(habit.chat.quiet, t)),
        t.gettext("Least time between two posts: {time}", time=_distance(habit.chat.distance, t)),
    ]
    rows: list[tuple[Button, ...]] = [
        (
            _button(t.gettext("Time zone"), SettleVerb.ZONES),
            _button(t.gettext("Language"), SettleVerb.LANGUAGES),
        ),
        (
            _button(t.gettext("Quiet hours"), SettleVerb.QUIETS),
            _button(t.gettext("Time between posts"), SettleVerb.DISTANCES),
        ),
    ]
    if habit.held_until is not None:
        said.append(held_line(habit.held_until, ZoneInfo(habit.zone), t))
    if habit.chat.held_until == habit.held_until is not None:
        rows.append((_button(t.gettext("Resume"), SettleVerb.RELEASE),))
    return Post(lines(said), tuple(rows))


def zones(t: Translator, code: str, schedule: int = 0) -> Post:
    """The likely zones of whoever asks; any other is written."""
    found = tuple(Place(t.city(zone), zone) for zone in likely(t.language, code))
    return Post(_which_zone(t), (*_places(found, schedule), _back(schedule, t)))


def several(found: Several | Near, typed: str, t: Translator) -> Post:
    """Which of some places is meant, or which of similar names."""
    name = shortened(typed)
    if isinstance(found, Several):
        said = fill(t.template("Several places are called {name}:"), name=bold(name))
    elif found.places:
        said = fill(t.template("I do not know {name}. Did you mean:"), name=bold(name))
    else:
        said = fill(t.template("I do not know {name}."), name=bold(name)) + "\n"
        said += _which_zone(t)
    return Post(said, (*_places(found.places, 0), _back(0, t)))


def quiets(t: Translator) -> Post:
    """When nothing shall come."""
    said = t.gettext("During quiet hours nothing that is planned is posted: it comes at their end.")
    hint = t.gettext("Others are written: {example}", example=t.gettext(EXAMPLES[1]))
    options = tuple(
        _button(_window(one, t), SettleVerb.QUIET, window_number(one)) for one in WINDOWS
    )
    return Post(lines([said, hint]), (options[:2], options[2:], _back(0, t)))


def languages(t: Translator) -> Post:
    """In which language the bot answers here."""
    options = tuple(
        _button(LANGUAGES[one], SettleVerb.LANGUAGE, number) for number, one in enumerate(LOCALES)
    )
    said = t.gettext("In which language shall I answer here?")
    return Post(Rich(said), (options, _back(0, t)))


def distances(t: Translator) -> Post:
    """How long at least between two posts."""
    said = t.gettext("How long shall I wait at least between two planned posts?")
    options = tuple(_button(_distance(one, t), SettleVerb.DISTANCE, one) for one in DISTANCES)
    return Post(Rich(said), (options[:2], options[2:], _back(0, t)))


def refused(why: NotUnderstood, t: Translator) -> Post:
    """Why words are refused, and some that are understood."""
    return refusal(why, [t.gettext(example) for example in EXAMPLES], t)


def _which_zone(t: Translator) -> Rich:
    hint = t.gettext(
        "Another one is written with its city: {example}", example=t.gettext(EXAMPLES[0])
    )
    return lines([t.gettext("Which time zone?"), hint])


def _places(places: Sequence[Place], schedule: int) -> Keyboard:
    buttons = [
        _button(one.name, SettleVerb.ZONE, schedule * CARD + zone_number(one.zone))
        for one in places
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _back(schedule: int, t: Translator) -> tuple[Button, ...]:
    verb = SettleVerb.CARD if schedule else SettleVerb.SHOW
    return (_button(t.gettext("Back"), verb, schedule),)


def _window(window: Window | None, t: Translator) -> str:
    if window is None:
        return t.gettext("none")
    return f"{t.clock(window.start)}–{t.clock(window.end)}"


def _distance(seconds: float, t: Translator) -> str:
    return t.duration(seconds) if seconds else t.gettext("any")


def _button(label: str, verb: SettleVerb, value: int = 0) -> Button:
    return Button(label, data.encode(data.Settle(verb, value)))
