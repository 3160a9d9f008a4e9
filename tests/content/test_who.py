"""Evidence becomes one answer: whose handle it is, how often, where, and the best words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.evidence import Counts, Evidence, Naming, Passage, TextCount, counts_of
from content.model import FragmentKind, Mention, Role, Span
from content.quotations import quote
from content.who import answer

INTRODUCES = "My neighbour. She is @orla_f, who mends clocks on Sundays. Nobody else does."


def naming(
    handle: str | None = "orla_f",
    name: str | None = None,
    aliases: tuple[str, ...] = (),
    network: str | None = None,
    texts: int = 1,
    **counts: int,
) -> Naming:
    """One way to name somebody, mentioned once unless it is counted otherwise."""
    counted = Counts(**(counts or {"mentioned": 1}))
    return Naming(handle, name, aliases, network, counted, texts, int(counted.mentioned > 0))


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
    assert answer(Evidence()) is None


def test_who_signs_knows_the_handle() -> None:
    """The handle that somebody signs with wins over one that is printed more often."""
    namings = (naming("orlaf", mentioned=9), naming("orla_f", "Orla Finch", replied=1))
    card = answer(Evidence(namings))
    assert card is not None
    assert (card.handle, card.name) == ("orla_f", "Orla Finch")
    assert card.roles == (Role.REPLIER, Role.MENTIONED)


def test_unsigned_the_most_frequent_wins() -> None:
    """Nobody signs: the handle of most places."""
    card = answer(Evidence((naming("orlaf", mentioned=1), naming("orla_f", mentioned=2))))
    assert card is not None
    assert (card.handle, card.name, card.network) == ("orla_f", None, "X")


def test_known_by_name_only() -> None:
    """No handle, so no network and no spelling of one."""
    card = answer(Evidence((naming(None, "Wilma Ostrander", ("Wilma",)),), (("Wilma", 2),)))
    assert card is not None
    assert (card.handle, card.name, card.names) == (None, "Wilma Ostrander", ("Wilma",))
    assert (card.spellings, card.network) == ((), None)


def test_other_spellings() -> None:
    """Most frequent first, without the handle itself; another case, a name are no spellings."""
    surfaces = (
        ("@Orla_F", 9),
        ("@orla_f", 1),
        ("@orlaf", 3),
        ("@OrlaF", 2),
        ("@orla-finch", 6),
        ("@orla__f", 4),
        ("Orla", 30),
    )
    card = answer(Evidence((naming(),), surfaces))
    assert card is not None
    # The two cases of one spelling count together and show in their more frequent form.
    assert card.spellings == ("@orla-finch", "@orlaf", "@orla__f")


def test_counts_of_a_text() -> None:
    """Places where somebody is named, fragments that somebody wrote, and what is of the whole."""

    def said(role: Role, fragment: int | None, spans: int = 1) -> list[Mention]:
        return [Mention("orla_f", "@orla_f", role, fragment, Span(n, n + 7)) for n in range(spans)]

    mentions = [
        *said(Role.AUTHOR, None),
        *said(Role.AUTHOR, 1),
        *said(Role.AUTHOR, 2),
        *said(Role.MENTIONED, 3, spans=2),
        *said(Role.RECOMMENDED, 4),
        *said(Role.REPLIER, 5, spans=2),
        *said(Role.INTERVIEWEE, None),
    ]
    assert counts_of(mentions) == Counts(
        mentioned=3, recommended=1, wrote=2, replied=1, signed=1, interviewed=1
    )


def test_counts_of_all_texts() -> None:
    """Whatever way texts name somebody, all is counted; roles are what is counted."""
    namings = (
        naming(texts=4, mentioned=6, recommended=6, asked=2),
        naming("orlaf", texts=2, mentioned=0, interviewed=1),
    )
    texts = (TextCount("a", "A", Counts(mentioned=6)),)
    card = answer(Evidence(namings, (), texts))
    assert card is not None
    assert (card.mentions, card.mentioning, card.text_count, card.texts) == (6, 1, 6, texts)
    assert card.roles == (Role.INTERVIEWER, Role.INTERVIEWEE, Role.RECOMMENDED)


def test_quotations_introduce_somebody() -> None:
    """A sentence about a person comes before bare addresses; the name is where the span says."""
    reply = FragmentKind.REPLY
    passages = (
        passage("@orla_f @tam_w thanks!", slug="a", kind=reply),
        passage("Ask @orla_f about the old brass one, she knows.", slug="b", kind=reply),
        passage(INTRODUCES, slug="c", fragment=7),
    )
    card = answer(Evidence((naming(),), passages=passages))
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
    card = answer(Evidence((naming(),), passages=passages))
    assert card is not None
    assert [(one.slug, one.fragment) for one in card.quotations] == [("a", 0), ("b", 0), ("a", 1)]


def test_introductions_are_the_words_that_introduce() -> None:
    """At most two, the same words once, with who says them and when."""
    told = [
        passage(f"Then @orla_f, {what}, came.", f"@orla_f, {what}", slug=slug)
        for slug, what in [("a", "a baker"), ("b", "A BAKER"), ("c", "our mayor"), ("d", "a nurse")]
    ]
    card = answer(Evidence((naming(),), introductions=tuple(told)))
    assert card is not None
    assert [one.text for one in card.introductions] == ["@orla_f, a baker", "@orla_f, our mayor"]
    assert (card.introductions[0].speaker, card.introductions[0].year) == ("Orla", 2014)


def test_names_and_network() -> None:
    """Further names once each; the network that a text tells, else the one of the form."""
    namings = (
        naming(name="Orla Finch", aliases=("Orla", "ORLA FINCH")),
        naming(network="Instagram"),
    )
    card = answer(Evidence(namings))
    assert card is not None
    assert (card.name, card.names, card.network) == ("Orla Finch", ("Orla",), "Instagram")


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
