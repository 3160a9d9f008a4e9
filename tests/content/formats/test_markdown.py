"""Markdown of other programs: headings, links, images, another front matter."""

from content.certificate import certify
from content.model import Author, FragmentKind, Parsed, PartialDate
from content.parse import parse_source
from content.readers import Opened

POST = """---
layout: post
title: The ferry
author: Ines Vadim
date: 2016-03-02
tags: [night, water]
---

It waits for *nobody*, and [the keeper](https://quay.example/keeper) knows it.
The line goes on here.

## The first night

![A quay](quay.jpg)

> Someone else said this.

<blockquote class="twitter-tweet"><p>Gone.</p>&mdash; Tom (@tom_bell) May 1, 2016</blockquote>
"""


def read(text: str) -> Parsed:
    """The one piece of a text; it accounts for all that it shows."""
    ((sheet, parsed),) = parse_source(Opened("post.md", text.encode()), "post")
    assert certify(sheet, parsed).whole
    return parsed


def test_a_post() -> None:
    """The signs go, the words stay, and an embed is a tweet."""
    parsed = read(POST)
    piece = parsed.piece
    assert (piece.title, piece.author, piece.date) == (
        "The ferry",
        Author("Ines Vadim", None),
        PartialDate(2016, 3, 2),
    )
    assert [(str(one.kind), one.text) for one in piece.fragments] == [
        ("prose", "It waits for nobody, and the keeper knows it. The line goes on here."),
        ("heading", "The first night"),
        ("prose", "[image: A quay]"),
        ("prose", "Someone else said this."),
        ("tweet", "Gone."),
    ]
    assert (parsed.problems, parsed.counts) == ((), {"image": 1, "quote": 1})


def test_code_names_nobody() -> None:
    """Neither between backticks nor in a block, whose lines stay lines."""
    text = "# Tides\n\n## Now\n\n@ada_l wrote `x = @cached`:\n\n```\n@moored\nx = @buoy\n```\n"
    parsed = read(text)
    assert [one.handle for one in parsed.people] == ["ada_l"]
    assert [one.text for one in parsed.piece.fragments] == [
        "Now",
        "@ada_l wrote `x = @cached`:",
        "`@moored`\n`x = @buoy`",
    ]


def test_without_a_front_matter() -> None:
    """The first heading is the title."""
    piece = read("# The ferry\n\nIt waits.\n\n## Night\n\nAnd waits.\n").piece
    assert piece.title == "The ferry"
    assert [one.kind for one in piece.fragments] == [
        FragmentKind.PROSE,
        FragmentKind.HEADING,
        FragmentKind.PROSE,
    ]


def test_our_own_notation_stays_ours() -> None:
    """A front matter with our keys is read by the letter, whatever its body looks like."""
    piece = read("---\nslug: ours\nkind: essay\n---\n**Not** [a](https://b.example) link.\n").piece
    assert (piece.slug, piece.fragments[0].text) == ("ours", "**Not** [a](https://b.example) link.")


def test_a_capture_is_no_markdown() -> None:
    """One sign that somebody happened to type proves nothing."""
    piece = read("They are #1 and **proud** of it.\n\nSo they say.\n").piece
    assert piece.fragments[0].text == "They are #1 and **proud** of it."
