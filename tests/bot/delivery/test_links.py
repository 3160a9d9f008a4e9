"""What a link to the bot says passes through Telegram and comes back as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import links

NUMBERS = st.integers(0, 2**63 - 1)
LINKS = st.one_of(
    *(st.builds(kind, *[NUMBERS] * len(kind.__slots__)) for kind in links.CODES.values())
)


@given(LINKS)
def test_a_link_comes_back_as_it_was(link: links.Link) -> None:
    """decode(encode(link)) is the link, in letters and a length that Telegram takes."""
    payload = links.encode(link)
    assert re.fullmatch(rf"[A-Za-z0-9_-]{{1,{links.LIMIT}}}", payload)
    assert links.decode(payload) == link


@pytest.mark.parametrize(
    "strange",
    [
        "",
        "-",
        "join",
        "join-1",
        "join-1-2-3",
        "join-1--2",
        "text-²",
        "text-x",
        "notices-1",
        "Text-1",
    ],
)
def test_a_payload_of_another_version_is_nothing(strange: str) -> None:
    """Old or forged payloads are no link and no error."""
    assert links.decode(strange) is None


@given(st.text(max_size=64) | st.from_regex(r"\A[a-z]{1,8}(-[0-9]{0,21}){0,3}\Z"))
def test_no_payload_breaks_the_reading(strange: str) -> None:
    """Whatever comes, the answer is a link that writes back, or None."""
    link = links.decode(strange)
    assert link is None or links.decode(links.encode(link)) == link


def test_where_a_link_leads() -> None:
    """Into the private chat, or to a group that the person chooses."""
    join = links.Join(3, 99)
    assert links.url("a_bot", links.Notices()) == "https://t.me/a_bot?start=notices"
    assert links.url("a_bot", join, group=True) == "https://t.me/a_bot?startgroup=join-3-99"
