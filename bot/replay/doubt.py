"""What a person is told about a post that may or may not have arrived."""

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Post, Style, bold, fill, lines, styled
from bot.delivery.render import Script, shortened, title_of
from bot.i18n import Translator
from bot.model import Delivery, Verdict

QUOTED = 160
"""Characters of the fragment, by which a person finds it."""


def question(script: Script, doubt: Delivery, t: Translator, chat: str = "") -> Post:
    """Names the fragment, its text and, from elsewhere, the chat; offers the two answers."""
    if chat:
        sentence = t.template(
            "I was cut off while sending fragment {number} of {total} of {title} to {chat}, "
            "and I cannot tell whether it arrived. Is it there?"
        )
    else:
        sentence = t.template(
            "I was cut off while sending fragment {number} of {total} of {title}, "
            "and I cannot tell whether it arrived. Is it here?"
        )
    body = fill(
        sentence,
        number=doubt.cursor.step + 1,
        total=len(script.steps),
        title=bold(title_of(script.piece)),
        chat=bold(chat),
    )
    arrived = data.Arrived(doubt.run_id, doubt.fence)
    missing = data.Missing(doubt.run_id, doubt.fence)
    row = (
        Button(t.gettext("It arrived"), data.encode(arrived)),
        Button(t.gettext("Send it"), data.encode(missing)),
    )
    part = script.parts(doubt.cursor.step)[doubt.cursor.part]
    words = styled(shortened(" ".join(part.text.split()), QUOTED), Style.QUOTE)
    return Post(lines([body, words]), (row,))


def settled(doubt: Delivery, verdict: Verdict, t: Translator) -> Post:
    """What was decided; there is nothing more to answer."""
    if verdict is Verdict.MISSING:
        sentence = t.template("Good: fragment {number} is sent now.")
    else:
        sentence = t.template("Good: fragment {number} counts as arrived, and we go on after it.")
    return Post(fill(sentence, number=doubt.cursor.step + 1))
