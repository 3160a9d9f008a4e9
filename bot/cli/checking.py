"""The command `check`: what of each source went where, and what somebody should look at."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bot.cli.library import JSON
from bot.cli.lines import counted, listed, print_json, remark, say
from bot.errors import FeuilletonError
from bot.settings import load
from bot.sources import ImportProblem, Source, files_in, texts_in
from content.certificate import Certificate, Place, certify
from content.samples import samples


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--lines", is_flag=True, help="List every part of each text with its lines.")
@JSON
def check(paths: tuple[Path, ...], lines: bool, json_only: bool) -> None:
    """Say of every source which part went where.

    With --lines, line by line: into which fragment, or why not. The lines of a web page, a feed or
    an archive are those of the text that was read out of it. Without PATHS: the texts of LIBRARY,
    else the samples. Exit code 1 if anything was lost or came twice, or nothing could be read.
    """
    found = [one for source in _sources(paths) for one in _certified(*source)]
    if not found:
        raise FeuilletonError("nothing could be checked; give files or folders that hold texts.")
    if json_only:
        rows = [_row(one) for _, one in found]
        print_json(rows[0] if len(rows) == 1 else rows)
    else:
        for path, one in found:
            say(_line(one))
            if one.left_out:
                say(f"{path}: left out: {listed(one.left_out)}")
            for place in one.places if lines else ():
                say(_place(place))
            for problem in one.problems:
                remark(str(ImportProblem(path, problem.line, problem.what)))
    sys.exit(0 if all(one.whole for _, one in found) else 1)


def _sources(paths: Sequence[Path]) -> Iterator[Source]:
    roots = paths or load().library
    problems: list[ImportProblem] = []
    for root in roots:
        yield from ((str(path), path) for path in files_in(root, problems))
    if not roots:
        yield from ((sample.name, sample.data) for sample in samples())
    for problem in problems:
        remark(str(problem))


def _certified(path: str, source: Path | bytes) -> Iterator[tuple[str, Certificate]]:
    for one in texts_in(path, source):
        if isinstance(one, ImportProblem):
            remark(str(one))
        else:
            yield one.path, certify(one.text, one.parsed)


def _line(one: Certificate) -> str:
    parts = [f"{one.fragment} in fragments"]
    for names in (one.metadata, one.boilerplate):
        parts += [f"{count} in {name}" for name, count in sorted(names.items())]
    parts += [counted(number, name, f"{name}s") for name, number in sorted(one.counts.items())]
    parts += [f"{one.lost} lost", f"{one.doubled} twice"]
    return f"{one.slug}: {counted(one.characters, 'character', 'characters')}, {', '.join(parts)}"


def _place(one: Place) -> str:
    lines = f"{one.first}" if one.first == one.last else f"{one.first}-{one.last}"
    number = "" if one.fragment is None else f" {one.fragment + 1}"
    size = counted(one.characters, "character", "characters")
    return f"  line {lines}  {one.where}{number}: {one.name}  {size}  “{one.words}”"


def _row(one: Certificate) -> dict[str, object]:
    return {
        "slug": one.slug,
        "characters": one.characters,
        "fragment": one.fragment,
        "metadata": sum(one.metadata.values()),
        "boilerplate": dict(one.boilerplate),
        "written_out": dict(one.counts),
        "left_out": dict(one.left_out),
        "lost": one.lost,
        "doubled": one.doubled,
        "problems": [{"line": problem.line, "what": problem.what} for problem in one.problems],
        "spans": [
            {
                "start": place.span.start,
                "end": place.span.end,
                "lines": [place.first, place.last],
                "where": place.where,
                "name": place.name,
                "fragment": place.fragment,
                "characters": place.characters,
                "words": place.words,
            }
            for place in one.places
        ],
    }
