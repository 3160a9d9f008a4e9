"""One person per spelling family: joined by evidence, apart without it."""

import pytest
from hypothesis import given

from content.model import (
    Author,
    Fragment,
    FragmentKind,
    Piece,
    PieceKind,
    Role,
    Source,
    Span,
)
from content.people import gather
from tests.content.strategies import pieces

T, R, P = FragmentKind.TWEET, FragmentKind.REPLY, FragmentKind.PROSE


def thread(*fragments: Fragment) -> Piece:
    return Piece("s", PieceKind.THREAD, None, None, None, None, fragments, Source("0" * 64))


def prose(text: str) -> Fragment:
    return Fragment(P, text)


def said(kind: FragmentKind, text: str, handle: str, name: str | None = None) -> Fragment:
    return Fragment(kind, text, speaker=name, handle=handle)


def families(piece: Piece) -> set[frozenset[str]]:
    return {frozenset(person.variants) for person in gather(piece)[0]}


OWN = said(T, "One.", "Orla_Quindlen", "Orla Q.")


@pytest.mark.parametrize("spelling", ["@Orla_Quindlem", "@Orla-Quindlen", "@orlaquindlen"])
def test_a_misspelt_author_in_the_lead_in(spelling: str) -> None:
    """What leads into a thread names its author, letter for letter or nearly."""
    piece = thread(prose(f"Yesterday {spelling} told this:"), OWN)
    assert families(piece) == {frozenset({spelling, "@Orla_Quindlen"})}


@pytest.mark.parametrize(
    "fragments",
    [
        pytest.param([OWN, prose("Thanks to @Orla_Quindlem.")], id="after the thread"),
        pytest.param([prose("@Orla_Quindlem and @Orla_Quindlen wrote:"), OWN], id="one sentence"),
        pytest.param(
            [prose("By @Orla_Quindlem:"), OWN, said(R, "@Orla_Quindlen No.", "Orla_Quindlem")],
            id="both sign",
        ),
        pytest.param(
            [prose("By @Orla_Quindlem:"), OWN, said(R, "@Orla_Quindlem No.", "tam")],
            id="answered as another",
        ),
        pytest.param([prose("By @Orla_Quindlen2:"), OWN], id="a digit"),
        pytest.param([prose("By @Tam_Ok:"), said(T, "One.", "Tam_Rok")], id="short handles"),
        pytest.param(
            [prose("By @Orla_Quindlem:"), OWN, said(T, "Two.", "Orla_Quindler")], id="ambiguous"
        ),
        pytest.param([prose("@Orla_Quindlem says hello to @Orla_Quindlen.")], id="no thread"),
    ],
)
def test_look_alikes_stay_apart_without_evidence(fragments: list[Fragment]) -> None:
    """A wrong merge is worse than a missed one."""
    assert all(len({v.casefold() for v in family}) == 1 for family in families(thread(*fragments)))


def test_case_never_makes_two_people() -> None:
    """The attribution's spelling is the canonical one, and it brings the name."""
    people, _ = gather(thread(prose("@ORLA_quindlen again, @ORLA_quindlen!"), OWN))
    assert [(p.handle, p.name) for p in people] == [("Orla_Quindlen", "Orla Q.")]


def test_the_most_frequent_spelling_without_an_attribution() -> None:
    """Where nobody signs, the form printed most often stands for the person."""
    (person,), _ = gather(thread(prose("@tam @Tam @tam")))
    assert (person.handle, person.variants) == ("tam", ("@tam", "@Tam"))


def test_roles_and_places() -> None:
    """Who signs has no span; who is named has one, in the fragment's text."""
    piece = thread(OWN, said(R, "@Orla_Quindlen Yes, @tam", "ros"))
    _, mentions = gather(piece)
    assert [(m.person, m.role, m.fragment, m.span) for m in mentions] == [
        ("Orla_Quindlen", Role.AUTHOR, 0, None),
        ("ros", Role.REPLIER, 1, None),
        ("Orla_Quindlen", Role.MENTIONED, 1, Span(0, 14)),
        ("tam", Role.MENTIONED, 1, Span(20, 24)),
    ]


def test_the_author_of_a_piece_is_a_person() -> None:
    """A handle in the front matter belongs to the whole piece."""
    piece = Piece(
        "s", PieceKind.ESSAY, None, Author("Ida", "ida"), None, None, (), Source("0" * 64)
    )
    (person,), (mention,) = gather(piece)
    assert (person.handle, person.name) == ("ida", "Ida")
    assert (mention.role, mention.fragment) == (Role.AUTHOR, None)


@given(pieces())
def test_spans_are_the_surfaces(piece: Piece) -> None:
    """text[start:end] == surface for every mention in a text, and each person is known."""
    people, mentions = gather(piece)
    handles = {person.handle for person in people}
    for mention in mentions:
        assert mention.person in handles
        if mention.span is not None and mention.fragment is not None:
            text = piece.fragments[mention.fragment].text
            assert text[mention.span.start : mention.span.end] == mention.surface
