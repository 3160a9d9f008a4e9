"""The command `note`: what a reader is told before a text begins."""

import click

from bot.cli.library import with_store
from bot.cli.lines import say
from bot.errors import FeuilletonError
from bot.library import Library


@click.command()
@click.argument("slug")
@click.argument("text", required=False)
@click.option("--none", "without", is_flag=True, help="Readers need to know nothing.")
@click.option("--suggested", is_flag=True, help="Let the note act that the text suggests.")
def note(slug: str, text: str | None, without: bool, suggested: bool) -> None:
    """Decide what readers are told before a text."""
    said = text is not None and bool(text.strip())
    if said + without + suggested != 1:
        raise click.UsageError('Give the note, as "speaks of ...", or --none, or --suggested.')
    decided = None if suggested else "" if without else text
    piece = with_store(lambda store: Library(store).note(slug, decided))
    if piece is None:
        raise FeuilletonError(f"{slug} is no text of the library; `feuilleton library` lists them.")
    if not piece.note:
        say(f"{slug}: no content note.")
    else:
        say(f"{slug}: {piece.note}{' (suggested)' if piece.suggested else ''}")
