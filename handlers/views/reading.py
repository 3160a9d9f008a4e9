"""What is said about readings besides the fragments themselves."""

from bot.delivery import callback_data as data
from bot.delivery import links
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill
from bot.delivery.render import Script, title_of
from bot.i18n import Translator, _
from bot.model import Run
from bot.replay.cursor import Answer
from bot.replay.engine import Advance
from bot.replay.standing import WHY


def library_button(t: Translator) -> Button:
    """The way back to the texts."""
    return Button(t.gettext("Library"), data.encode(data.Page(0)))


def remark(advance: Advance, t: Translator, username: str) -> Post | None:
    """What to answer to a command that did not post; None where the chat shows it already.

    `username` is the bot's own.
    """
    sentence = sentence_of(advance, t)
    if sentence is None or advance.answer is Answer.ALREADY:
        return None
    keyboard: Keyboard = ()
    if advance.answer is Answer.DOUBT:
        if advance.run is None or advance.run.target.chat_id > 0:
            return None
        keyboard = ((tell_me(username, t),),)
    if advance.answer in (Answer.NOTHING, Answer.OVER):
        keyboard = ((library_button(t),),)
    return Post(Rich(sentence), keyboard)


def tell_me(username: str, t: Translator) -> Button:
    """Opens the private chat, so that the bot may write there."""
    return Button(t.gettext("Tell me in private"), url=links.url(username, links.Notices()))


SENTENCES = {
    Answer.ALREADY: _("This one is here already."),
    Answer.DOUBT: _(
        "I cannot tell whether the last fragment arrived. I ask somebody in private; with the "
        "answer it goes on."
    ),
    Answer.LOOKING: _(
        "I lost the connection and am looking whether the last fragment arrived. Then it goes on."
    ),
    Answer.SENDING: _("One moment, the fragment is on its way."),
    Answer.UNDOING: _("One moment, the last fragment is being taken back."),
    Answer.STOPPED: _("This reading is stopped. /read takes it up where it was."),
    Answer.OVER: _("This text is read to its end."),
    Answer.NOTHING: _("No text is being read here. Choose one:"),
    Answer.REFUSED: _(
        "Telegram refused this fragment ({reason}). Nothing is lost: /next tries again."
    ),
    Answer.LATER: _(
        "I cannot reach Telegram just now, or it asks me to wait. Nothing is lost: try /next in a "
        "while."
    ),
    Answer.PAUSED: _("Paused."),
    Answer.RESUMED: _("Time between two fragments: {wait}."),
    Answer.BY_HAND: _("This reading goes by hand: the next fragment comes when you tap Next."),
}


def sentence_of(advance: Advance, t: Translator) -> str | None:
    """One sentence about an order, for a message or a toast; None where the chat shows it."""
    sentence = SENTENCES.get(advance.answer)
    if sentence is None:
        return None
    wait = t.duration(advance.run.pace) if advance.run and advance.run.pace else ""
    refused = advance.refused
    if refused is not None and refused.why in WHY:
        return t.gettext(WHY[refused.why])
    return t.gettext(sentence, reason=refused.reason if refused else "", wait=wait)


def stopped(run: Run, script: Script, t: Translator) -> Post:
    """The reading has stopped; the place is kept, and a button goes on from there."""
    body = fill(
        t.template("Stopped. The next time, {title} goes on with fragment {number} of {total}."),
        title=bold(title_of(script.piece)),
        number=run.cursor.step + 1,
        total=len(script.steps),
    )
    resume = Button(t.gettext("Resume"), data.encode(data.Read(run.piece_id)))
    return Post(body, ((resume, library_button(t)),))


def paused(run: Run, t: Translator) -> Post:
    """The reading rests; a button lets it go on."""
    resume = Button(t.gettext("Resume"), data.encode(data.Resume(run.id)))
    return Post(Rich(t.gettext("Paused.")), ((resume,),))


def arrived(run: Run, t: Translator) -> Post:
    """A doubt is settled: the post was there."""
    button = Button(t.gettext("Next"), data.encode(data.Next(run.id, run.cursor.step)))
    return Post(Rich(t.gettext("Good, it is here. We go on after it.")), ((button,),))


def goes_on(t: Translator) -> Post:
    """A reading that stood still goes on."""
    return Post(Rich(t.gettext("Good, it goes on.")))


def told_in_private(t: Translator) -> Post:
    """Somebody wants to hear of readings that need a word."""
    return Post(Rich(t.gettext("Good. When a reading of yours needs a word, I write to you here.")))


def too_far(script: Script, t: Translator) -> Post:
    """The number after "from" is beyond the end."""
    body = fill(
        t.template_n(
            "{title} has only {n} fragment.", "{title} has only {n} fragments.", len(script.steps)
        ),
        title=bold(title_of(script.piece)),
        n=len(script.steps),
    )
    return Post(body)


def pace_not_understood(t: Translator) -> Post:
    """How to say how fast a text shall go."""
    return Post(
        Rich(
            t.gettext(
                "I do not understand how fast. After the text you can write: every 10s, "
                "every 5 min, every 2 hours, by hand."
            )
        )
    )
