"""What people see of pauses: of one schedule, and of what they read themselves."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb, SettleVerb
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill, moment
from bot.delivery.render import shortened
from bot.i18n import Translator, _
from bot.schedule.overview import Planned
from bot.schedule.pauses import CHOICES, MONDAY
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.wording import words_of
from handlers.views.many import button
from handlers.views.refusals import refusal

NAME = 30
LABELS = {MONDAY: _("Until Monday"), 7: _("For a week"), 28: _("For four weeks")}
EXAMPLE = _("/schedule ferry pause until 3 January")
OWN_EXAMPLES = (_("/pause until Monday"), _("/pause until 3 January at 18:00"))


def choices(planned: Planned, t: Translator) -> Keyboard:
    """For how long a schedule that was just paused may rest."""
    offered = [
        button(t.gettext(LABELS[days]), PlanVerb.PAUSE_FOR, planned, days) for days in CHOICES
    ]
    return (tuple(offered),)


def paused(planned: Planned, t: Translator) -> Rich:
    """That a schedule rests, and until when if that has an end."""
    if planned.rests_until is None:
        return Rich(t.gettext("Paused."))
    end = planned.rests_until.astimezone(ZoneInfo(planned.zone))
    said = t.template("Paused until {moment}.")
    return fill(said, moment=moment(planned.rests_until, t.until(end), ""))


def hint(planned: Planned, t: Translator) -> str:
    """How another date is said than those of the buttons."""
    name = planned.script.piece.slug if planned.script else "…"
    example = t.gettext("/schedule {name} pause until 3 January", name=name)
    return t.gettext("Until another date: {example}", example=example)


def which(found: Sequence[Planned], end: datetime | None, t: Translator) -> Post:
    """Several schedules fit: which of them shall rest?"""
    verb, value = (PlanVerb.PAUSE, 0) if end is None else (PlanVerb.PAUSE_UNTIL, _number(end))
    rows = [(button(_named(one, t), verb, one, value),) for one in found]
    return Post(Rich(t.gettext("Which one shall be paused?")), tuple(rows))


def refused(why: NotUnderstood, t: Translator) -> Post:
    """Why a date is refused, and how it is written."""
    return refusal(why, (t.gettext(EXAMPLE),), t)


def not_planned(title: str, t: Translator) -> Post:
    """Nothing that fits these words is planned here."""
    if not title:
        return Post(Rich(t.gettext("Nothing is planned here that could be paused.")))
    said = t.template("Nothing of {title} is planned here.")
    return Post(fill(said, title=bold(shortened(title))))


def own(
    run_id: int, comes: datetime | None, planned: datetime | None, zone: ZoneInfo, t: Translator
) -> Post:
    """A reader's own pause: when the reading here goes on, and from when what is planned comes."""
    resume = Button(t.gettext("Resume"), data.encode(data.Settle(SettleVerb.GO_ON, run_id)))
    if comes is not None and planned is not None:
        said = t.template("Paused. Next fragment: {moment}; what is planned here: from {day} on.")
    elif comes is not None:
        said = t.template("Paused. Next fragment: {moment}.")
    else:
        said = t.template("Paused. What is planned here comes again from {day} on.")
    values = {}
    if comes is not None:
        values["moment"] = moment(comes, t.moment(comes.astimezone(zone)))
    if planned is not None:
        values["day"] = moment(planned, t.until(planned.astimezone(zone)), "")
    return Post(fill(said, **values), ((resume,),))


def own_refused(why: NotUnderstood, t: Translator) -> Post:
    """Why a reader's pause is refused, and how it is said."""
    return refusal(why, [t.gettext(example) for example in OWN_EXAMPLES], t)


def _named(planned: Planned, t: Translator) -> str:
    """A text may be planned twice, by two rules."""
    rule = planned.schedule.rule
    title = shortened(planned.titles[0] if planned.titles else "—", NAME)
    return f"{title} · {words_of(rule, t)}" if rule else title


def _number(end: datetime) -> int:
    return int(end.timestamp())
