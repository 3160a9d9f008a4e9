"""Guided by what of our code an input reaches (atheris): `python -m tests.fuzz.guided --help`.

What crashes is written to a file, which is to become a numbered case. Where all doors are tried,
its first byte says which one it was (`NAMES`), and is no part of the case.
"""

import argparse
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["content", "bot.sources"]):
    from tests.fuzz.entries import DOORS

from tests.fuzz.seeds import seeds_of

# Seconds for one input, and MB for all: what takes more is a case.
LONGEST, MOST = 20, 1000
# Seeds of a door where all are tried.
FEW = 6
NAMES = sorted(DOORS)


def arguments() -> argparse.Namespace:
    """What to run, and how often."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    doors = [*sorted(DOORS), "all"]
    parser.add_argument(
        "door", choices=doors, nargs="?", default="all", help="what takes the bytes"
    )
    parser.add_argument("--runs", type=int, default=100_000, help="inputs to try")
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same inputs")
    parser.add_argument("--largest", type=int, default=2000, help="bytes of an input at most")
    parser.add_argument("--crashes", default="./", help="folder for what crashes, with its /")
    return parser.parse_args()


def any_door(data: bytes) -> None:
    """The first byte says which door the others are for."""
    if data:
        DOORS[NAMES[data[0] % len(NAMES)]](data[1:])


def begin(door: str, folder: Path) -> None:
    """Write down what fuzzing begins with."""
    names = NAMES if door == "all" else [door]
    for name in names:
        mark = bytes([NAMES.index(name)]) if door == "all" else b""
        most = FEW if door == "all" else None
        for number, seed in enumerate(islice(seeds_of(name), most)):
            (folder / f"{name}-{number:04}").write_bytes(mark + seed)


def main() -> None:
    """Fuzz one door or all; the process ends with another code than 0 at the first crash."""
    given = arguments()
    with TemporaryDirectory() as folder:
        begin(given.door, Path(folder))
        options = {
            "runs": given.runs,
            "seed": given.seed,
            "max_len": given.largest,
            "timeout": LONGEST,
            "rss_limit_mb": MOST,
            "artifact_prefix": given.crashes,
            "dict": Path(__file__).with_name("words.dict"),
        }
        told = [f"-{name}={value}" for name, value in options.items()]
        atheris.Setup([sys.argv[0], *told, folder], DOORS.get(given.door, any_door))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
