"""Who is named without a handle: kept, told of after an operator's yes, and the yes stays."""

from bot.store.candidates import Listed
from bot.store.store import Store
from tests.bot.store.samples import NOW, add

TEXT = (
    "The key hangs with Wilma Ostrander, a retired locksmith, says @mira_v.\n\n"
    "Nobody locks up as Wilma does. Ask Wilma Ostrander."
)
NOTED = "---\ntitle: Keys\nnote: grief\n---\n" + TEXT


async def only(store: Store, slug: str = "keys") -> Listed:
    """The one candidate of a text."""
    (found,) = await store.candidates.list(slug)
    return found


async def test_a_candidate_waits(store: Store) -> None:
    """Listed with where it stands, found by the beginning of the name, no person yet."""
    await add(store, "keys", TEXT)
    (found,) = await store.candidates.named("wilma", 5)
    assert found.candidate.name == "Wilma Ostrander"
    assert (found.slug, found.confirmed, len(found.candidate.places)) == ("keys", False, 3)
    assert found.passage is not None
    span = found.passage.span
    assert found.passage.text[span.start : span.end] == "Wilma Ostrander"
    assert await store.candidates.named("ostrander", 5) == ()
    assert (await store.people.find("", "wilmaostrander")).known is None


async def test_a_yes_makes_a_person(store: Store) -> None:
    """Counted, quoted and introduced as anybody, under the name alone; found by near spellings."""
    await add(store, "keys", TEXT)
    one = await only(store)
    number = await store.candidates.confirm(one.piece_id, one.number, NOW)
    assert number == one.person
    known = (await store.people.find("", "wilmaostrander")).known
    assert known is not None
    assert known.person == number
    (naming,) = known.evidence.namings
    assert (naming.handle, naming.name, naming.counts.mentioned) == (None, "Wilma Ostrander", 3)
    (told,) = known.evidence.introductions
    assert told.text[told.span.start : told.span.end].endswith("a retired locksmith")
    assert [x.name for x in await store.people.near("wilmaostrender")] == ["Wilma Ostrander"]
    assert (await store.people.find("wilmaostrander", None)).known is None
    assert (await only(store)).confirmed


async def test_the_yes_stays(store: Store) -> None:
    """A text that is replaced still tells of whom it still names; another text needs its own."""
    await add(store, "keys", TEXT)
    one = await only(store)
    await store.candidates.confirm(one.piece_id, one.number, NOW)
    await add(store, "keys", "Only Wilma Ostrander is left.")
    known = await store.people.numbered(one.person)
    assert known is not None
    assert known.evidence.namings[0].counts.mentioned == 1
    await add(store, "other", "Wilma Ostrander again.")
    assert not (await only(store, "other")).confirmed
    assert await store.people.numbered(one.person) == known


async def test_two_texts_may_know_two_of_a_name(store: Store) -> None:
    """Each yes is about one text: nobody is merged by name, and each is told by its text."""
    for slug in ("a", "b"):
        text = f"---\ntitle: Text {slug}\n---\nWilma Ostrander says no, and means it."
        await add(store, slug, text)
        one = await only(store, slug)
        await store.candidates.confirm(one.piece_id, one.number, NOW)
    people = (await store.people.find("", "wilmaostrander")).people
    assert sorted((one.name, one.title) for one in people) == [
        ("Wilma Ostrander", "Text a"),
        ("Wilma Ostrander", "Text b"),
    ]
    await store.candidates.revoke(people[0].number)
    known = (await store.people.find("", "wilmaostrander")).known
    assert known is not None
    assert known.person == people[1].number


async def test_a_yes_can_be_taken_back(store: Store) -> None:
    """Nobody is told any more, and the candidate waits again."""
    await add(store, "keys", TEXT)
    one = await only(store)
    await store.candidates.confirm(one.piece_id, one.number, NOW)
    assert await store.candidates.revoke(one.person)
    assert not await store.candidates.revoke(one.person)
    assert await store.people.numbered(one.person) is None
    assert await store.people.near("wilmaostrender") == ()
    assert await only(store) == one


async def test_a_yes_twice_is_one(store: Store) -> None:
    """Counted once."""
    await add(store, "keys", TEXT)
    one = await only(store)
    await store.candidates.confirm(one.piece_id, one.number, NOW)
    before = await store.people.numbered(one.person)
    await store.candidates.confirm(one.piece_id, one.number, NOW)
    assert await store.people.numbered(one.person) == before


async def test_nobody_to_confirm(store: Store) -> None:
    """Numbers of an old button, or forged ones."""
    piece_id = await add(store, "keys", TEXT)
    one = await only(store)
    assert await store.candidates.confirm(piece_id, 1, NOW) is None
    assert await store.candidates.confirm(2**63, one.number, NOW) is None
    assert not await store.candidates.revoke(2**63)
    assert not (await only(store)).confirmed


async def test_noted_passages_stay_hidden(store: Store) -> None:
    """What a content note is about is quoted to nobody, operators included."""
    await add(store, "keys", NOTED)
    (found,) = await store.candidates.named("wilma", 5)
    assert found.passage is None


async def test_a_person_with_a_handle_is_not_taken_back(store: Store) -> None:
    """Only what an operator confirmed can be revoked."""
    await add(store, "keys", TEXT)
    known = (await store.people.find("mira_v", None)).known
    assert known is not None
    assert not await store.candidates.revoke(known.person)
    assert await store.people.numbered(known.person) == known
