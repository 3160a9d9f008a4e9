"""What people see of a schedule in their own calendars: a file."""

from datetime import datetime
from hashlib import sha256

from bot.delivery.post import lines
from bot.i18n import Translator
from bot.schedule.calendars import Entry, write
from bot.schedule.course import Course, ToCome, name_of
from bot.schedule.overview import Planned
from handlers.reaction import File

DIGITS = 16


def calendar(planned: Planned, course: Course, now: datetime, t: Translator) -> File:
    """All that is to come, as a file that calendars take in; it has no words of the texts."""
    # The key itself opens the schedule to whoever has it.
    known = sha256(str(planned.schedule.key).encode()).hexdigest()[:DIGITS]
    entries = [
        Entry(f"{known}.{one.item}.{one.first}", one.at, summary(one, t)) for one in course.posts
    ]
    said = t.ngettext(
        "{n} date, to open in a calendar. Opened again after a change, it moves the date that"
        " is there.",
        "{n} dates, to open in a calendar. Opened again after a change, it moves the dates that"
        " are there.",
        len(entries),
    )
    more = "" if course.is_whole else t.gettext("More come after them: this schedule goes on.")
    slug = planned.script.piece.slug if planned.script else "feuilleton"
    title = name_of(planned.script.piece) if planned.script else slug
    return File(f"{slug}.ics", write(title, entries, now), lines([said, more]))


def summary(one: ToCome, t: Translator) -> str:
    """The title of a text, and which fragments of it come."""
    if one.first == one.last:
        return t.gettext("{title}: fragment {number}", title=one.title, number=one.first)
    return t.gettext(
        "{title}: fragments {first} to {last}", title=one.title, first=one.first, last=one.last
    )
