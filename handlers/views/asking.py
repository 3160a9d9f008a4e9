"""Questions before a reading begins: a content note, another text that is being read."""

from bot.delivery import callback_data as data
from bot.delivery.controls import tenths
from bot.delivery.post import Button, Post, Rich, bold, fill, lines
from bot.delivery.render import Script, title_of
from bot.i18n import Translator
from bot.model import Run
from bot.replay.reading import Start


def noted(script: Script, start: Start, t: Translator) -> Post:
    """What the text speaks of, before its first fragment."""
    said = lines(
        [bold(title_of(script.piece)), t.gettext("Before you read:"), script.piece.note or ""]
    )
    return Post(said, ((Button(t.gettext("Read anyway"), _yes(start)),),))


def occupied(run: Run, current: Script, wanted: Script, start: Start, t: Translator) -> Post:
    """One text is read in a chat at a time: which one shall it be?"""
    body = fill(
        t.template("{current} is being read here, up to fragment {number} of {total}."),
        current=bold(title_of(current.piece)),
        number=run.cursor.step,
        total=len(current.steps),
    )
    question = fill(
        t.template("Shall {wanted} take its place? The other keeps its place for later."),
        wanted=bold(title_of(wanted.piece)),
    )
    replace = Button(t.gettext("Replace"), _yes(start))
    keep = Button(t.gettext("Keep"), data.encode(data.Keep()))
    note = Rich()
    if wanted.piece.note:
        note = lines([t.gettext("Before you read:"), wanted.piece.note])
    return Post(lines([body, question, note], "\n\n"), ((replace, keep),))


def _yes(start: Start) -> str:
    if start.follows is not None:
        return data.encode(data.Follow(start.follows))
    number = 0 if start.step is None else start.step + 1
    return data.encode(data.Begin(start.piece_id, number, tenths(start.usual_pace)))
