"""What surrounds the program agrees with it: sample settings, commands, Docker, the wheel."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

from bot.cli import NOT_BUILT, cli
from bot.settings import Settings, load
from content.model import FragmentKind
from content.parse import parse
from handlers.routes import ROUTES

ROOT = Path(__file__).parent.parent
TARGETS = ("run", "test", "demo", "lint", "bench")
IN_WHEEL = """
import bot, content, handlers
from importlib.resources import files
from pathlib import Path
from bot.i18n import translator
assert "site-packages" in bot.__file__, bot.__file__
assert translator("fr").gettext("Next") == "Suite"
for package, folder, pattern in [
    ("bot", "store/migrations", "**/v*.py"),
    ("bot", "sandbox/page", "*.html"),
    ("content", "library", "*.md"),
]:
    found = sorted(Path(str(files(package) / folder)).glob(pattern))
    print(folder, len(found))
    assert found, folder
"""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(name: str) -> list[list[str]]:
    """The rows of every table in a Markdown file, cell by cell."""
    lines = re.findall(r"^\|(.*)\|$", text_of(name), re.MULTILINE)
    return [[cell.strip(" `") for cell in line.split("|")] for line in lines]


def pinned_uv(name: str) -> str:
    (version,) = re.findall(r"(?:UV_VERSION := |uv==)([\d.]+)\b", text_of(name))
    return str(version)


def test_sample_settings_are_the_settings() -> None:
    """.env.example has every setting, in the order of the table, and no other."""
    names = [name.upper() for name in dotenv_values(ROOT / ".env.example")]

    assert names == [name.upper() for name in Settings.model_fields]


def test_sample_settings_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of .env.example changes nothing."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    assert load(ROOT / ".env.example") == load(None)
    assert Settings.model_fields["http_port"].default == int(
        dotenv_values(ROOT / ".env.example")["HTTP_PORT"] or 0
    )


def test_each_sample_setting_is_explained() -> None:
    """Above each group of settings stands a comment."""
    groups = text_of(".env.example").strip().split("\n\n")

    assert len(groups) > 10
    assert [group for group in groups if not group.startswith("# ")] == []


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_its_targets(target: str) -> None:
    """Each command of the interface is a target that make can plan."""
    planned = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert planned.returncode == 0, planned.stderr


def test_readme_and_ci_give_commands_that_exist() -> None:
    """Whoever follows README, or reads what CI runs, meets only targets of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", text_of("README.md")))
    (loop,) = re.findall(r"for target in (.*); do", text_of(".ci/run"))

    assert set(TARGETS) <= targets
    assert named <= targets
    assert loop.split() == ["lint", "test", "demo"]


def test_readme_gives_the_settings_with_their_defaults() -> None:
    """README's table has the names and defaults of .env.example, in its order."""
    shown = {row[0]: row[1] for row in rows_of("README.md") if row[0].isupper()}
    sample = dotenv_values(ROOT / ".env.example")

    assert list(shown) == list(sample)
    assert shown == {name: default or "none" for name, default in sample.items()}


def test_readme_gives_the_commands_of_a_chat() -> None:
    """The table has every command that is built, with both names; the rest is named as to come."""
    table = {name for row in rows_of("README.md") for name in row[:2] if name.startswith("/")}
    section = text_of("README.md").partition("## In a chat")[2].partition("\n## ")[0]
    named = set(re.findall(r"`/([a-z]+)`", section))
    built = {f"/{name}" for route in ROUTES if route.help for name in route.names}

    assert table == built
    assert named == {name for route in ROUTES for name in route.names}


def test_readme_gives_the_commands_of_the_program() -> None:
    """Every command that is built has its row, and README names no other."""
    named = set(re.findall(r"`feuilleton ([a-z]+)", text_of("README.md")))

    assert named == set(cli.commands) - set(NOT_BUILT)


def test_readme_shows_a_text_that_is_understood() -> None:
    """The example of the form to write by hand parses without a problem."""
    (example,) = re.findall(r"```markdown\n(.*?)```", text_of("README.md"), re.DOTALL)

    parsed = parse(example, "example")

    kinds = [FragmentKind.PROSE, FragmentKind.TWEET, FragmentKind.TWEET, FragmentKind.REPLY]
    assert [fragment.kind for fragment in parsed.piece.fragments] == kinds
    assert parsed.problems == ()


@pytest.mark.parametrize("name", ["README.md", "bot/README.md", "handlers/README.md"])
def test_what_the_readmes_point_at_exists(name: str) -> None:
    """Links and pictures lead to files of this checkout."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name))

    assert [
        target for target in targets if not (ROOT / name).parent.joinpath(target).exists()
    ] == []


def test_every_library_has_its_reason() -> None:
    """Each dependency of pyproject.toml has a row with a licence and a why in bot/README.md."""
    project = tomllib.loads(text_of("pyproject.toml"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=,]", requirement)[0] for requirement in wanted}
    rows = rows_of("bot/README.md")
    justified = {name: row[1:] for row in rows for name in re.split("[`, ]+", row[0])}

    assert names - set(justified) == set()
    assert [name for name in names if len(justified[name]) != 2 or not all(justified[name])] == []


@pytest.mark.parametrize("names", ["", "old"])
def test_make_without_a_python(names: str, tmp_path: Path) -> None:
    """With no Python, or only an old one, make says one clear line and installs nothing."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("make", "sh", "test", "echo", "rm", "touch"):
        (tools / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is missing"))
    if names:
        (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
        (tools / "python3").chmod(0o755)
    for name in ("uv.lock", "pyproject.toml", "hatch_build.py"):
        (tmp_path / name).touch()

    done = subprocess.run(
        ["make", "run"],
        cwd=tmp_path,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "Feuilleton needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".uv").exists()


def test_one_uv_everywhere() -> None:
    """The Makefile and the image install the same uv."""
    assert pinned_uv("Makefile") == pinned_uv("Dockerfile")


def test_build_tools_are_the_locked_ones() -> None:
    """What compiles the catalogues at install is what uv.lock has for the developers."""
    (pins,) = re.findall(r"build-constraint-dependencies = \[(.*)\]", text_of("pyproject.toml"))

    for name, version in re.findall(r'"(\w+)==([\d.]+)"', pins):
        assert f'name = "{name}"\nversion = "{version}"' in text_of("uv.lock")


def test_compose_file_fits_the_image() -> None:
    """The volume is where the image keeps its data; nothing else can be written but /tmp."""
    bot = yaml.safe_load(text_of("docker-compose.yml"))["services"]["bot"]
    image = text_of("Dockerfile")

    (volume,) = re.findall(r"^VOLUME (\S+)$", image, re.MULTILINE)
    assert bot["volumes"] == [f"data:{volume}"]
    assert bot["read_only"]
    assert bot["env_file"] == [{"path": ".env", "required": False}]
    assert re.search(r"^USER feuilleton$", image, re.MULTILINE)
    assert re.search(r'^HEALTHCHECK .*"feuilleton", "doctor"', image, re.MULTILINE)


def test_image_has_what_the_build_copies() -> None:
    """Every file that the wheel is made from passes .dockerignore."""
    kept = {line[1:] for line in text_of(".dockerignore").splitlines() if line.startswith("!")}

    assert kept >= {"bot", "handlers", "content", "hatch_build.py", "pyproject.toml", "uv.lock"}
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_tests_stay_on_this_machine(no_network: list[str]) -> None:
    """A connection to elsewhere is refused before it leaves, and noted against the test."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outward,
        pytest.raises(OSError, match="do not leave this machine"),
    ):
        outward.connect(("192.0.2.1", 80))

    assert no_network == ["connect to ('192.0.2.1', 80)"]
    no_network.clear()


def test_tests_reach_their_own_servers(no_network: list[str]) -> None:
    """A connection on this machine passes, with an address or by name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, port), timeout=5).close()

    assert no_network == []


@pytest.mark.slow
def test_wheel_works_from_another_folder(tmp_path: Path) -> None:
    """One wheel holds the three packages with catalogues, migrations, page and samples."""
    tree = tmp_path / "source"
    for folder in ("bot", "handlers", "content"):
        ignored = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / folder, tree / folder, ignore=ignored)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, tree)
    # Hatchling's own builder: what uv and pip call, without a network for an isolated environment.
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=tree, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    # The wheel's files in an environment that has the locked libraries, but not the checkout.
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    (site,) = (tmp_path / "env").glob("lib/python*/site-packages")
    shutil.unpack_archive(wheel, site, "zip")
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ours = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["PYTHONPATH"] = os.pathsep.join([str(site), libraries])

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [tmp_path / "env" / "bin" / "python", *arguments],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("-c", IN_WHEEL).count("\n") == 3
    run("-m", "bot", "migrate")
    assert (elsewhere / "data" / "feuilleton.db").is_file()
    assert json.loads(run("-m", "bot", "library", "--json")) == []
