"""Handles: what is one, where it stands, when two are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.mentions import find_handles, fold

CASES = [
    ("@ada_l said", ["@ada_l"]),
    ("(@ada_l), @tom!", ["@ada_l", "@tom"]),
    (".@ada_l /@tom «@zoe»", ["@ada_l", "@tom", "@zoe"]),
    ("d’@ada_l et l'@tom", ["@ada_l", "@tom"]),
    ("＠ada_l", ["＠ada_l"]),
    ("Ask @Ada-Lune, not @-x", ["@Ada-Lune"]),
    ("@ada- @ada-- @ada-@tom", ["@ada", "@ada", "@ada", "@tom"]),
    ("@ada.", ["@ada"]),
    ("@ada...", ["@ada"]),
    ("@ada.Then he left", ["@ada"]),
    (
        "on @ada@mastodon.example and @ada.bsky.social.",
        ["@ada@mastodon.example", "@ada.bsky.social"],
    ),
    ("ada@lune.fr, a.d@x.org", []),
    ("https://example.org/@ada www.example.org/@ada example.org/@ada?x=@tom", []),
    ("mail: <ada@lune.fr>", []),
    ("@josé @ @@ada a@b #@ada $@ada", []),
    ("@" + "a" * 21, []),
    ("@" + "a" * 20, ["@" + "a" * 20]),
    ("@ada/@tom", ["@ada", "@tom"]),
    ("@123", ["@123"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_handles(text: str, expected: list[str]) -> None:
    """Handles as printed; none in e-mail addresses and links."""
    assert [handle.surface for handle in find_handles(text)] == expected


@given(st.lists(st.sampled_from(["@ada", "@a-b", "@a.b.fr", "@a@b.de", "é", " ", "/", ".", "x"])))
def test_surfaces_are_where_they_say(parts: list[str]) -> None:
    """text[start:end] == surface, in order and without overlap."""
    text = "".join(parts)
    end = 0
    for handle in find_handles(text):
        assert text[handle.span.start : handle.span.end] == handle.surface
        assert handle.span.start >= end
        end = handle.span.end


def test_fold() -> None:
    """Neither `@` nor case makes another person; a letter does."""
    assert fold("@Ada_L") == fold("＠ada_l") == fold("ADA_L")
    assert fold("ada_l") != fold("adal")
