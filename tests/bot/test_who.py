"""Who is asked for, however it is typed, and the answer of a real library."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import Library
from bot.store.store import Store
from bot.who import Choice, Found, Unconfirmed, Who, asked_name
from tests.prepared import prepared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = """---
slug: bees
kind: thread
title: The bees on the roof
author:
  name: Ines Okoro
  handle: ines_ok
---
A beekeeper, @Ines_Ok, who is my neighbour, wrote. People misprint her as @ines-ok now and then.

[1/2] The bees came back.

[reply, Paul, @paul_tiles, 2015-03-02] @ines_ok which roof? Ask Wilma Ostrander.
"""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A library of one thread."""
    (tmp_path / "bees.md").write_text(TEXT)
    opened = await Store.open(prepared(tmp_path / "who.db"))
    report = await Library(opened).import_paths([tmp_path / "bees.md"], NOW)
    assert report.problems == ()
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    "typed",
    ["@ines_ok", "ines_ok", " @INES_OK ?", "@ines_ok?!", "«@Ines_ok»", "＠ines_ok", "ines_ok."],
)
async def test_a_person_of_the_library(store: Store, typed: str) -> None:
    """However the handle is typed, the answer is hers: counted, and quoted word for word."""
    found = await Who(store).find(typed)
    assert isinstance(found, Found)
    card = found.card
    assert (card.handle, card.name) == ("ines_ok", "Ines Okoro")
    (text,) = card.texts
    assert (text.slug, text.counts.mentioned, text.counts.signed) == ("bees", 3, 1)
    assert card.spellings == ("@ines-ok",)
    assert card.quotations[0].text == "A beekeeper, @Ines_Ok, who is my neighbour, wrote."
    assert [told.text for told in card.introductions] == ["@Ines_Ok, who is my neighbour"]
    assert card.network == "X"


async def test_the_texts_come_along(store: Store) -> None:
    """A view needs titles and numbers of the texts that the answer names."""
    found = await Who(store).find("@paul_tiles")
    assert isinstance(found, Found)
    assert [text.title for text in found.card.texts] == ["The bees on the roof"]
    assert set(found.numbers) == {"bees"}
    assert await Who(store).find("@nobody") is None


async def test_a_name_finds_its_handle(store: Store) -> None:
    """The display name leads to the person, whatever its accents and case; with `@` it does not."""
    found = await Who(store).find("Inès OKORO")
    assert isinstance(found, Found)
    assert found.card.handle == "ines_ok"
    assert isinstance(await Who(store).find("@Inès OKORO"), Choice)


@pytest.mark.parametrize("typed", ["@ines_ko", "ines ok", "@ines_okk", "inesok", "@ines"])
async def test_a_slip_is_a_question(store: Store, typed: str) -> None:
    """Who misspells is asked whom they mean; nobody is merged with anybody."""
    found = await Who(store).find(typed)
    assert isinstance(found, Choice)
    assert found.near
    assert [one.handle for one in found.people] == ["ines_ok"]


async def test_a_chosen_person(store: Store) -> None:
    """The number on the button leads to the answer; one of another library leads nowhere."""
    found = await Who(store).find("@ines_ko")
    assert isinstance(found, Choice)
    shown = await Who(store).show(found.people[0].number)
    assert shown is not None
    assert shown.card.handle == "ines_ok"
    assert await Who(store).show(0) is None
    assert await Who(store).show(2**63) is None


async def test_a_candidate_is_not_told_of(store: Store) -> None:
    """Who is named without a handle is stored, and nobody is told before an operator says yes."""
    who = Who(store)
    assert await who.find("Wilma Ostrander") is None
    asked = await who.find("wilma ostrander", operator=True)
    assert isinstance(asked, Unconfirmed)
    (one,) = asked.candidates
    assert await who.find("@wilma ostrander", operator=True) is None
    found = await who.confirm(one.piece_id, one.number, NOW)
    assert found is not None
    assert (found.card.handle, found.card.name) == (None, "Wilma Ostrander")
    assert [quoted.text for quoted in found.card.quotations] == ["Ask Wilma Ostrander."]
    assert await who.find("Wilma Ostrander") == found
    assert await who.revoke(found.person)
    assert await who.find("Wilma Ostrander") is None


async def test_several_people_of_one_name(store: Store, tmp_path: Path) -> None:
    """A display name that two handles bear leads to both; neither is taken for the other."""
    text = TEXT.replace("ines_ok", "okoro_i").replace("Ines_Ok", "okoro_i")
    text = text.replace("slug: bees", "slug: x").replace("@ines-ok", "me")
    (tmp_path / "x.md").write_text(text)
    await Library(store).import_paths([tmp_path / "x.md"], NOW)
    found = await Who(store).find("Ines Okoro")
    assert isinstance(found, Choice)
    assert not found.near
    assert {one.handle for one in found.people} == {"ines_ok", "okoro_i"}


async def test_one_handle_on_two_networks(store: Store, tmp_path: Path) -> None:
    """They may be two people: whoever asks is asked."""
    (tmp_path / "quay.md").write_text("The quay\n\nTwo boats. @ines_ok on Instagram has pictures.")
    await Library(store).import_paths([tmp_path / "quay.md"], NOW)
    found = await Who(store).find("@ines_ok")
    assert isinstance(found, Choice)
    assert [(one.handle, one.network) for one in found.people] == [
        ("ines_ok", "Instagram"),
        ("ines_ok", None),
    ]


async def test_noted_fragments_are_not_quoted(store: Store, tmp_path: Path) -> None:
    """What a content note is about is counted and shown by choice only; `""` is no note."""
    text = TEXT.replace("slug: bees", "slug: noted\nnote: grief").replace("ines_ok", "dora_v")
    (tmp_path / "n.md").write_text(text.replace("Ines_Ok", "dora_v").replace("@ines-ok", "@dora_v"))
    report = await Library(store).import_paths([tmp_path / "n.md"], NOW)
    assert report.problems == ()
    found = await Who(store).find("@dora_v")
    assert isinstance(found, Found)
    assert found.card.mentions == 3
    assert (found.card.quotations, found.card.introductions) == ((), ())
    await Library(store).note("noted", "")
    found = await Who(store).find("@dora_v")
    assert isinstance(found, Found)
    assert found.card.quotations


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        " ?! ",
        "nobody",
        "x" * 101,
        "@" * 500,
        "a\x00b",
        "two\nlines",
        "\ud83d",
        "%",
        "_",
    ],
)
async def test_nobody(store: Store, typed: str) -> None:
    """Empty, strange, far too long or simply unknown: there is no answer, and no error."""
    assert await Who(store).find(typed) is None


@given(st.text())
def test_any_text_is_a_name_or_none(typed: str) -> None:
    """What is asked for is printable, bounded, and asks for itself."""
    asked = asked_name(typed)
    if asked is not None:
        assert asked.isprintable()
        assert 0 < len(asked) <= 100
        assert asked_name(asked) == asked
