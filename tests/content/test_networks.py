"""Where a handle lives, and the address of its page."""

import pytest

from content.networks import Account, network_of, page_of
from content.people import gather
from tests.content.test_people import prose, thread


def test_networks() -> None:
    """Told by the words beside a handle; its form speaks for itself."""
    people = gather(
        thread(prose("Sur Instagram @nq_7, on Bluesky @tam.example.com, et @zib."))
    ).people
    networks = {p.handle: network_of(p.handle, p.network) for p in people}
    assert networks == {"nq_7": "Instagram", "tam.example.com": "Bluesky", "zib": "X"}
    assert network_of("ada@sea.example") == "sea.example"
    assert network_of("ada.lune", "Instagram") == "Instagram"
    assert network_of("ada.bsky.social", "Instagram") == "Bluesky"


@pytest.mark.parametrize(
    ("account", "page"),
    [
        (Account("mira_k"), "https://x.com/mira_k"),
        (Account("mira@social.example"), "https://social.example/@mira"),
        (Account("mira.example"), "https://bsky.app/profile/mira.example"),
        (Account("mira.k", "Instagram"), "https://www.instagram.com/mira.k"),
        (Account("mira_k", "Telegram"), "https://t.me/mira_k"),
        (Account("mira_k", "Mastodon"), None),
        (Account("mira_k", "Bluesky"), None),
        (Account("mira-k"), None),
        (Account("a_name_too_long_for_x"), None),
    ],
)
def test_a_handle_leads_to_its_own_network(account: Account, page: str | None) -> None:
    """A wrong address is worse than none: it would be somebody else's."""
    assert page_of(account) == page
