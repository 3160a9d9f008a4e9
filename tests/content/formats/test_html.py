"""Pages as browsers save them: what is to be read from each stands beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.certificate import certify
from content.formats.canonical import write
from content.model import Parsed
from content.parse import parse, parse_source
from content.readers import Opened, open_source

PAGES = Path(__file__).parents[2] / "data" / "content" / "pages"


def read(source: Opened) -> Parsed:
    """The one piece of a page; it accounts for all that the page shows."""
    ((text, parsed),) = parse_source(source, "page")
    assert certify(text, parsed).whole
    return parsed


def lines_of(parsed: Parsed) -> list[str]:
    """The head of a piece and its fragments, a line each."""
    piece = parsed.piece
    author = piece.author
    who = f"{author.name} @{author.handle}" if author else "nobody"
    lines = [f"{piece.kind} | {piece.title} | {who} | {piece.date} | {piece.language}"]
    lines += [f"{count} {name}" for name, count in sorted(parsed.counts.items())]
    for one in piece.fragments:
        number = f" {one.number}/{one.total}" if one.number else ""
        facts = [str(one.kind) + number + (" " + ">" * one.depth if one.depth else "")]
        facts += [part for part in (one.speaker, one.handle and f"@{one.handle}") if part]
        facts += [str(one.date)] if one.date else []
        lines.append(f"{', '.join(facts)} | {one.text.replace(chr(10), ' / ')}")
    return lines


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_page(page: Path) -> None:
    """Article, embeds in their places, comments with who, when and how deep they hang."""
    expected = page.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert lines_of(read(open_source(page))) == expected


def test_there_are_pages() -> None:
    """The cases were found."""
    assert len(list(PAGES.glob("*.html"))) >= 6


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "utf-16"])
def test_encodings(charset: str) -> None:
    """What a page declares counts where its bytes bear it out."""
    page = f'<html><head><meta charset="{charset}"></head><body><p>Où est l’été ?</p></body></html>'
    text = page.replace("’", "'") if charset == "iso-8859-15" else page
    parsed = read(Opened("page.html", text.encode(charset)))
    assert parsed.piece.fragments[0].text.startswith("Où est l")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "p class=comment"])
def test_deep_pages(tag: str) -> None:
    """A page that nests deeper than anybody writes is read like any other."""
    page = "<html><body>" + f"<{tag}>" * 20_000 + "So deep."
    assert "So deep." in "".join(
        one.text for one in read(Opened("p", page.encode())).piece.fragments
    )


def test_scripts_are_never_shown() -> None:
    """Whatever class they have."""
    page = '<body><p>Shown.</p><script class="embed">var secret = "no";</script></body>'
    assert [one.text for one in read(Opened("p", page.encode())).piece.fragments] == ["Shown."]


CODE = """<article><p>Wrap it with <code>@cached</code>, as @ada_l does, or <code>
@late</code>.</p><pre><code>from quay import *

<b>@moored</b>
def tide():
    return 5 @ boat</code></pre><pre>y = @buoy</pre></article>"""


def test_code_names_nobody() -> None:
    """Its lines stay lines, it is no signature, and with an `@` it stands between backticks."""
    parsed = read(Opened("page.html", CODE.encode()))
    assert [one.handle for one in parsed.people] == ["ada_l"]
    assert parsed.piece.author is None
    assert [one.text for one in parsed.piece.fragments] == [
        "Wrap it with `@cached`, as @ada_l does, or `@late`.",
        "from quay import *\n\n`@moored`\ndef tide():\n    `return 5 @ boat`",
        "`y = @buoy`",
    ]


def test_a_plain_text_in_a_browser() -> None:
    """It is saved as one `pre`, and is no code."""
    page = '<html><head></head><body><pre style="x">So says @ada_l.\nTwice.</pre></body></html>'
    parsed = read(Opened("text.html", page.encode()))
    assert [one.handle for one in parsed.people] == ["ada_l"]
    assert [one.text for one in parsed.piece.fragments] == ["So says @ada_l.\nTwice."]


TAGS = st.sampled_from(
    [
        *("p", "div", "li", "ol", "ul", "h2", "article", "nav", "b", "br", "table", "td", "aside"),
        *("blockquote", "footer", "pre", "img", "dt", "dd"),
    ]
)
CLASSES = st.sampled_from(
    ["", "comment", "comment-body", "fn", "entry-content", "twitter-tweet", "sharing", "post-body"]
)
WORDS = st.sampled_from(["A word.", "Why?", "1/3", "@nora_q", "— N Q (@n) May 4, 2014", "&amp;"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Elements opened and closed at will."""
    parts = ["<body>"]
    for _ in range(draw(st.integers(0, 25))):
        tag, kind = draw(TAGS), draw(CLASSES)
        opens = f'<{tag} class="{kind}" alt="An image">'
        parts += [draw(st.sampled_from([opens, f"</{tag}>"])), draw(WORDS)]
    return "".join(parts)


@given(markup())
def test_whatever_is_open(page: str) -> None:
    """Every word that a page shows is in one place of what is read, and no page is a fault."""
    opened = Opened("page.html", ("<!doctype html>" + page).encode())
    for text, parsed in parse_source(opened, "page"):
        assert certify(text, parsed).whole
        assert text.count("A word.") == page.count("A word.")


def test_code_is_written_as_it_is() -> None:
    """Its inner white space survives being written and read again."""
    piece = read(open_source(PAGES / "code-with-its-indentation.html")).piece
    assert any("\n\n        sleep(60)" in one.text for one in piece.fragments)
    assert parse(write(piece), "page").piece == piece


def test_what_is_never_shown() -> None:
    """Scripts, styles and what waits behind them are counted by name, and each character once."""
    page = """<html><head><title>Tides</title><style>p { color: red }</style>
    <script>go("sea")</script></head><body><p>The sea comes back.</p>
    <template><p>Wait</p></template><script>track()</script><svg><title>Wave</title><style>x</style></svg>
    <noscript><img src="a.png">No script</noscript><p style="display: none">Not for you.</p>
    <nav>Home</nav></body></html>"""
    ((text, parsed),) = parse_source(Opened("page.html", page.encode()), "page")
    found = certify(text, parsed)
    assert found.whole
    assert found.boilerplate == {
        "page title": 5,
        "style": 12,
        "script": 9 + 7,
        "hidden": len("Wait") + len("Wavex") + len("Noscript") + len("Notforyou."),
        "navigation": 4,
    }
    assert found.characters == found.fragment + sum(found.boilerplate.values())
