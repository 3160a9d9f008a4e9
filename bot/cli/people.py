"""The commands about people: who, candidates, confirm."""

import click

from bot.cli.library import JSON, with_store
from bot.cli.lines import counted, print_json, remark, say
from bot.clock import SystemClock
from bot.errors import FeuilletonError
from bot.i18n import translator
from bot.store.candidates import Listed
from bot.store.store import Store
from bot.who import Answer, Choice, Found, Unconfirmed, Who
from content.names import fold_name
from handlers.views import who as views


@click.command()
@click.argument("name")
@JSON
def who(name: str, json_only: bool) -> None:
    """Say who somebody is, as far as the library tells."""
    if not name.strip(" @"):
        raise click.UsageError("Give a name or a handle, for example @somebody.")
    found = with_store(lambda store: Who(store).find(name, operator=True))
    if json_only:
        print_json(_answer(name, found))
        return
    if isinstance(found, Unconfirmed):
        _wait(found.candidates)
        return
    post = views.answered(found, name, translator("en"))
    for line in post.body.text.split("\n"):
        say(line)


@click.command()
@click.argument("slug", required=False)
@JSON
def candidates(slug: str | None, json_only: bool) -> None:
    """List who is named without a handle."""
    found = with_store(lambda store: _listed(store, slug))
    if json_only:
        print_json([_row(one) for one in found])
        return
    if not found:
        remark("Nobody is named without a handle there.")
    for one in found:
        told = "told of" if one.confirmed else "waits"
        places = counted(len(one.candidate.places), "place", "places")
        say(f"{one.candidate.name}, in {one.slug}: {places}, {told}")


async def _listed(store: Store, slug: str | None) -> tuple[Listed, ...]:
    if slug is not None and await store.pieces.by_slug(slug) is None:
        raise FeuilletonError(f"{slug} is no text of the library; `feuilleton library` lists them.")
    return await store.candidates.list(slug)


@click.command()
@click.argument("name")
@click.argument("slug")
@click.option("--undo", is_flag=True, help="Tell of them no more.")
def confirm(name: str, slug: str, undo: bool) -> None:
    """Let the bot tell of somebody without a handle."""
    wanted = fold_name(name)

    async def decide(store: Store) -> bool:
        for one in await _listed(store, slug):
            if fold_name(one.candidate.name) == wanted:
                people = store.candidates
                if undo:
                    return await people.revoke(one.person)
                now = SystemClock().now()
                return await people.confirm(one.piece_id, one.number, now) is not None
        return False

    if not with_store(decide):
        raise FeuilletonError(
            f"{slug} names no {name} who could be {'taken back' if undo else 'confirmed'}; "
            f"`feuilleton candidates {slug}` lists whom it names."
        )
    say(f"{name}: {'nobody is told any more' if undo else 'whoever asks is told'}.")


def _wait(found: tuple[Listed, ...]) -> None:
    say("Named without a handle, so nobody is told:")
    for one in found:
        places = counted(len(one.candidate.places), "place", "places")
        say(f"{one.candidate.name}, in {one.slug}: {places}")
    name, slug = found[0].candidate.name, found[0].slug
    remark(f'`feuilleton confirm "{name}" {slug}` lets the bot tell whoever asks.')


def _row(one: Listed) -> dict[str, object]:
    return {
        "handle": None,
        "name": one.candidate.name,
        "slug": one.slug,
        "mentions": len(one.candidate.places),
        "confirmed": one.confirmed,
    }


def _answer(query: str, found: Answer | None) -> dict[str, object]:
    card = found.card if isinstance(found, Found) else None
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
        "found": _sort_of(found),
        "handle": card.handle if card else None,
        "name": card.name if card else None,
        "network": card.network if card else None,
        "variants": [*card.spellings, *card.names] if card else [],
        "roles": list(card.roles) if card else [],
        "mentions": card.mentions if card else 0,
        "pieces": card.text_count if card else 0,
        "description": card.introductions[0].text if card and card.introductions else None,
        "quotations": quotations,
        "candidates": _to_choose(found),
    }


def _to_choose(found: Answer | None) -> list[dict[str, object]]:
    match found:
        case Choice(people):
            return [{"handle": one.handle, "name": one.name} for one in people]
        case Unconfirmed(waiting):
            return [_row(one) for one in waiting]
        case _:
            return []


def _sort_of(found: Answer | None) -> str:
    """The interface's word; somebody who waits for a yes is not told of."""
    match found:
        case Found():
            return "person"
        case Choice(near=near):
            return "near" if near else "several"
        case _:
            return "none"


COMMANDS = (who, candidates, confirm)
