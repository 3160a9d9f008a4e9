"""One handle on two networks: two people, unless the text ties them."""

import pytest

from content.model import FragmentKind
from content.networks import network_of
from content.people import gather
from tests.content.test_people import prose, said, thread

T = FragmentKind.TWEET


def found(*texts: str) -> set[tuple[str, str]]:
    """Who is in these paragraphs, each with where he or she lives."""
    people = gather(thread(*map(prose, texts))).people
    return {(one.handle, network_of(one.handle, one.network)) for one in people}


TWO = {("ana_l", "X"), ("ana_l@instagram.com", "Instagram")}


@pytest.mark.parametrize(
    "text",
    [
        "@ana_l on X is a baker, @ana_l on Instagram is not.",
        "Sur Twitter @ana_l cuit du pain. Sur Instagram @ana_l danse.",
        "Instagram: @ana_l, X: @ana_l",
        "Two others are on Instagram: @ana_l and @bo_k. Here is @ana_l (Twitter).",
        "Ask @ana_l on X. Another @ana_l (Instagram) also dances.",
    ],
)
def test_two_networks(text: str) -> None:
    """What is told beside each place parts them, and each place is one's of them."""
    assert found(text) >= TWO
    people = gather(thread(prose(text)))
    assert {"ana_l", "ana_l@instagram.com"} <= {one.person for one in people.mentions}


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ana_l on X and Instagram bakes. Find @ana_l on Instagram.", {"ana_l"}),
        ("@ana_l on X bakes; she is also @ana_l on Instagram.", {"ana_l"}),
        ("On Instagram @ana_l dances. Then @ana_l sings.", {"ana_l"}),
        ("@ana_l and @ana_l@sea.example are there.", {"ana_l", "ana_l@sea.example"}),
        ("Ana Lune (@ana_l) bakes. Ana Lune (@ana_l@sea.example) sings.", {"ana_l"}),
        ("@orla and @orla.bsky.social are there.", {"orla", "orla.bsky.social"}),
        ("@ana_l bakes. @ana_l@twitter.com bakes on.", {"ana_l"}),
        ("Mastodon: @ana_l, X: @ana_l, and @ana_l@sea.example", {"ana_l", "ana_l@sea.example"}),
        ("Mastodon: @ana_l, X: @ana_l", {"ana_l", "ana_l@mastodon"}),
        ("@ana_l on Instagram, and @ana_l@instagram.com.", {"ana_l@instagram.com"}),
    ],
)
def test_ties(text: str, handles: set[str]) -> None:
    """A row of networks, "also", one whole name; what is told once may be of all places."""
    people = gather(thread(prose(text))).people
    assert {one.handle for one in people} == handles


def test_a_host_says_more_than_words() -> None:
    """What is told of the one before it is not told of a handle with its host."""
    text = "Ole (@ole) is on Mastodon, @ana_l@twitter.com and @ana_l@sea.example are not."
    assert found(text) == {("ole", "X"), ("ana_l", "X"), ("ana_l@sea.example", "sea.example")}


def test_who_signs_a_tweet() -> None:
    """A tweet is on X; whoever calls a handle elsewhere her own is one person."""
    tweet = said(T, "Bread. On Instagram @ana_l dances.", "ana_l")
    assert len(gather(thread(tweet)).people) == 2
    for own in ("Follow me on Instagram: @ana_l", "Find me there, too: @ana_l@sea.example"):
        (person,) = gather(thread(said(T, own, "ana_l"))).people
        assert (person.handle, network_of(person.handle, person.network)) == ("ana_l", "X")
