"""Paid broadcasts: 1,000 posts a second, held for `--seconds`, with the journal on SQLite.

1,200 readings ask for a step each second; the governor lets 1,000 a second go.
"""

import argparse
import asyncio
import time

from benchmarks import machine
from benchmarks.peers.rig import rig, served, soon
from bot.delivery.windows import PAID

CHATS, PACE, SECONDS, WARM, RATE = 1_200, 1.0, 60.0, 3.0, 1_000


async def main() -> None:
    """Print what was held."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    seconds = asked.parse_args().seconds
    print(machine())
    steps = int(seconds + WARM) * 2
    async with served() as server, rig(server.url, PAID, steps, paid=True) as bot:
        await server.rules()
        await bot.begin(range(1, CHATS + 1), PACE, soon(1))
        bot.alarm.start()
        await asyncio.sleep(1 + WARM)
        before, began, cpu = await server.record(), time.monotonic(), time.process_time()
        await asyncio.sleep(seconds)
        cpu, took = time.process_time() - cpu, time.monotonic() - began
        after = await server.record()
    posts = len(after["messages"]) - len(before["messages"])
    edits = after["edits"] - before["edits"]
    chats = {chat for _, chat, _ in after["messages"]}
    print(f"{posts / took:.0f} posts a second for {took:.0f} s into {len(chats)} chats", end="")
    print(f" ({'met' if posts / took >= RATE * 0.99 else 'MISSED'}: {RATE}), ", end="")
    print(f"and {edits / took:.0f} edits a second; {100 * cpu / took:.0f} % of one core, ", end="")
    print(f"{1e6 * cpu / max(posts, 1):.0f} µs CPU a post")


if __name__ == "__main__":
    asyncio.run(main())
