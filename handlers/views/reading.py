"""What is said about readings besides the fragments themselves."""

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill
from bot.delivery.render import Script, title_of
from bot.i18n import Translator
from bot.model import Run
from bot.replay.cursor import Answer
from bot.replay.engine import Advance


def library_button(t: Translator) -> Button:
    """The way back to the texts."""
    return Button(t.gettext("Library"), data.encode(data.Page(0)))


def remark(advance: Advance, t: Translator) -> Post | None:
    """What to answer to a command that did not post; None where the chat shows it already."""
    sentence = sentence_of(advance, t)
    if sentence is None or advance.answer in (Answer.ALREADY, Answer.DOUBT):
        return None
    keyboard: Keyboard = ()
    if advance.answer in (Answer.NOTHING, Answer.OVER):
        keyboard = ((library_button(t),),)
    return Post(Rich(sentence), keyboard)


def sentence_of(advance: Advance, t: Translator) -> str | None:
    """One sentence about an order that did not post; also the toast of a tap."""
    match advance.answer:
        case Answer.POSTED:
            return None
        case Answer.ALREADY:
            return t.gettext("This one is here already.")
        case Answer.DOUBT:
            return t.gettext("First tell me whether the last fragment arrived.")
        case Answer.SENDING:
            return t.gettext("One moment, the fragment is on its way.")
        case Answer.STOPPED:
            return t.gettext("This reading is stopped. /read takes it up where it was.")
        case Answer.OVER:
            return t.gettext("This text is read to its end.")
        case Answer.NOTHING:
            return t.gettext("No text is being read here. Choose one:")
        case Answer.REFUSED:
            return t.gettext(
                "Telegram refused this fragment ({reason}). Nothing is lost: /next tries again.",
                reason=advance.reason or "",
            )
        case Answer.LATER:
            return t.gettext("Telegram asks me to wait. Nothing is lost: try /next in a while.")


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


def arrived(run: Run, t: Translator) -> Post:
    """A doubt is settled: the post was there."""
    button = Button(t.gettext("Next"), data.encode(data.Next(run.id, run.cursor.step)))
    return Post(Rich(t.gettext("Good, it is here. We go on after it.")), ((button,),))


def settled(t: Translator) -> Post:
    """A doubt is settled, and there is nothing more to tap."""
    return Post(Rich(t.gettext("Good, that is settled.")))


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
