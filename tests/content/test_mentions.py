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
    ("Instagram : @ada.lune, sur TikTok @ada.lune.", ["@ada.lune", "@ada.lune"]),
    ("@ada.lune on Instagram; insta: @tom.b.", ["@ada.lune", "@tom.b"]),
    ("Twitter : @ada.Puis elle part", ["@ada"]),
    ("Instagram: @ada. Then he left", ["@ada"]),
    ("ten of them @2.50, two @3€ and @ 5 EUR, @4,50 or @12 $", []),
    ("write `@property` or ``x @cached y`` above it, says @ada", ["@ada"]),
    ("`@ada", ["@ada"]),
    ("@property\ndef name(self) -> str:", []),
    ("@app.route('/x')\n@login_required()\ndef page():", []),
    ("  @Override\n  public String name() {", []),
    ("npm i @angular/core @types/node", []),
    ("import { tide } from '@quay/tide';", []),
    ("@ada/bob", ["@ada"]),
    ("@media (max-width: 3em) { @import url(x); }", []),
    ("SET @total = 3; @i := 2", []),
    ("plums at 5€@kg, 3£@box or 9¥@tray, says @ada", ["@ada"]),
    ("@ada = my neighbour", ["@ada"]),
    ("@media_lab is a place", ["@media_lab"]),
    ("with @ada (and @tom)", ["@ada", "@tom"]),
    ("@ada\ndefinitely said so", ["@ada"]),
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
