"""What stands in the chat: cleaned, trimmed, with what Telegram finds by itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import texts
from bot.sandbox.answers import Refused
from bot.sandbox.entities import units

FOUND = [
    ("ask @camille_lit now", [("mention", "@camille_lit")]),
    ("(@abcd) @abc", [("mention", "@abcd")]),
    ("@" + "x" * 32, [("mention", "@" + "x" * 32)]),
    ("@" + "x" * 33, []),
    ("a@camille_lit é@camille_lit _@camille_lit", []),
    ("@camille_lité", []),
    ("@wren_h@owls.example.org", [("mention", "@wren_h")]),
    ("@wren.owls.example.org", [("mention", "@wren")]),
    ("/start@feuilleton_sandbox_bot now", [("bot_command", "/start@feuilleton_sandbox_bot")]),
    ("/next, a/next //next </next>", [("bot_command", "/next")]),
    ("1/2 and 10/12", []),
    ("#lecture du soir, #2024 #été2", [("hashtag", "#lecture"), ("hashtag", "#été2")]),
    ("$EUR $eur", [("cashtag", "$EUR")]),
    ("write to wren@example.org.", [("email", "wren@example.org")]),
    (
        "see https://example.org/a_(b), or example.org.",
        [("url", "https://example.org/a_(b)"), ("url", "example.org")],
    ),
    ("(https://example.org)", [("url", "https://example.org")]),
    ("https://social.example.org/@wren_h", [("url", "https://social.example.org/@wren_h")]),
    ("the end.The beginning of e.g. this", []),
    ("\U0001f41f @camille_lit", [("mention", "@camille_lit")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_telegram_finds_by_itself(text: str, expected: list[tuple[str, str]]) -> None:
    """Each at its place in UTF-16 units, none inside a word."""
    plain, entities = texts.sent(text, "", None)
    encoded = plain.encode("utf-16-le")
    found = [
        (one.kind, encoded[2 * one.offset : 2 * one.end].decode("utf-16-le")) for one in entities
    ]
    assert found == expected


HELD = [
    ("<a href='https://example.org/wren_h'>@wren_h</a>", ["text_link"]),
    ("<code>@wren_h</code>", ["code"]),
    ("<pre>@wren_h #owl</pre>", ["pre"]),
    ("<b>@wren_h</b>", ["bold", "mention"]),
    ("<blockquote>@wren_h said</blockquote>", ["blockquote", "mention"]),
]


@pytest.mark.parametrize(("source", "kinds"), HELD)
def test_a_link_or_code_keeps_its_place(source: str, kinds: list[str]) -> None:
    """A handle inside a link is no mention, so nobody is pinged; bold protects nothing."""
    _, entities = texts.sent(source, "HTML", None)
    assert [one.kind for one in entities] == kinds


TRIMMED: list[tuple[str, list[tuple[int, int]], str, list[tuple[int, int]]]] = [
    ("  \n a \n ", [], "a", []),
    ("  ab", [(2, 1)], "ab", [(0, 1)]),
    ("  ab", [(0, 3)], "  ab", [(0, 3)]),
    ("ab  ", [(1, 3)], "ab", [(1, 1)]),
    ("ab  ", [(2, 2)], "ab", []),
    ("a\r\nb", [(3, 1)], "a\nb", [(2, 1)]),
    ("a\tb\x00c", [], "a b c", []),
    ("a\u2028b", [(0, 3)], "ab", [(0, 2)]),
]


@pytest.mark.parametrize(("text", "given_spans", "expected", "expected_spans"), TRIMMED)
def test_blanks_and_controls_go_and_entities_move_along(
    text: str,
    given_spans: list[tuple[int, int]],
    expected: str,
    expected_spans: list[tuple[int, int]],
) -> None:
    """Blanks that an entity covers at the beginning stay, as on Telegram."""
    sent: list[dict[str, Any]] = [
        {"type": "bold", "offset": offset, "length": length} for offset, length in given_spans
    ]
    plain, entities = texts.sent(text, "", sent)
    assert (plain, [(one.offset, one.length) for one in entities]) == (expected, expected_spans)


def test_a_hundred_entities_count() -> None:
    """More are ignored, not refused."""
    sent = [{"type": "bold", "offset": 2 * n, "length": 1} for n in range(101)]
    _, entities = texts.sent("a " * 101, "", sent)
    assert len(entities) == 100
    assert entities[-1].offset == 198


def test_automatic_kinds_that_are_sent_are_ignored() -> None:
    """A bot cannot make a mention of a word that is none."""
    _, entities = texts.sent("plain", "", [{"type": "mention", "offset": 0, "length": 5}])
    assert entities == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_entities_never_leave_the_text(text: str) -> None:
    """Whatever is found lies inside, in order, and covers whole characters."""
    try:
        plain, entities = texts.sent(text + " @camille_lit \U0001f41f #owl", "", None)
    except Refused:
        pytest.fail("a text with words in it is never refused")
    assert all(0 <= one.offset < one.end <= units(plain) for one in entities)
    assert list(entities) == sorted(entities, key=lambda one: one.offset)
    encoded = plain.encode("utf-16-le")
    assert all(encoded[2 * one.offset : 2 * one.end].decode("utf-16-le") for one in entities)
    assert entities[-1].kind == "hashtag"
