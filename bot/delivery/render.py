"""From fragments to styled text, purely: what a step looks like, and where it is cut."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.delivery.pings import shielded
from bot.delivery.post import Entity, Rich, Style, lines, styled_over
from bot.i18n import pick, translator
from content.fragments import Step, cut, utf16_length
from content.mentions import find_handles
from content.model import Fragment, FragmentKind, PartialDate, Piece
from content.networks import Account, network_told, page_of

TEXT_LIMIT = 4096
ENTITY_LIMIT = 100
# Kept free in every message for the position, the source and the line that says it is the end.
ROOM_AROUND = 512
ENTITIES_AROUND = 10
NAME_LIMIT = 80
# Steps of a text that stay rendered.
KEPT = 64


@dataclass(frozen=True, slots=True)
class Script:
    """A piece made ready for posting: its steps, and whom each handle as printed means."""

    piece_id: int
    piece: Piece
    steps: tuple[Step, ...]
    accounts: Mapping[str, Account]
    _made: dict[tuple[int, bool], tuple[Rich, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def parts(self, step: int, veiled: bool = False) -> tuple[Rich, ...]:
        """The messages of one step; their texts joined are the step's text, to the letter.

        `veiled` puts what the content note is about under a spoiler. What was made last is kept,
        since the readers of a broadcast are at the same step.
        """
        made = self._made.get((step, veiled))
        if made is None:
            while len(self._made) >= KEPT:
                del self._made[next(iter(self._made))]
            made = self._made[step, veiled] = self._cut(step, veiled)
        return made

    def is_of_others(self, step: int) -> bool:
        """Whether a step is nothing but other people's words, with the headings that lead them."""
        own_step = self.steps[step]
        fragments = self.piece.fragments[own_step.first : own_step.last]
        words = [one for one in fragments if one.kind is not FragmentKind.HEADING]
        return bool(words) and all(map(self.piece.is_of_others, words))

    def _cut(self, step: int, veiled: bool) -> tuple[Rich, ...]:
        body = _body(self, self.steps[step], veiled)
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
    return (head.rsplit(None, 1)[0] if " " in head.strip() else head).rstrip(" ,;:.") + "…"


def with_handles(text: str, accounts: Mapping[str, Account]) -> Rich:
    """Text whose handles lead to their own network, so that nobody on Telegram is pinged."""
    entities = []
    for handle in find_handles(text):
        told = Account(handle.surface.lstrip("@＠"), network_told(text, handle.span))
        known = accounts.get(handle.surface)
        # What stands beside a handle tells where it leads, since two people may have the same.
        url = page_of(told if known is None or told.network else known)
        entities.append(Entity(handle.span, Style.LINK if url else Style.CODE, url))
    return shielded(Rich(text, tuple(entities)))


def _body(script: Script, step: Step, veiled: bool) -> Rich:
    fragments = script.piece.fragments
    shown = []
    for index in range(step.first, step.last):
        before = fragments[index - 1] if index else None
        rich = _fragment(script, fragments[index], before)
        hidden = veiled and script.piece.is_noted(fragments[index])
        shown.append(styled_over(rich, Style.SPOILER) if hidden else rich)
    return lines(shown, "\n\n")


def _fragment(script: Script, fragment: Fragment, before: Fragment | None) -> Rich:
    text = with_handles(fragment.text, script.accounts)
    match fragment.kind:
        case FragmentKind.HEADING | FragmentKind.QUESTION:
            label = _label(script, fragment)
            return styled_over(label + text, Style.BOLD)
        case FragmentKind.ANSWER:
            label = _label(script, fragment)
            return styled_over(label, Style.BOLD) + text
        case FragmentKind.TWEET | FragmentKind.REPLY | FragmentKind.COMMENT:
            return lines([_attribution(script, fragment, before), text])
        case FragmentKind.PROSE:
            return text


def _label(script: Script, fragment: Fragment) -> Rich:
    """Who speaks, with the colon as the text's language sets it."""
    if not fragment.speaker:
        return Rich()
    colon = "\u00a0: " if script.piece.language == "fr" else ": "
    return with_handles(shortened(fragment.speaker), script.accounts) + colon


def _attribution(script: Script, fragment: Fragment, before: Fragment | None) -> Rich:
    """Who, which number, and the day where it is not the day of the fragment before."""
    facts: list[Rich | str] = []
    name = shortened(fragment.speaker) if fragment.speaker else ""
    handle = f"@{fragment.handle}" if fragment.handle else ""
    if name and name != fragment.handle:
        facts.append(styled_over(with_handles(name, script.accounts), Style.BOLD))
    if handle:
        facts.append(with_handles(handle, script.accounts))
    if fragment.number is not None:
        total = f"/{fragment.total}" if fragment.total is not None else ""
        facts.append(f"{fragment.number}{total}")
    if fragment.date and (before is None or before.date != fragment.date):
        facts.append(_day(fragment.date, script.piece.language))
    answers = fragment.kind is FragmentKind.REPLY or fragment.depth > 0
    arrow = "↪ " if answers else ""
    joined = lines(facts, " · ")
    return Rich(arrow) + joined if joined.text else joined


def _day(date: PartialDate, language: str | None) -> str:
    # In the language of the text, not of the reader: a step must be cut alike for everybody.
    return translator(pick(language) or "en").date(date)
