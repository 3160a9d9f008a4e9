"""Evidence becomes one answer: whose handle it is, how often, where, and the best words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import FragmentKind, Role, Span
from content.who import Evidence, Passage, Tally, TextCount, answer, quote

INTRODUCES = "My neighbour. She is @orla_f, who mends clocks on Sundays. Nobody else does."


def tally(
    surface: str,
    places: int = 1,
    *,
    role: Role = Role.MENTIONED,
    slug: str = "clocks",
    handle: str = "orla_f",
    name: str | None = None,
    fragments: int | None = None,
) -> Tally:
    """So many places of one spelling."""
    count = places if fragments is None else fragments
    return Tally(slug, slug.title(), role, surface, handle, name, places, count)


def passage(
    text: str,
    surface: str = "@orla_f",
    *,
    slug: str = "clocks",
    fragment: int = 0,
    kind: FragmentKind = FragmentKind.PROSE,
) -> Passage:
    """A fragment that names somebody."""
    start = text.index(surface)
    span = Span(start, start + len(surface))
    return Passage(slug, slug.title(), fragment, kind, text, span, "Orla", 2014)


def test_nobody() -> None:
    """Without evidence there is no answer."""
    assert answer("x", Evidence()) is None


def test_who_signs_knows_the_handle() -> None:
    """The handle that somebody signs with wins over one that is printed more often."""
    evidence = Evidence(
        (
            tally("@orlaf", 9, handle="orlaf"),
            tally("@orla_f", 1, role=Role.REPLIER, name="Orla Finch"),
        )
    )
    card = answer("orlaf", evidence)
    assert card is not None
    assert (card.query, card.handle, card.name) == ("orlaf", "orla_f", "Orla Finch")
    assert card.roles == (Role.REPLIER, Role.MENTIONED)


def test_unsigned_the_most_frequent_wins() -> None:
    """Nobody signs: the handle of most places."""
    tallies = (tally("@orlaf", 1, handle="orlaf"), tally("@orla_f", 2))
    card = answer("orlaf", Evidence(tallies))
    assert card is not None
    assert (card.handle, card.name) == ("orla_f", None)


def test_other_spellings() -> None:
    """Most frequent first, without the handle itself, and another case is no other spelling."""
    tallies = (
        tally("@Orla_F", 9),
        tally("@orla_f", 1),
        tally("@orlaf", 1),
        tally("@OrlaF", 2),
        tally("@orla-finch", 6),
        tally("@orlaf", 2, slug="other"),
        tally("@orla__f", 4),
    )
    card = answer("orla_f", Evidence(tallies))
    assert card is not None
    # The two cases of one spelling count together and show in their more frequent form.
    assert card.spellings == ("@orla-finch", "@orlaf", "@orla__f")


def test_counts_in_each_text() -> None:
    """Places where somebody is named, fragments that somebody wrote; most named first."""
    tallies = (
        tally("@orla_f", 3, role=Role.REPLIER, slug="a", fragments=3),
        tally("@orla_f", 2, slug="a", fragments=1),
        tally("@orlaf", 4, slug="b"),
        tally("@orla_f", 6, role=Role.AUTHOR, slug="b", fragments=5),
        tally("@orla_f", 2, role=Role.COMMENTER, slug="c", fragments=2),
    )
    card = answer("orla_f", Evidence(tallies))
    assert card is not None
    assert card.mentions == 6
    assert card.texts == (
        TextCount("b", "B", mentioned=4, wrote=5, replied=0, commented=0, signed=True),
        TextCount("a", "A", mentioned=2, wrote=0, replied=3, commented=0),
        TextCount("c", "C", mentioned=0, wrote=0, replied=0, commented=2),
    )


def test_quotations_introduce_somebody() -> None:
    """A sentence about a person comes before bare addresses; the name is where the span says."""
    reply = FragmentKind.REPLY
    passages = (
        passage("@orla_f @tam_w thanks!", slug="a", kind=reply),
        passage("Ask @orla_f about the old brass one, she knows.", slug="b", kind=reply),
        passage(INTRODUCES, slug="c", fragment=7),
    )
    card = answer("orla_f", Evidence((tally("@orla_f", 3),), passages))
    assert card is not None
    assert [one.slug for one in card.quotations] == ["c", "b", "a"]
    first = card.quotations[0]
    assert first.text == "She is @orla_f, who mends clocks on Sundays."
    assert (first.fragment, first.speaker, first.year) == (7, "Orla", 2014)
    for one in card.quotations:
        assert one.text[one.span.start : one.span.end] == "@orla_f"


def test_quotations_come_from_several_texts() -> None:
    """At most three; every text is quoted before one is quoted twice, and no sentence twice."""
    passages = (
        *(passage(f"Number {n}: @orla_f mends a clock.", slug="a", fragment=n) for n in range(4)),
        passage("@orla_f, again @orla_f, has mended it for us.", slug="b"),
        passage("@orla_f, again @orla_f, has mended it for us.", slug="b"),
    )
    card = answer("orla_f", Evidence((tally("@orla_f", 6),), passages))
    assert card is not None
    assert [(one.slug, one.fragment) for one in card.quotations] == [("a", 0), ("b", 0), ("a", 1)]


def test_introductions_are_the_words_that_introduce() -> None:
    """At most two, the same words once, with who says them and when."""
    told = [
        passage(f"Then @orla_f, {what}, came.", f"@orla_f, {what}", slug=slug)
        for slug, what in [("a", "a baker"), ("b", "A BAKER"), ("c", "our mayor"), ("d", "a nurse")]
    ]
    card = answer("orla_f", Evidence((tally("@orla_f"),), (), tuple(told)))
    assert card is not None
    assert [one.text for one in card.introductions] == ["@orla_f, a baker", "@orla_f, our mayor"]
    assert (card.introductions[0].speaker, card.introductions[0].year) == ("Orla", 2014)


def test_names_and_network() -> None:
    """Further names once each; the network that a text tells, else the one of the form."""
    tallies = (
        replace(tally("@orla_f", name="Orla Finch"), aliases=("Orla", "ORLA FINCH")),
        replace(tally("@orla_f", slug="b"), network="Instagram"),
    )
    card = answer("orla_f", Evidence(tallies))
    assert card is not None
    assert (card.name, card.names, card.network) == ("Orla Finch", ("Orla",), "Instagram")


def test_interviews_and_recommendations() -> None:
    """Questions and answers are counted in fragments, recommendations are mentions too."""
    tallies = (
        tally("@orla_f", 3, role=Role.INTERVIEWER, fragments=3),
        tally("@orla_f", 2, role=Role.RECOMMENDED),
        tally("@orla_f", 1, role=Role.INTERVIEWEE, slug="b", fragments=0),
    )
    card = answer("orla_f", Evidence(tallies))
    assert card is not None
    first, second = card.texts
    assert (first.asked, first.recommended, first.mentioned) == (3, 2, 2)
    assert (second.interviewed, second.answered) == (True, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@orla_f", "@orla_f"),
        ("One. Two @orla_f two! Three.", "Two @orla_f two!"),
        ("“One?” @orla_f says. Two.", "@orla_f says."),
        ("A line\nof @orla_f\nand more.\n\nNext.", "A line\nof @orla_f\nand more."),
        ("Vol. two of @orla_f. End.", "Vol. two of @orla_f."),
        ("  @orla_f  \n\n x", "@orla_f"),
        ("Is it @orla_f? Yes.", "Is it @orla_f?"),
    ],
)
def test_the_sentence_around_a_name(text: str, said: str) -> None:
    """A quotation is the sentence, word for word, without white space at its ends."""
    start = text.index("@orla_f")
    quoted, span = quote(text, Span(start, start + 7))
    assert quoted == said
    assert quoted[span.start : span.end] == "@orla_f"


def test_a_long_sentence_is_cut_between_words() -> None:
    """What is left out shows as an ellipsis on its side."""
    text = "before " * 100 + "@orla_f" + " after" * 100
    start = text.index("@orla_f")
    quoted, span = quote(text, Span(start, start + 7), 60)
    assert quoted == "…before before before @orla_f after after after after…"
    assert quoted[span.start : span.end] == "@orla_f"
    at_end, _ = quote(text[: start + 7], Span(start, start + 7), 60)
    assert at_end == "…" + "before " * 7 + "@orla_f"


WORDS = st.lists(st.sampled_from(["a", "clock", "@tam_w", "ends.", "Why?", "\n\n", "🕰️", "“", " "]))


@given(WORDS, WORDS, st.sampled_from([" ", ""]), st.integers(1, 80))
def test_quotations_are_word_for_word(
    before: list[str], after: list[str], glue: str, limit: int
) -> None:
    """Whatever stands around it, a quotation is a piece of the text with the name in it."""
    head, tail = glue.join(before) + " ", " " + glue.join(after)
    span = Span(len(head), len(head) + 7)
    text = f"{head}@orla_f{tail}"
    quoted, inside = quote(text, span, limit)
    said = quoted.removeprefix("…").removesuffix("…")
    assert quoted[inside.start : inside.end] == "@orla_f"
    assert said in text
    assert said == said.strip()
    assert len(said) <= max(limit, 7)
