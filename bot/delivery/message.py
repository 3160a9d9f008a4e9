"""From styled text to posts, purely: position, source, buttons, and what stands at the end."""

from dataclasses import dataclass, replace

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Keyboard, Post, Rich, bold, fill, italic, lines, link
from bot.delivery.render import Script, shortened, title_of, with_handles
from bot.i18n import Translator
from content.model import Piece


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: step `step` of its text, part `part` of `parts`, all of its step."""

    step: int
    part: int
    parts: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Another text to read when this one is over."""

    piece_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message appears: its buttons, with or without a sound.

    `pace` is told (s) where a reading begins to go by itself, `note` before the first words of a
    text that nobody asked about beforehand. `staying` are buttons that the last fragment has too.
    """

    keyboard: Keyboard = ()
    staying: Keyboard = ()
    silent: bool = False
    pace: float | None = None
    note: bool = False


def message(
    script: Script, place: Place, t: Translator, manner: Manner, offer: Offer | None = None
) -> Post:
    """The post for one part of one step; the last part of a step carries position and buttons."""
    body = place.parts[place.part]
    if manner.note and place.step == place.part == 0 and script.piece.note:
        body = lines([bold(t.gettext("Before you read:")), script.piece.note, body], "\n\n")
    if place.part + 1 < len(place.parts):
        return Post(body, silent=manner.silent)
    count = len(script.steps)
    position = t.gettext("fragment {number} of {total}", number=place.step + 1, total=count)
    if place.step + 1 == count:
        last = _last(script, body, position, t, offer)
        return replace(last, keyboard=manner.staying + last.keyboard, silent=manner.silent)
    if manner.pace is not None:
        wait = t.duration(manner.pace)
        position = t.gettext("{position}, the next one in {wait}", position=position, wait=wait)
    said = lines([body, italic(position)], "\n\n")
    return Post(said, manner.keyboard + manner.staying, silent=manner.silent)


def passage(script: Script, step: int, t: Translator, veiled: bool) -> tuple[Post, ...]:
    """One step by itself, under the title of its text, for somebody who wants to see it."""
    title = bold(title_of(script.piece))
    position = t.gettext("fragment {number} of {total}", number=step + 1, total=len(script.steps))
    parts = script.parts(step, veiled)
    bodies = [title + "\n\n" + parts[0], *parts[1:]]
    bodies[-1] = lines([bodies[-1], italic(position)], "\n\n")
    read = Button(t.gettext("Read"), data.encode(data.Read(script.piece_id)))
    return (*(Post(body) for body in bodies[:-1]), Post(bodies[-1], ((read,),)))


def _last(script: Script, body: Rich, position: str, t: Translator, offer: Offer | None) -> Post:
    end = t.gettext("{position}, the end", position=position)
    url = script.piece.source.url
    source = _source(script.piece, t)
    rows = []
    if offer:
        label = t.gettext("Read “{title}”", title=shortened(offer.title, 40))
        rows.append((Button(label, data.encode(data.Read(offer.piece_id))),))
    rows.append((Button(t.gettext("Library"), data.encode(data.Page(0))),))
    tail = lines([italic(end), source])
    return Post(lines([body, tail], "\n\n"), tuple(rows), preview=url)


def _source(piece: Piece, t: Translator) -> Rich:
    """Whose text it is and where it stood, as far as the text tells."""
    facts: list[Rich | str] = []
    if piece.author:
        facts.append(with_handles(_author(piece), {}))
    if piece.date:
        facts.append(t.date(piece.date))
    title = title_of(piece)
    named = link(title, piece.source.url) if piece.source.url else Rich(title)
    return fill(t.template("Source: {source}"), source=lines([named, *facts], ", "))


def _author(piece: Piece) -> str:
    author = piece.author
    if author is None:
        return ""
    handle = f"@{author.handle}" if author.handle else ""
    if author.name and author.name != author.handle:
        return shortened(f"{author.name} ({handle})" if handle else author.name)
    return handle
