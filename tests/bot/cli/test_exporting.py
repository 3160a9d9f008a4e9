"""export, and import of what it wrote: on the command line, between two databases."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.model import Claim, Cursor, Run, Sent, Settlement, Target
from bot.plans import Opening
from bot.sandbox.server import TOKEN
from bot.store.store import Store
from tests.bot.cli.conftest import Feuilleton
from tests.bot.store.plans import plan
from tests.prepared import prepared

Result = TypeVar("Result")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BOT = int(TOKEN.partition(":")[0])
HERE = Target(BOT, 9)
GROUP = Target(BOT, -1_005, 3)
LAMP = "1/4 The lamp is lit.\n\n2/4 It goes out.\n\n3/4 Nobody minds.\n\n4/4 Good night.\n"


@pytest.fixture
def lamp(feuilleton: Feuilleton, tmp_path: Path) -> Feuilleton:
    """A library with one thread."""
    (tmp_path / "lamp.txt").write_text(LAMP, encoding="utf-8")
    assert feuilleton("import", "lamp.txt").code == 0
    return feuilleton


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """Go on with another database."""

    def go() -> None:
        monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/data/other.db")

    return go


def within(tmp_path: Path, work: Callable[[Store], Awaitable[Result]], name: str = "bot") -> Result:
    """Do something in a database."""

    async def opened() -> Result:
        store = await Store.open(prepared(tmp_path / f"data/{name}.db"))
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(opened())


async def read(store: Store, step: int = 2, **settings: object) -> Run:
    """Somebody reads the lamp in private, and is at a step."""
    stored = await store.pieces.by_slug("lamp")
    assert stored is not None
    wanted = {"language": "en", "started_by": 9, "now": NOW, **settings}
    return await store.runs.start(HERE, stored.id, Cursor(step), **wanted)


async def planned(store: Store) -> None:
    """The lamp comes to a topic every day at half past eight, and has had its first step."""
    stored = await store.pieces.by_slug("lamp")
    assert stored is not None
    kept = await store.schedules.add(plan(stored.id, home=GROUP), NOW)
    await store.schedules.sit(kept, Opening(GROUP, 0, stored.id, 1, NOW), NOW)


def test_what_can_be_exported(lamp: Feuilleton, tmp_path: Path) -> None:
    """A line each: name, text, chat, place."""
    assert lamp("export").line == "Nothing is being read here, and nothing is planned."
    within(tmp_path, read)
    within(tmp_path, planned)
    assert lamp("export").out.splitlines() == [
        "1  The lamp is lit.  chat 9  fragment 3 of 4",
        "schedule-1  The lamp is lit.  chat -1005, topic 3  fragment 2 of 4",
    ]


def test_the_file_is_for_people_too(lamp: Feuilleton, tmp_path: Path) -> None:
    """What it is, which text by name, how far; no words, no token; and that it goes on here."""
    within(tmp_path, planned)
    done = lamp("export", "schedule-1")
    assert done.json["feuilleton"] == "schedule"
    assert [text["slug"] for text in done.json["texts"]] == ["lamp"]
    assert done.json["schedule"]["rule"]["timing"]["times"] == ["08:30:00"]
    assert done.json["readings"][0]["place"]["step"] == 1
    assert "Nobody minds" not in done.out
    assert "lit" not in done.out
    assert TOKEN.partition(":")[2] not in done.out
    assert done.err == (
        "It still goes on here, until you stop it with /schedule and Delete in chat -1005, or stop"
        " this bot: what comes from here after this export would come from elsewhere, too.\n"
    )


def test_it_goes_on_elsewhere(
    lamp: Feuilleton, tmp_path: Path, elsewhere: Callable[[], None]
) -> None:
    """Both, beside the text, in one call; the place and the pace are there, due from now on."""
    within(tmp_path, lambda store: read(store, pace=600.0, wake_at=NOW))
    within(tmp_path, planned)
    assert lamp("export", "1", "--out", "one").out == ""
    assert lamp("export", "schedule-1", "--out", "other.txt").code == 0
    elsewhere()
    done = lamp("import", "one", "lamp.txt", "other.txt")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[1].startswith(
        "one: reading 1 goes on here with fragment 3 of 4, The lamp is lit., on "
    )
    assert lines[2].startswith("other.txt: schedule-1 goes on here with fragment 2 of 4, The")
    run = within(tmp_path, lambda store: store.runs.get(1), "other")
    assert run is not None
    assert (run.cursor, run.pace) == (Cursor(2), 600.0)
    assert run.wake_at is not None
    wait = run.wake_at - datetime.now(UTC)
    assert timedelta(minutes=9) < wait <= timedelta(minutes=10)
    again = lamp("import", "one", "other.txt")
    assert again.code == 0
    assert again.out.splitlines() == [
        "one: this reading is here already; nothing was changed.",
        "other.txt: this schedule is here already; nothing was changed.",
    ]


def test_another_edition_keeps_the_place(
    lamp: Feuilleton, tmp_path: Path, elsewhere: Callable[[], None]
) -> None:
    """By the fragment that comes next; where nothing is alike it is refused."""
    within(tmp_path, read)
    lamp("export", "1", "--out", "one")
    elsewhere()
    (tmp_path / "lamp.txt").write_text("A new beginning.\n\nOf another text.")
    assert lamp("import", "lamp.txt").code == 0
    refused = lamp("import", "one")
    assert refused.code == 1
    assert refused.line.startswith("feuilleton: one: stands in lamp where the text of that name")
    assert "`feuilleton write lamp`" in refused.line
    later = LAMP.replace("/4", "/5").replace("1/5", "1/5 Before all.\n\n2/5")
    for old, new in (("4/5", "5/5"), ("3/5", "4/5"), ("2/5 It", "3/5 It")):
        later = later.replace(old, new)
    (tmp_path / "lamp.txt").write_text(later)
    assert lamp("import", "lamp.txt").code == 0
    assert "with fragment 4 of 5, " in lamp("import", "one").out


def test_a_post_in_doubt(
    lamp: Feuilleton,
    tmp_path: Path,
    elsewhere: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It travels as a doubt to the same bot with the same text, and else not at all."""

    async def sending(store: Store) -> None:
        run = await read(store)
        await store.writer.claim(Claim(run, "cmd:5", Cursor(3), False, None, 70, "words"))

    within(tmp_path, sending)
    lamp("export", "1", "--out", "one")
    elsewhere()
    lamp("import", "lamp.txt")
    other = TOKEN.replace(str(BOT), "7654321")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", other)
    refused = lamp("import", "one")
    assert "may have arrived or not, and under another bot it cannot be looked for" in refused.line
    assert other not in refused.line
    assert within(tmp_path, lambda store: store.carrying.readings(), "other") == ()
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN")
    assert lamp("import", "one").code == 0
    doubt = within(tmp_path, lambda store: store.doubts.of(1), "other")
    assert doubt is not None
    assert (doubt.delivery.cursor, doubt.base_id, doubt.digest) == (Cursor(2), 70, "words")


def test_and_back_again(lamp: Feuilleton, tmp_path: Path, elsewhere: Callable[[], None]) -> None:
    """What was stopped here comes back further on, and an older file takes nobody back."""

    async def stop(store: Store) -> None:
        run = await store.runs.get(1)
        assert run is not None
        await store.runs.stop(run, NOW)

    async def further(store: Store) -> None:
        run = await store.runs.get(1)
        assert run is not None
        made = await store.writer.claim(Claim(run, "cmd:5", Cursor(3), False, None))
        assert not isinstance(made, str)
        await store.writer.settle(Settlement(made, Sent(8), NOW))

    within(tmp_path, read)
    lamp("export", "1", "--out", "there")
    within(tmp_path, stop)
    home = tmp_path / "data" / "bot.db"
    assert "nothing was changed" in lamp("import", "there").out
    elsewhere()
    lamp("import", "lamp.txt", "there")
    within(tmp_path, further, "other")
    lamp("export", "1", "--out", "back")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{home}")
        done = lamp("import", "back")
        assert "reading 2 goes on here with fragment 4 of 4" in done.out
        assert "nothing was changed" in lamp("import", "there").out
        assert "nothing was changed" in lamp("import", "back").out


WRONG = [
    (("export", "lamp"), 2, "lamp is neither a number nor like schedule-12."),
    (("export", "schedule-"), 2, "neither a number nor like schedule-12."),
    (("export", "7"), 1, "there is no reading 7; `feuilleton export` lists them."),
    (("export", "schedule-7"), 1, "there is no schedule-7; `feuilleton export` lists them."),
    (("export", "2"), 1, "reading 2 belongs to a schedule; `feuilleton export` lists these."),
    (("export", "1", "--out", "no/one"), 1, "no/one: cannot be written"),
]


@pytest.mark.parametrize(("words", "code", "expected"), WRONG)
def test_wrong_calls(
    lamp: Feuilleton, tmp_path: Path, words: tuple[str, ...], code: int, expected: str
) -> None:
    """One clear line."""
    within(tmp_path, read)
    within(tmp_path, planned)
    done = lamp(*words)
    assert done.code == code
    assert expected in done.line


def test_what_is_over_cannot_be_exported(lamp: Feuilleton, tmp_path: Path) -> None:
    """There is nothing to go on with."""

    async def over(store: Store) -> None:
        await store.runs.end(await read(store), NOW)

    within(tmp_path, over)
    assert lamp("export", "1").line.endswith(
        "reading 1 is over; `feuilleton export` lists what goes on."
    )


def test_bad_files_stop_nothing(lamp: Feuilleton, tmp_path: Path) -> None:
    """A line each, the good ones come in, and the exit code tells."""
    within(tmp_path, read)
    lamp("export", "1", "--out", "one")
    value = json.loads((tmp_path / "one").read_text())
    value["readings"][0]["place"]["step"] = 1
    (tmp_path / "edited.json").write_text(json.dumps(value))
    (tmp_path / "cut.json").write_bytes((tmp_path / "one").read_bytes()[:300])
    (tmp_path / "new.json").write_text(json.dumps(value | {"version": 9}))
    done = lamp("import", "cut.json", "edited.json", "new.json", "one")
    assert done.code == 1
    assert [line.partition(":")[2].strip()[:40] for line in done.err.splitlines()] == [
        "cut.json: is damaged (Input data was tru",
        "edited.json: was changed after it was wr",
        "new.json: is of a newer version of feuil",
    ]
    assert done.out == "one: this reading is here already; nothing was changed.\n"


def test_in_a_folder_it_is_told_of(lamp: Feuilleton, tmp_path: Path) -> None:
    """It is no text; a folder of texts does not move readings by the way."""
    within(tmp_path, read)
    (tmp_path / "texts").mkdir()
    lamp("export", "1", "--out", "texts/one.json")
    (tmp_path / "texts" / "lamp.txt").write_text(LAMP)
    done = lamp("import", "texts")
    assert done.code == 0
    assert done.err.splitlines()[0] == (
        "texts/one.json: is a reading or schedule of another installation;"
        " name the file itself to `feuilleton import`."
    )
