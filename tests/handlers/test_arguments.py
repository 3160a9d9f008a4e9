"""What people write after a command, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.arguments import LONGEST_PACE, ReadOrder, asked_about, read_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", ReadOrder("")),
        ("night-trains", ReadOrder("night-trains")),
        ("  Night trains  ", ReadOrder("Night trains")),
        ("night trains from 5", ReadOrder("night trains", 5)),
        ("trains de nuit depuis 5", ReadOrder("trains de nuit", 5)),
        ("trains à partir de 12", ReadOrder("trains", 12)),
        ("trains every 10s", ReadOrder("trains", None, 10)),
        ("trains every 10 seconds", ReadOrder("trains", None, 10)),
        ("trains toutes les 2 min", ReadOrder("trains", None, 120)),
        ("trains every hour", ReadOrder("trains", None, 3600)),
        ("trains toutes les heures", ReadOrder("trains", None, 3600)),
        ("trains every 1 s", ReadOrder("trains", None, 3.5)),
        ("trains every 99999 h", ReadOrder("trains", None, LONGEST_PACE)),
        ("trains from 3 every 5s", ReadOrder("trains", 3, 5)),
        ("trains every 5s from 3", ReadOrder("trains", 3, 5)),
        ("trains by hand", ReadOrder("trains", None, 0)),
        ("trains à la main", ReadOrder("trains", None, 0)),
        ("letters from 1914 to 1918", ReadOrder("letters from 1914 to 1918")),
        ("every", ReadOrder("every")),
        ("from 3", ReadOrder("", 3)),
    ],
)
def test_read_takes_words_a_number_and_a_pace(text: str, order: ReadOrder) -> None:
    """The endings may come in any order; other words belong to the title."""
    assert read_order(text) == order


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who is @mira_k", "@mira_k"),
        ("Who is @mira_k?", "@mira_k"),
        ("WHO IS @mira_k ???", "@mira_k"),
        ("who’s @mira_k", "@mira_k"),
        ("qui est @mira_k ?", "@mira_k"),
        ("Qui est @mira_k\u00a0?", "@mira_k"),
        ("qui est Mira Kovač ?", "Mira Kovač"),
        ("c'est qui @mira_k", "@mira_k"),
        ("I wonder who is @mira_k", None),
        ("who is", None),
        ("qui est\n@mira_k", "@mira_k"),
        ("who is @mira_k\nand who are you?", None),
        ("hello", None),
        ("who is @ana_l, please?", "@ana_l"),
        ("qui est-ce @ana_l", "@ana_l"),
        ("Qui est-ce que @ana_l ?", "@ana_l"),
        ("qui est @ana_l, s’il te plaît ?", "@ana_l"),
    ],
)
def test_a_plain_question_names_somebody(text: str, name: str | None) -> None:
    """Only a message that is nothing but the question counts."""
    assert asked_about(text) == name


@given(st.text(max_size=300))
def test_no_message_breaks_the_reading(text: str) -> None:
    """Whatever is written is taken apart without an error."""
    assert len(read_order(text).words) <= len(text)
    assert asked_about(f"who is {text}") is None or text.strip()
