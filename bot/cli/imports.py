"""The command `import`: files and folders come in, with progress, until done or interrupted."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.cli.exporting import bring, is_exported_file
from bot.cli.library import PATHS, with_store
from bot.cli.lines import listed, remark, say
from bot.clock import SystemClock
from bot.errors import FeuilletonError
from bot.i18n import Translator, translator
from bot.library import Library, Report, Stored
from bot.store.store import Store

# Where there is no terminal a line is printed for so many files.
FILES_A_LINE = 500
# What a shell says of a command that Ctrl-C ended.
INTERRUPTED = 130


@click.command("import")
@PATHS
def import_(paths: tuple[Path, ...]) -> None:
    """Read files or folders and store what they hold.

    A file of `feuilleton export` goes on here with the very next fragment, once its texts are in.
    """
    exported = {path: None for path in paths if is_exported_file(path)}
    texts = tuple(path for path in paths if path not in exported)
    stored = _texts(texts) if texts else True
    brought = [bring(path) for path in exported]
    if not stored:
        raise FeuilletonError("nothing could be stored; give files or folders that hold texts.")
    if not all(brought):
        sys.exit(1)


def _texts(paths: tuple[Path, ...]) -> bool:
    """Import texts, and tell of it; whether any could be stored."""
    t = translator("en")
    with _progress(t) as progress:

        async def work(store: Store) -> Report:
            stop, loop = asyncio.Event(), asyncio.get_running_loop()
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(name, stop.set)
            return await Library(store).import_paths(paths, SystemClock().now(), progress, stop)

        report = with_store(work)
    _tell(t, report)
    if report.left:
        remark(
            t.ngettext(
                "Interrupted: what is counted here is kept. {n} file is left; the same command"
                " goes on with it.",
                "Interrupted: what is counted here is kept. {n} files are left; the same command"
                " goes on with them.",
                report.left,
            )
        )
        sys.exit(INTERRUPTED)
    return bool(report.pieces)


@contextmanager
def _progress(t: Translator) -> Iterator[Callable[[int, int], None]]:
    """Show how many files are done: as a bar in a terminal, as a line every so often elsewhere."""
    label = t.gettext("Importing")
    if sys.stderr.isatty():
        with click.progressbar(length=0, label=label, show_pos=True, file=sys.stderr) as bar:

            def draw(done: int, of: int) -> None:
                bar.length = of
                bar.update(done - bar.pos)

            yield draw
        return
    lines = 0

    def write(done: int, of: int) -> None:
        nonlocal lines
        if done // FILES_A_LINE > lines:
            lines = done // FILES_A_LINE
            numbers = {"done": t.number(done), "of": t.number(of)}
            remark(t.gettext("Importing: {done} of {of} files.", **numbers))

    yield write


def _tell(t: Translator, report: Report) -> None:
    """Print what is to be looked at, a line each, and one that sums up."""
    for problem in report.problems:
        remark(str(problem))
    for suggestion in report.suggestions:
        remark(str(suggestion))
    for path, names in report.left_out.items():
        remark(f"{path}: left out: {listed(names)}")
    for piece in report.pieces:
        if piece.kept:
            kept = t.ngettext(
                "{path}: {n} correction kept.",
                "{path}: {n} corrections kept.",
                piece.kept,
                path=piece.path,
            )
            remark(kept)
    if reread := report.count(Stored.REREAD):
        remark(
            t.ngettext(
                "{n} unchanged text was read again, since this version reads it better.",
                "{n} unchanged texts were read again, since this version reads them better.",
                reread,
            )
        )
    fragments = sum(piece.fragments for piece in report.pieces)
    people = sum(piece.people for piece in report.pieces)
    say(
        t.gettext(
            "{texts}, {fragments}, {people}, {problems} ({added} added, {unchanged} unchanged,"
            " {replaced} replaced)",
            texts=t.ngettext("{n} text", "{n} texts", len(report.pieces)),
            fragments=t.ngettext("{n} fragment", "{n} fragments", fragments),
            people=t.ngettext("{n} person", "{n} people", people),
            problems=t.ngettext("{n} problem", "{n} problems", len(report.problems)),
            **{kind.value: t.number(report.count(kind)) for kind in Stored},
        )
    )
