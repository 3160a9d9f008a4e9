"""A message before it is sent: text with styles, and buttons. Offsets count code points.

Telegram's own units (UTF-16) appear only at the edge, in `telegram.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from string import Formatter

from content.model import Span


class Style(StrEnum):
    """How a span looks; the values are Telegram's names of entities."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    QUOTE = "blockquote"
    LINK = "text_link"
    SPOILER = "spoiler"
    MOMENT = "date_time"


IN_FULL = "wDt"
"""How apps show a moment: with the day of the week, the long date and the short time."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One styled span; `url` goes with LINK only, `at` and `form` with MOMENT only."""

    span: Span
    style: Style
    url: str | None = None
    at: datetime | None = None
    form: str = ""

    def moved(self, by: int) -> "Entity":
        """The same entity so many code points further on."""
        span = Span(self.span.start + by, self.span.end + by)
        return Entity(span, self.style, self.url, self.at, self.form)


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with its entities; adding and slicing keep both together."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: "Rich | str") -> "Rich":
        if isinstance(other, str):
            return Rich(self.text + other, self.entities)
        moved = tuple([entity.moved(len(self.text)) for entity in other.entities])
        return Rich(self.text + other.text, self.entities + moved)

    def part(self, span: Span) -> "Rich":
        """The text inside a span, with the entities that reach into it cut at its edges."""
        kept = []
        for entity in self.entities:
            start, end = max(entity.span.start, span.start), min(entity.span.end, span.end)
            if start < end:
                kept.append(replace(entity, span=Span(start, end)).moved(-span.start))
        return Rich(self.text[span.start : span.end], tuple(kept))


NOTHING = Rich()


def styled(text: str, style: Style, url: str | None = None) -> Rich:
    """The whole text in one style."""
    return Rich(text, (Entity(Span(0, len(text)), style, url),)) if text else Rich()


def styled_over(rich: Rich, style: Style) -> Rich:
    """A style over all of a text that has its own already."""
    whole = Entity(Span(0, len(rich.text)), style)
    return replace(rich, entities=(whole, *rich.entities)) if rich.text else rich


def bold(text: str) -> Rich:
    """The whole text in bold."""
    return styled(text, Style.BOLD)


def italic(text: str) -> Rich:
    """The whole text in italics."""
    return styled(text, Style.ITALIC)


def link(text: str, url: str) -> Rich:
    """The text as a link."""
    return styled(text, Style.LINK, url)


def moment(at: datetime, shown: str, form: str = IN_FULL) -> Rich:
    """An instant, which each app shows in its own time zone; `shown` is for apps that cannot.

    An empty `form` leaves `shown` as it is, and the app tells the instant when it is tapped.
    """
    return Rich(shown, (Entity(Span(0, len(shown)), Style.MOMENT, at=at, form=form),))


def fill(template: str, **values: "Rich | str | int") -> Rich:
    """Put values into a translated sentence with `{name}` places; a Rich value keeps its styles."""
    out = Rich()
    for literal, name, _, _ in Formatter().parse(template):
        out += literal
        if name:
            value = values[name]
            out += value if isinstance(value, Rich) else str(value)
    return out


def lines(parts: "Iterable[Rich | str]", between: str = "\n") -> Rich:
    """The parts that are not empty, one under the other."""
    out = Rich()
    for part in parts:
        rich = part if isinstance(part, Rich) else Rich(part)
        if rich.text:
            out = out + between + rich if out.text else rich
    return out


@dataclass(frozen=True, slots=True)
class Button:
    """A word to tap: it either sends `data` back to the bot or opens `url`."""

    label: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A big button below a private chat: the person picks a channel or group for the bot.

    A channel in which both may post, or a group in which the bot is and the person an admin.
    `number` comes back with the answer.
    """

    number: int
    label: str
    channel: bool


@dataclass(frozen=True, slots=True)
class Post:
    """One message: at most 4,096 UTF-16 units and 100 entities. `preview` is the link to unfold.

    `asks` puts buttons below the chat, `closes` takes them away; neither goes with a keyboard.
    """

    body: Rich
    keyboard: Keyboard = ()
    preview: str | None = None
    silent: bool = False
    asks: tuple[ChatRequest, ...] = ()
    closes: bool = False
