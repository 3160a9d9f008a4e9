"""What a step looks like: all of its text, within Telegram's limits, pinging nobody."""

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from bot.delivery.message import Manner, Offer, Place, message, passage
from bot.delivery.pings import PINGS, shielded
from bot.delivery.post import Rich, Style
from bot.delivery.render import (
    ENTITY_LIMIT,
    TEXT_LIMIT,
    Script,
    shortened,
    title_of,
    with_handles,
)
from bot.i18n import translator
from content.fragments import steps, utf16_length
from content.model import Author, Fragment, FragmentKind, PartialDate, Piece, PieceKind, Source
from content.networks import Account

KINDS = st.sampled_from(FragmentKind)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200),
    st.sampled_from(
        ["@mira_k and @tomas.example went. ", "😀 ", "Une phrase. ", "mot", "@a" * 70]
    ).flatmap(lambda part: st.integers(1, 9).map(lambda times: part * (times**3))),
).filter(lambda text: bool(text.strip()))


def script_of(*fragments: Fragment, title: str | None = "Night trains") -> Script:
    """A script of these fragments."""
    piece = Piece(
        slug="night-trains",
        kind=PieceKind.THREAD,
        title=title,
        author=Author("Mira Kovač", "mira_k"),
        date=PartialDate(2019, 4),
        language="en",
        fragments=fragments,
        source=Source("0" * 64, "https://example.org/night-trains"),
    )
    return Script(1, piece, steps(fragments), {})


FRAGMENTS = st.builds(
    Fragment,
    KINDS,
    TEXTS,
    number=st.none() | st.integers(1, 999),
    total=st.none() | st.integers(1, 999),
    speaker=st.none() | st.text(min_size=1, max_size=300),
    handle=st.none() | st.from_regex(r"[A-Za-z0-9_]{1,15}", fullmatch=True),
    date=st.none() | st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
)


@given(st.lists(FRAGMENTS, min_size=1, max_size=5), st.sampled_from(["en", "fr"]))
@example([Fragment(FragmentKind.HEADING, "A", speaker="@ada_q")], "en")
@example([Fragment(FragmentKind.ANSWER, "A", speaker="@ada_q")], "fr")
@example([Fragment(FragmentKind.REPLY, "A", speaker="@ada_q")], "en")
def test_every_message_keeps_telegrams_limits_and_pings_nobody(
    fragments: list[Fragment], language: str
) -> None:
    """Length in UTF-16 units, number of entities, and no bare @name anywhere."""
    script = script_of(*fragments, title=None)
    t = translator(language)
    for step in range(len(script.steps)):
        parts = script.parts(step)
        for part in range(len(parts)):
            post = message(script, Place(step, part, parts), t, Manner(), Offer(2, "x" * 500))
            assert post.body.text.strip()
            assert utf16_length(post.body.text) <= TEXT_LIMIT
            assert len(shielded(post.body).entities) <= ENTITY_LIMIT
            assert bare_pings(post.body) == []
            assert all(0 < len(b.label) <= 64 for row in post.keyboard for b in row)


def bare_pings(body: Rich) -> list[str]:
    """The names that Telegram would take for its own people."""
    safe = [e.span for e in body.entities if e.style in (Style.LINK, Style.CODE)]
    return [
        found[0]
        for found in PINGS.finditer(body.text)
        if not any(span.start <= found.start() < span.end for span in safe)
    ]


@given(st.lists(FRAGMENTS, min_size=1, max_size=4))
def test_the_parts_of_a_step_joined_hold_every_fragment_whole(fragments: list[Fragment]) -> None:
    """Nothing is lost at the seams, to the letter, and everything is in order."""
    script = script_of(*fragments)
    for number, step in enumerate(script.steps):
        joined = "".join(part.text for part in script.parts(number))
        place = 0
        for fragment in fragments[step.first : step.last]:
            place = joined.index(fragment.text, place) + len(fragment.text)


def test_a_numbered_tweet_says_who_and_which() -> None:
    """Name, handle linked to its own network, number, and the day once."""
    day = PartialDate(2019, 4, 3)
    tweets = [
        Fragment(FragmentKind.TWEET, text, number, 2, "Mira Kovač", "mira_k", day)
        for number, text in ((1, "The night train left."), (2, "It came back."))
    ]
    script = script_of(*tweets)
    first, second = (script.parts(step)[0] for step in (0, 1))
    assert first.text == "Mira Kovač · @mira_k · 1/2 · 3 April 2019\nThe night train left."
    assert second.text == "Mira Kovač · @mira_k · 2/2\nIt came back."
    assert [e.url for e in first.entities if e.style is Style.LINK] == ["https://x.com/mira_k"]


def test_a_question_leads_its_answer_in_one_message() -> None:
    """The question is bold and its answer follows."""
    script = script_of(
        Fragment(FragmentKind.QUESTION, "Why trains?"), Fragment(FragmentKind.ANSWER, "They wait.")
    )
    assert len(script.steps) == 1
    assert script.parts(0)[0].text == "Why trains?\n\nThey wait."
    assert script.parts(0)[0].entities[0].style is Style.BOLD


def test_the_last_message_has_the_source_and_the_way_on() -> None:
    """The end, the source unfolded, another text; no Next."""
    script = script_of(Fragment(FragmentKind.PROSE, "The end of the line."))
    post = message(
        script, Place(0, 0, script.parts(0)), translator("fr"), Manner(), Offer(2, "Ponts")
    )
    assert "fragment 1 sur 1, fin" in post.body.text
    assert post.preview == "https://example.org/night-trains"
    assert [b.label for row in post.keyboard for b in row] == [
        "Lire «\u00a0Ponts\u00a0»",
        "Bibliothèque",
    ]


def test_a_text_without_a_title_goes_by_its_first_words() -> None:
    """The thread's first tweet rather than the words around it, cut between words."""
    script = script_of(
        Fragment(FragmentKind.PROSE, "Yesterday I read this:"),
        Fragment(
            FragmentKind.TWEET, "A conductor told me once that the night train waits for nobody."
        ),
        title=None,
    )
    assert title_of(script.piece) == "A conductor told me once that the night train…"


def test_a_passage_stands_under_its_title_and_can_be_read_on() -> None:
    """Somebody who looks at one passage sees where it is from."""
    script = script_of(Fragment(FragmentKind.PROSE, "One."), Fragment(FragmentKind.PROSE, "Two."))
    posts = passage(script, 1, translator("en"), veiled=False)
    assert [post.body.text for post in posts] == ["Night trains\n\nTwo.\n\nfragment 2 of 2"]
    assert [b.label for row in posts[-1].keyboard for b in row] == ["Read"]


def test_a_handle_leads_where_the_text_says() -> None:
    """Beside the name of a network, and where the index knows better."""
    said = with_handles("@mira_k on Instagram, @tomas and @tom-as", {"@tom-as": Account("tomas")})
    assert [(said.text[e.span.start : e.span.end], e.url) for e in said.entities if e.url] == [
        ("@mira_k", "https://www.instagram.com/mira_k"),
        ("@tomas", "https://x.com/tomas"),
        ("@tom-as", "https://x.com/tomas"),
    ]
    two = {"@mira_k": Account("mira_k")}
    said = with_handles("@mira_k, on Instagram: @mira_k, and @mira_k@t.me", two)
    assert [e.url for e in said.entities] == [
        "https://x.com/mira_k",
        "https://www.instagram.com/mira_k",
        "https://t.me/mira_k",
    ]


@given(st.text(max_size=200), st.integers(5, 100))
def test_a_shortened_text_is_short_and_begins_alike(text: str, limit: int) -> None:
    """At most `limit` characters, and nothing that was not there but the ellipsis."""
    short = shortened(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


def test_only_bare_names_are_shielded() -> None:
    """E-mail addresses and linked handles stay as they are."""
    body = shielded(Rich("write to mira@example.org or @mira_k"))
    assert [body.text[e.span.start : e.span.end] for e in body.entities] == ["@mira_k"]
    assert re.fullmatch(PINGS, "@mira_k")


def test_what_a_note_is_about_goes_under_a_spoiler() -> None:
    """Where others look on; the rest of the text, and a text without a note, stay open."""
    calm = Fragment(FragmentKind.PROSE, "The train stopped.")
    noted = Fragment(FragmentKind.TWEET, "Somebody was hurt.", 1, 1, "Mira Kovač", noted=True)
    script = script_of(calm, noted)
    script = replace(script, piece=replace(script.piece, note="an accident"))

    def veils(step: int, *, veiled: bool) -> list[Style]:
        entities = script.parts(step, veiled)[0].entities
        return [entity.style for entity in entities if entity.style is Style.SPOILER]

    assert veils(0, veiled=True) == []
    assert veils(1, veiled=True) == [Style.SPOILER]
    assert veils(1, veiled=False) == []
