"""Rules said back in the language of a chat, in words that `phrases` understands again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal

from bot.i18n import LOCALES, Translator, _
from bot.rules import (
    EVERY_DAY,
    TOGETHER,
    WHOLE,
    Anniversary,
    Cron,
    Interval,
    Once,
    Rhythm,
    Rule,
    Timing,
    Weekly,
)

GROUPS = {EVERY_DAY: _("every day"), (1, 2, 3, 4, 5): _("on weekdays"), (6, 7): _("on weekends")}
EXAMPLES = (
    _("every day at 8:30"),
    _("weekdays at 18:00, except public holidays"),
    _("Monday and Thursday at 9:00, 3 fragments at a time"),
    _("every 2 hours"),
    _("on 24 December at 12:00"),
    _("at the rhythm of the original, twice as fast"),
)
# English countries with an article.
WITH_THE = ("GB", "NL", "US")
# From here on a number has a separator, which a sentence would not be read with.
SEPARATED = 1000
SIDE_BY_SIDE, MOST = 3, 365
"""So many days left out in a row are told by the first and the last."""


def words_of(rule: Rule, t: Translator, portion: int = TOGETHER) -> str:
    """Say a rule as a part of a sentence: `every day at 8:30, until 24 December 2026`.

    Of an interval it says how long it is, not from when it counts.
    """
    said = [_timing(rule.timing, t)]
    if portion == WHOLE and not isinstance(rule.timing, Anniversary):
        said.append(t.gettext("the whole text at once"))
    elif portion > 0:
        said.append(t.ngettext("one fragment at a time", "{n} fragments at a time", portion))
    if rule.first:
        said.append(t.gettext("from {date}", date=_date(rule.first, t)))
    if rule.last:
        said.append(t.gettext("until {date}", date=_date(rule.last, t)))
    said.extend(_left_out(rule.without, t))
    if rule.holidays:
        said.append(_holidays(rule.holidays, t))
    return ", ".join(said)


def examples(t: Translator) -> tuple[str, ...]:
    """Sentences that are understood, to show to whoever wrote one that was not."""
    return tuple(t.gettext(example) for example in EXAMPLES)


def _left_out(without: Sequence[date], t: Translator) -> Iterator[str]:
    """Single days, then the days that lie side by side."""
    spans = tuple(_spans(without))
    single = [day for span in spans if len(span) < SIDE_BY_SIDE for day in span]
    if single:
        days = [t.gettext("{date}", date=_date(day, t)) for day in single]
        yield t.gettext("not on {dates}", dates=t.list(days))
    for span in spans:
        if len(span) >= SIDE_BY_SIDE:
            first, last = _date(span[0], t), _date(span[-1], t)
            yield t.gettext("not from {first} to {last}", first=first, last=last)


def _spans(days: Sequence[date]) -> Iterator[tuple[date, ...]]:
    """Sorted days, those that follow each other together, a year of them at most."""
    some: list[date] = []
    for day in days:
        if some and (day - some[-1] != timedelta(days=1) or len(some) == MOST):
            yield tuple(some)
            some = []
        some.append(day)
    if some:
        yield tuple(some)


def _timing(timing: Timing, t: Translator) -> str:
    match timing:
        case Weekly():
            times = t.list([_time(at, t) for at in timing.times])
            return t.gettext("{days} at {times}", days=_days(timing.days, t), times=times)
        case Interval():
            return _interval(timing.seconds // 60, t)
        case Once():
            return _once(timing.at, t)
        case Cron():
            return f"cron {timing.fields}"
        case Rhythm():
            return _rhythm(timing, t)
        case Anniversary(at=at, whole=True):
            return t.gettext("the whole text on its day at {time}", time=_time(at, t))
        case Anniversary(at=at):
            return t.gettext("each fragment on its day at {time}", time=_time(at, t))


def _time(at: time, t: Translator) -> str:
    if at.minute == 0:
        return t.gettext("{hour}:00", hour=at.hour)
    return t.gettext("{hour}:{minute}", hour=at.hour, minute=f"{at.minute:02}")


def _days(days: tuple[int, ...], t: Translator) -> str:
    if days in GROUPS:
        return t.gettext(GROUPS[days])
    names = get_day_names("wide", locale=LOCALES[t.language])
    # Babel counts from 0.
    out = [day for day in EVERY_DAY if day not in days]
    if len(out) == 1:
        return t.gettext("every day except {weekday}", weekday=names[out[0] - 1])
    said = [t.gettext("{weekday}", weekday=names[day - 1]) for day in days]
    return t.gettext("on {days}", days=t.list(said))


def _date(day: date, t: Translator) -> str:
    """A day with its year. Babel knows no `1er`, so messages have the order of the parts."""
    month = get_month_names("wide", locale=LOCALES[t.language])[day.month]
    year = f"{day.year:04}"
    if day.day == 1:
        return t.gettext("1 {month} {year}", month=month, year=year)
    return t.gettext("{day} {month} {year}", day=day.day, month=month, year=year)


def _interval(minutes: int, t: Translator) -> str:
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return t.ngettext("every hour", "every {n} hours", hours)
    if minutes < SEPARATED:
        return t.ngettext("every minute", "every {n} minutes", minutes)
    return t.gettext("every {hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")


def _once(at: datetime, t: Translator) -> str:
    weekday = get_day_names("wide", locale=LOCALES[t.language])[at.weekday()]
    return t.gettext(
        "on {weekday} {date} at {time}",
        weekday=weekday,
        date=_date(at.date(), t),
        time=_time(at.time(), t),
    )


def _rhythm(rhythm: Rhythm, t: Translator) -> str:
    said = t.gettext("at the rhythm of the original")
    if rhythm.at is not None:
        said = t.gettext("{rhythm} at {time}", rhythm=said, time=_time(rhythm.at, t))
    return said if rhythm.scale == 1 else f"{said}, {_speed(rhythm.scale, t)}"


def _speed(scale: float, t: Translator) -> str:
    if scale == 1 / 2:
        return t.gettext("twice as fast")
    slower, faster = round(scale), round(1 / scale)
    if scale == slower and slower < SEPARATED:
        return t.ngettext("{n} time slower", "{n} times slower", slower)
    if 0 < faster < SEPARATED and scale == 1 / faster:
        return t.ngettext("{n} time faster", "{n} times faster", faster)
    factor = format_decimal(
        scale, locale=LOCALES[t.language], decimal_quantization=False, group_separator=False
    )
    return t.gettext("gaps × {factor}", factor=factor)


def _holidays(holidays: str, t: Translator) -> str:
    code, _dash, part = holidays.partition("-")
    country = Locale.parse(LOCALES[t.language]).territories.get(code, code)
    if part:
        # A subdivision has no name in Babel.
        country = f"{country}, {holidays}"
    if code in WITH_THE:
        return t.gettext("not on public holidays in the {country}", country=country)
    return t.gettext("not on public holidays in {country}", country=country)
