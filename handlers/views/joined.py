"""What is said when a schedule comes into another chat, leaves it, or cannot."""

from collections.abc import Sequence

from bot.delivery import callback_data as data
from bot.delivery import links
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Button, ChatRequest, Post, Rich, bold, fill, lines
from bot.i18n import Translator
from bot.plans import Due, PlanState
from bot.schedule.overview import Planned
from handlers.views import troubles
from handlers.views.many import button
from handlers.views.schedules import head, name_of, what_comes

PAGE = 8
CHANNEL, GROUP = 0, 1
"""What a request for a chat is about; its number carries the schedule as well."""


def where(planned: Planned, t: Translator) -> Post:
    """Two big buttons, by which somebody picks a channel or a group."""
    said = fill(t.template("Where shall {title} come? Choose below."), title=bold(name_of(planned)))
    hint = t.gettext("Groups in which I am not yet join by the link under “More groups”.")
    number = planned.schedule.id * 2
    return Post(
        lines([said, hint]),
        asks=(
            ChatRequest(number + CHANNEL, t.gettext("In a channel"), channel=True),
            ChatRequest(number + GROUP, t.gettext("In a group"), channel=False),
        ),
    )


def placed(planned: Planned, chat: str, t: Translator) -> Post:
    """A chat was chosen: the big buttons go."""
    said = t.template("{title} comes in {chat}.")
    return Post(fill(said, title=bold(name_of(planned)), chat=bold(chat)), closes=True)


def invitation(planned: Planned, username: str, t: Translator) -> Post:
    """The link by which groups join."""
    plan = planned.schedule
    url = links.url(username, links.Join(plan.id, plan.key), group=True)
    said = fill(
        t.template(
            "Each group that opens this link takes part in {title}. You can pass it on: only "
            "admins of a group can bring it there."
        ),
        title=bold(name_of(planned)),
    )
    return Post(lines([said, url], "\n\n"), ((Button(t.gettext("Choose a group"), url=url),),))


def here(planned: Planned, t: Translator) -> Post:
    """In a chat that takes part: what comes there and when, and how that ends."""
    parts = [head(planned, t), what_comes(planned, t)]
    if planned.schedule.state is PlanState.DRAFT:
        parts.append(Rich(t.gettext("It begins once whoever planned it confirms it.")))
    said = lines(parts, "\n\n")
    leave = Button(t.gettext("Leave"), data.encode(data.Leave(planned.schedule.id)))
    return Post(said, ((leave,),))


def joined(planned: Planned, chat: str, t: Translator) -> Post:
    """For whoever planned it: another group takes part."""
    said = t.template("{chat} takes part in {title} now.")
    show = button(t.gettext("Show"), PlanVerb.SHOW, planned)
    return Post(fill(said, chat=bold(chat), title=bold(name_of(planned))), ((show,),))


def chats(
    planned: Planned, found: Sequence[Due], titles: Sequence[str], offset: int, t: Translator
) -> Post:
    """One page of the chats of a schedule, each with its progress and what keeps it."""
    entries = []
    keyboard = []
    for number, (due, name) in enumerate(zip(found[offset:], titles, strict=False), offset + 1):
        step = due.run.cursor.step
        far = t.ngettext("{n} fragment posted", "{n} fragments posted", step)
        line = fill("{number}. {chat}: {far}", number=number, chat=bold(name), far=far)
        entries.append(lines([line, *troubles.named((due,), t)]))
        label = t.gettext("Take out {number}", number=number)
        keyboard.append(button(label, PlanVerb.TAKE_OUT, planned, due.seat.id))
    pairs = [tuple(keyboard[at : at + 2]) for at in range(0, len(keyboard), 2)]
    turns = [button(t.gettext("Show"), PlanVerb.SHOW, planned)]
    if offset + len(titles) < len(found):
        turns.append(button(t.gettext("More"), PlanVerb.CHATS, planned, offset + len(titles)))
    if not entries:
        entries = [Rich(t.gettext("It comes in no chat now."))]
    return Post(lines([bold(name_of(planned)), *entries]), (*pairs, tuple(turns)))


def unclear(name: str, yes: Button, no: Button, t: Translator) -> Post:
    """Nobody has said that a text may be published: whoever publishes it has to."""
    said = fill(
        t.template(
            "I do not know by what right {title} may be published. Post it all the same? What "
            "others have commented is left out then."
        ),
        title=bold(name),
    )
    return Post(said, ((yes, no),))


def told_why(why: str, chat: str) -> Post:
    """Why a chat cannot take part, and what to do."""
    return Post(fill(why, chat=bold(chat)))
