"""How long captures take to read: the twelve of the corpus, and prose that grows tenfold."""

import statistics
from pathlib import Path
from time import perf_counter

from benchmarks import ROOT, machine
from content.parse import parse
from content.readers import read
from content.samples import samples

CORPUS = ROOT.parent / "shared" / "corpus"
ROUNDS = 5
AIM_SECONDS = 1.0
SMALL, LARGE = 500_000, 5_000_000


def parse_all(paths: list[Path]) -> float:
    """Seconds to read and parse every file."""
    began = perf_counter()
    for path in paths:
        parse(read(path), path.stem)
    return perf_counter() - began


def prose(size: int) -> str:
    """About `size` characters of the samples' own words, each paragraph a different one."""
    text = "\n\n".join(read(sample.data, sample.name).text for sample in samples())
    text = text.replace("---", "")
    copies = size // len(text) + 1
    return "\n\n".join(f"Copy {number}.\n\n{text}" for number in range(copies))[:size]


def seconds(text: str) -> float:
    """Seconds to parse a text."""
    began = perf_counter()
    parse(text, "prose")
    return perf_counter() - began


def main() -> None:
    """Print the medians; growth is the ratio of runs that take turns."""
    print(machine())
    paths = sorted(CORPUS.glob("*/*.txt"))
    if paths:
        parse_all(paths)
        took = statistics.median(parse_all(paths) for _ in range(ROUNDS))
        verdict = "met" if took < AIM_SECONDS else "MISSED"
        print(
            f"{len(paths)} captures in one process: {took:.3f} s  < {AIM_SECONDS:.0f} s: {verdict}"
        )
    else:
        print("captures: not measured, ../shared/corpus is not here")
    small, large = prose(SMALL), prose(LARGE)
    pairs = [(seconds(small), seconds(large)) for _ in range(ROUNDS)]
    print(f"{SMALL:>9,} characters of prose: {statistics.median(a for a, _ in pairs):.2f} s")
    print(f"{LARGE:>9,} characters of prose: {statistics.median(b for _, b in pairs):.2f} s")
    print(
        f"ten times the text takes {statistics.median(b / a for a, b in pairs):.1f} times as long"
    )


if __name__ == "__main__":
    main()
