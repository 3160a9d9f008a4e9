"""Messages, numbers, dates and lists in the languages of the bot."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

from babel.dates import (
    format_date,
    format_skeleton,
    format_timedelta,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.errors import StartError
from content.model import PartialDate

# The locale decides how dates, numbers and lists look: English as in Europe, where a day comes
# before its month.
LOCALES = {"en": "en_GB", "fr": "fr"}


def _(message: str) -> str:
    """Mark a message that is translated where it is shown, so that the catalogues have it."""
    return message


@dataclass(frozen=True, slots=True)
class Translator:
    """Says things in one language. Placeholders in messages are `{name}`."""

    language: str
    catalogue: gettext.NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """Translate the message, then put the values in."""
        return self.catalogue.gettext(message).format(**values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate what depends on a number, which is `{n}` in the message."""
        chosen = self.catalogue.ngettext(one, many, number)
        return chosen.format(n=self.number(number), **values)

    def template(self, message: str, /) -> str:
        """Translate the message and leave its placeholders, for whoever puts styled values in."""
        return self.catalogue.gettext(message)

    def template_n(self, one: str, many: str, number: int, /) -> str:
        """As `template`, for what depends on a number."""
        return self.catalogue.ngettext(one, many, number)

    def number(self, number: int) -> str:
        """Write a number with the language's separators."""
        return format_decimal(number, locale=LOCALES[self.language])

    def date(self, day: date | PartialDate) -> str:
        """Write a date in words, as precise as it is."""
        locale = LOCALES[self.language]
        if isinstance(day, date):
            return format_date(day, "long", locale=locale)
        if day.month is None:
            return str(day.year)
        if day.day is None:
            return format_skeleton("yMMMM", date(day.year, day.month, 1), locale=locale)
        return format_date(date(day.year, day.month, day.day), "long", locale=locale)

    def duration(self, seconds: float) -> str:
        """Write a span of time in words: `15 seconds`, `5 minutes`."""
        # A threshold that high keeps 90 seconds from becoming 2 minutes.
        whole = seconds % 3600 == 0 or (seconds % 60 == 0 and seconds < 3600)
        return format_timedelta(
            timedelta(seconds=seconds), threshold=1 if whole else 3, locale=LOCALES[self.language]
        )

    def clock(self, at: time) -> str:
        """Write a time of day: `8:30`, `8 h 30`."""
        if self.language == "fr":
            return f"{at.hour}\xa0h\xa0{at.minute:02}" if at.minute else f"{at.hour}\xa0h"
        return f"{at.hour}:{at.minute:02}"

    def moment(self, local: datetime, *, year: bool = False) -> str:
        """Write a local date and time: `Monday 30 November, 8:30`; with its year if wanted."""
        first = self.language == "fr" and local.day == 1
        pattern = ("EEEE 1'er' MMMM" if first else "EEEE d MMMM") + (" y" if year else "")
        day = format_date(local, pattern, locale=LOCALES[self.language])
        return f"{day}, {self.clock(local.time())}"

    def until(self, local: datetime) -> str:
        """Write the end of a span: the day, and the time unless it ends as that day begins."""
        said = self.moment(local)
        return said.partition(",")[0] if local.time() == time() else said

    def day(self, number: int) -> str:
        """Write a day of the week in short; 0 is Monday."""
        return str(get_day_names("abbreviated", locale=LOCALES[self.language])[number])

    def city(self, zone: str) -> str:
        """The city by which people know a time zone, or its distance from UTC."""
        if zone.startswith("Etc/GMT"):
            # There the signs are the other way round.
            return "UTC" + zone.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))
        return get_timezone_location(zone, locale=LOCALES[self.language], return_city=True)

    def list(self, items: Sequence[str]) -> str:
        """Join with commas, and with the language's word for "and" before the last."""
        return format_list(items, locale=LOCALES[self.language])


@cache
def translator(language: str) -> Translator:
    """Load the catalogue of a language (`en`, `fr`); StartError if it was not compiled."""
    name = f"locales/{language}/LC_MESSAGES/feuilleton.mo"
    try:
        with resources.files("bot").joinpath(name).open("rb") as compiled:
            return Translator(language, gettext.GNUTranslations(compiled))
    except FileNotFoundError as error:
        raise StartError(f"bot/{name} is missing: `make run` or `uv sync` compiles it") from error


def pick(language_code: str | None) -> str | None:
    """Return the language for a code of Telegram's (`fr`, `fr-CA`), None if it is not ours."""
    language = (language_code or "").partition("-")[0].lower()
    return language if language in LOCALES else None
