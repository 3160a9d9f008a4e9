"""What the card of a schedule says of the chats in which it comes, and the buttons for that."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Button, Keyboard, Rich, lines
from bot.delivery.render import shortened
from bot.i18n import Translator
from bot.plans import Due, PlanState
from bot.schedule.broadcast import posts_at, round_seconds
from bot.schedule.overview import Planned

NAMES, NAME = 6, 32
LEAST = 1
"""Nobody is told that a round takes no time at all."""


def button(label: str, verb: PlanVerb, planned: Planned, value: int = 0) -> Button:
    """A button that does something with a schedule."""
    return Button(label, data.encode(data.Plan(verb, planned.schedule.id, value)))


def places(planned: Planned) -> tuple[Due, ...]:
    """The chats in which a schedule comes; readers who follow it in private are nobody's business.

    Where it was planned counts as well.
    """
    home = planned.schedule.home
    return tuple(
        one for one in planned.seats if one.seat.target.chat_id < 0 or one.seat.target == home
    )


def rows(planned: Planned, t: Translator) -> Keyboard:
    """What whoever planned in private can do about the chats; nothing for a group's own plan."""
    plan = planned.schedule
    if plan.home.chat_id < 0:
        return ()
    where = button(t.gettext("Where"), PlanVerb.WHERE, planned)
    more = button(t.gettext("More groups"), PlanVerb.MORE, planned)
    if not _away(planned):
        return ((where, more),)
    chats = button(t.gettext("Chats"), PlanVerb.CHATS, planned)
    other = (
        t.gettext("Each from its beginning")
        if plan.shared
        else t.gettext("All at the same fragment")
    )
    return ((where, more), (chats, button(other, PlanVerb.SHARE, planned, int(not plan.shared))))


def told(planned: Planned, t: Translator) -> Rich:
    """In which chats it comes, where whoever joins begins, and how long a round of them takes."""
    plan, found = planned.schedule, places(planned)
    if not _away(planned):
        return Rich()
    said = [_named(planned, t)]
    if plan.shared:
        said.append(t.gettext("Whoever joins begins at the fragment the others are at."))
    else:
        said.append(t.gettext("Whoever joins begins at the first fragment."))
    script = planned.script
    if plan.state is PlanState.DRAFT and len(found) > 1 and script and planned.next:
        posts = posts_at(plan, script, planned.next[0].step)
        seconds = max(LEAST, round_seconds(len(found), posts))
        said.append(t.gettext("One round takes about {time}.", time=t.duration(seconds)))
    return lines(said)


def progress(planned: Planned, t: Translator) -> Rich | None:
    """How far the chats are that differ; None where one number says it."""
    script = planned.script
    if script is None:
        return None
    steps = {one.run.cursor.step for one in places(planned) if one.run.piece_id == script.piece_id}
    if len(steps) < 2:
        return None
    total = len(script.steps)
    said = t.gettext(
        "{least} to {most} of {total} posted", least=min(steps), most=max(steps), total=total
    )
    return Rich(said)


def _away(planned: Planned) -> bool:
    return any(one.seat.target != planned.schedule.home for one in places(planned))


def _named(planned: Planned, t: Translator) -> str:
    count = len(places(planned))
    names = [shortened(name, NAME) for name in planned.places[:NAMES]]
    if not names:
        return t.ngettext("It comes in {n} chat.", "It comes in {n} chats.", count)
    listed = t.list(names) if count <= len(names) else ", ".join([*names, "…"])
    return t.ngettext(
        "It comes in {n} chat: {chats}.", "It comes in {n} chats: {chats}.", count, chats=listed
    )
