"""The commands about texts: parse, import, library, who."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from bot.clock import SystemClock
from bot.errors import FeuilletonError
from bot.i18n import translator
from bot.library import Library, Stored, Summary
from bot.settings import load
from bot.store.store import Store
from bot.who import Who
from content.export import to_schema
from content.formats.canonical import BrokenFrontMatter
from content.parse import parse as parse_text
from content.parse import slug_of
from content.readers import Unreadable, read
from content.who import WhoCard
from handlers.views import who as views

Result = TypeVar("Result")
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def with_store(work: Callable[[Store], Awaitable[Result]]) -> Result:
    """Do something with the database of DATABASE_URL."""

    async def opened() -> Result:
        store = await Store.open(load().database_url)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(opened())


@click.command()
@PATHS
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
def parse(paths: tuple[Path, ...], out: Path) -> None:
    """Read captures and write one JSON each into a folder; nothing else is touched."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FeuilletonError(
            f"{out}: cannot be made ({error.strerror}); name another --out."
        ) from error
    failed = 0
    for path in paths:
        try:
            text = read(path)
            parsed = parse_text(text, slug_of(path.stem))
            document = to_schema(parsed, text.text, path.stem)
            target = out / f"{path.stem}.json"
            target.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
        except (Unreadable, BrokenFrontMatter) as error:
            failed += 1
            click.echo(str(error), err=True)
        except OSError as error:
            raise FeuilletonError(f"{out}: cannot be written ({error.strerror}).") from error
    if failed == len(paths):
        raise FeuilletonError("nothing could be read.")


@click.command("import")
@PATHS
def import_(paths: tuple[Path, ...]) -> None:
    """Read files or folders and store what they hold."""
    # The bar shows only on a terminal.
    with click.progressbar(length=0, label="Importing", file=sys.stderr) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        now = SystemClock().now()
        report = with_store(lambda store: Library(store).import_paths(paths, now, progress))
    for problem in report.problems:
        click.echo(str(problem), err=True)
    counts = ", ".join(f"{report.count(kind)} {kind}" for kind in Stored)
    fragments = sum(piece.fragments for piece in report.pieces)
    people = sum(piece.people for piece in report.pieces)
    click.echo(
        f"{len(report.pieces)} texts ({counts}), {fragments} fragments, {people} people, "
        f"{len(report.problems)} problems"
    )
    if not report.pieces:
        raise FeuilletonError("nothing could be stored.")


@click.command("library")
@JSON
def list_(as_json: bool) -> None:
    """List the texts: slug, kind, title, fragments."""
    found, _ = with_store(lambda store: store.pieces.list())
    if as_json:
        _print_json([_row(summary) for summary in found])
        return
    for summary in found:
        title = summary.title or summary.opening or ""
        click.echo(f"{summary.slug:32} {summary.kind:10} {summary.fragments:5}  {title}")


@click.command()
@click.argument("name")
@JSON
def who(name: str, as_json: bool) -> None:
    """Say who somebody is, as far as the library tells."""
    found = with_store(lambda store: Who(store).find(name))
    if as_json:
        _print_json(_answer(name, found.card if found else None))
        return
    t = translator("en")
    click.echo((views.card(found, t) if found else views.unknown(name, t)).body.text)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _row(summary: Summary) -> dict[str, object]:
    author = summary.author
    return {
        "slug": summary.slug,
        "kind": summary.kind,
        "title": summary.title,
        "author": author and {"name": author.name, "handle": author.handle},
        "date": str(summary.date) if summary.date else None,
        "language": summary.language,
        "fragments": summary.fragments,
        "people": summary.people,
    }


def _answer(query: str, card: WhoCard | None) -> dict[str, object]:
    quotations = [
        {
            "slug": quotation.slug,
            "fragment": quotation.fragment,
            "text": quotation.text,
            "surface": quotation.text[quotation.span.start : quotation.span.end],
        }
        for quotation in (card.quotations if card else ())
    ]
    return {
        "query": query,
        "found": "person" if card else "none",
        "handle": card.handle if card else None,
        "name": card.name if card else None,
        "variants": list(card.spellings) if card else [],
        "roles": list(card.roles) if card else [],
        "mentions": card.mentions if card else 0,
        "pieces": len(card.texts) if card else 0,
        "description": None,
        "quotations": quotations,
        "candidates": [],
    }


COMMANDS = (parse, import_, list_, who)
