"""How long captures take to read, how that grows with their size, and the memory it takes."""

import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count, cycle, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from benchmarks import ROOT, machine
from content.given_names import GIVEN_NAMES
from content.parse import parse
from content.readers import read
from content.samples import samples

CORPUS = ROOT.parent / "shared" / "corpus"
ROUNDS = 5
AIM_SECONDS = 1.0
SMALL, LARGE = 500_000, 5_000_000
_FAMILIES = "Quill Ahlers Bell Vadim Roe Okafor Brandt Aske Ott Wen Petrov Costa Diallo Moreau"
FAMILIES = _FAMILIES.split()
NAMED = (
    "{} {} said that it was late.",
    "According to {} {}, nothing was lost.",
    "On y voyait {} {}, sa voisine.",
    "Then {} {} opened the door.",
)


def parse_all(paths: list[Path]) -> float:
    """Seconds to read and parse every file."""
    began = perf_counter()
    for path in paths:
        parse(read(path), path.stem)
    return perf_counter() - began


def samples_again(size: int) -> str:
    """The samples as they are, again and again, each time under another number."""
    text = "\n\n".join(read(sample.data, sample.name).text for sample in samples())
    text = text.replace("---", "")
    return joined((f"Copy {number}.\n\n{text}" for number in count()), size)


def sentences() -> Iterator[str]:
    """The samples' own sentences in another order, every third one with a name, without end."""
    random = Random(1)
    text = " ".join(read(sample.data, sample.name).text.split("---")[-1] for sample in samples())
    own = [part.strip() + "." for part in text.replace("\n", " ").split(".") if "[" not in part]
    given = sorted(GIVEN_NAMES)
    while True:
        yield random.choice(own)
        yield random.choice(own)
        yield random.choice(NAMED).format(random.choice(given).title(), random.choice(FAMILIES))


def paragraphs(length: int) -> Iterator[str]:
    """Paragraphs of so many sentences."""
    row = sentences()
    while True:
        yield " ".join(islice(row, length))


def thread() -> Iterator[str]:
    """Threads of 200 numbered tweets, each signed."""
    numbers = cycle(range(1, 201))
    for number, text in zip(numbers, paragraphs(2), strict=False):
        yield f"{text} {number}/200\n— Nora Quill (@nora_q) 3 mars 2014"


def interview() -> Iterator[str]:
    """Questions and answers with labels."""
    for number, text in enumerate(paragraphs(8)):
        yield f"Interviewer: What do you think of number {number}?\n\nNora Quill: I think. {text}"


def joined(parts: Iterator[str], size: int, by: str = "\n\n") -> str:
    """As many parts as it takes."""
    found: list[str] = []
    length = 0
    while length < size:
        found.append(next(parts))
        length += len(found[-1]) + len(by)
    return by.join(found)[:size]


def repeated(sign: str, size: int) -> str:
    """Nothing but one sign."""
    return (sign * size)[:size]


SHAPES: dict[str, Callable[[int], str]] = {
    "the samples again": samples_again,
    "prose full of names": lambda size: joined(paragraphs(6), size),
    "a numbered thread": lambda size: joined(thread(), size),
    "an interview": lambda size: joined(interview(), size),
    "one line (a tenth)": lambda size: joined(sentences(), size // 10, " "),
    "short lines (a fiftieth each)": lambda size: "no, Nora\n\nOk then\n\n" * (size // 100),
    **{
        f"only {sign!r}": partial(repeated, sign)
        for sign in (",", '"', "@", "A", "A ", "Aa ", "1", "1/2 ", "\n", " ")
    },
}


def measured(name: str, size: int) -> tuple[float, float]:
    """CPU seconds to parse a shape, and the most memory this process had, in MB."""
    text = SHAPES[name](size)
    began = process_time()
    parse(text, "shape")
    return process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1024


def corpus() -> None:
    """Print how long the twelve captures take."""
    paths = sorted(CORPUS.glob("*/*.txt"))
    if not paths:
        print("captures: not measured, ../shared/corpus is not here")
        return
    parse_all(paths)
    took = statistics.median(parse_all(paths) for _ in range(ROUNDS))
    verdict = "met" if took < AIM_SECONDS else "MISSED"
    print(f"{len(paths)} captures in one process: {took:.3f} s  < {AIM_SECONDS:.0f} s: {verdict}")


def main() -> None:
    """Print the table; each measure is a process of its own, so that memory is its own too."""
    print(machine())
    corpus()
    print(f"{LARGE:,} characters of      CPU s   times {SMALL:,}   peak MB")
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        for name in SHAPES:
            small, _ = pool.submit(measured, name, SMALL).result()
            large, peak = pool.submit(measured, name, LARGE).result()
            print(f"{name:30} {large:7.2f} {large / small:11.1f} {peak:11.0f}", flush=True)


if __name__ == "__main__":
    main()
