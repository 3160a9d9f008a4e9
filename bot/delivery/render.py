"""From fragments to messages, purely: what a step looks like, and where it is cut."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.delivery import callback_data as data
from bot.delivery.pings import shielded
from bot.delivery.post import Button, Entity, Post, Rich, Style, bold, fill, italic, lines, link
from bot.i18n import Translator, pick, translator
from content.fragments import Step, cut, utf16_length
from content.mentions import find_handles
from content.model import Fragment, FragmentKind, PartialDate, Piece, Span

TEXT_LIMIT = 4096
ENTITY_LIMIT = 100
# Kept free in every message for the position, the source and the line that says it is the end.
ROOM_AROUND = 512
ENTITIES_AROUND = 10
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Script:
    """A piece made ready for posting: its steps, and whom each printed handle means."""

    piece_id: int
    piece: Piece
    steps: tuple[Step, ...]
    handles: Mapping[str, str]

    def parts(self, step: int) -> tuple[Rich, ...]:
        """The messages of one step; their texts joined are the step's text, to the letter."""
        body = _body(self, self.steps[step])
        kept = [entity.span for entity in body.entities if entity.style in (Style.LINK, Style.CODE)]
        spans = cut(
            body.text,
            TEXT_LIMIT - ROOM_AROUND,
            utf16_length,
            kept,
            ENTITY_LIMIT - ENTITIES_AROUND,
        )
        return tuple(body.part(span) for span in spans)


def title_of(piece: Piece) -> str:
    """The title, or the first words of a text that has none."""
    if piece.title:
        return shortened(piece.title)
    numbered = [f for f in piece.fragments if f.kind is FragmentKind.TWEET]
    opening = (numbered or piece.fragments)[0].text
    return shortened(" ".join(opening.split()), 48)


def shortened(text: str, limit: int = NAME_LIMIT) -> str:
    """The text, or as many whole words as fit, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(None, 1)[0] if " " in head else head).rstrip(" ,;:.") + "…"


def handle_url(handle: str) -> str | None:
    """The page of a handle on its own network, or None where no network has such a name."""
    bare = handle.removeprefix("@")
    if "@" in bare:
        user, host = bare.split("@", 1)
        return f"https://{host}/@{user}"
    if "." in bare:
        return f"https://bsky.app/profile/{bare}"
    if re.fullmatch(r"[A-Za-z0-9_]{1,15}", bare):
        return f"https://x.com/{bare}"
    return None


def with_handles(text: str, handles: Mapping[str, str]) -> Rich:
    """Text whose handles lead to their own network, so that nobody on Telegram is pinged."""
    entities = []
    for handle in find_handles(text):
        url = handle_url(handles.get(handle.surface, handle.surface))
        entities.append(Entity(handle.span, Style.LINK if url else Style.CODE, url))
    return shielded(Rich(text, tuple(entities)))


def _body(script: Script, step: Step) -> Rich:
    fragments = script.piece.fragments
    shown = []
    for index in range(step.first, step.last):
        before = fragments[index - 1] if index else None
        shown.append(_fragment(script, fragments[index], before))
    return lines(shown, "\n\n")


def _fragment(script: Script, fragment: Fragment, before: Fragment | None) -> Rich:
    text = with_handles(fragment.text, script.handles)
    match fragment.kind:
        case FragmentKind.HEADING | FragmentKind.QUESTION:
            label = f"{shortened(fragment.speaker)}: " if fragment.speaker else ""
            whole = Span(0, len(label) + len(text.text))
            styled = Rich(label) + text
            return replace(styled, entities=(Entity(whole, Style.BOLD), *styled.entities))
        case FragmentKind.ANSWER:
            label = f"{shortened(fragment.speaker)}: " if fragment.speaker else ""
            return bold(label) + text
        case FragmentKind.TWEET | FragmentKind.REPLY | FragmentKind.COMMENT:
            return lines([_attribution(script, fragment, before), text])
        case FragmentKind.PROSE:
            return text


def _attribution(script: Script, fragment: Fragment, before: Fragment | None) -> Rich:
    """Who, which number, and the day where it is not the day of the fragment before."""
    facts: list[Rich | str] = []
    name = shortened(fragment.speaker) if fragment.speaker else ""
    handle = f"@{fragment.handle}" if fragment.handle else ""
    if name and name != fragment.handle:
        facts.append(bold(name))
    if handle:
        facts.append(with_handles(handle, script.handles))
    if fragment.number is not None:
        total = f"/{fragment.total}" if fragment.total is not None else ""
        facts.append(f"{fragment.number}{total}")
    if fragment.date and (before is None or before.date != fragment.date):
        facts.append(_day(fragment.date, script.piece.language))
    arrow = "↪ " if fragment.kind is FragmentKind.REPLY else ""
    joined = lines(facts, " · ")
    return Rich(arrow) + joined if joined.text else joined


def _day(date: PartialDate, language: str | None) -> str:
    # In the language of the text, not of the reader: a step must be cut alike for everybody.
    return translator(pick(language) or "en").date(date)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands in its run: step `step`, part `part` of `parts`."""

    run_id: int
    step: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Another text to read when this one is over."""

    piece_id: int
    title: str


def message(script: Script, place: Place, t: Translator, offer: Offer | None) -> Post:
    """The post for one part of one step; the last part of a step carries position and buttons."""
    body = script.parts(place.step)[place.part]
    if place.part + 1 < place.parts:
        return Post(body)
    count = len(script.steps)
    position = t.gettext("fragment {number} of {total}", number=place.step + 1, total=count)
    if place.step + 1 == count:
        return _last(script, body, position, t, offer)
    keyboard = (
        (
            Button(t.gettext("Next"), data.encode(data.Next(place.run_id, place.step + 1))),
            Button(t.gettext("Stop"), data.encode(data.Stop(place.run_id))),
        ),
    )
    return Post(lines([body, italic(position)], "\n\n"), keyboard)


def passage(script: Script, step: int, t: Translator) -> tuple[Post, ...]:
    """One step by itself, under the title of its text, for somebody who wants to see it."""
    title = bold(title_of(script.piece))
    position = t.gettext("fragment {number} of {total}", number=step + 1, total=len(script.steps))
    parts = script.parts(step)
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
