"""How long a round of a broadcast takes, and what of a text without known rights is left out."""

from dataclasses import replace

import pytest

from bot.delivery.render import Script
from bot.model import Cursor, Target
from bot.schedule.broadcast import posts_at, round_seconds
from bot.schedule.ticks import Skip, span_after, tick_of
from content.fragments import Step, steps
from content.model import Author, Fragment, FragmentKind, Rights
from tests.bot.schedule.test_ticks import NOW, TARGET, due, script

HOME = Target(700, 5)
PROSE, HEADING = FragmentKind.PROSE, FragmentKind.HEADING
REPLY, COMMENT = FragmentKind.REPLY, FragmentKind.COMMENT


@pytest.mark.parametrize(
    ("targets", "posts", "seconds"),
    [
        (0, 3, 0),
        (3, 0, 0),
        (1, 1, 0),
        (30, 1, 0),
        (31, 1, 1),
        (1_000, 1, 33),
        (10_000, 1, 333),
        (1, 5, 4),
        (1, 20, 19),
        (1, 21, 60),
        (1, 41, 120),
        (30, 20, 19),
        (90, 20, 59),
        (90, 21, 62),
    ],
)
def test_how_long_a_round_takes(targets: int, posts: int, seconds: int) -> None:
    """The tighter limit decides: 30 a second for all, or one a second, 20 a minute in a group."""
    assert round_seconds(targets, posts) == seconds


def test_the_posts_of_a_time() -> None:
    """As many messages as its steps are cut into."""
    assert posts_at(due(portion=4).schedule, script(6), 0) == 4
    assert posts_at(due(portion=4).schedule, script(6), 5) == 1


def told(*kinds: FragmentKind, rights: Rights = Rights.UNKNOWN) -> Script:
    """A text by Mira of such parts; the replies are by somebody else."""
    piece = script(1).piece
    parts = tuple(
        Fragment(kind, f"Part {n}.", handle="noor" if kind in (REPLY, COMMENT) else None)
        for n, kind in enumerate(kinds)
    )
    piece = replace(piece, fragments=parts, rights=rights, author=Author("Mira", "mira_k"))
    return Script(1, piece, steps(piece.fragments), {})


@pytest.mark.parametrize(
    ("kinds", "step", "span"),
    [
        ((PROSE, COMMENT, COMMENT, PROSE), 0, (0, 1)),
        ((PROSE, COMMENT, COMMENT, PROSE), 1, (3, 4)),
        ((PROSE, REPLY, PROSE), 1, (2, 3)),
        ((PROSE, HEADING, COMMENT), 1, (2, 2)),
        ((PROSE, HEADING, PROSE), 1, (1, 2)),
    ],
)
def test_what_others_said_is_left_out(
    kinds: tuple[FragmentKind, ...], step: int, span: tuple[int, int]
) -> None:
    """Also with the heading above it; the numbers of what is posted stay."""
    plan = replace(due(portion=1).schedule, home=HOME)
    assert span_after(plan, TARGET, told(*kinds), step) == span
    if span[0] > step:
        run = replace(due().run, cursor=Cursor(step), goal=None)
        found = replace(due(portion=1), schedule=plan, run=run)
        assert tick_of(found, told(*kinds), None, NOW) == Skip(span[0])


def test_a_post_of_many_ends_before_what_is_left_out() -> None:
    """And what comes after that comes at the next time."""
    plan = replace(due(portion=5).schedule, home=HOME)
    assert span_after(plan, TARGET, told(PROSE, PROSE, COMMENT, PROSE), 0) == (0, 2)


def test_where_nothing_is_left_out() -> None:
    """Where it was planned, in private, with known rights; nor what the author answers."""
    text, plan = told(PROSE, COMMENT), due(portion=1).schedule
    away = replace(plan, home=HOME)
    assert span_after(plan, TARGET, text, 1) == (1, 2)
    assert span_after(away, HOME, text, 1) == (1, 2)
    assert span_after(away, TARGET, told(PROSE, COMMENT, rights=Rights.LICENCE), 1) == (1, 2)
    own = replace(text.piece, fragments=(Fragment(REPLY, "I say.", handle="Mira_K"),))
    assert span_after(away, TARGET, Script(1, own, (Step(0, 1),), {}), 0) == (0, 1)
