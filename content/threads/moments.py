"""When a post was sent, in the forms that networks write."""

from contextlib import suppress
from datetime import UTC, datetime

from content.dates import iso_date
from content.model import PartialDate

_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
UNKNOWN = ""


def moment_of(text: str) -> str:
    """Give `2018-10-10T20:19:24` in UTC, which sorts by time; `UNKNOWN` for what is no moment.

    Reads ISO 8601, and `Wed Oct 10 20:19:24 +0000 2018`.
    """
    month = MONTHS.get(text[4:7])
    with suppress(ValueError, OverflowError):
        if month is not None and len(text) == 30 and text[20:25] == "+0000":
            moment = f"{text[26:]}-{month:02}-{text[8:10]}T{text[11:19]}"
            datetime.fromisoformat(moment)
            return moment
        read = datetime.fromisoformat(text)
        read = read.astimezone(UTC) if read.tzinfo else read
        return read.replace(tzinfo=None, microsecond=0).isoformat()
    return UNKNOWN


def day_of(moment: str) -> PartialDate | None:
    """Give the day of a moment."""
    return iso_date(moment[:10])


def seconds_of(moment: str) -> float:
    """Count a moment's seconds, to compare it with others; 0 for `UNKNOWN`."""
    return datetime.fromisoformat(f"{moment}+00:00").timestamp() if moment else 0.0
