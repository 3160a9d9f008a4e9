"""candidates and confirm: who is named without a handle, and who of them is told of."""

from pathlib import Path

from tests.bot.cli.conftest import Feuilleton

TEXT = "The key hangs with Wilma Ostrander.\n\nAsk Wilma Ostrander."


def test_from_candidate_to_person(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """Listed, shown to whoever runs the command, confirmed, told, taken back."""
    (tmp_path / "keys.txt").write_text(TEXT, encoding="utf-8")
    feuilleton("import", "keys.txt")
    waits = {"handle": None, "name": "Wilma Ostrander", "slug": "keys", "mentions": 2}
    assert feuilleton("candidates", "--json").json == [waits | {"confirmed": False}]
    assert feuilleton("candidates").out == "Wilma Ostrander, in keys: 2 places, waits\n"
    asked = feuilleton("who", "wilma ostrander")
    assert asked.out.splitlines()[1] == "Wilma Ostrander, in keys: 2 places"
    assert asked.err.startswith('`feuilleton confirm "Wilma Ostrander" keys`')
    done = feuilleton("confirm", "Wilma Ostrander", "keys")
    assert (done.code, done.out) == (0, "Wilma Ostrander: whoever asks is told.\n")
    assert feuilleton("candidates", "keys").out.endswith("told of\n")
    found = feuilleton("who", "wilma ostrander", "--json").json
    assert (found["found"], found["handle"], found["name"]) == ("person", None, "Wilma Ostrander")
    assert found["mentions"] == 2
    assert feuilleton("confirm", "Wilma Ostrander", "keys", "--undo").code == 0
    found = feuilleton("who", "wilma ostrander", "--json").json
    assert (found["found"], found["candidates"]) == ("none", [waits | {"confirmed": False}])


def test_nobody_to_confirm(feuilleton: Feuilleton, tmp_path: Path) -> None:
    """One line that says where to look."""
    (tmp_path / "keys.txt").write_text(TEXT, encoding="utf-8")
    feuilleton("import", "keys.txt")
    done = feuilleton("confirm", "Otto Nobody", "keys")
    assert done.code == 1
    assert done.line == (
        "feuilleton: keys names no Otto Nobody who could be confirmed; "
        "`feuilleton candidates keys` lists whom it names."
    )
    assert feuilleton("confirm", "Wilma Ostrander", "keys", "--undo").code == 1
    for call in (("candidates", "nowhere"), ("confirm", "Wilma Ostrander", "nowhere")):
        done = feuilleton(*call)
        assert done.code == 1
        assert done.line.startswith("feuilleton: nowhere is no text of the library")
    (tmp_path / "empty.txt").write_text("Nobody is in here.", encoding="utf-8")
    feuilleton("import", "empty.txt")
    assert feuilleton("candidates", "empty").line == "Nobody is named without a handle there."
