"""The guided fuzzer for a short while; for a long one see `tests/fuzz/guided.py`."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

RUNS = 300


@pytest.mark.fuzz
@pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris has no wheel for this platform (pyproject.toml)"
)
def test_all_doors(tmp_path: Path) -> None:
    """A fixed row of inputs, each new one made of those that reached more of our code."""
    command = [sys.executable, "-m", "tests.fuzz.guided", f"--runs={RUNS}"]
    # By way of a shell: Linux counts what this process has in memory as the most that its own
    # children ever had.
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@"; exit $?', "sh", *command, f"--crashes={tmp_path}/"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert f"Done {RUNS} runs" in done.stderr
    assert list(tmp_path.iterdir()) == []
