"""Who is asked for, however it is typed, and the answer of a real library."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import Library
from bot.store.store import Store
from bot.who import Who, asked_name

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = """---
slug: bees
kind: thread
title: The bees on the roof
author:
  name: Ines Okoro
  handle: ines_ok
---
A beekeeper, @Ines_Ok, writes from a roof. People misprint her as @ines-ok now and then.

[1/2] The bees came back.

[reply, Paul, @paul_tiles, 2015-03-02] @ines_ok which roof?
"""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A library of one thread."""
    (tmp_path / "bees.md").write_text(TEXT)
    opened = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/who.db")
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
    card = await Who(store).ask(typed)
    assert card is not None
    assert (card.handle, card.name) == ("ines_ok", "Ines Okoro")
    (text,) = card.texts
    assert (text.slug, text.mentioned, text.signed) == ("bees", 3, True)
    assert card.spellings == ("@ines-ok",)
    assert card.quotations[0].text == "A beekeeper, @Ines_Ok, writes from a roof."


async def test_the_texts_come_along(store: Store) -> None:
    """A view needs titles and numbers of the texts that the answer names."""
    found = await Who(store).find("@paul_tiles")
    assert found is not None
    assert [line.title for line in found.texts.values()] == ["The bees on the roof"]
    assert await Who(store).find("@nobody") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        " ?! ",
        "nobody",
        "@ines",
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
    assert await Who(store).ask(typed) is None


@given(st.text())
def test_any_text_is_a_name_or_none(typed: str) -> None:
    """What is asked for is printable, bounded, and asks for itself."""
    asked = asked_name(typed)
    if asked is not None:
        assert asked.isprintable()
        assert 0 < len(asked) <= 100
        assert asked_name(asked) == asked
