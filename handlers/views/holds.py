"""What people see of holds."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import SettleVerb
from bot.delivery.post import Button, Post, Rich, lines
from bot.i18n import Translator
from bot.plans import FOREVER
from bot.schedule.phrases.said import NotUnderstood
from handlers.views.refusals import refusal


def held(until: datetime, zone: ZoneInfo, t: Translator, *, everywhere: bool) -> Post:
    """Nothing comes, and how it goes on."""
    where = t.gettext("This holds in all chats.") if everywhere else ""
    calm = t.gettext("Nothing is lost: it goes on afterwards.")
    verb = SettleVerb.RELEASE_EVERYWHERE if everywhere else SettleVerb.RELEASE
    resume = Button(t.gettext("Resume"), data.encode(data.Settle(verb)))
    said = lines([held_line(until, zone, t), where, calm])
    return Post(said, ((resume,),))


def held_line(until: datetime, zone: ZoneInfo, t: Translator) -> str:
    """Until when nothing comes."""
    if until >= FOREVER:
        return t.gettext("Nothing that is planned is posted until you resume it: /hold off")
    local = t.moment(until.astimezone(zone))
    return t.gettext("Nothing that is planned is posted: held until {moment}.", moment=local)


def refused(why: NotUnderstood, t: Translator) -> Post:
    """Why it is not held, and how it would be."""
    return refusal(why, (t.gettext("/hold until 3 January"), t.gettext("/hold off")), t)


def released(t: Translator, *, everywhere: bool) -> Post:
    """It goes on."""
    if everywhere:
        return Post(Rich(t.gettext("What is planned goes on in all chats.")))
    return Post(Rich(t.gettext("What is planned goes on here.")))


def not_held(t: Translator) -> Post:
    """There is nothing to resume."""
    return Post(Rich(t.gettext("Nothing is held here.")))


def still_held(t: Translator) -> Post:
    """The hold of this chat is over, that of everything is not."""
    said = t.gettext("Whoever looks after the library holds all chats: nothing is posted yet.")
    return Post(Rich(said))
