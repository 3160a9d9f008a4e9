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
    (by_spelling,) = await store.people.named("noraquil", None)
    assert (by_spelling.key, by_spelling.name) == ("noraquill", "Nora Quill")
    assert await store.people.named("noraquill", None) == (by_spelling,)
    by_handle = await store.people.evidence(by_spelling.key)
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
        await add(store, f"t{number}", f"{number} has @noraquill.\n\nMore of @NoraQuill.")
    passages = (await store.people.evidence("noraquill")).passages
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
    await store.people.named("mira_v", "mirav")
    await store.people.near("mirav")
    event.remove(engine, "before_cursor_execute", note)
    queries = [(statement, values) for statement, values in seen if "SELECT" in statement]
    assert len(queries) == 7
    async with store.database.read() as connection:
        for statement, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            lines = [str(row) for row in plan]
            assert [line for line in lines if "USING" in line]
            tables = ("mention", "person", "spelling", "introduction", "piece", "fragment")
            assert not [line for line in lines for table in tables if f"SCAN {table}" in line]


async def test_near_spellings(store: Store) -> None:
    """A slip or two, a beginning, other separators; at most five, the nearest first."""
    names = ["nora_quill", "nora_quil", "norah_quill", "tam_b", "quill_n", "nora_quilt", "noraq"]
    for number, name in enumerate([*names, "nora_quilla", "nora_quillo"]):
        await add(store, f"t{number}", f"{number} has @{name}.")
    found = [one.handle for one in await store.people.near("noraquill")]
    assert found[0] == "nora_quill"
    assert len(found) == 5
    assert not {"tam_b", "quill_n"} & set(found)
    assert [one.handle for one in await store.people.near("tamc")] == ["tam_b"]
    assert [one.handle for one in await store.people.near("quil")] == ["quill_n"]
    assert await store.people.near("zzzz") == ()


async def test_numbers_stay(store: Store) -> None:
    """A button still leads to its person after the text was replaced."""
    await add(store)
    (before,) = await store.people.named("mira_v", None)
    await add(store, text="Only @mira_v is left.")
    assert await store.people.numbered(before.number) == before
