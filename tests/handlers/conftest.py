"""A sandbox and a living bot for every test of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.living import living

NIGHT_TRAINS = """---
slug: night-trains
kind: essay
title: Night trains
author: {name: Mira Kovač, handle: mira_k}
language: en
---

The night train waits for nobody, says @tomas_r, who drives it.

Nobody waits for the night train either, except @tomas_r and @ana_lindqvist.

In the morning it stands in the station as if nothing had happened.
"""
PONTS = """---
slug: ponts
kind: essay
title: Les ponts
language: fr
---

Un pont ne sait pas de quel côté il commence. @tomas_r le sait.

Il finit toujours en face.
"""


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot knows two short texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "night-trains.md").write_text(NIGHT_TRAINS, encoding="utf-8")
    (folder / "ponts.md").write_text(PONTS, encoding="utf-8")
    async with Sandbox() as sandbox, living(sandbox, tmp_path, library=(folder,)):
        yield sandbox
