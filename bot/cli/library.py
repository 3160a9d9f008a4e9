"""The commands about texts: parse, library, write."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from bot.cli.lines import as_json, counted, print_json, remark, say
from bot.errors import FeuilletonError
from bot.library import Summary
from bot.settings import load
from bot.sources import Found, ImportProblem, texts_in
from bot.store.store import Store
from content.export import to_schema
from content.formats import canonical

Result = TypeVar("Result")
# Whether a path can be read is found out file by file: one that cannot stops nothing.
PATHS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
FOLDER = click.Path(path_type=Path, file_okay=False, readable=False)
JSON = click.option("--json", "json_only", is_flag=True, help="Print JSON and nothing else.")


def with_store(work: Callable[[Store], Awaitable[Result]]) -> Result:
    """Do something with the database of DATABASE_URL."""

    async def opened() -> Result:
        store = await Store.open(load().database_url)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(opened())


@click.command(short_help="Read captures and write one JSON file each.")
@PATHS
@click.option("--out", required=True, type=FOLDER, help="The folder to write into.")
def parse(paths: tuple[Path, ...], out: Path) -> None:
    """Read captures and write one JSON file each into a folder; nothing else is touched."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FeuilletonError(
            f"{out}: cannot be made ({error.strerror}); name another --out."
        ) from error
    written: dict[Path, Path] = {}
    for path in paths:
        for target, data in _parsed(path, out):
            if target in written:
                remark(f"{path}: {written[target]} is called the same; rename one of them.")
                continue
            try:
                target.write_bytes(data)
            except OSError as error:
                remark(f"{target}: cannot be written ({error.strerror}); name another --out.")
            else:
                written[target] = path
    if not written:
        raise FeuilletonError("nothing could be parsed.")


def _parsed(path: Path, out: Path) -> Iterator[tuple[Path, bytes]]:
    """Give each text of a source as JSON, with the file it goes to.

    The file has the source's name, and the text's slug too where the source holds several.
    """
    before: Found | None = None
    for number, found in enumerate(_told(texts_in(str(path), path))):
        if number == 1 and before is not None:
            yield out / f"{path.stem}.{before.parsed.piece.slug}.json", _json(before, None)
        if number:
            yield out / f"{path.stem}.{found.parsed.piece.slug}.json", _json(found, None)
        before = found if number == 0 else None
    if before is not None:
        yield out / f"{path.stem}.json", _json(before, path.stem)


def _told(texts: Iterable[Found | ImportProblem]) -> Iterator[Found]:
    """Give the texts, and print what is wrong with them."""
    for one in texts:
        if isinstance(one, ImportProblem):
            remark(str(one))
            continue
        yield one
        for problem in one.parsed.problems:
            remark(str(ImportProblem(one.path, problem.line, problem.what)))


def _json(found: Found, name: str | None) -> bytes:
    return as_json(to_schema(found.parsed, found.text, name))


@click.command("library")
@JSON
def list_(json_only: bool) -> None:
    """List the texts: slug, kind, title, fragments."""
    found, _ = with_store(lambda store: store.pieces.list())
    if json_only:
        print_json([_row(summary) for summary in found])
        return
    if not found:
        remark("The library is empty; `feuilleton import PATH...` fills it.")
    widest = max((len(summary.slug) for summary in found), default=0)
    for summary in found:
        title = summary.title or summary.opening
        say(f"{summary.slug:{widest}}  {summary.kind:9}  {summary.fragments:4}  {title}")


@click.command()
@click.argument("slug", required=False)
@click.option("--all", "folder", type=FOLDER, help="Write every text into this folder.")
def write(slug: str | None, folder: Path | None) -> None:
    """Write a text as Markdown, to read and to correct."""
    if (slug is None) == (folder is None):
        raise click.UsageError("Give the slug of one text, or --all and a folder.")
    if folder is not None:
        say(f"{counted(_write_all(folder), 'text', 'texts')} in {folder}")
        return
    stored = with_store(lambda store: store.pieces.by_slug(str(slug)))
    if stored is None:
        raise FeuilletonError(f"{slug} is no text of the library; `feuilleton library` lists them.")
    click.echo(canonical.write(stored.piece).encode("utf-8", "surrogatepass"), nl=False)


def _write_all(folder: Path) -> int:
    """Write every piece into a file named by its slug; how many."""

    async def written(store: Store) -> int:
        summaries, _ = await store.pieces.list()
        for summary in summaries:
            stored = await store.pieces.get(summary.id)
            if stored is not None:
                text = canonical.write(stored.piece)
                (folder / f"{summary.slug}.md").write_bytes(text.encode("utf-8", "surrogatepass"))
        return len(summaries)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return with_store(written)
    except OSError as error:
        raise FeuilletonError(
            f"{error.filename or folder}: cannot be written ({error.strerror}); name another --all."
        ) from error


def _row(summary: Summary) -> dict[str, object]:
    author = summary.author
    return {
        "slug": summary.slug,
        "kind": summary.kind,
        "title": summary.title,
        "author": author and {"name": author.name, "handle": author.handle},
        "date": str(summary.date) if summary.date else None,
        "language": summary.language,
        # An empty one says that somebody decided against any.
        "note": summary.note or None,
        "fragments": summary.fragments,
        "people": summary.people,
    }


COMMANDS = (parse, list_, write)
