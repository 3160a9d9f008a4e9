"""Which handles somebody calls their own, in an interview or in what they signed by name."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from content.mentions import Handle
from content.model import Fragment, FragmentKind, Piece, PieceKind
from content.name_forms import fold_name
from content.name_runs import RUN
from content.names import find_names
from content.places import key_of
from content.ties import NETWORK, Tie, is_a_name

WINDOW = 160
ME = regex.compile(
    r"(?i:(?<!\w)(?:me (?:suivre|retrouver|contacter)|suivre mes|suivez[- ]moi|mon compte"
    r"|(?:follow|find|reach) me|my (?:account|handle)|mir folgen|folgt mir|seguirme|sígueme"
    r"|mi cuenta)(?!\w))"
)
# "A talk with Nora Quill": whom an interview is with.
WITH = regex.compile(
    r"(?i:(?<!\w)(?:entretien|interview|rencontre|conversation|discussion|talk|gespräch|entrevista"
    r"|conversación|unterhaltung)[ \u00a0](?:avec|de|with|mit|con|a)[ \u00a0])"
    r"(?=\p{Lu})"
)
# "I am @nq", "I'm @nq on Mastodon" has the network behind.
I_AM = regex.compile(
    r"(?i:(?<!\w)(?:i[’']m|i am|ich bin|soy|je m[’']appelle|mon pseudo(?: est| :)?)"
    rf"(?:[ \u00a0](?:on|auf|en|sur)[ \u00a0]{NETWORK})?[ \u00a0]$)"
)
_OWN = "suiv retrouv contact compte follow find reach account handle folg segu sígu cuenta ı \u0307"
OWN = tuple(_OWN.split())
SELF = ("i’m", "i'm", "i am", "bin", "soy", "appelle", "pseudo")


def find_own_ties(piece: Piece, handles: Sequence[Sequence[Handle]]) -> Iterator[Tie]:
    """Find the handles that whoever speaks gives as their own, with the speaker's name.

    `handles` are those of each fragment's text.
    """
    subject = _subject(piece)
    for index, (fragment, own) in enumerate(zip(piece.fragments, handles, strict=True)):
        for handle in own:
            name = _own(piece, fragment, handle, subject)
            if name is not None:
                yield Tie(key_of(handle.surface), name, (index, handle.span.start))


def _subject(piece: Piece) -> str | None:
    """The one person whom an interview is with: the title names nobody else, or its lead does."""
    if piece.kind is not PieceKind.INTERVIEW:
        return None
    if piece.title:
        found = find_names(piece.title, (), ())
        if found:
            name = piece.title[slice(found[0].span.start, found[0].span.end)]
            return name if len(found) == 1 and " " in name else None
    lead = takewhile(lambda one: one.kind is FragmentKind.PROSE, piece.fragments)
    runs = (RUN.match(one.text, match.end()) for one in lead for match in WITH.finditer(one.text))
    led = {run.group() for run in runs if run and " " in run.group() and is_a_name(run.group())}
    return led.pop() if len(led) == 1 else None


def _own(piece: Piece, fragment: Fragment, handle: Handle, subject: str | None) -> str | None:
    """Whose handle it is when somebody says "follow me", or when it is a line under the title."""
    alone = fragment.text == handle.surface
    if alone and subject and fold_name(subject) == fold_name(handle.surface):
        return subject
    before = fragment.text[max(0, handle.span.start - WINDOW) : handle.span.start]
    if not says_me(before.rpartition("@")[2]):
        return None
    if fragment.handle or fragment.speaker:
        return None if fragment.handle else fragment.speaker
    if fragment.kind is FragmentKind.ANSWER:
        return subject
    author = piece.author
    if fragment.kind is FragmentKind.PROSE and piece.kind is PieceKind.ESSAY and author:
        return None if author.handle else author.name
    return None


def says_me(before: str) -> bool:
    """Whether the words before a handle say that it is the speaker's own."""
    small = before.casefold()
    if any(map(small.__contains__, OWN)) and ME.search(before):
        return True
    return any(map(small.__contains__, SELF)) and I_AM.search(before) is not None
