"""migrate and doctor."""

from pathlib import Path

from tests.bot.cli.conftest import Feuilleton


def test_migrate(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """The database is there afterwards; a second time changes nothing."""
    for _ in range(2):
        assert feuilleton("migrate").out == "The database is up to date.\n"
    assert (tmp_path / "data" / "bot.db").is_file()


def test_doctor(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """Three lines about settings, database and bot; --running makes the last one count."""
    (tmp_path / "one.txt").write_text("One.", encoding="utf-8")
    feuilleton("import", "one.txt")
    done = feuilleton("doctor")
    assert (done.code, done.err) == (0, "")
    settings, database, bot = done.out.splitlines()
    assert settings == "settings: well formed"
    assert database == f"database: {tmp_path}/data/bot.db is readable and holds 1 text"
    assert bot == "bot: not running"
    assert feuilleton("doctor", "--running").code == 1
