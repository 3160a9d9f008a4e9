"""Interviews put together: introduction, turns, asides and farewells."""

import pytest

from content.model import FragmentKind, Parsed, PieceKind
from content.parse import parse

TURNS = """Comment êtes-vous arrivée ici ?

J’ai suivi la rivière, et elle s’est arrêtée avant moi. Je n’avais plus de raison de continuer.

Que faites-vous le soir ?

Je compte les péniches. Mon voisin compte les mouettes, et nous comparons nos carnets.

Et quand il pleut ?

Je compte mieux, parce que je n’ai rien d’autre à faire que d’attendre et d’écouter.
"""


def kinds(parsed: Parsed) -> str:
    """One letter a fragment: Prose, Heading, Question, Answer, Tweet, Comment."""
    return "".join(fragment.kind[0] for fragment in parsed.piece.fragments).upper()


def test_questions_and_answers_by_their_words() -> None:
    """Three questions to somebody who answers in the first person make an interview."""
    parsed = parse(TURNS, "stem")
    assert parsed.piece.kind is PieceKind.INTERVIEW
    assert kinds(parsed) == "QAQAQA"
    assert parsed.problems == ()


def test_it_may_begin_inside_an_answer() -> None:
    """What precedes the first question is an answer if it reads like one, and that is said."""
    parsed = parse("et c’est ainsi que j’ai tout quitté, un mardi.\n\n" + TURNS, "stem")
    assert kinds(parsed) == "AQAQAQA"
    assert [(p.line, p.what) for p in parsed.problems] == [(1, "begins in the middle of an answer")]


def test_an_answer_may_go_on_below_the_introduction() -> None:
    """A small letter behind the page's own whole sentences is an answer's middle."""
    intro = "Nous avons parlé à une voisine du canal.\n\n"
    middle = "et c’est ainsi que j’ai tout quitté, un mardi.\n\n"
    parsed = parse(intro + middle + TURNS, "stem")
    assert kinds(parsed) == "PAQAQAQA"
    assert [(p.line, p.what) for p in parsed.problems] == [(3, "begins in the middle of an answer")]


@pytest.mark.parametrize(
    ("middle", "turns"),
    [
        ("au bord du canal, à l’heure où les péniches rentrent.", TURNS),
        ("et c’est ainsi que j’ai tout quitté, un mardi.", TURNS.replace("Je compte", "je compte")),
    ],
)
def test_a_small_letter_alone_proves_no_answer(middle: str, turns: str) -> None:
    """It must say "I", on a page that begins its other paragraphs with capitals."""
    parsed = parse(f"Une voisine du canal raconte.\n\n{middle}\n\n{turns}", "stem")
    assert kinds(parsed) == "PPQAQAQA"
    assert parsed.problems == ()


def test_it_may_end_inside_an_answer() -> None:
    """A last sentence without its end is said too."""
    parsed = parse(TURNS + "\nUn jour je suis descendue jusqu’à", "stem")
    assert [(p.line, p.what) for p in parsed.problems] == [(13, "ends in the middle of an answer")]


def test_the_page_takes_leave() -> None:
    """Thanks to the guest, and where to find her, are no part of the last answer."""
    page = (
        "Rencontre avec Nadia Brizard\nPar Odile Varesse, le 3 mars 2014\n\n"
        "Nadia Brizard vit sur un bateau depuis dix ans et ne compte pas en descendre.\n\n"
    )
    parsed = parse(page + TURNS + "\nMerci à Nadia pour ses réponses !\n", "stem")
    assert kinds(parsed) == "PQAQAQAP"


def test_a_pull_quote_is_not_said_twice() -> None:
    """A line that repeats what an answer says is the page's, and set aside by name."""
    quote = "Mon voisin compte les mouettes, et nous comparons nos carnets"
    parsed = parse(TURNS.replace("\nEt quand", f"\n{quote}\n\nEt quand"), "stem")
    assert kinds(parsed) == "QAQAQA"
    assert "pull quote" in [region.name for region in parsed.regions]


def test_headings_come_in_several_places() -> None:
    """Short lines before questions are headings where there are others, else prose."""
    one = TURNS.replace("\nQue faites", "\nLe soir venu\n\nQue faites")
    assert kinds(parse(one, "stem")) == "QAPQAQA"
    both = one.replace("\nEt quand", "\nLes jours de pluie\n\nEt quand")
    assert kinds(parse(both, "stem")) == "QAHQAHQA"


@pytest.mark.parametrize(
    "label",
    ["Odile :|Nadia :", "OV:|NB:", "Q.|R.", "Q1 :|R1 :", "ODILE –|NADIA –", "[Odile]:|[Nadia]:"],
)
def test_labels(label: str) -> None:
    """Whoever is named before the words speaks; letters that say no name name nobody."""
    ask, answer = label.split("|")
    text = "".join(
        f"{ask} Et la {i}e année, comment était-ce ?\n\n{answer} Longue, humide, et sans vous.\n\n"
        for i in (1, 2, 3)
    )
    parsed = parse(text, "stem")
    assert kinds(parsed) == "QAQAQA"
    named = ask[0] not in "Q"
    assert all((fragment.speaker is not None) == named for fragment in parsed.piece.fragments)
    assert not any(":" in fragment.text for fragment in parsed.piece.fragments)


def test_one_label_for_all_paragraphs_of_an_answer() -> None:
    """An answer is one fragment, even where its speaker is named again."""
    text = "Q: Why?\nA: Because.\nA: And because of the rain.\nQ: How long?\nA: A year.\n"
    fragments = parse(text, "stem").piece.fragments
    assert [f.text for f in fragments if f.kind is FragmentKind.ANSWER] == [
        "Because.\nAnd because of the rain.",
        "A year.",
    ]


def test_an_essay_may_ask_its_readers() -> None:
    """Paragraphs that begin with a question to the reader are no talk on lost lines."""
    asks = "Vous souvenez-vous de cette gare ? Elle avait un toit, et nous y attendions ma tante."
    tells = "La salle d’attente sentait le poêle et la laine. On y parlait bas, sans raison."
    text = "\n\n".join([asks, tells, tells.upper()] * 6)
    assert parse(text, "stem").piece.kind is PieceKind.ESSAY


def test_what_could_be_an_interview_says_so() -> None:
    """Close evidence is not enough: the text stays in paragraphs, with one problem."""
    doubt = "\n\n".join(
        f"Et vous, que feriez-vous le {day} ?\n\nLe {day}, la ville dort et le port travaille. " * 1
        for day in ("lundi", "mardi", "jeudi")
    )
    parsed = parse(doubt, "stem")
    assert parsed.piece.kind is PieceKind.ESSAY
    assert set(kinds(parsed)) == {"P"}
    assert [p.what for p in parsed.problems] == [
        "could be an interview, but who asks and who answers is unclear: read as paragraphs"
    ]


def test_an_essay_that_keeps_asking_says_so() -> None:
    """Questions with paragraphs behind them that nobody answers in person; two in ten are none."""
    asks = "What is a river?\n\nIt is water that goes somewhere, mostly downhill.\n\n"
    asks += "Where does it end?\n\nIn the sea, and then it comes again.\n\n"
    told = parse(asks + "I walked along it, and nobody was there.", "x")
    assert told.piece.kind is PieceKind.ESSAY
    assert [problem.line for problem in told.problems] == [None]
    more = "\n\n".join(
        f"Then we walked on for a day, the {n}th, and said nothing." for n in range(9)
    )
    assert parse(asks + more, "x").problems == ()
