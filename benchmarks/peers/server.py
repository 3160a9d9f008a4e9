"""A Bot API server that costs little: takes messages and counts them, as strictly as it is told.

A process of its own (`python -m benchmarks.peers.server`), so that its CPU is nobody's. What it
does is set by `POST /rules` with the fields of `Rules`; `/record` and `/count` say what came.
"""

import asyncio
import json
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

ME = {"id": 1234567, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
NO_WEBHOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
PER_SECOND, PER_CHAT, PER_MINUTE = 30, 1, 20
LONG_POLL_SECONDS = 10.0


@dataclass(slots=True)
class Rules:
    """Seconds before an answer; Telegram's windows; chats with a 429 or a long silence."""

    latency: float = 0.0
    limits: bool = False
    told_to_wait: dict[str, int] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """What came: accepted messages as (seconds, chat, text), and how many were refused."""

    messages: list[tuple[float, int, str]] = field(default_factory=list)
    refused: int = 0
    edits: int = 0


class Windows:
    """Telegram's limits over the accepted messages; a refused one does not count."""

    def __init__(self) -> None:
        self._all: list[float] = []
        self._chats: dict[int, list[float]] = defaultdict(list)

    def wait(self, chat: int, now: float) -> float:
        """Seconds until this message would be taken; 0 takes it."""
        here = self._chats[chat]
        waits = [_over(self._all, PER_SECOND, 1.0, now), _over(here, PER_CHAT, 1.0, now)]
        if chat < 0:
            waits.append(_over(here, PER_MINUTE, 60.0, now))
        if max(waits) <= 0:
            self._all.append(now)
            here.append(now)
        return max(waits)


def _over(times: list[float], limit: int, seconds: float, now: float) -> float:
    if len(times) - bisect_right(times, now - seconds) < limit:
        return 0.0
    return times[-limit] + seconds - now


class Server:
    """The state that all connections share."""

    def __init__(self) -> None:
        self.begin(Rules())

    def begin(self, rules: Rules) -> None:
        """Forget everything."""
        self.rules, self.record, self.windows = rules, Record(), Windows()
        self._number = 0

    def answer(self, method: str, body: bytes) -> tuple[float, int, Any]:
        """Seconds to wait, status, result or description."""
        if method == "getMe":
            return 0.0, 200, ME
        if method == "getWebhookInfo":
            return 0.0, 200, NO_WEBHOOK
        if method == "getUpdates":
            return LONG_POLL_SECONDS, 200, []
        if method == "sendMessage":
            if body.startswith(b"{"):
                return self._message(json.loads(body))
            return self._message({k: v[0] for k, v in parse_qs(body.decode()).items()})
        self.record.edits += method.startswith("edit")
        return self.rules.latency, 200, True

    def _message(self, sent: dict[str, Any]) -> tuple[float, int, Any]:
        now, chat = time.monotonic(), int(sent["chat_id"])
        told = self.rules.told_to_wait.get(str(chat), 0)
        wait = self.windows.wait(chat, now) if self.rules.limits else 0.0
        if told or wait > 0:
            self.record.refused += 1
            return self.rules.latency, 429, told or max(1, -int(-wait // 1))
        self.record.messages.append((now, chat, sent["text"]))
        self._number += 1
        kind = "private" if chat > 0 else "supergroup"
        message = {
            "message_id": self._number,
            "date": 1_770_000_000,
            "chat": {"id": chat, "type": kind, "first_name": "Camille"},
            "from": ME,
            "text": sent["text"],
        }
        return self.rules.silent.get(str(chat), self.rules.latency), 200, message

    def own(self, path: str, body: bytes) -> Any:
        """What the benchmark itself asks."""
        if path == "/rules":
            self.begin(Rules(**json.loads(body or b"{}")))
            return True
        record = self.record
        if path == "/count":
            return len(record.messages)
        return {"messages": record.messages, "refused": record.refused, "edits": record.edits}


class Connection(asyncio.Protocol):
    """HTTP/1.1 with Content-Length, one request after the other: no more than clients need."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._data = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].decode("latin-1")
            length = 0
            for line in head.split("\r\n")[1:]:
                name, _, value = line.partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if len(self._data) < end + 4 + length:
                return
            body = bytes(self._data[end + 4 : end + 4 + length])
            del self._data[: end + 4 + length]
            self._take(head.split(" ", 2)[1].partition("?")[0], body)

    def _take(self, path: str, body: bytes) -> None:
        if not path.startswith("/bot"):
            self._write(200, self._server.own(path, body))
            return
        wait, status, result = self._server.answer(path.rpartition("/")[2], body)
        if status == 429:
            refused = {"error_code": 429, "description": f"Too Many Requests: {result}"}
            text: Any = {"ok": False, **refused, "parameters": {"retry_after": result}}
        else:
            text = {"ok": True, "result": result}
        if wait:
            asyncio.get_running_loop().call_later(wait, self._write, status, text)
        else:
            self._write(status, text)

    def _write(self, status: int, answer: Any) -> None:
        body = json.dumps(answer).encode()
        head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: "
        self._transport.write(head.encode() + str(len(body)).encode() + b"\r\n\r\n" + body)


async def main() -> None:
    """Serve until standard input ends, which is when whoever started it has gone."""
    server, loop = Server(), asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Connection(server), "127.0.0.1", 0, backlog=4096)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
