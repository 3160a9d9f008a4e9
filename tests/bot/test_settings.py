"""Settings: defaults, where values come from, and what a wrong one says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import SettingsError
from bot.settings import Settings, load

TOKEN = "1234567890:" + "Secret-Key_" * 3 + "ab"

WRONG = {
    "TELEGRAM_API_URL": "api.telegram.org",
    "DATABASE_URL": "sqlite:///data/feuilleton.db",
    "OPERATORS": "12,someone",
    "LANGUAGE": "klingon",
    "TIMEZONE": "Europe/Atlantis",
    "WEBHOOK_URL": "https://bot.example.org/hook",
    "HTTP_PORT": "70000",
    "DOUBT": "perhaps",
    "SETTLE_SECONDS": "soon",
    "LOG_LEVEL": "LOUD",
    "LOG_FORMAT": "xml",
    "CLOCK_URL": "noon",
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and none of our variables in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def lines_of(error: pytest.ExceptionInfo[SettingsError]) -> list[str]:
    return str(error.value).splitlines()


def test_defaults_need_no_environment() -> None:
    """Without any setting the bot has what the interface promises."""
    settings = load()

    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///data/feuilleton.db"
    assert (settings.language, settings.timezone) == ("en", "Europe/Paris")
    assert (settings.library, settings.operators) == ((), ())
    assert (settings.http_port, settings.doubt, settings.settle_seconds) == (8080, "ask", 60)
    assert (settings.log_level, settings.log_format) == ("INFO", "console")


def test_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A variable wins over the same name in .env, and other keys there are ignored."""
    Path(".env").write_text("LANGUAGE=fr\nCONTACT=desk@example.org\nEDITOR=vi\n")
    monkeypatch.setenv("CONTACT", "night@example.org")

    settings = load()

    assert (settings.language, settings.contact) == ("fr", "night@example.org")


def test_lists_are_cut_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces and empty places between commas do not matter."""
    monkeypatch.setenv("OPERATORS", " 12, 34 ,")
    monkeypatch.setenv("LIBRARY", "texts, more/one.md")

    settings = load()

    assert settings.operators == (12, 34)
    assert settings.library == (Path("texts"), Path("more/one.md"))


def test_empty_means_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line left empty, as in .env.example, is no value."""
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")

    assert load() == Settings.model_construct()


def test_all_faults_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line a fault names the variable, its value and a good example."""
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as error:
        load()

    found = lines_of(error)
    assert len(found) == len(WRONG)
    for name, value in WRONG.items():
        (line,) = [line for line in found if line.startswith(f"{name}=")]
        assert value.rpartition(",")[2] in line
        assert f"for example {name}=" in line


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_example_is_good(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fault shows as an example is accepted."""
    (example,) = Settings.model_fields[name.lower()].examples or [None]
    monkeypatch.setenv(name, example)

    assert load() is not None


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("x" * 46, "no colon"),
        ("bot12:" + "k" * 35, "the bot's number"),
        ("987654321:Cut_off", "too short"),
        ("987654321:" + "k" * 34 + "!", "wrong character"),
    ],
)
def test_wrong_token_is_described_not_shown(
    token: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says what is wrong with the token's form and contains nothing of it."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)

    with pytest.raises(SettingsError) as error:
        load()

    (line,) = lines_of(error)
    assert line.startswith("TELEGRAM_BOT_TOKEN (value not shown)")
    assert why in line
    assert token.rpartition(":")[2] not in line
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__


def test_secrets_have_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings shows neither the token nor the webhook's secret."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", "of-my-own")

    settings = load()

    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    for text in (repr(settings), str(settings), settings.model_dump_json()):
        assert TOKEN not in text
        assert "of-my-own" not in text


def test_password_of_a_wrong_database_address_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the address is shown, so that one sees what to correct."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hunter2@db.example/feuilleton")

    with pytest.raises(SettingsError, match=r"postgresql://\*\*\*@db\.example/feuilleton") as error:
        load()

    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("value", "language"),
    [("FR", "fr"), ("fr_FR:en", "fr"), ("de_DE:fr", "fr"), ("de_DE:de", "en"), ("en_US", "en")],
)
def test_language_of_a_desktop(value: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Desktops keep a list under the same name; it never stops the start."""
    monkeypatch.setenv("LANGUAGE", value)

    assert load().language == language


def test_unreadable_file_is_one_line(tmp_path: Path) -> None:
    """A .env in another encoding is named, without a traceback."""
    file = tmp_path / "settings.env"
    file.write_bytes("CONTACT=Bibliothèque".encode("utf-16"))

    with pytest.raises(SettingsError, match=r"settings\.env") as error:
        load(file)

    assert len(lines_of(error)) == 1


def test_settings_do_not_change() -> None:
    """Nobody can move a setting under the others' feet."""
    settings = load()

    with pytest.raises(ValidationError, match="frozen"):
        settings.language = "fr"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_any_text_is_refused_in_one_line(text: str) -> None:
    """Whatever stands in a variable, its fault is one line, of a length one can read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEBHOOK_URL", f"x{text}")
        with pytest.raises(SettingsError) as error:
            load()

    (line,) = lines_of(error)
    assert line.startswith("WEBHOOK_URL=")
    assert len(line) < 250
