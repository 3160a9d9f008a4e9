"""One person per spelling family: joined by evidence, apart without it."""

from dataclasses import replace

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
    return {frozenset(person.variants) for person in gather(piece).people}


OWN = said(T, "One.", "Orla_Quindlen", "Orla Q.")


@pytest.mark.parametrize("spelling", ["@Orla_Quindlem", "@Orla-Quindlen", "@orlaquindlen"])
def test_a_misspelt_author_in_the_lead_in(spelling: str) -> None:
    """What leads into a thread names its author, letter for letter or nearly."""
    piece = thread(prose(f"Yesterday {spelling} told this:"), OWN)
    assert families(piece) == {frozenset({spelling, "@Orla_Quindlen"})}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("@Tam_Bell wrote. Later @tam-bell wrote again.", True),
        ("@Tam_Bell and @tam-bell are two people.", False),
        ("@tambell wrote. Later @tam-bell wrote again.", False),
        ("Nora Quill (@nora_quil) mends. Ask Nora Quill (@nora_quill). And @nora_quill.", True),
        ("Nora Quill (@nora_quil) mends. Ask Nora Quillen (@nora_quill).", False),
        ("Nora Quill (@nora_quil) mends. Ask Nora Quill (@tam_bell).", False),
        ("Nora Quill (@nora_1) mends. Ask Nora Quill (@nora_2).", False),
        ("Nora (@nora_quil) mends. Ask Nora (@nora_quill).", False),
    ],
)
def test_spellings_that_a_text_ties(text: str, joined: bool) -> None:
    """A hyphen stands for an underscore; one whole name beside both makes them one."""
    assert len(families(thread(prose(text)))) == (1 if joined else 2)


def test_the_spelling_that_stands_more_often() -> None:
    """It is the handle; the others are its variants."""
    text = "Nora Quill (@nora_quil) mends. Ask Nora Quill (@nora_quill). And @nora_quill."
    (person,) = gather(thread(prose(text))).people
    assert person.handle == "nora_quill"


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
    people = gather(thread(prose("@ORLA_quindlen again, @ORLA_quindlen!"), OWN)).people
    assert [(p.handle, p.name) for p in people] == [("Orla_Quindlen", "Orla Q.")]


def test_the_most_frequent_spelling_without_an_attribution() -> None:
    """Where nobody signs, the form printed most often stands for the person."""
    (person,) = gather(thread(prose("@tam @Tam @tam"))).people
    assert (person.handle, person.variants) == ("tam", ("@tam", "@Tam"))


def test_roles_and_places() -> None:
    """Who signs has no span; who is named has one, in the fragment's text."""
    piece = thread(OWN, said(R, "@Orla_Quindlen Yes, @tam", "ros"))
    mentions = gather(piece).mentions
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
    found = gather(piece)
    (person,), (mention,) = found.people, found.mentions
    assert (person.handle, person.name) == ("ida", "Ida")
    assert (mention.role, mention.fragment) == (Role.AUTHOR, None)


@given(pieces())
def test_spans_are_the_surfaces(piece: Piece) -> None:
    """text[start:end] == surface for every mention in a text, and each person is known."""
    found = gather(piece)
    handles = {person.handle for person in found.people}
    for mention in found.mentions:
        assert mention.person in handles
        if mention.span is not None and mention.fragment is not None:
            text = piece.fragments[mention.fragment].text
            assert text[mention.span.start : mention.span.end] == mention.surface


@given(pieces())
def test_candidates_stand_where_they_say(piece: Piece) -> None:
    """A candidate's place is its surface, and no candidate has the name of a handle's owner."""
    found = gather(piece)
    for candidate in found.candidates:
        assert candidate.places
        for place in candidate.places:
            if place.span is not None and place.fragment is not None:
                text = piece.fragments[place.fragment].text
                assert text[place.span.start : place.span.end] == place.surface
    for told in found.introductions:
        assert told.span.end <= len(piece.fragments[told.fragment].text)


@pytest.mark.parametrize(
    "text",
    [
        "Hier Nora Quill (@nq_7) a parlé.",
        "Thanks to @nq_7 (Nora Quill) for the tea.",
        "Nora Quill, alias @nq_7, mends nets.",
        "The end.\nNora Quill @nq_7",
        "— Nora Quill, @nq_7",
        "Nora Quill mends nets in Brixham and bakes. Twitter: @nq_7",
        "Follow Nora on @nq_7. Nora Quill mends nets.",
        "Nora Quill mends nets. Online she is known as @nq_7.",
        "Nora Quill mends nets. Nora is there, too: @nq_7",
    ],
)
def test_a_name_and_a_handle_side_by_side(text: str) -> None:
    """Where a text prints both as one, the name is the handle's, and nobody else is found."""
    found = gather(thread(prose(text)))
    (person,) = found.people
    assert (person.name, found.candidates) == ("Nora Quill", ())


@pytest.mark.parametrize(
    "text",
    [
        "Avant Fournil, Nora a chanté. Twitter: @nq_7",
        "Nora Quill thanked @nq_7 warmly.",
        "Nora Quill, @nq_7 and @tam_b came.",
        "@noraquill came. Nora Quill left.",
        "Twitter: @nq_7",
    ],
)
def test_a_name_near_a_handle_is_not_its_name(text: str) -> None:
    """Neither nearness nor likeness makes one person of a name and a handle."""
    found = gather(thread(prose(text)))
    assert all(person.name is None for person in found.people)


def test_names_over_handles() -> None:
    """A list prints each name in a line, its handle in the next; once, a known name is needed."""
    listed = ("Nora Quill", "@nq_7", "She mends nets.", "Zorb Trelk", "@zt", "He does not.")
    found = gather(thread(*map(prose, listed)))
    assert {p.handle: p.name for p in found.people} == {"nq_7": "Nora Quill", "zt": "Zorb Trelk"}
    (person,) = gather(thread(prose("Zorb Trelk"), prose("@zt"))).people
    assert person.name is None


def test_the_last_line_of_a_note() -> None:
    """A note about somebody may be several lines; the handle at its end is theirs."""
    found = gather(
        thread(
            prose("Nora Quill is a baker."),
            prose("She lives in Leeds."),
            prose("Twitter: @nq_7"),
            prose("Twitter: @tam_b"),
        )
    )
    assert {p.handle: p.name for p in found.people} == {"nq_7": "Nora Quill", "tam_b": None}


@pytest.mark.parametrize(
    ("title", "answer", "name"),
    [
        ("Tea with Nora Quill", "You can find me on Instagram: @nq_7", "Nora Quill"),
        ("Tea with Nora Quill", "@noraquill", "Nora Quill"),
        ("Tea with Nora Quill", "You can find it at @nq_7", None),
        ("Nora Quill and Tam Bell", "You can find me on Instagram: @nq_7", None),
        ("Tea", "You can find me on Instagram: @nq_7", None),
        ("Tea with Nora Quill", "I'm @nq_7 on Mastodon", "Nora Quill"),
        ("Tea with Nora Quill", "I'm tired, ask @nq_7", None),
        ("Tea with Nora Quill", "Ich bin auf Mastodon @nq_7", "Nora Quill"),
    ],
)
def test_the_one_who_answers(title: str, answer: str, name: str | None) -> None:
    """Who says "find me" in an interview is the one person whom the title names."""
    fragments = (Fragment(FragmentKind.QUESTION, "Where?"), Fragment(FragmentKind.ANSWER, answer))
    source = Source("0" * 64)
    piece = Piece("s", PieceKind.INTERVIEW, title, None, None, "en", fragments, source)
    found = gather(piece)
    (person,) = found.people
    assert person.name == name
    interviewed = [m for m in found.mentions if m.role is Role.INTERVIEWEE]
    assert bool(interviewed) == (name is not None)


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Entretien avec Nora Quill, horlogère.", "Nora Quill"),
        ("A talk with Nora Quill about clocks.", "Nora Quill"),
        ("Ein Gespräch mit Nora Quill. Ein Gespräch mit Tam Bell.", None),
        ("A talk with Nora about clocks.", None),
        ("Nora Quill mends clocks.", None),
    ],
)
def test_the_one_whom_the_lead_names(lead: str, name: str | None) -> None:
    """Where the title names nobody, the lead may say whom the interview is with."""
    fragments = (
        prose(lead),
        Fragment(FragmentKind.QUESTION, "Where?"),
        Fragment(FragmentKind.ANSWER, "Follow me there: @nq_7"),
    )
    piece = Piece("s", PieceKind.INTERVIEW, "Tea", None, None, "en", fragments, Source("0" * 64))
    assert [person.name for person in gather(piece).people] == [name]


def test_given_names_join_whole_names() -> None:
    """The given name alone means whoever bears it here; of two, the one just named, or nobody."""
    found = gather(
        thread(
            prose("Merci à Odile Corvin et à Odile Brémond. Odile riait."),
            prose("Tout cela fit rire Odile."),
            prose("Avec Renaud Taillefer, puis Renaud seul."),
        )
    )
    names = {c.name: (c.aliases, len(c.places)) for c in found.candidates}
    assert names == {
        "Odile Corvin": ((), 1),
        "Odile Brémond": (("Odile",), 2),
        "Renaud Taillefer": (("Renaud",), 2),
    }


def test_who_signs_without_a_handle() -> None:
    """Commenters, speakers and authors are candidates, with what they do in the piece."""
    fragments = (
        Fragment(FragmentKind.QUESTION, "Who are you?", speaker="Ros Penhale"),
        Fragment(FragmentKind.ANSWER, "A baker, thanks Ros.", speaker="Q"),
        Fragment(FragmentKind.COMMENT, "Fine.", speaker="zib77"),
    )
    author = Author("Ida Krell", None)
    piece = Piece("s", PieceKind.INTERVIEW, None, author, None, None, fragments, Source("0" * 64))
    roles = {c.name: [place.role for place in c.places] for c in gather(piece).candidates}
    assert roles == {
        "Ida Krell": [Role.AUTHOR],
        "Ros Penhale": [Role.INTERVIEWER, Role.MENTIONED],
        "zib77": [Role.COMMENTER],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hier @nq_7, cette soudeuse de Brest, parlait.", "@nq_7, cette soudeuse de Brest"),
        ("Lire @nq_7, consultante en voiles.", "@nq_7, consultante en voiles"),
        ("@nq_7 is a baker in Leeds. She runs.", "@nq_7 is a baker in Leeds"),
        ("Then @nq_7 (teacher in Leeds) came.", "@nq_7 (teacher in Leeds)"),
        ("I asked my colleague @nq_7 again.", "my colleague @nq_7"),
        ("@nq_7 ist eine Imkerin aus Köln.", "@nq_7 ist eine Imkerin aus Köln"),
        ("@nq_7, qui est ma voisine, rit.", "@nq_7, qui est ma voisine"),
        ("@nq_7, merci pour tout !", None),
        ("@nq_7, the other day it rained.", None),
        ("@nq_7 is right.", None),
        ("@nq_7, @tam_b are here.", None),
        ("@nq_7 est un peu en retard.", None),
        ("I met @nq, who mends clocks on Sundays. We talked.", "@nq, who mends clocks on Sundays"),
        ("@nq, qui règle des pianos, raconte peu.", "@nq, qui règle des pianos"),
        ("@nq, who said that it was late, left.", None),
        ("Pour @nq, a écrit quelqu’un, la mer est loin.", None),
    ],
)
def test_how_a_text_introduces_somebody(text: str, said: str | None) -> None:
    """The words that say what somebody is, from the name to a sensible end."""
    introductions = gather(thread(prose(text))).introductions
    assert [text[i.span.start : i.span.end] for i in introductions] == ([said] if said else [])


def test_recommended() -> None:
    """In a sentence that recommends, or in the answer to a question for recommendations."""
    fragments = (
        Fragment(FragmentKind.QUESTION, "Whom do you recommend?"),
        Fragment(FragmentKind.ANSWER, "@nq_7 and @tam_b."),
        Fragment(FragmentKind.QUESTION, "And what is next?"),
        Fragment(FragmentKind.ANSWER, "Tea with @ros_p."),
        Fragment(P, "Je vous recommande @zib."),
    )
    roles = {m.person: m.role for m in gather(thread(*fragments)).mentions}
    assert roles == {
        "nq_7": Role.RECOMMENDED,
        "tam_b": Role.RECOMMENDED,
        "ros_p": Role.MENTIONED,
        "zib": Role.RECOMMENDED,
    }


def test_a_name_beside_its_handle_is_one_place() -> None:
    """Elsewhere it is a mention of its own."""
    text = "Nora Quill (@nq_7) mends clocks. Everybody knows Nora Quill."
    found = gather(thread(prose(text)))
    assert [m.surface for m in found.mentions if m.person == "nq_7"] == ["@nq_7", "Nora Quill"]
    assert [m.span.start for m in found.mentions if m.span and m.surface == "Nora Quill"] == [49]


def test_words_that_begin_sentences_are_no_names() -> None:
    """Whoever is spoken to in the imperative, and what is only pointed at."""
    text = "Ask Paul about it. Celle-ci vient d’une gare. Thank Anna Berg for me."
    found = gather(thread(prose(text)))
    assert [one.name for one in found.candidates] == ["Paul", "Anna Berg"]


def test_an_editor_joins_what_no_rule_would() -> None:
    """`same`: handles and names are one person, by the first; what it is called elsewhere stays."""
    fragments = (prose("@quill_n met Nora Quill. Nora Quill laughed with @NoraQ."), OWN)
    piece = replace(thread(*fragments), same=(("nora_quill", "@quill_n", "noraq", "Nora Quill"),))
    found = gather(piece)
    nora = next(person for person in found.people if person.handle == "nora_quill")
    assert (nora.name, set(nora.variants)) == ("Nora Quill", {"@quill_n", "@NoraQ"})
    assert sum(one.person == "nora_quill" for one in found.mentions) == 4
    assert found.candidates == ()


def test_an_editor_knows_a_handle_that_the_text_does_not() -> None:
    """Somebody known by name only is whom the editor says; without a place nobody is there."""
    piece = thread(prose("Nora Quill laughed, said Nora Quill."))
    same = (("nora_quill", "Nora Quill"), ("tam", "Tam Orrin"))
    found = gather(replace(piece, same=same))
    assert [(one.handle, one.name) for one in found.people] == [("nora_quill", "Nora Quill")]
    assert [one.surface for one in found.mentions] == ["Nora Quill"] * 2


def test_an_editor_parts_what_a_rule_joins() -> None:
    """`apart`: neither a look-alike nor a name beside it is the handle's."""
    piece = thread(prose("Yesterday Odile Reck (@orlaquindlen) told this:"), OWN)
    (joined,) = gather(piece).people
    assert (joined.name, joined.aliases) == ("Orla Q.", ("Odile Reck",))
    apart = (("Orla_Quindlen", "orlaquindlen"), ("orlaquindlen", "Odile Reck"))
    found = gather(replace(piece, apart=apart)).people
    assert {person.handle for person in found} == {"Orla_Quindlen", "orlaquindlen"}
    assert all("Odile Reck" not in (person.name, *person.aliases) for person in found)


@given(pieces())
def test_whatever_an_editor_says_every_place_is_somebodys(piece: Piece) -> None:
    """Mentions name people that are there, each once, under every printed spelling."""
    found = gather(piece)
    handles = [person.handle for person in found.people]
    assert {one.person for one in found.mentions} <= set(handles)
