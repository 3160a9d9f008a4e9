"""What people see before something comes: proofs and warnings."""

from zoneinfo import ZoneInfo

from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Keyboard, Post, Rich, bold, fill, lines, moment
from bot.delivery.render import shortened, title_of
from bot.i18n import Translator
from bot.schedule.overview import Planned
from bot.schedule.proofs import Proof
from bot.schedule.warnings import LEADS
from handlers.views.many import button
from handlers.views.reading import tell_me


def rows(planned: Planned, t: Translator) -> Keyboard:
    """What can be seen beforehand."""
    proof = button(t.gettext("Proof"), PlanVerb.PROOF, planned)
    return ((proof, button(t.gettext("Warn before"), PlanVerb.WARNINGS, planned)),)


def told(planned: Planned, t: Translator) -> Rich:
    """That there are warnings, and how long before."""
    lead = planned.schedule.warn
    return Rich(t.gettext("Warning: {time} before.", time=t.duration(lead)) if lead else "")


def leads(planned: Planned, t: Translator) -> Post:
    """How long before something comes whoever planned it is warned."""
    said = t.gettext(
        "How long before each post shall I warn whoever planned it? I write in private, with its "
        "first words and a button that holds it."
    )
    chosen = planned.schedule.warn
    options = [
        button(("✓ " if lead == chosen else "") + _lead(lead, t), PlanVerb.WARN, planned, lead)
        for lead in LEADS
    ]
    back = button(t.gettext("Back"), PlanVerb.SHOW, planned)
    return Post(Rich(said), (tuple(options[:2]), tuple(options[2:]), (back,)))


def held(planned: Planned, t: Translator) -> Post:
    """Somebody held what they were warned of."""
    said = t.template("{title} is paused: nothing of it comes until you resume it.")
    resume = button(t.gettext("Resume"), PlanVerb.GO_ON, planned)
    return Post(fill(said, title=_title(planned)), ((resume,),))


def goes_on(planned: Planned, t: Translator) -> Post:
    """It was resumed, from where it was held."""
    hold = button(t.gettext("Hold"), PlanVerb.HOLD, planned)
    if not planned.next:
        return Post(fill(t.template("{title} goes on."), title=_title(planned)), ((hold,),))
    at = planned.next[0].at
    shown = moment(at, t.moment(at.astimezone(ZoneInfo(planned.zone))))
    said = t.template("{title} goes on. Next fragment: {moment}.")
    return Post(fill(said, title=_title(planned), moment=shown), ((hold,),))


def proof(one: Proof, chat: str, t: Translator) -> Post:
    """The line before a proof: of which text, for which chat, and when. No `chat`: for this one."""
    said = [_line(one, _title(one.planned), bold(chat), t)]
    if one.left:
        said.append(
            Rich(
                t.ngettext(
                    "{n} more message follows there.", "{n} more messages follow there.", one.left
                )
            )
        )
    return Post(lines(said))


def _line(one: Proof, title: Rich, chat: Rich, t: Translator) -> Rich:
    if one.at is None:
        if chat.text:
            said = t.template("This is a proof: {title}, as it comes next in {chat}.")
        else:
            said = t.template("This is a proof: {title}, as it comes next here.")
        return fill(said, title=title, chat=chat)
    at = moment(one.at, t.moment(one.at.astimezone(ZoneInfo(one.planned.zone))))
    if chat.text:
        said = t.template("This is a proof: {title}, as it comes in {chat} on {moment}.")
    else:
        said = t.template("This is a proof: {title}, as it comes here on {moment}.")
    return fill(said, title=title, chat=chat, moment=at)


def _title(planned: Planned) -> Rich:
    script = planned.script
    return bold(shortened(title_of(script.piece)) if script else "—")


def _lead(seconds: int, t: Translator) -> str:
    return t.duration(seconds) if seconds else t.gettext("Never")


def not_met(username: str, t: Translator) -> Post:
    """The bot may not write to whoever wants a proof."""
    said = t.gettext("I may not write to you in private yet. Open our chat, then tap Proof again.")
    return Post(Rich(said), ((tell_me(username, t),),))
