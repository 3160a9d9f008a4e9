"""The evidence for an answer: counts and passages of whoever is printed under a name."""

from dataclasses import replace

from sqlalchemy import event

from bot.store.store import Store
from content.model import Fragment, FragmentKind, Mention, PartialDate, Person, Role, Span
from content.who import Evidence, Tally
from tests.bot.store.samples import NOW, add, parsed
from tests.bot.store.test_pieces import never

SPELLED = Person("NoraQuill", "Nora Quill", ("@NoraQuill", "@NoraQuil"))


async def add_spelled(store: Store, slug: str) -> None:
    """A thread in which @NoraQuill signs once and is misspelled once."""
    text = parsed(slug, f"Text of {slug}.")
    fragments = (
        Fragment(FragmentKind.TWEET, "I begin.", handle="NoraQuill", date=PartialDate(2014, 2)),
        Fragment(FragmentKind.REPLY, "@NoraQuil why?", speaker="Leo"),
    )
    mentions = (
        Mention("NoraQuill", "@NoraQuill", Role.AUTHOR, None, None),
        Mention("NoraQuill", "@NoraQuill", Role.AUTHOR, 0, None),
        Mention("NoraQuill", "@NoraQuil", Role.MENTIONED, 1, Span(0, 9)),
    )
    piece = replace(text.piece, fragments=fragments, title="Thread", date=PartialDate(2013))
    whole = replace(text, piece=piece, people=(SPELLED,), mentions=mentions)
    await store.pieces.add_or_replace(whole, never, NOW)


async def test_nobody(store: Store) -> None:
    """An unknown name has no evidence."""
    await add(store)
    assert await store.people.evidence("nobody") == Evidence()
    assert await store.people.evidence("") == Evidence()


async def test_every_spelling_leads_to_the_person(store: Store) -> None:
    """Asked by either spelling, all places are found, with what the handle is signed with."""
    await add_spelled(store, "thread")
    by_handle = await store.people.evidence("noraquill")
    assert await store.people.evidence("noraquil") == by_handle
    known = {"slug": "thread", "title": "Thread", "handle": "NoraQuill", "name": "Nora Quill"}
    assert by_handle.tallies == (
        Tally(role=Role.AUTHOR, surface="@NoraQuill", places=2, fragments=1, **known),
        Tally(role=Role.MENTIONED, surface="@NoraQuil", places=1, fragments=1, **known),
    )
    (passage,) = by_handle.passages
    assert passage.text[passage.span.start : passage.span.end] == "@NoraQuil"
    assert (passage.fragment, passage.speaker, passage.year) == (1, "Leo", 2013)


async def test_passages_of_many_texts(store: Store) -> None:
    """At most twelve, the first of each text before the second of any, prose before replies."""
    await add_spelled(store, "aaa")
    for number in range(8):
        await add(store, f"t{number}", f"{number} has @noraquil.\n\nMore of @NoraQuil.")
    passages = (await store.people.evidence("noraquil")).passages
    assert len(passages) == 12
    assert len({passage.slug for passage in passages[:9]}) == 9
    assert [passage.slug for passage in passages[:9]][-1] == "aaa"


async def test_the_index_answers(store: Store) -> None:
    """No query walks through all mentions, whatever the library's size."""
    seen: list[tuple[str, object]] = []

    def note(conn: object, cursor: object, statement: str, values: object, *rest: object) -> None:
        seen.append((statement, values))

    await add(store)
    engine = store.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await store.people.evidence("mira_v")
    event.remove(engine, "before_cursor_execute", note)
    queries = [(statement, values) for statement, values in seen if "mention" in statement]
    assert len(queries) == 2
    async with store.database.read() as connection:
        for statement, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            lines = [str(row) for row in plan]
            assert [line for line in lines if "INDEX ix_mention" in line]
            assert not [line for line in lines if "SCAN mention" in line]
