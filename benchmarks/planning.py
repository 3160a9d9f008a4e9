"""Planning one firing of each sort of rule, and refusing cron that nobody can follow."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks import HEADER, machine, row
from bot.rules import Anniversary, Cron, Interval, Once, Rhythm, Rule, Weekly
from bot.schedule.cron import CronError, parse
from bot.schedule.timetable import Beat, following
from content.model import PartialDate

PARIS = ZoneInfo("Europe/Paris")
ROUNDS = 500
AIM_FIRING = 1_000.0
AIM_NONSENSE = 50_000.0
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
CHANGE = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
BEAT = Beat(PartialDate(2014, 3, 1), PartialDate(2014, 3, 4))
NINE = (time(9),)
SILENT = tuple(date(2026, 1, 1) + timedelta(days=number) for number in range(366))
RULES = {
    "every day": Rule(Weekly(NINE)),
    "Sundays, but for public holidays": Rule(Weekly(NINE, (7,)), holidays="FR"),
    "every day, first in ten years": Rule(Weekly(NINE), first=date(2036, 1, 1)),
    "every day, a year of days left out": Rule(Weekly(NINE), without=SILENT),
    "every minute for years": Rule(Interval(60, datetime(2006, 1, 1, tzinfo=UTC))),
    "once": Rule(Once(datetime.fromisoformat("2029-01-01T09:00"))),
    "cron, weekdays": Rule(Cron("30 8 * * 1-5")),
    "cron, 29 February": Rule(Cron("0 0 29 2 *")),
    "cron, every minute": Rule(Cron("* * * * *")),
    "cron, every minute by numbers": Rule(Cron("0-59 0-23 * * *")),
    "rhythm": Rule(Rhythm()),
    "anniversary": Rule(Anniversary(time(9))),
}
NONSENSE = {
    "30 February": "0 0 30 2 *",
    "100,000 digits": "9" * 100_000,
    "50,000 items": "*/1," * 50_000,
    "a list as long as is read": "0," * 240 + "x * * * *",
    "half a megabyte of spaces": " " * 500_000,
}


def measured(work: Callable[[int], object]) -> list[float]:
    """Microseconds of each round."""
    work(-1)
    figures = []
    for number in range(ROUNDS):
        begun = perf_counter()
        work(number)
        figures.append((perf_counter() - begun) * 1e6)
    return figures


def refused(fields: str) -> None:
    """Read past the cache, which would make every round but the first free."""
    with suppress(CronError):
        parse.__wrapped__(fields)


def main() -> None:
    """Print the medians; days differ from round to round, so that no cache knows them."""
    print(machine())
    print(HEADER)
    for name, rule in RULES.items():
        figures = measured(
            lambda number, rule=rule: following(
                rule, PARIS, START + timedelta(hours=17 * number), BEAT
            )
        )
        print(row(name, "µs", figures, AIM_FIRING))
    for name in ("every day", "cron, every minute", "cron, every minute by numbers"):
        figures = measured(
            lambda number, rule=RULES[name]: following(
                rule, PARIS, CHANGE + timedelta(seconds=number), BEAT
            )
        )
        print(row(f"{name}, while the clock changes", "µs", figures, AIM_FIRING))
    for name, fields in NONSENSE.items():
        figures = measured(lambda _, fields=fields: refused(fields))
        print(row(f"refused: {name}", "µs", figures, AIM_NONSENSE))


if __name__ == "__main__":
    main()
