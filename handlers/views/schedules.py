"""What people see of schedules: the card before Confirm, the list, the buttons."""

from collections.abc import Callable, Sequence
from datetime import time
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb, SettleVerb
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill, lines, moment
from bot.delivery.render import shortened, title_of
from bot.i18n import Translator
from bot.library import Summary
from bot.plans import ENDLESS, PlanState
from bot.rules import Anniversary, Rhythm, Weekly
from bot.schedule.overview import COURSE, Planned, Upcoming
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.ticks import undated
from bot.schedule.wording import examples, words_of
from handlers.views import before, library, many, pauses, troubles
from handlers.views.holds import held_line
from handlers.views.many import button
from handlers.views.reading import too_far
from handlers.views.refusals import refusal

View = Callable[[Planned, Translator], Post]

WEEK = 0b1111111
PAGE = 8
NAMES, NAME = 6, 32
HOURS = (6, 7, 8, 9, 10, 12, 14, 16, 18, 19, 20, 21)


def card(planned: Planned, t: Translator) -> Post:
    """A draft, as it would be carried out, with Confirm."""
    confirm = button(t.gettext("Confirm"), PlanVerb.CONFIRM, planned)
    days = button(t.gettext("Other days"), PlanVerb.DAYS, planned, _chosen(planned))
    cancel = button(t.gettext("Cancel"), PlanVerb.DELETE_SURELY, planned)
    zones = data.encode(data.Settle(SettleVerb.ZONES, planned.schedule.id))
    zone = Button(t.gettext("Other zone"), zones)
    said = [head(planned, t), what_comes(planned, t), before.told(planned, t)]
    said += [_undated(planned, t), many.told(planned, t), _note(planned, t)]
    course = button(t.gettext("All dates"), PlanVerb.COURSE, planned)
    rows = ((confirm,), (days, zone), *before.rows(planned, t), *many.rows(planned, t))
    return Post(lines(said, "\n\n"), (*rows, (course, cancel)))


def course(planned: Planned, coming: Sequence[Upcoming], t: Translator) -> Post:
    """A rehearsal: every post with its local time, and which is the last one; nothing is sent."""
    rows = _rows(planned, coming, t)
    end = t.gettext("and so on") if len(rows) == COURSE else t.gettext("That is all of this text.")
    said = lines([bold(name_of(planned)), *rows, end])
    file = button(t.gettext("Calendar file"), PlanVerb.CALENDAR, planned)
    return Post(said, ((file,),) if rows else ())


def drawn(planned: Planned, t: Translator) -> Post:
    """A draft: too far, to be given days and an hour, or to be confirmed."""
    script = planned.script
    if script is not None and planned.schedule.start >= len(script.steps):
        return too_far(script, t)
    return days(planned, WEEK, t) if planned.schedule.rule is None else card(planned, t)


def choice(planned: Planned, found: Sequence[Summary], words: str, t: Translator) -> Post:
    """Several texts fit, or none was named: which one shall be planned?"""
    body = Rich(t.gettext("Which text shall come?"))
    if words:
        body = fill(t.template("Several texts fit {words}:"), words=bold(shortened(words)))
    rows = [
        (button(library.title_of(one), PlanVerb.TEXT, planned, one.id),) for one in found[:PAGE]
    ]
    return Post(body, tuple(rows))


def confirmed(planned: Planned, t: Translator) -> Post:
    """A schedule that has begun: when its next post comes, and how to change it."""
    parts = [head(planned, t), _next(planned, t), before.told(planned, t), many.told(planned, t)]
    said = lines(parts, "\n\n")
    return Post(said, controls(planned, t))


def shown(planned: Planned, t: Translator) -> Post:
    """A schedule as it stands: how far, what comes, and what can be done with it."""
    far = many.progress(planned, t) or _progress(planned, t)
    progress = lines([far, *troubles.named(planned.seats, t)])
    parts = [head(planned, t), progress, what_comes(planned, t), before.told(planned, t)]
    parts.append(many.told(planned, t))
    if planned.schedule.state is PlanState.PAUSED:
        parts.append(Rich(pauses.hint(planned, t)))
    said = lines(parts, "\n\n")
    return Post(said, (*troubles.buttons(planned.seats, t), *controls(planned, t)))


def nothing(t: Translator) -> Post:
    """Nothing is planned here: how it is done."""
    said = t.gettext(
        "Nothing is planned here. Write for example /schedule, the name of a text, and when:"
    )
    return Post(lines([said, *examples(t)]))


def not_understood(refused: NotUnderstood, t: Translator) -> Post:
    """Why a sentence is refused, and sentences that are understood."""
    return refusal(refused, examples(t), t)


def days(planned: Planned, mask: int, t: Translator) -> Post:
    """On which days: each can be taken or left."""
    rows = []
    for group in (range(4), range(4, 7)):
        row = []
        for day in group:
            chosen = mask >> day & 1
            label = ("✓ " if chosen else "") + t.day(day)
            row.append(button(label, PlanVerb.DAYS, planned, mask ^ (1 << day)))
        rows.append(tuple(row))
    on = button(t.gettext("Choose the hour"), PlanVerb.HOURS, planned, mask)
    said = lines([bold(name_of(planned)), t.gettext("On which days?")])
    back = ((button(t.gettext("Back"), PlanVerb.SHOW, planned),),) if planned.schedule.rule else ()
    return Post(said, (*rows, *(((on,),) if mask else ()), *back))


def hours(planned: Planned, mask: int, t: Translator) -> Post:
    """At which hour."""
    buttons = [
        button(t.clock(time(hour)), PlanVerb.AT, planned, mask | hour << 7) for hour in HOURS
    ]
    rows = tuple(tuple(buttons[start : start + 4]) for start in range(0, len(buttons), 4))
    hint = t.gettext("For another minute, write the sentence: {example}", example=examples(t)[0])
    return Post(lines([bold(name_of(planned)), t.gettext("At what time?"), hint]), rows)


def sure(planned: Planned, t: Translator) -> Post:
    """A question before a schedule is deleted."""
    said = fill(
        t.template("Delete the schedule of {title}? What was posted stays."),
        title=bold(name_of(planned)),
    )
    yes = button(t.gettext("Delete"), PlanVerb.DELETE_SURELY, planned)
    no = button(t.gettext("Keep"), PlanVerb.SHOW, planned)
    return Post(said, ((yes, no),))


def deleted(planned: Planned, t: Translator) -> Post:
    """It is gone."""
    said = t.template("The schedule of {title} is deleted. What was posted stays.")
    return Post(fill(said, title=bold(name_of(planned))))


def controls(planned: Planned, t: Translator) -> Keyboard:
    """What can be done with a schedule."""
    if planned.schedule.state is PlanState.ENDED:
        return ()
    paused = planned.schedule.state is PlanState.PAUSED
    on = (
        button(t.gettext("Resume"), PlanVerb.RESUME, planned)
        if paused or planned.rests_until is not None
        else button(t.gettext("Pause"), PlanVerb.PAUSE, planned)
    )
    step = planned.next[0].step if planned.next else _step(planned)
    skip = button(t.gettext("Skip one"), PlanVerb.SKIP, planned, step)
    edit = button(t.gettext("Edit"), PlanVerb.DAYS, planned, _chosen(planned))
    delete = button(t.gettext("Delete"), PlanVerb.DELETE, planned)
    course = button(t.gettext("All dates"), PlanVerb.COURSE, planned)
    until = pauses.choices(planned, t) if paused else ()
    return (
        (on, skip),
        *until,
        (edit, course),
        *before.rows(planned, t),
        *many.rows(planned, t),
        (_contents(planned, t), delete),
    )


def _chosen(planned: Planned) -> int:
    """The days of the rule as they are now, to begin with: a bit for each."""
    rule = planned.schedule.rule
    if rule is None or not isinstance(rule.timing, Weekly):
        return WEEK
    return sum(1 << day - 1 for day in rule.timing.days)


def _contents(planned: Planned, t: Translator) -> Button:
    """A message that tells what has come, in each chat: to have it, or to have it no more."""
    if planned.schedule.contents:
        return button(t.gettext("No contents"), PlanVerb.CONTENTS, planned, 0)
    return button(t.gettext("Contents"), PlanVerb.CONTENTS, planned, 1)


def head(planned: Planned, t: Translator) -> Rich:
    """What comes, and by which rule in which zone."""
    plan = planned.schedule
    title = lines([bold(name_of(planned)), _playlist(planned, t)])
    if plan.rule is None:
        return title
    rule = words_of(plan.rule, t, plan.portion)
    zone = t.gettext("{city} time", city=t.city(planned.zone))
    return lines([title, f"{rule[:1].upper()}{rule[1:]} ({zone})"])


def _playlist(planned: Planned, t: Translator) -> str:
    """All texts of a schedule that has several, and their order."""
    playlist, count = planned.schedule.playlist, len(planned.schedule.playlist.pieces)
    said = []
    if count > 1:
        names = [shortened(title, NAME) for title in planned.titles[:NAMES]]
        named = t.list(names) if count <= NAMES else ", ".join([*names, "…"])
        said.append(t.ngettext("{n} text: {titles}", "{n} texts: {titles}", count, titles=named))
        if playlist.seed is not None:
            said.append(t.gettext("in random order"))
    if playlist.rounds == ENDLESS:
        said.append(t.gettext("again and again"))
    elif playlist.rounds > 1:
        said.append(t.ngettext("{n} round", "{n} rounds", playlist.rounds))
    return " · ".join(said)


def what_comes(planned: Planned, t: Translator) -> Rich:
    """The next posts with their times, or why there are none."""
    if planned.schedule.state is PlanState.PAUSED:
        return pauses.paused(planned, t)
    zone = ZoneInfo(planned.zone)
    rests = "" if planned.rests_until is None else pauses.paused(planned, t)
    held = "" if planned.held_until is None else held_line(planned.held_until, zone, t)
    if not planned.next:
        if held:
            return Rich(held)
        if planned.seat is not None and planned.seat.run.stands is not None:
            # Why nothing comes is said beside the progress.
            return lines([rests])
        over = t.gettext("Nothing comes any more: the last date is past.")
        return lines([rests, over])
    rows = _rows(planned, planned.next, t)
    return lines([rests, held, t.gettext("What comes next:"), *rows, _quiet(planned, t)])


def _quiet(planned: Planned, t: Translator) -> str:
    """The quiet hours of the chat, where a post comes at their end."""
    window, zone = planned.quiet, ZoneInfo(planned.zone)
    if window is None or all(one.at.astimezone(zone).time() != window.end for one in planned.next):
        return ""
    hours = f"{t.clock(window.start)}–{t.clock(window.end)}"
    return t.gettext("Quiet hours: {hours}", hours=hours)


def _rows(planned: Planned, coming: Sequence[Upcoming], t: Translator) -> list[str]:
    """A line for each post; with the year where they are not all in one."""
    local = [one.at.astimezone(ZoneInfo(planned.zone)) for one in coming]
    year = _yearly(planned) or len({at.year for at in local}) > 1
    return [
        t.gettext(
            "{moment}: fragment {number}", moment=t.moment(at, year=year), number=one.step + 1
        )
        for at, one in zip(local, coming, strict=True)
    ]


def _yearly(planned: Planned) -> bool:
    """Whether months or years may pass between two posts."""
    rule = planned.schedule.rule
    return rule is not None and isinstance(rule.timing, Anniversary)


def _next(planned: Planned, t: Translator) -> Rich:
    if not planned.next:
        return what_comes(planned, t)
    at = planned.next[0].at
    shown = t.moment(at.astimezone(ZoneInfo(planned.zone)), year=_yearly(planned))
    return fill(t.template("Planned. Next fragment: {moment}."), moment=moment(at, shown))


def _progress(planned: Planned, t: Translator) -> Rich:
    if planned.script is None:
        return Rich(t.gettext("This text is not in the library any more."))
    total = len(planned.script.steps)
    return Rich(t.gettext("{number} of {total} posted", number=_step(planned), total=total))


def _undated(planned: Planned, t: Translator) -> Rich:
    """That a rule asks for dates which the text does not have."""
    rule, script = planned.schedule.rule, planned.script
    if rule is None or script is None or not isinstance(rule.timing, Anniversary | Rhythm):
        return Rich()
    if not undated(script):
        return Rich()
    return Rich(t.gettext("This text tells no dates of its own: it comes a day apart."))


def _note(planned: Planned, t: Translator) -> Rich:
    note = planned.script.piece.note if planned.script else None
    return lines([t.gettext("Before you read:"), note]) if note else Rich()


def _step(planned: Planned) -> int:
    return planned.seat.run.cursor.step if planned.seat else planned.schedule.start


def name_of(planned: Planned) -> str:
    """The title of the text that a schedule is at."""
    return shortened(title_of(planned.script.piece)) if planned.script else "—"
