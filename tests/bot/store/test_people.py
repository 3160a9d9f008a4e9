"""The evidence for an answer: counts and passages of whoever is printed under a name."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from bot.store.evidence import Known
from bot.store.index import entries
from bot.store.people import Match
from bot.store.store import Store
from content.evidence import Counts, Naming, TextCount
from content.model import Fragment, FragmentKind, Mention, PartialDate, Person, Role, Span
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


async def known(store: Store, key: str) -> Known:
    """What is known of the one person of this handle."""
    match = await store.people.find(key, None)
    assert match.known is not None
    return match.known


async def test_nobody(store: Store) -> None:
    """An unknown name has no evidence."""
    await add(store)
    assert await store.people.find("nobody", None) == Match()
    assert await store.people.find("", "nobody") == Match()


async def test_every_spelling_leads_to_the_person(store: Store) -> None:
    """Asked by either spelling, all places are found, with what the handle is signed with."""
    await add_spelled(store, "thread")
    found = await known(store, "noraquil")
    assert found == await known(store, "noraquill")
    evidence, counts = found.evidence, Counts(mentioned=1, wrote=1, signed=1)
    assert evidence.namings == (Naming("NoraQuill", "Nora Quill", (), None, counts, 1, 1),)
    assert evidence.surfaces == (("@NoraQuill", 2), ("@NoraQuil", 1))
    assert evidence.texts == (TextCount("thread", "Thread", counts),)
    (passage,) = evidence.passages
    assert passage.text[passage.span.start : passage.span.end] == "@NoraQuil"
    assert (passage.fragment, passage.speaker, passage.year) == (1, "Leo", 2013)
    assert (await store.people.find("", "noraquill")).known == found


async def test_passages_of_many_texts(store: Store) -> None:
    """At most twelve, the first of each text before the second of any, prose before replies."""
    await add_spelled(store, "aaa")
    for number in range(8):
        await add(store, f"t{number}", f"{number} has @noraquill.\n\nMore of @NoraQuill.")
    passages = (await known(store, "noraquill")).evidence.passages
    assert len(passages) == 12
    assert len({passage.slug for passage in passages[:9]}) == 9
    assert [passage.slug for passage in passages[:9]][-1] == "aaa"


async def test_a_text_full_of_a_name_hides_no_other(store: Store) -> None:
    """However often one text names somebody, the others are quoted too."""
    await add(store, "aaa", "\n\n".join(f"Hello @noraquill, number {n}." for n in range(200)))
    await add(store, "bbb", "@noraquill mends clocks.")
    passages = (await known(store, "noraquill")).evidence.passages
    assert [passage.slug for passage in passages[:3]] == ["aaa", "bbb", "aaa"]


async def test_a_family_name_is_a_question(store: Store) -> None:
    """It is near whoever has it, and nobody's whole name."""
    await add_spelled(store, "thread")
    assert (await store.people.find("", "quill")) == Match()
    assert [one.name for one in await store.people.near("quill")] == ["Nora Quill"]


async def test_counts_of_many_texts(store: Store) -> None:
    """All texts are counted; those that name the person most are shown, by their first words."""
    for number in range(12):
        await add(store, f"t{number:02}", f"Text {number}. " + "@noraquill " * (number + 1))
    found = await known(store, "noraquill")
    (naming,) = found.evidence.namings
    assert (naming.counts.mentioned, naming.texts, naming.mentioning) == (78, 12, 12)
    shown = found.evidence.texts
    assert [text.slug for text in shown] == [f"t{number:02}" for number in range(11, 3, -1)]
    assert shown[0].title.startswith("Text 11. @noraquill")
    assert {text.slug for text in shown} <= set(found.numbers)


async def test_the_index_answers(store: Store) -> None:
    """No query walks through all mentions, whatever the library's size."""
    seen: list[tuple[str, object]] = []

    def note(conn: object, cursor: object, statement: str, values: object, *rest: object) -> None:
        seen.append((statement, values))

    await add(store)
    engines = (store.database._engine.sync_engine, store.database._reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    await store.people.find("mira_v", None)
    await store.people.find("mira_v", "mirav")
    await store.people.near("mirav")
    await store.candidates.named("mirav", 5)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    queries = [(statement, values) for statement, values in seen if "SELECT" in statement]
    assert len(queries) == 12
    async with store.database.read() as connection:
        for statement, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            lines = [str(row) for row in plan]
            assert [line for line in lines if "USING" in line]
            tables = (
                "mention",
                "person",
                "spelling",
                "introduction",
                "piece",
                "fragment",
                "candidate",
            )
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
    number = (await known(store, "mira_v")).person
    await add(store, text="Only @mira_v is left.")
    again = await store.people.numbered(number)
    assert again == await known(store, "mira_v")


PLACES = st.sampled_from(
    [
        *("@ana", "@ana on Instagram", "Instagram: @ana", "@ana on X", "on Mastodon @ana", "\n\n"),
        *(
            "@ana@instagram.com",
            "@ana@t.me",
            "@ana@sea.example",
            "@ana@twitter.com",
            "@ana@bsky.app",
        ),
        *("also @ana on Telegram", "Ana Lune (@ana)", "Ana Lune (@ana@sea.example)", "@ana.k", "."),
        *(
            "@ana.k on Instagram",
            "@ana.k@instagram.com",
            "\n1/2 Oh @ana",
            "\n2/2 — Ana (@ana) May 2014",
        ),
    ]
)


@given(st.lists(PLACES, max_size=9))
def test_nobody_has_the_key_of_somebody_else(places: list[str]) -> None:
    """However handles and networks stand together, each person of a text has a key alone."""
    text = parsed("aaa", " ".join(places) or "Nobody.")
    keys = [one.key for one in entries(1, text, ())]
    assert len(set(keys)) == len(keys)
    assert {one.person for one in text.mentions} <= {one.handle for one in text.people}


async def test_one_handle_on_two_networks(store: Store) -> None:
    """Each is known by a key of its own, which is the same in a text that tells only one."""
    texts = (
        parsed("aaa", "@orla on X bakes bread. @orla on Instagram dances."),
        parsed("bbb", "On Instagram @orla dances.\n\nFollow @orla@instagram.com for more."),
    )
    found = [{(one.key, one.handle, one.network) for one in entries(1, t, ())} for t in texts]
    there = ("Instagram:orla", "orla", "Instagram")
    assert found == [{("orla", "orla", None), there}, {there}]
    for text in texts:
        await store.pieces.add_or_replace(text, never, NOW)
    assert len((await store.people.find("orla", None)).people) == 2
