"""The buttons under a reading, and the speeds they offer."""

from dataclasses import dataclass

from bot.delivery import callback_data as data
from bot.delivery import links
from bot.delivery.post import Button, Keyboard
from bot.i18n import Translator
from bot.model import Run


@dataclass(frozen=True, slots=True)
class Speeds:
    """Seconds between two steps; nobody is ever posted to faster than `SHORTEST`."""

    normal: float
    slow: float


SHORTEST = 3.5
ALONE = Speeds(normal=15, slow=45)
# A group talks of other things, too, and Telegram takes 20 messages a minute there.
TOGETHER = Speeds(normal=300, slow=900)


def speeds_for(private: bool) -> Speeds:
    """The speeds of a private chat, or of a group."""
    return ALONE if private else TOGETHER


def turning(run: Run, step: int, first: bool, t: Translator) -> Keyboard:
    """Under the newest step: on, and away; under the first one also how fast."""
    on = [Button(t.gettext("Next"), data.encode(data.Next(run.id, step + 1)))]
    if run.pace is not None:
        on.append(paused_or_going(run, t))
    on.append(Button(t.gettext("Stop"), data.encode(data.Stop(run.id))))
    return (tuple(on), paces(run, t)) if first else (tuple(on),)


def paused_or_going(run: Run, t: Translator) -> Button:
    """Pause for a run that goes by itself, Resume for one that rests."""
    if run.wake_at is None:
        return Button(t.gettext("Resume"), data.encode(data.Resume(run.id)))
    return Button(t.gettext("Pause"), data.encode(data.Pause(run.id)))


def paces(run: Run, t: Translator) -> tuple[Button, ...]:
    """The speeds that this run does not have."""
    speeds = speeds_for(run.target.chat_id > 0)
    offered = (
        (t.gettext("By hand"), None),
        (t.gettext("Slow"), speeds.slow),
        (t.gettext("Normal"), speeds.normal),
    )
    return tuple(
        Button(label, data.encode(data.Pace(run.id, tenths(pace))))
        for label, pace in offered
        if pace != run.pace
    )


def tenths(pace: float | None) -> int:
    """A pace as buttons carry it; 0 is by hand."""
    return round(pace * 10) if pace else 0


def seconds(carried: int) -> float | None:
    """The pace that a button carries."""
    return max(carried / 10, SHORTEST) if carried else None


def from_start(run_id: int, username: str, t: Translator) -> Keyboard:
    """For whoever comes late to a planned run: the whole text in private, from its first word."""
    button = Button(t.gettext("From the start"), url=links.url(username, links.FromStart(run_id)))
    return ((button,),)
