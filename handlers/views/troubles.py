"""What keeps a schedule from going on in a chat: a post in doubt, or Telegram's no."""

from collections.abc import Sequence

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Keyboard
from bot.i18n import Translator
from bot.model import RunState
from bot.plans import Due
from bot.replay.standing import WHY

SHOWN = 5


def named(seats: Sequence[Due], t: Translator) -> tuple[str, ...]:
    """One line for each chat that waits for somebody, the first ones of many."""
    said = (_line(one, t) for one in seats)
    return tuple([line for line in said if line][:SHOWN])


def buttons(seats: Sequence[Due], t: Translator) -> Keyboard:
    """Retry for what stands still, once its cause is gone."""
    still = [one.run for one in seats if one.run.stands is not None]
    return tuple(
        (Button(t.gettext("Retry"), data.encode(data.Retry(run.id))),) for run in still[:1]
    )


def _line(due: Due, t: Translator) -> str | None:
    number = due.run.cursor.step + 1
    if due.run.state is RunState.UNKNOWN:
        return t.gettext(
            "Nobody knows yet whether fragment {number} arrived; I ask in private.",
            number=number - 1,
        )
    if due.run.stands is None:
        return None
    why = WHY.get(due.run.stands)
    stands = t.gettext("It stands still before fragment {number}.", number=number)
    return f"{stands} {t.gettext(why)}" if why else stands
