"""A bot of PTB that does nothing but wait: `python -m benchmarks.peers.bare URL`."""

import json
import sys
from typing import Any

from telegram.ext import Application

TOKEN = "1234567:bench-token-of-no-use-anywhere-else"


async def ready(application: Any) -> None:
    """Say so in the words of `benchmarks.logged`."""
    print(json.dumps({"event": "ready"}), file=sys.stderr, flush=True)


if __name__ == "__main__":
    builder = Application.builder().token(TOKEN).base_url(f"{sys.argv[1]}/bot").post_init(ready)
    builder.build().run_polling()
