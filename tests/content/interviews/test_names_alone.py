"""A name in a line of its own: a caption under a picture, or who speaks."""

import pytest

from content.parse import parse

ASKED = "When did you first hear a bell?"
TOLD = "I was four. My father took me up the tower, and I thought that the sky was coming down."
MORE = "And what do you do up there?"
AGAIN = (
    "I grind. You take away a little metal, and the tone goes down, and it never comes up again."
)
LAST = "Do you have anybody to follow you?"
NONE = "No. My daughter tunes pianos, she likes it better, they stand in the warm all the year."


def captions(*paragraphs: str) -> list[str]:
    text = "\n\n".join(["Talking to the woman who tunes bells", *paragraphs])
    regions = parse(text, "x").regions
    return [text[r.span.start : r.span.end] for r in regions if r.name == "caption"]


@pytest.mark.parametrize("name", ["Martha Oldenrath", "Anna Lune"])
def test_a_picture(name: str) -> None:
    """Among questions and answers it is nobody's word."""
    assert captions(ASKED, TOLD, name, MORE, AGAIN, LAST, NONE) == [name]
    assert captions(ASKED, TOLD, MORE, AGAIN, name, NONE, LAST, NONE) == [name]
    two = (ASKED, TOLD, name, MORE, AGAIN, name, NONE, LAST, NONE)
    assert captions(*two) == [name, name]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Jule Brandt", ASKED, "Martha Quill", TOLD, "Jule Brandt", MORE, "Martha Quill", AGAIN),
        ("Jule Brandt", ASKED, TOLD, "Jule Brandt", MORE, AGAIN, "Jule Brandt", LAST, NONE),
        (ASKED, TOLD, "Jule Brandt", MORE, AGAIN, "Jule Brandt", LAST, NONE),
        (ASKED, "Martha Quill", TOLD, MORE, AGAIN, LAST, NONE),
        (ASKED, TOLD, MORE, AGAIN, LAST, NONE, "Martha Quill"),
        ("Martha Quill", ASKED, TOLD, MORE, AGAIN, LAST, NONE),
        (ASKED, TOLD, "Deep Water", MORE, AGAIN, LAST, NONE),
        (ASKED, TOLD, "Martha", MORE, AGAIN, LAST, NONE),
    ],
    ids=[
        "labels",
        "who asks",
        "who asks twice",
        "who answers",
        "who signs",
        "who writes",
        "heading",
        "given name",
    ],
)
def test_who_speaks(paragraphs: tuple[str, ...]) -> None:
    """Labels, a name between question and answer, at an end, and what is no whole name."""
    assert captions(*paragraphs) == []
