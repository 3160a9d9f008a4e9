"""The table of commands: complete, without doubles, with help in both languages."""

from collections import Counter

import pytest

from handlers.routes import ROUTES, menu, name_in

INTERFACE = {
    "start", "help", "aide", "library", "bibliotheque", "read", "lire", "next", "suite", "pause",
    "resume", "reprendre", "stop", "arreter", "who", "qui", "find", "chercher", "schedule",
    "programmer", "settings", "reglages", "add", "ajouter", "hide", "masquer", "withdraw",
    "retirer", "fix", "corriger", "undo", "annuler", "hold", "suspendre", "status", "etat",
    "forget", "oublier", "privacy", "confidentialite",
}  # fmt: skip


def test_every_command_has_exactly_one_door() -> None:
    """Both names of every promised command, each once."""
    names = Counter(name for route in ROUTES for name in route.names)
    assert set(names) == INTERFACE
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_menu_fits_telegram(language: str) -> None:
    """Names of 1-32 small letters, descriptions of 1-256 characters, in the language."""
    commands = menu(language)
    assert {command.command for command in commands} == {
        name_in(route, language) for route in ROUTES if route.help
    }
    for command in commands:
        assert command.command.isascii()
        assert command.command.islower()
        assert 1 <= len(command.description) <= 256


def test_the_two_menus_speak_two_languages() -> None:
    """No description is left in English."""
    english = {command.description for command in menu("en")}
    assert english.isdisjoint(command.description for command in menu("fr"))
