"""The values of the library: frozen, made of tuples, equal when they say the same thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class PieceKind(StrEnum):
    """What sort of text a piece is; it decides how steps are made."""

    THREAD = "thread"
    INTERVIEW = "interview"
    ESSAY = "essay"


class FragmentKind(StrEnum):
    """What part a fragment plays in its piece."""

    PROSE = "prose"
    HEADING = "heading"
    TWEET = "tweet"
    REPLY = "reply"
    QUESTION = "question"
    ANSWER = "answer"
    COMMENT = "comment"


class Rights(StrEnum):
    """By what right a text may be published: the writer's own, a licence, somebody's word."""

    OWN = "own"
    LICENCE = "licence"
    PERMISSION = "permission"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """How a person comes into a piece."""

    AUTHOR = "author"
    REPLIER = "replier"
    COMMENTER = "commenter"
    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    RECOMMENDED = "recommended"
    MENTIONED = "mentioned"


# What comes a hundred thousand times in a long text is no dataclass: a tuple is made in two thirds
# of the time, and written as JSON as it is; a struct in a quarter.
class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as the source prints it: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, cut at the precision: `2014`, `2014-11`, `2014-11-24`."""
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
            if self.day is not None:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a piece; at least one of the two is known. The handle has no `@`."""

    name: str | None
    handle: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece was captured: its address if known, and the SHA-256 of the captured text."""

    sha256: str
    url: str | None = None


class Fragment(Struct, frozen=True, eq=False, gc=False):
    """One postable part of a piece, in reading order.

    `number` and `total` are the printed ones (`3/14`). `depth`: 0 for the main line and comments on
    the text, 1 for what answers one of them aside, and so on. `noted`: the piece's note is about
    this fragment. `spans` are places in the decoded source text; they say where the text was found
    and are not part of what the fragment says.
    """

    kind: FragmentKind
    text: str
    number: int | None = None
    total: int | None = None
    speaker: str | None = None
    handle: str | None = None
    date: PartialDate | None = None
    spans: tuple[Span, ...] = ()
    noted: bool = False
    depth: int = 0

    def __eq__(self, other: object) -> bool:
        """Equal is what says the same, wherever it was found."""
        return isinstance(other, Fragment) and self._said() == other._said()

    def __hash__(self) -> int:
        """The same for all that says the same."""
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return (
            *(self.kind, self.text, self.number, self.total, self.speaker, self.handle),
            *(self.date, self.noted, self.depth),
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of the library. The slug is its identity.

    `note` says, in the piece's language, what a reader may want to know beforehand ("speaks of an
    accident"). With a note and no fragment marked `noted`, it is about all of them. An empty one is
    somebody's word that there is none; `suggested` says that the note is nobody's word yet.

    `same` and `apart` are an editor's words about people: groups of handles and names that are one
    person, by the handle that stands first, and groups that are never one.
    """

    slug: str
    kind: PieceKind
    title: str | None
    author: Author | None
    date: PartialDate | None
    language: str | None
    fragments: tuple[Fragment, ...]
    source: Source
    note: str | None = None
    suggested: bool = False
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    rights: Rights = Rights.UNKNOWN

    def is_noted(self, fragment: Fragment) -> bool:
        """Whether the note is about this fragment."""
        if not self.note:
            return False
        return fragment.noted or not any(other.noted for other in self.fragments)

    def is_of_others(self, fragment: Fragment) -> bool:
        """Whether it is what somebody else said about the text: a comment, or their reply.

        Who nobody is named as is taken for somebody else.
        """
        if fragment.kind is FragmentKind.COMMENT:
            return True
        if fragment.kind is not FragmentKind.REPLY:
            return False
        names = {self.author.name, self.author.handle} if self.author else set()
        own = {name.casefold() for name in names if name}
        return (fragment.handle or fragment.speaker or "").casefold() not in own


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a handle, under every spelling the piece prints (`variants`, with `@`).

    `aliases` are names without `@` that the piece ties to the handle, `network` is where the handle
    lives if its form or the text tells (`mastodon.example`, `Bluesky`, `Instagram`).
    """

    handle: str
    name: str | None
    variants: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    network: str | None = None


class Mention(Struct, frozen=True, gc=False):
    """One place where a person is named.

    `person` is the canonical handle of a `Person`. `span` counts in the fragment's text; it is
    None where the name stands beside the text (attribution line). `fragment` is None for a name
    that belongs to the whole piece (signature, front matter).
    """

    person: str
    surface: str
    role: Role
    fragment: int | None
    span: Span | None


class NamePlace(NamedTuple):
    """One place of a name without a handle; `fragment` and `span` are as in a `Mention`."""

    surface: str
    role: Role
    fragment: int | None
    span: Span | None


class Candidate(NamedTuple):
    """Somebody named without a handle: perhaps a person, until somebody who knows says so.

    `aliases` are the other forms that the piece prints, such as the given name alone.
    """

    name: str
    aliases: tuple[str, ...]
    places: tuple[NamePlace, ...]


class Introduction(Struct, frozen=True, gc=False):
    """Words by which a text says who somebody is, the name among them.

    `person` is the canonical handle of a `Person`; `span` counts in the fragment's text.
    """

    person: str
    fragment: int
    span: Span


class Region(Struct, frozen=True, gc=False):
    """A span of the source that is not a fragment's text: `metadata` or `boilerplate`, by name."""

    span: Span
    where: str
    name: str


class Problem(Struct, frozen=True, gc=False):
    """Something a person should look at; `line` counts from 1 and is None for the whole text."""

    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that was read from one text.

    `sha256` is of the text that was read; `counts` has how many images, polls and quoted posts are
    written out in it. `left_out` has what of its whole source no text has, by name; one text of a
    source tells it for all. `unshown` has how many characters stand, by name, in what a page holds
    and never shows. `reader` is the version of the reader that read it.
    """

    piece: Piece
    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    regions: tuple[Region, ...]
    problems: tuple[Problem, ...]
    sha256: str
    candidates: tuple[Candidate, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    unshown: Mapping[str, int] = field(default_factory=dict)
    reader: int = 0
