"""Starts that cannot succeed say why in one line; those that can, do, whatever lies around."""

import json
import os
import socket
from collections.abc import Sequence
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from tests.living import ask, bot_process, sent
from tests.process import Feuilleton, ended, started

TOKEN = "7654321:a-token-that-nobody-was-ever-given"


def only_line(process: Feuilleton) -> str:
    """The one line it said."""
    lines = process.output.splitlines()
    assert len(lines) == 1, process.output
    return lines[0]


async def test_a_token_that_telegram_rejects(tmp_path: Path) -> None:
    """One line that says where to get it, and nothing of the token."""
    async with Sandbox() as sandbox:
        code, process = await ended(
            tmp_path, "run", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=sandbox.url
        )
    assert code == 1
    assert "does not know this TELEGRAM_BOT_TOKEN: copy it again" in only_line(process)
    assert TOKEN.partition(":")[2] not in process.output


@pytest.mark.parametrize("command", ["run", "library", "doctor"])
async def test_malformed_settings(command: str, tmp_path: Path) -> None:
    """Every fault at once, a line each; a wrong token is described and not shown."""
    wrong = {"TELEGRAM_BOT_TOKEN": "nonsense", "LANGUAGE": "tlh", "TIMEZONE": "Nowhere/No"}
    code, process = await ended(tmp_path, command, **wrong)
    lines = process.errors.splitlines()
    assert code == 1
    assert [line.split(" ")[1].partition("=")[0] for line in lines] == list(wrong)
    assert all(line.startswith("feuilleton: ") and "for example" in line for line in lines)
    assert "nonsense" not in process.output
    assert process.output == process.errors


async def test_a_foreign_webhook(tmp_path: Path) -> None:
    """It is named and stays; nothing is polled or posted."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path) as process:
        sandbox.world.webhook_url = "https://user:secret@hooks.example.org/secret-path"
        # A server that cannot tell at first is asked again.
        sandbox.faults.add(Fault("getWebhookInfo", Kind.ERROR, status=502))
        await process.kill()
        await process.start()
        assert await process.end() == 1
        line = process.errors.splitlines()[-1]
        assert "A webhook at hooks.example.org gets this bot's updates" in line
        assert "secret" not in process.errors
        assert sandbox.world.webhook_url
        assert "getUpdates" not in {call.method for call in sandbox.calls}


async def test_a_port_in_use(tmp_path: Path) -> None:
    """One line that names the port and a way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, process = await ended(tmp_path, "sandbox", "--port", str(port))
    assert code == 1
    assert f"127.0.0.1:{port} (Address already in use)" in only_line(process)
    assert "--port 0" in only_line(process)


async def test_a_folder_that_cannot_be_written(bound: Sequence[str], tmp_path: Path) -> None:
    """Whether the database's folder is there or has to be made."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    for name in ("bot.db", "deeper/bot.db"):
        url = f"sqlite+aiosqlite:///{closed}/{name}"
        for command in (("sandbox", "--port", "0"), ("library",)):
            code, process = await ended(tmp_path, *command, prefix=bound, DATABASE_URL=url)
            assert code == 1
            assert str(closed) in only_line(process)


@pytest.mark.parametrize(
    "content", [b"This is a letter.\n" * 99, bytes(range(256)) * 99], ids=["text", "bytes"]
)
async def test_a_file_that_is_no_database(content: bytes, tmp_path: Path) -> None:
    """It is named and left as it is."""
    path = tmp_path / "bot.db"
    path.write_bytes(content)
    code, process = await ended(tmp_path, "sandbox", "--port", "0")
    assert code == 1
    assert f"{path} is damaged or not a SQLite database: put a backup" in only_line(process)
    assert path.read_bytes() == content


async def test_a_damaged_database(tmp_path: Path) -> None:
    """Bytes flipped in the first page after the header: refused, and the newest backup named."""
    await ended(tmp_path, "migrate")
    path = tmp_path / "bot.db"
    for age, name in enumerate(("yesterday.db", "last-week.db")):
        (tmp_path / name).write_bytes(path.read_bytes())
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    (tmp_path / "notes.txt").write_text("no database")
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xff" * 1900
    path.write_bytes(content)
    for command in ("library", "doctor", "migrate"):
        code, process = await ended(tmp_path, command)
        assert code == 1
        (line,) = process.errors.splitlines()
        assert "is damaged or not a SQLite database: put the backup yesterday.db" in line
    assert path.read_bytes() == bytes(content)


async def test_a_second_bot_on_one_database(tmp_path: Path) -> None:
    """It names the first one, which goes on; `migrate` waits for its turn as well."""
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path) as first:
        await first.says("ready")
        given = {"TELEGRAM_BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url}
        for command in (("run",), ("sandbox", "--port", str(sandbox.port)), ("migrate",)):
            code, second = await ended(tmp_path, *command, **given)
            assert code == 1
            assert f"(process {first.pid}) already runs on" in only_line(second)
        alex = sandbox.world.alex
        assert "Hello" in (await ask(sandbox, alex, sandbox.world.private(alex), "/start")).text


async def test_a_server_that_comes_later(tmp_path: Path) -> None:
    """The bot says that it waits, and works once the server is there."""
    # Nobody listens there, and nobody else is given the port meanwhile.
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    given = {"TELEGRAM_BOT_TOKEN": Sandbox().token, "TELEGRAM_API_URL": f"http://127.0.0.1:{port}"}
    async with started(tmp_path, "run", **given) as process:
        line = await process.says("no answer yet")
        assert f"127.0.0.1:{port}" in line
        assert "next_try_in" in line
        taken.close()
        async with Sandbox(port) as sandbox:
            await process.says("ready")
            alex = sandbox.world.alex
            assert "Hello" in (await ask(sandbox, alex, sandbox.world.private(alex), "/start")).text
    assert "Traceback" not in process.output


async def test_a_clock_that_is_none(tmp_path: Path) -> None:
    """A wrong CLOCK_URL is one line."""
    async with Sandbox() as sandbox:
        given = {"TELEGRAM_BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url}
        code, process = await ended(tmp_path, "run", CLOCK_URL=f"{sandbox.url}/nothing", **given)
    assert code == 1
    assert "CLOCK_URL=" in only_line(process)


async def test_foreign_files_in_the_library(tmp_path: Path) -> None:
    """Each is one warning; what can be read is there."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "good.txt").write_text("A good text.\n\nIn two paragraphs.", encoding="utf-8")
    (texts / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9)
    (texts / "broken.md").write_text("---\ntitle: [open\n---\nText.", encoding="utf-8")
    (texts / ".DS_Store").write_bytes(bytes(99))
    library = f"{texts},{tmp_path / 'missing'}"
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path, LIBRARY=library) as process:
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        shown = await ask(sandbox, alex, chat, "/library")
        assert [button.text for button in shown.buttons] == ["A good text."]
    warned = [line for line in process.errors.splitlines() if "[warning" in line]
    assert len(warned) == 3
    for name in ("picture.jpg", "broken.md, line ", "missing"):
        assert any(name in line for line in warned)


async def test_without_a_token_it_is_the_sandbox(tmp_path: Path) -> None:
    """`feuilleton run` alone goes to the sandbox's port, free or not."""
    async with started(tmp_path, "run") as process:
        await process.says("127.0.0.1:8081")


async def test_the_sandbox_names_its_page(tmp_path: Path) -> None:
    """With port 0 the address is the real one, and the page answers there once it is printed."""
    async with started(tmp_path, "sandbox", "--port", "0") as process:
        address = (await process.says("Open http://")).split("Open ")[1].split(" ")[0]
        async with aiohttp.ClientSession() as http:
            async with http.get(address) as page:
                assert page.status == 200
                assert "<title>" in await page.text()
            async with http.get(f"{address}api/state") as state:
                assert len((await state.json())["views"]) > 2


async def test_a_sandbox_that_starts_again(tmp_path: Path) -> None:
    """The bot, which keeps its database, hears people whose chats are new."""
    for _ in range(2):
        async with Sandbox() as sandbox, bot_process(sandbox, tmp_path):
            alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
            for _ in range(3):
                await ask(sandbox, alex, chat, "/help")
            assert len(sent(sandbox, chat)) == 3


async def test_the_doctor_looks_for_a_bot(tmp_path: Path) -> None:
    """`--running` is what Docker's health check asks."""
    for flags, expected in (((), 0), (("--running",), 1)):
        code, process = await ended(tmp_path, "doctor", *flags)
        assert code == expected
        assert "bot: not running" in process.output
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path) as bot:
        await bot.says("ready")
        code, process = await ended(tmp_path, "doctor", "--running")
        assert code == 0
        assert f"bot: running, process {bot.pid}" in process.output


async def test_the_library_while_the_bot_runs(tmp_path: Path) -> None:
    """Texts that come in on the command line are there for readers at once."""
    (tmp_path / "new.txt").write_text("A new text.\n\nAnd its end.", encoding="utf-8")
    async with Sandbox() as sandbox, bot_process(sandbox, tmp_path) as bot:
        await bot.says("ready")
        assert (await ended(tmp_path, "import", "new.txt"))[0] == 0
        _, listed = await ended(tmp_path, "library", "--json")
        assert "new" in [one["slug"] for one in json.loads(listed.output)]
        alex, chat = sandbox.world.alex, sandbox.world.private(sandbox.world.alex)
        assert (await ask(sandbox, alex, chat, "/read new")).text.startswith("A new text.")
