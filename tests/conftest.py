"""What all tests share: hypothesis, the corpus, no network, and a judge of every request."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import HealthCheck, settings

from bot.sandbox import server
from bot.sandbox.params import Params, read
from tests.schema import Judge

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

# A slow machine is no defect. CI tries the same examples each time; elsewhere chance may find more.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real captures beside the checkout; without it the test is skipped."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real captures is not here: ../shared/corpus")
    return CORPUS


def is_local(family: int, address: Any) -> bool:
    """Whether a socket's address stays on this machine."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0]).partition("%")[0]
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuse connections that leave this machine, and fail the test even if it swallows that."""
    refused: list[str] = []

    def guard(name: str) -> None:
        real = getattr(socket.socket, name)

        def checked(self: socket.socket, *arguments: Any) -> Any:
            if not is_local(self.family, arguments[-1]):
                refused.append(f"{name} to {arguments[-1]}")
                raise OSError(f"tests do not leave this machine: {refused[-1]}")
            return real(self, *arguments)

        monkeypatch.setattr(socket.socket, name, checked)

    for name in ("connect", "connect_ex", "sendto"):
        guard(name)
    yield refused
    if refused:
        pytest.fail(f"the test tried to leave this machine: {'; '.join(refused)}")


@pytest.fixture(autouse=True)
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    """Fail the test if the bot sends to a sandbox what another library's schema does not know."""
    judge = Judge()

    async def judged(request: web.Request) -> Params:
        params = await read(request)
        judge.look(request, dict.fromkeys(params.files, "a file") | params)
        return params

    monkeypatch.setattr(server, "read", judged)
    yield judge
    if judge.faults:
        pytest.fail(f"the bot sent what Telegram does not know: {'; '.join(judge.faults)}")
