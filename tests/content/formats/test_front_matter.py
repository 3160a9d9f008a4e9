"""The fast reader of YAML makes of a front matter what the slow one makes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.formats import front_matter
from content.formats.front_matter import FAST, PLAIN, compose

HEAD = """slug: lantern
title: "The lantern: a walk"
author:
  name: 'Odile Varesse'
  handle: odile_v
same:
- [odile_v, "Odile"]
note: it's late - {too}
"""
_SIGNS = ": , - [ ] { } ' \" @ = . ( ) / ; é œ 1 a"
PIECES = st.sampled_from([*_SIGNS.split(), " ", "\n", "\n- "])


def values(text: str, loader: type) -> object:
    """All values with their lines; one word for everything that cannot be read."""

    def listed(node: yaml.Node | None) -> object:
        if node is None:
            return None
        line = node.start_mark.line
        if isinstance(node, yaml.ScalarNode):
            return node.tag, node.value, node.style or None, line
        parts = node.value if isinstance(node, yaml.SequenceNode) else sum(node.value, ())
        return node.tag, [listed(part) for part in parts], line

    try:
        return listed(yaml.compose(text, Loader=loader))
    except (yaml.YAMLError, RecursionError):
        return "broken"


@pytest.mark.skipif(FAST is None, reason="this PyYAML has no libyaml")
@given(st.lists(st.tuples(st.integers(0, len(HEAD)), st.integers(0, 4), PIECES), max_size=5))
def test_both_read_alike(changes: list[tuple[int, int, str]]) -> None:
    """Whatever is put into a front matter of plain signs, or taken out of it."""
    text = HEAD
    for at, gone, put in changes:
        text = text[:at] + put + text[at + gone :]
    assert PLAIN.fullmatch(text)
    fast = values(text, FAST)
    assert fast in ("broken", values(text, yaml.SafeLoader))


def test_without_the_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyYAML without libyaml reads the same."""
    monkeypatch.setattr(front_matter, "FAST", None)
    found = compose(HEAD)
    assert isinstance(found, yaml.MappingNode)
    assert [key.value for key, _ in found.value] == ["slug", "title", "author", "same", "note"]


@pytest.mark.parametrize("text", ["a: [", "a: b: c"])
def test_both_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is broken is told in the words of PyYAML."""
    said = []
    for fast in (FAST, None):
        monkeypatch.setattr(front_matter, "FAST", fast)
        with pytest.raises(yaml.YAMLError) as error:
            compose(text)
        said.append(str(error.value))
    assert said[0] == said[1]
