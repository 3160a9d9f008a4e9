"""What a button says back to the bot, in the 64 bytes that Telegram allows."""

from dataclasses import dataclass
from enum import IntEnum

LIMIT = 64


@dataclass(frozen=True, slots=True)
class Next:
    """Post step `step` of a run."""

    run: int
    step: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End a run here; the place is kept."""

    run: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A post in doubt is in the chat."""

    run: int
    fence: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A post in doubt is not in the chat: send it."""

    run: int
    fence: int


@dataclass(frozen=True, slots=True)
class Retry:
    """Let a run that stands still, maybe in another chat, try again."""

    run: int


@dataclass(frozen=True, slots=True)
class Read:
    """Start, or go on with, reading a piece here."""

    piece: int


@dataclass(frozen=True, slots=True)
class Begin:
    """Read a piece, whatever was being read here; somebody was asked and said yes.

    `number` is the step, counted from 1 as people do, 0 for where it was left; `pace` is in tenths
    of a second, 0 by hand.
    """

    piece: int
    number: int
    pace: int


@dataclass(frozen=True, slots=True)
class Keep:
    """Go on with what is being read here; somebody was asked and said no."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Let a paced run rest."""

    run: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Let a paced run go on."""

    run: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Change how fast a run goes: `pace` in tenths of a second, 0 by hand."""

    run: int
    pace: int


@dataclass(frozen=True, slots=True)
class Page:
    """Show the library from an offset."""

    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Show one fragment of a piece."""

    piece: int
    fragment: int


@dataclass(frozen=True, slots=True)
class Who:
    """Say who the person with this number is."""

    person: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """Tell of somebody whom a piece names without a handle; `name` is the number of the name."""

    piece: int
    name: int


@dataclass(frozen=True, slots=True)
class Revoke:
    """Tell of a confirmed person no more."""

    person: int


class PlanVerb(IntEnum):
    """What a button does with a schedule."""

    CONFIRM = 1
    SHOW = 2
    PAUSE = 3
    RESUME = 4
    SKIP = 5
    EDIT = 6
    DELETE = 7
    DELETE_SURELY = 8
    DAYS = 9
    HOURS = 10
    AT = 11
    TEXT = 12
    COURSE = 13
    WHERE = 14
    MORE = 15
    SHARE = 16
    CHATS = 17
    TAKE_OUT = 18
    JOIN = 19
    PLACE = 20
    CONTENTS = 21
    CALENDAR = 22
    PROOF = 30
    PAUSE_FOR = 31
    PAUSE_UNTIL = 32
    WARNINGS = 33
    WARN = 34
    HOLD = 35
    GO_ON = 36


@dataclass(frozen=True, slots=True)
class Plan:
    """Do something with a schedule; what `value` means, the verb says."""

    verb: int
    schedule: int
    value: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """Plan a piece here."""

    piece: int


class SettleVerb(IntEnum):
    """What a button does with the settings of a chat."""

    SHOW = 1
    ZONES = 2
    ZONE = 3
    QUIETS = 4
    QUIET = 5
    LANGUAGES = 6
    LANGUAGE = 7
    DISTANCES = 8
    DISTANCE = 9
    RELEASE = 10
    RELEASE_EVERYWHERE = 11
    CARD = 12
    GO_ON = 30


@dataclass(frozen=True, slots=True)
class Settle:
    """Look at or change what a chat has settled; what `value` means, the verb says."""

    verb: int
    value: int = 0


@dataclass(frozen=True, slots=True)
class Follow:
    """Read from its start what a planned run reads elsewhere, whatever was being read here."""

    run: int


@dataclass(frozen=True, slots=True)
class Alone:
    """Post step `step` of a run that has caught up with the one it follows, and follow no more."""

    run: int
    step: int


@dataclass(frozen=True, slots=True)
class Along:
    """Let what a run follows come here, too, at the same times."""

    run: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Let nothing more of a schedule come here."""

    schedule: int


class UndoVerb(IntEnum):
    """What a button does about the last post."""

    TAKE_BACK = 1
    BY_HAND = 2
    KEEP = 3


@dataclass(frozen=True, slots=True)
class Undo:
    """Take a delivery back that somebody was asked about, or has deleted; or leave it."""

    verb: int
    post: int


class MendVerb(IntEnum):
    """What a button does with posts of a corrected text."""

    CORRECT = 1
    LEAVE = 2


@dataclass(frozen=True, slots=True)
class Mend:
    """Edit the posts of a piece in a schedule, or else in a run, or let them be; 0 is neither."""

    verb: int
    schedule: int
    run: int
    piece: int


Late = Follow | Alone | Along | Leave
"""What the buttons of readers who come late do."""

Action = (
    Next
    | Stop
    | Arrived
    | Missing
    | Retry
    | Read
    | Begin
    | Keep
    | Pause
    | Resume
    | Pace
    | Page
    | Passage
    | Who
    | Confirm
    | Revoke
    | Plan
    | PlanText
    | Settle
    | Undo
    | Mend
    | Late
)

CODES: dict[str, type[Action]] = {
    "n": Next,
    "s": Stop,
    "a": Arrived,
    "m": Missing,
    "t": Retry,
    "r": Read,
    "b": Begin,
    "k": Keep,
    "h": Pause,
    "g": Resume,
    "v": Pace,
    "l": Page,
    "p": Passage,
    "w": Who,
    "c": Confirm,
    "u": Revoke,
    "d": Plan,
    "e": PlanText,
    "o": Settle,
    "Z": Undo,
    "C": Mend,
    "F": Follow,
    "O": Alone,
    "J": Along,
    "Q": Leave,
}
_LETTERS = {kind: letter for letter, kind in CODES.items()}


def encode(action: Action) -> str:
    """The action as callback data, for example `n:12:3`."""
    numbers = (str(getattr(action, name)) for name in action.__slots__)
    return ":".join((_LETTERS[type(action)], *numbers))


def decode(data: str) -> Action | None:
    """The action of a button, or None for data that this version does not know."""
    letter, *numbers = data.split(":")
    kind = CODES.get(letter)
    if kind is None or len(numbers) != len(kind.__slots__):
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 20 for number in numbers):
        return None
    return kind(*(int(number) for number in numbers))
