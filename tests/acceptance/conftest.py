"""What processes of their own need."""

import os
import shutil
from collections.abc import Sequence

import pytest


@pytest.fixture
def bound() -> Sequence[str]:
    """What goes before a command so that permission bits count for it, root or not."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and setpriv is not here to take that away")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
