"""Wrong calls: exit code 2 and one line that says what is wrong and where help is."""

import subprocess
import sys

import pytest

from bot.cli import NOT_BUILT
from tests.bot.cli.conftest import Feuilleton
from tests.process import ROOT

TOKEN = "7654321:a-token-that-nobody-was-ever-given"


def test_alone_it_shows_help(feuilleton: Feuilleton) -> None:
    """`feuilleton` and `feuilleton --help` print the same; no line of it is cut."""
    alone, asked = feuilleton(), feuilleton("--help")
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == asked.out == feuilleton("-h").out
    for command in ("run", "sandbox", "demo", "parse", "import", "library", "who", "migrate"):
        assert f"\n  {command} " in alone.out
    assert "..." not in alone.out.partition("Commands:")[2]


def test_commands_that_are_not_built_are_not_offered(feuilleton: Feuilleton) -> None:
    """Help shows what works."""
    offered = feuilleton("--help").out.partition("Commands:")[2]
    assert not [name for name in NOT_BUILT if f"\n  {name} " in offered]


@pytest.mark.parametrize("name", NOT_BUILT)
@pytest.mark.parametrize("rest", [(), ("a", "b", "--from", "2026-01-01", "--json"), ("--help",)])
def test_not_built(feuilleton: Feuilleton, name: str, rest: tuple[str, ...]) -> None:
    """Whatever follows it, a command of a later version says so."""
    done = feuilleton(name, *rest)
    assert done.code == 2
    assert done.line == f"feuilleton: `{name}` is not in this version yet. See `feuilleton --help`."


@pytest.mark.parametrize(
    ("call", "where", "what"),
    [
        ("nonsense", "feuilleton", "No such command 'nonsense'."),
        ("librari", "feuilleton", "Did you mean 'library'?"),
        ("--nonsense", "feuilleton", "No such option"),
        ("parse", "feuilleton parse", "Missing argument"),
        ("parse x.txt", "feuilleton parse", "Missing option '--out'."),
        ("import", "feuilleton import", "Missing argument"),
        ("who", "feuilleton who", "Missing argument 'NAME'."),
        ("who @", "feuilleton who", "for example @somebody."),
        ("who @a @b", "feuilleton who", "unexpected extra argument (@b)."),
        ("run now", "feuilleton run", "unexpected extra argument (now)."),
        ("sandbox --port many", "feuilleton sandbox", "'many'"),
        ("sandbox --port 70000", "feuilleton sandbox", "70000 is not in the range"),
        ("doctor --json", "feuilleton doctor", "No such option"),
    ],
)
def test_wrong_calls(feuilleton: Feuilleton, call: str, where: str, what: str) -> None:
    """The line begins with the command and ends with where its help is."""
    done = feuilleton(*call.split())
    assert done.code == 2
    assert done.line.startswith(f"{where}: ")
    assert done.line.endswith(f" See `{where} --help`.")
    assert what in done.line


def test_a_token_in_the_wrong_place_is_hidden(feuilleton: Feuilleton) -> None:
    """A token typed after a command is not printed again."""
    done = feuilleton("run", TOKEN)
    assert done.code == 2
    assert "a-token" not in done.line
    assert "extra argument (<hidden>)" in done.line


def test_malformed_settings(feuilleton: Feuilleton, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that needs settings names each fault; one that needs none does not look."""
    monkeypatch.setenv("TIMEZONE", "Nowhere/At_All")
    monkeypatch.setenv("HTTP_PORT", "many")
    done = feuilleton("library")
    assert done.code == 1
    timezone, port = done.err.splitlines()
    assert timezone.startswith("feuilleton: TIMEZONE=Nowhere/At_All; expected ")
    assert port.startswith("feuilleton: HTTP_PORT=many; expected ")
    assert feuilleton("parse", "missing.txt", "--out", "out").err.startswith("missing.txt: ")


def test_python_runs_it_too() -> None:
    """`python -m bot` is the same program under the same name, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "nonsense"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("feuilleton: No such command 'nonsense'.")
