"""parse_mode HTML: what each tag becomes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import html
from bot.sandbox.answers import Refused
from bot.sandbox.entities import units

CASES: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("plain", "plain", []),
    ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
    ("<I>a</I><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
    ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
    (
        '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
        "ab",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    ("<b>a <i>b</i></b>", "a b", [("italic", 2, 1), ("bold", 0, 3)]),
    ("\U0001f41f<b>\U0001f41f</b>", "\U0001f41f\U0001f41f", [("bold", 2, 2)]),
    ("<b></b>a", "a", []),
    ("<b>a</>", "a", [("bold", 0, 1)]),
    ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "', []),
    ("&#60;&#x3C;&#128031;", "<<\U0001f41f", []),
    ("&nbsp; &copy; &", "&nbsp; &copy; &", []),
    (
        "<a href='https://example.org/?a=1&amp;b=2'>x</a>",
        "x",
        [("text_link", 0, 1, "https://example.org/?a=1&b=2")],
    ),
    ('<a href="example.org">x</a>', "x", [("text_link", 0, 1, "http://example.org")]),
    (
        "<a>https://example.org</a>",
        "https://example.org",
        [("text_link", 0, 19, "https://example.org")],
    ),
    ("<a href='javascript:alert(1)'>x</a>", "x", []),
    ("<a href='tg://user?id=42'>x</a>", "x", [("text_mention", 0, 1, "42")]),
    ("<code>a</code><pre>b</pre>", "ab", [("code", 0, 1), ("pre", 1, 1)]),
    ('<pre><code class="language-python">a</code></pre>', "a", [("pre", 0, 1, "python")]),
    ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    (
        '<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>',
        "x",
        [("custom_emoji", 0, 1, "5368324170671202286")],
    ),
]


@pytest.mark.parametrize(("source", "text", "expected"), CASES)
def test_tags_become_entities(source: str, text: str, expected: list[tuple[Any, ...]]) -> None:
    """Offsets and lengths count UTF-16 units of the text that is left."""
    plain, entities = html.parse(source)
    found = [(one.kind, one.offset, one.length, one.value) for one in entities]
    assert plain == text
    assert found == [(*one, "")[:4] for one in expected]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_whole(text: str) -> None:
    """With the three characters escaped, any text is itself and has no entity."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.parse(escaped) == (text, [])
    plain, entities = html.parse(f"<b>{escaped}</b>")
    assert plain == text
    assert [one.length for one in entities] == [units(text)] * bool(text)


@given(st.text("<>/ab&;=\"' \n", max_size=40))
def test_any_input_is_read_or_refused(source: str) -> None:
    """Nothing makes the parser fail in another way than with a reason."""
    reason, plain, entities = "", "", []
    try:
        plain, entities = html.parse(source)
    except Refused as refused:
        reason = refused.description
    assert not reason or reason.startswith("Bad Request: can't parse entities: ")
    assert all(one.end <= units(plain) for one in entities)
