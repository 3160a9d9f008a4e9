"""What people see when the last post is taken back: when it comes again, or why it stays."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb, SettleVerb, UndoVerb
from bot.delivery.controls import turning
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill, lines, moment
from bot.delivery.render import shortened
from bot.i18n import Translator, _
from bot.model import Run, RunState, Target
from bot.plans import Again, PlanState
from bot.replay.undoing import Ending, Undone, Why

SENTENCES = {
    Ending.SAME: _(
        "Fragment {number} of {title} has just been taken back. To take back the one before, too, "
        "write /undo once more."
    ),
    Ending.CROSSED: _(
        "Fragment {number} of {title} has come while you wrote. To take it back, write /undo once "
        "more."
    ),
    Ending.OPEN: _(
        "I do not know yet whether fragment {number} of {title} has arrived. Once it has, /undo "
        "takes it back."
    ),
    Ending.LATER: _(
        "I cannot reach Telegram just now, or it asks me to wait. As soon as I can, I take "
        "fragment {number} of {title} back."
    ),
    Ending.ASKED: _("The last post here is fragment {number} of {title}: {moment}. Take it back?"),
}
NAMED = 3
"""How many chats are named."""
WHY = {
    Why.OLD: _("Telegram lets me delete my messages for 48 hours only."),
    Why.FORBIDDEN: _("Telegram does not let me delete it here."),
    Why.UNSEEN: _("I do not know which message it is."),
}


def undone(found: Undone, here: Target, zone: str, t: Translator) -> Post:
    """What has become of the last post, with the button for what people do then."""
    return Post(_said(found, zone, t), _buttons(found, here, t))


def nothing(chats: Sequence[str], t: Translator) -> Post:
    """There is no post here; in these chats what is planned here comes."""
    said = [t.gettext("Nothing has been posted here that I could take back.")]
    if chats:
        places = t.list([shortened(one) for one in chats])
        said.append(
            t.gettext("What is planned here comes in {chats}: write /undo there.", chats=places)
        )
    return Post(lines(said, " "))


def elsewhere(found: Undone, chat: str, zone: str, t: Translator) -> Post:
    """The same in private, about the chat with this title."""
    home = found.again.schedule.home if found.again else None
    buttons = _buttons(found, home, t) if home is None or home.chat_id > 0 else ()
    return Post(lines([bold(chat), _said(found, zone, t)]), buttons)


def sentence(found: Undone, t: Translator) -> str:
    """The same as a toast."""
    said = SENTENCES[found.ending]
    return t.gettext(said, number=found.step + 1, title=found.title)


def passed(t: Translator) -> str:
    """A button that comes too late."""
    return t.gettext("That is not the last post any more: /undo takes that one back.")


def _said(found: Undone, zone: str, t: Translator) -> Rich:
    if found.step < 0 and found.ending is Ending.DONE:
        # Its fragment is not in the text any more, so it has no number.
        said = t.template("The last post of {title} is taken back: the text has it no more.")
        return fill(said, title=bold(found.title))
    if found.ending is Ending.DONE:
        sentence = t.template("Fragment {number} of {title} is taken back. {then}")
        return fill(sentence, number=found.step + 1, title=bold(found.title), then=_then(found, t))
    if found.ending is Ending.STAYS:
        return _stays(found, t)
    return fill(
        t.template(SENTENCES[found.ending]),
        number=found.step + 1,
        title=bold(found.title),
        moment=_moment(found.at, zone, t) if found.at else "",
    )


def _stays(found: Undone, t: Translator) -> Rich:
    """Why it stays, and that it counts as posted until somebody has deleted it."""
    some = Rich()
    if 0 < found.left < found.parts:
        some = Rich(
            t.ngettext(
                "{n} of its {parts} messages is still there.",
                "{n} of its {parts} messages are still there.",
                found.left,
                parts=found.parts,
            )
        )
    said = fill(
        t.template("Fragment {number} of {title} stays as it is. {why}"),
        number=found.step + 1,
        title=bold(found.title),
        why=t.gettext(WHY[found.why or Why.FORBIDDEN]),
    )
    todo = t.gettext("Delete it yourself, then tap the button: it comes again later.")
    return lines([said, some, todo], " ")


def _then(found: Undone, t: Translator) -> Rich:
    """When it comes again."""
    run, again = found.run, found.again
    if run is None or (run.seat_id is not None and again is None):
        return Rich(t.gettext("Its schedule is over, so it does not come again by itself."))
    if again is not None:
        return _planned(again, t)
    if run.state is RunState.STOPPED:
        return Rich(t.gettext("It comes again when /read takes the text up."))
    if run.pace is None:
        return Rich(t.gettext("It comes again when you tap Next."))
    if run.wake_at is None:
        return Rich(t.gettext("It comes again when you tap Next or Resume."))
    return Rich(t.gettext("It comes again in {wait}.", wait=t.duration(run.pace)))


def _planned(again: Again, t: Translator) -> Rich:
    if again.schedule.state is PlanState.PAUSED:
        return Rich(t.gettext("It comes again when the schedule is resumed."))
    if again.held:
        return Rich(t.gettext("It comes again when the hold ends: /hold off"))
    if again.wake_at is None:
        return Rich(t.gettext("No date is left on which it would come again: /schedule adds one."))
    sentence = t.template("It comes again on {moment}.")
    return fill(sentence, moment=_moment(again.wake_at, again.zone, t))


def _moment(at: datetime, zone: str, t: Translator) -> Rich:
    return moment(at, t.moment(at.astimezone(ZoneInfo(zone))))


def _buttons(found: Undone, here: Target | None, t: Translator) -> Keyboard:
    post = found.delivery_id
    match found.ending:
        case Ending.ASKED:
            yes = data.encode(data.Undo(UndoVerb.TAKE_BACK, post))
            no = data.encode(data.Undo(UndoVerb.KEEP, post))
            return ((Button(t.gettext("Take it back"), yes), Button(t.gettext("Keep"), no)),)
        case Ending.STAYS:
            gone = data.encode(data.Undo(UndoVerb.BY_HAND, post))
            return ((Button(t.gettext("I have deleted it"), gone),),)
        case Ending.DONE if found.again is not None:
            return _of_schedule(found.again, found.step, here, t)
        case Ending.DONE if found.run is not None:
            return _of_reading(found.run, t)
    return ()


def _of_schedule(again: Again, step: int, here: Target | None, t: Translator) -> Keyboard:
    """What goes on here only is changed here: elsewhere, and in many chats, /schedule does it."""
    plan = again.schedule
    if plan.home != here or not again.alone:
        return ()
    if plan.state is PlanState.PAUSED:
        resume = data.Plan(PlanVerb.RESUME, plan.id, 0)
        return ((Button(t.gettext("Resume"), data.encode(resume)),),)
    if again.held:
        release = data.Settle(SettleVerb.RELEASE)
        return ((Button(t.gettext("Resume"), data.encode(release)),),)
    if again.wake_at is None:
        edit = data.Plan(PlanVerb.DAYS, plan.id, 0b1111111)
        return ((Button(t.gettext("Edit"), data.encode(edit)),),)
    skip = data.Plan(PlanVerb.SKIP, plan.id, step)
    return ((Button(t.gettext("Skip one"), data.encode(skip)),),)


def _of_reading(run: Run, t: Translator) -> Keyboard:
    if run.state is RunState.STOPPED:
        resume = data.encode(data.Read(run.piece_id))
        return ((Button(t.gettext("Resume"), resume),),) if run.seat_id is None else ()
    return turning(run, run.cursor.step - 1, False, t)
