"""Invented texts and orders that the tests of the store share."""

from datetime import UTC, datetime, timedelta

from bot.model import Claim, Cursor, Delivery, Outcome, Run, Settlement, Target
from bot.store.store import Store
from content.model import Parsed
from content.parse import parse

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
BOT = 700
TARGET = Target(BOT, -1001234567890, 0)
BEGINNING = Cursor()
TEXT = "One bird by @mira_v.\n\nTwo birds.\n\nThree birds, says @Mira_V."


def parsed(slug: str, text: str = TEXT) -> Parsed:
    """A plain text, parsed."""
    return parse(text, slug)


async def add(store: Store, slug: str = "birds", text: str = TEXT) -> int:
    """Store a text whose runs stay where they are when it is replaced; its number."""
    stored = await store.pieces.add_or_replace(parsed(slug, text), lambda old, new: _stay, NOW)
    return stored.piece_id


def _stay(cursor: Cursor) -> Cursor:
    return cursor


async def start(
    store: Store,
    target: Target = TARGET,
    *,
    pace: float | None = None,
    wake_at: datetime | None = None,
    cursor: Cursor = BEGINNING,
) -> Run:
    """Start a run of the text `birds`, which is stored if need be."""
    piece_id = await add(store)
    return await store.runs.start(
        target, piece_id, cursor, language="en", started_by=5, pace=pace, wake_at=wake_at, now=NOW
    )


def order(run: Run, cause: str = "cmd:1", *, ends: bool = False, parts: int = 1) -> Claim:
    """A claim for the part at the run's cursor."""
    step, part = run.cursor.step, run.cursor.part
    after = Cursor(step, part + 1) if part + 1 < parts else Cursor(step + 1)
    return Claim(run, cause, after, ends, None)


async def post(store: Store, claim: Claim, outcome: Outcome) -> Run:
    """Claim and settle; the run after it."""
    delivery = await store.writer.claim(claim)
    assert isinstance(delivery, Delivery), delivery
    await store.writer.settle(Settlement(delivery, outcome, LATER))
    return await again(store, claim.run)


async def again(store: Store, run: Run) -> Run:
    """The run as it is stored now."""
    found = await store.runs.get(run.id)
    assert found is not None
    return found
