"""Python's search for cycles comes back when a text is read, and only if it was on."""

import gc

import pytest

from content.cycles import cycles_put_off
from content.formats.canonical import BrokenFrontMatter
from content.parse import parse


def test_the_search_is_off_meanwhile_and_on_again() -> None:
    """Inside there is no search, behind there is one."""
    assert gc.isenabled()
    with cycles_put_off():
        assert not gc.isenabled()
        with cycles_put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_broken_text_leaves_the_search_on() -> None:
    """What raises inside does not leave it off."""
    with pytest.raises(BrokenFrontMatter):
        parse("---\ntitle: [\n---\n", "broken")
    assert gc.isenabled()
