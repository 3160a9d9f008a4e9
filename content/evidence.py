"""What a library knows of a person, as values: counts, names, passages. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.model import FragmentKind, Mention, Role, Span

# Whoever comes in by these is named by somebody else.
NAMED = (Role.MENTIONED, Role.RECOMMENDED)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a person does, in one text or in all of them.

    `mentioned` counts the places where somebody else, or the text, names the person, `recommended`
    those of them that recommend. `wrote`, `replied`, `commented`, `asked` and `answered` count
    fragments. `signed` and `interviewed` count texts: of the first the person is named as the
    author, even if no fragment carries the name, the second ask this person as a whole.
    """

    mentioned: int = 0
    recommended: int = 0
    wrote: int = 0
    replied: int = 0
    commented: int = 0
    asked: int = 0
    answered: int = 0
    signed: int = 0
    interviewed: int = 0

    @property
    def own(self) -> int:
        """How often the person stands there in person, and is not named by others."""
        said = self.wrote + self.replied + self.commented + self.asked + self.answered
        return said + self.signed + self.interviewed


ROLE_COUNTS: Mapping[Role, tuple[str, ...]] = {
    Role.AUTHOR: ("wrote", "signed"),
    Role.REPLIER: ("replied",),
    Role.COMMENTER: ("commented",),
    Role.INTERVIEWER: ("asked",),
    Role.INTERVIEWEE: ("answered", "interviewed"),
    Role.RECOMMENDED: ("recommended",),
    Role.MENTIONED: ("mentioned",),
}


def counts_of(mentions: Iterable[Mention]) -> Counts:
    """Count the mentions of one person in one text."""
    places: dict[Role, int] = dict.fromkeys(Role, 0)
    fragments: dict[Role, set[int]] = {role: set() for role in Role}
    whole: set[Role] = set()
    for mention in mentions:
        places[mention.role] += 1
        if mention.fragment is None:
            whole.add(mention.role)
        else:
            fragments[mention.role].add(mention.fragment)
    return Counts(
        mentioned=sum(places[role] for role in NAMED),
        recommended=places[Role.RECOMMENDED],
        wrote=len(fragments[Role.AUTHOR]),
        replied=len(fragments[Role.REPLIER]),
        commented=len(fragments[Role.COMMENTER]),
        asked=len(fragments[Role.INTERVIEWER]),
        answered=len(fragments[Role.INTERVIEWEE]),
        signed=int(Role.AUTHOR in whole),
        interviewed=int(Role.INTERVIEWEE in whole),
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """One way in which texts give a person's handle and names, and all they count under it.

    `texts` counts these texts, `mentioning` those in which somebody else names the person. The
    handle is None for somebody known by name only.
    """

    handle: str | None
    name: str | None
    aliases: tuple[str, ...]
    network: str | None
    counts: Counts
    texts: int
    mentioning: int


@dataclass(frozen=True, slots=True)
class TextCount:
    """What a person does in one text; `title` is the text's, else its first words."""

    slug: str
    title: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Passage:
    """A fragment in which a person is named: `text[span.start:span.end]` is the name as printed."""

    slug: str
    title: str
    fragment: int
    kind: FragmentKind
    text: str
    span: Span
    speaker: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the library knows of a person; without `namings` it knows nobody of that name.

    `surfaces` are spellings as printed with the number of places, `texts` those in which the person
    is named most. An introduction is a passage whose span is the words that say who somebody is.
    """

    namings: tuple[Naming, ...] = ()
    surfaces: tuple[tuple[str, int], ...] = ()
    texts: tuple[TextCount, ...] = ()
    passages: tuple[Passage, ...] = ()
    introductions: tuple[Passage, ...] = ()
