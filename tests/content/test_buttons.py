"""Rows of buttons are known by all their words; sentences and names are none."""

import pytest

from content.buttons import is_button_row


@pytest.mark.parametrize(
    "text",
    [
        "Share this: Email Print Reddit",
        "Partager sur Facebook | Tweeter | Imprimer",
        "Artikel drucken   Artikel versenden   Schrift vergrößern",
        "Entrada más reciente  Entrada antigua  Inicio",
        "Répondre   Citer   Page 1 sur 1",
        "« Anterior   Siguiente »",
        "J’aime  Tweeter  Intégrer",
        "Print this page",
    ],
)
def test_rows_of_buttons(text: str) -> None:
    """Two buttons, or one of several words."""
    assert is_button_row(text)


@pytest.mark.parametrize(
    "text",
    ["Print", "Facebook, Twitter", "Share this house with me", "Home is where", "Mehr", "1 2 3"],
)
def test_other_lines(text: str) -> None:
    """One word alone could be a heading, and a comma belongs to a sentence."""
    assert not is_button_row(text)
