"""The floors of the design hold, and each check that says so is able to fail."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("bot", "handlers", "content")
PURE = {"telegram", "apscheduler", "sqlalchemy", "aiosqlite", "asyncio", "bot", "handlers"}
NO_NOUN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50

# A line planted at the end of each file, and what lint-imports calls the import that it makes.
IMPORTS = {
    "handlers/planted.py": ("import sqlalchemy", "handlers.planted -> sqlalchemy"),
    "content/planted.py": ("import asyncio", "content.planted -> asyncio"),
    "content/model.py": ("import handlers", "content.model -> handlers"),
    "bot/store/planted.py": ("import bot.replay", "bot.store.planted -> bot.replay"),
    "bot/schedule/planted.py": ("import bot.replay", "bot.schedule.planted -> bot.replay"),
    "bot/services.py": ("import telegram", "bot.services -> telegram"),
    "bot/replay/planted.py": ("import aiosqlite", "bot.replay.planted -> aiosqlite"),
}
ENVIRONMENT_AND_CLOCK = {
    "bot/library.py": "import os; HOME = os.environ['HOME']",
    "bot/services.py": "import os; HOME = os.getenv('HOME')",
    "bot/who.py": "import datetime; NOW = datetime.datetime.now(datetime.UTC)",
    "bot/model.py": "import time; NOW = time.monotonic()",
    "handlers/context.py": "from time import time; NOW = time()",
    "content/model.py": "from datetime import date; TODAY = date.today()",
}


def sources(root: Path) -> Iterator[Path]:
    for folder in (*PACKAGES, "tests", "benchmarks"):
        yield from sorted((root / folder).rglob("*.py"))


def too_long(root: Path) -> list[str]:
    """Files over 400 lines, functions over 50, each with its place."""
    found = []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(root)
        if text.count("\n") > LONGEST_FILE:
            found.append(f"{place}")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                    found.append(f"{place}:{node.lineno} {node.name}")
    return found


def without_noun(root: Path) -> list[str]:
    """Files named after nothing in particular."""
    paths = (path.relative_to(root) for path in sources(root))
    return [str(path) for path in paths if NO_NOUN.intersection((path.stem, *path.parts[:-1]))]


def without_floor(root: Path) -> set[str]:
    """Modules that no layer names, and layers that name no module."""
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (floors,) = [c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "floors"]
    named = {name for layer in floors["layers"] for name in re.findall(r"[\w.]+", layer)}
    modules = {f"bot.{path.stem}" for path in (root / "bot").glob("*.py")} - {"bot.__init__"}
    modules |= {f"bot.{path.parent.name}" for path in (root / "bot").glob("*/__init__.py")}
    return named ^ (modules | {"handlers", "content"})


def run(root: Path, *command: str) -> tuple[int, str]:
    """Run a tool of this environment in a tree; its exit code, and its output on one line."""
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=root, capture_output=True, text=True, check=False
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def plant(root: Path, place: str, text: str) -> None:
    with (root / place).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    for folder in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_module_has_a_floor() -> None:
    """A new module of bot stands in the layers of pyproject.toml, or this fails."""
    assert without_floor(ROOT) == set()


def test_files_and_functions_are_short() -> None:
    """No file over 400 lines, no function over 50."""
    assert too_long(ROOT) == []


def test_files_are_named_by_a_noun() -> None:
    """No file is called utils, and the like."""
    assert without_noun(ROOT) == []


def test_own_checks_can_fail(tree: Path) -> None:
    """Each of the three checks above names what is wrong in a spoiled tree."""
    plant(tree, "bot/clock.py", "X = 1\n" * 400)
    plant(tree, "content/planted.py", "def long() -> None:\n" + "    print()\n" * 50)
    (tree / "handlers" / "utils.py").touch()
    (tree / "bot" / "weather.py").touch()

    assert too_long(tree) == ["bot/clock.py", "content/planted.py:2 long"]
    assert without_noun(tree) == ["handlers/utils.py"]
    assert without_floor(tree) - without_floor(ROOT) == {"bot.weather"}


def test_imports_keep_to_the_floors(tree: Path) -> None:
    """The tree is clean; one planted import a rule, and lint-imports names each of them."""
    code, output = run(tree, "lint-imports", "--no-cache")
    assert code == 0, output

    for place, (line, _) in IMPORTS.items():
        plant(tree, place, line)
    code, output = run(tree, "lint-imports", "--no-cache")

    assert code != 0
    assert [found for _, found in IMPORTS.values() if found not in output] == []


def test_environment_and_clock_have_one_door(tree: Path) -> None:
    """The tree is clean; ruff names each planted look at the environment or the time."""
    command = ("ruff", "check", "--no-cache", "--output-format", "concise", "--select", "TID251")
    code, output = run(tree, *command)
    assert code == 0, output

    for place, line in ENVIRONMENT_AND_CLOCK.items():
        plant(tree, place, line)
    code, output = run(tree, *command)

    assert code != 0
    for place in ENVIRONMENT_AND_CLOCK:
        assert re.search(rf"{re.escape(place)}:\d+:\d+: TID251", output)


def test_types_are_strict(tree: Path) -> None:
    """A returned Any stops mypy, and so does a function without types."""
    module = tree / "content" / "planted.py"
    module.write_text("def double(x: int) -> int:\n    return x * 2\n")
    assert run(tree, "mypy", "content/planted.py")[0] == 0

    plant(tree, "content/planted.py", "from typing import Any")
    plant(tree, "content/planted.py", "def lax(x: Any) -> int:\n    return x")
    plant(tree, "content/planted.py", "def untyped(x):\n    return x")
    code, output = run(tree, "mypy", "content/planted.py")

    assert code != 0
    assert re.search(r"content/planted\.py:\d+: error: Returning Any", output)
    assert re.search(r"content/planted\.py:\d+: error: Function is missing a type", output)


def test_content_loads_nothing_impure() -> None:
    """A fresh interpreter that has imported all of content has loaded nothing of the engine."""
    code = (
        "import importlib, pkgutil, sys, content;"
        "names = [m.name for m in pkgutil.walk_packages(content.__path__, 'content.')];"
        "[importlib.import_module(name) for name in names];"
        "print(len(names), *sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    code, output = run(ROOT, "python", "-c", code)

    count, *loaded = output.split()
    assert code == 0
    assert int(count) > 1
    assert PURE.intersection(loaded) == set()
