"""A time zone for what people type, and a first guess from their language.

Names in tzdata, `cities.txt` beside this file, and offsets; what is meant by several places is
asked, what is known to nobody gets the nearest names.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from bot.schedule.walls import zone

DEFAULT = "Europe/Paris"
NEAREST = 4
LONGEST = 80
OFFSET = re.compile(r"(?:utc|gmt|z)?([+-])(\d{1,2})(?::?(00))?", re.ASCII)
BRACKETS = re.compile(r"(.*?)\s*\((.*)\)")
LANGUAGES = {
    "fr": "Europe/Paris", "fr-be": "Europe/Brussels", "fr-ca": "America/Toronto",
    "fr-ch": "Europe/Zurich", "fr-lu": "Europe/Luxembourg", "en": "Europe/London",
    "en-us": "America/New_York", "en-ca": "America/Toronto", "en-au": "Australia/Sydney",
    "en-nz": "Pacific/Auckland", "en-ie": "Europe/Dublin", "en-in": "Asia/Kolkata",
    "en-za": "Africa/Johannesburg", "de": "Europe/Berlin", "de-at": "Europe/Vienna",
    "de-ch": "Europe/Zurich", "es": "Europe/Madrid", "es-mx": "America/Mexico_City",
    "es-ar": "America/Argentina/Buenos_Aires", "it": "Europe/Rome", "pt": "Europe/Lisbon",
    "pt-br": "America/Sao_Paulo", "nl": "Europe/Amsterdam", "nl-be": "Europe/Brussels",
    "ca": "Europe/Madrid", "eu": "Europe/Madrid", "gl": "Europe/Madrid", "br": "Europe/Paris",
    "da": "Europe/Copenhagen", "sv": "Europe/Stockholm", "nb": "Europe/Oslo", "no": "Europe/Oslo",
    "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "ga": "Europe/Dublin",
    "pl": "Europe/Warsaw", "cs": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia", "el": "Europe/Athens",
    "sr": "Europe/Belgrade", "hr": "Europe/Zagreb", "sl": "Europe/Ljubljana",
    "lt": "Europe/Vilnius", "lv": "Europe/Riga", "et": "Europe/Tallinn", "uk": "Europe/Kyiv",
    "be": "Europe/Minsk", "ru": "Europe/Moscow", "tr": "Europe/Istanbul", "he": "Asia/Jerusalem",
    "fa": "Asia/Tehran", "hi": "Asia/Kolkata", "th": "Asia/Bangkok", "vi": "Asia/Ho_Chi_Minh",
    "id": "Asia/Jakarta", "ms": "Asia/Kuala_Lumpur", "zh": "Asia/Shanghai",
    "zh-hans": "Asia/Shanghai", "zh-hant": "Asia/Taipei", "zh-tw": "Asia/Taipei",
    "zh-hk": "Asia/Hong_Kong", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "mg": "Indian/Antananarivo",
    "sw": "Africa/Nairobi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the table prints it (`Birmingham (Alabama)`), and the IANA name of its zone."""

    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Several:
    """Places of one name in different zones; somebody must say which."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Nothing has that name; these are the nearest, best first, perhaps none."""

    places: tuple[Place, ...]


def find(typed: str) -> Place | Several | Near:
    """The zone of what somebody typed; of a known zone, city, country or offset."""
    typed = typed.strip()[:LONGEST]
    exact = _zones().get(typed.casefold().replace(" ", "_"))
    if "/" in typed and exact is not None:
        return Place(exact, exact)
    by_offset = _offset(typed)
    if by_offset is not None:
        return Place(by_offset, by_offset)
    places = _named(typed)
    if not places:
        return Place(exact, exact) if exact is not None else _near(typed)
    if len({place.zone for place in places}) == 1:
        return places[0]
    return Several(places)


def guess(language_code: str | None, default: str = DEFAULT) -> str:
    """The zone in which most people live whose Telegram has this language (`fr`, `pt-br`)."""
    code = (language_code or "").casefold().replace("_", "-")
    found = LANGUAGES.get(code) or LANGUAGES.get(code.partition("-")[0])
    return found or default


def _named(typed: str) -> tuple[Place, ...]:
    known = _places().get(fold(typed))
    if known is not None:
        return known
    # `London, Ontario`: the remark need not be the table's, the country of a city will do.
    name, comma, remark = typed.rpartition(",")
    if not comma:
        return ()
    city = tuple(place for places in _remarked(fold(name)) for place in places)
    wanted = fold(remark)
    told = tuple(one for one in city if wanted in fold(one.name))
    zones = {place.zone for place in _places().get(wanted, ())}
    return told or tuple(one for one in city if one.zone in zones)


def _remarked(name: str) -> list[tuple[Place, ...]]:
    return [
        places for key, places in _places().items() if key == name or key.startswith(name + " ")
    ]


def _near(typed: str) -> Near:
    places = _places()
    names = get_close_matches(fold(typed), places, n=NEAREST, cutoff=0.7)
    found = dict.fromkeys(place for name in names for place in places[name])
    return Near(tuple(found)[:NEAREST])


def _offset(typed: str) -> str | None:
    """`UTC+2` and `GMT-5` as tzdata's own zones, whose signs are the other way round."""
    match = OFFSET.fullmatch(typed.casefold().replace(" ", "").replace("−", "-"))
    if match is None:
        return None
    if int(match[2]) == 0:
        return "Etc/UTC"
    name = f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
    return name if zone(name) is not None else None


def fold(text: str) -> str:
    """A name without accents, capitals and signs: `Saint-Étienne` is `saint etienne`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^\w+:]+", " ", letters.replace("-", "-" if ":" in letters else " "))
    return re.sub(r"^(?:st|ste) ", "saint ", words.strip())


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    """All names of the table; those with a remark are found by the bare name and in full."""
    found: dict[str, list[Place]] = {}
    plain: set[str] = set()
    for place in table():
        match = BRACKETS.fullmatch(place.name)
        found.setdefault(fold(place.name), []).append(place)
        if match is None:
            plain.add(fold(place.name))
        elif fold(match[1]) not in plain:
            found.setdefault(fold(match[1]), []).append(place)
    # The bare name is the place without a remark, wherever in the table that stands.
    for name in plain:
        found[name] = [place for place in found[name] if fold(place.name) == name]
    for name in sorted(_zones().values()):
        city = fold(name.rpartition("/")[2].replace("_", " "))
        if name.count("/") == 1 and not name.startswith("Etc/") and city not in found:
            found[city] = [Place(name, name)]
    return {name: tuple(places) for name, places in found.items()}


@cache
def table() -> tuple[Place, ...]:
    """The lines of `cities.txt`, one place for each name."""
    text = resources.files("bot.schedule").joinpath("cities.txt").read_text("utf-8")
    lines = [line.split(": ", 1) for line in text.splitlines() if not line.startswith("#")]
    return tuple(
        Place(name.strip(), zone_name) for zone_name, names in lines for name in names.split(";")
    )
