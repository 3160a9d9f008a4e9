"""Whose turn it is: Telegram's limits kept at every instant, nobody waits longer than they must."""

import math
from collections import defaultdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.delivery.turns import HEAD_START, SEVERAL, Turns
from bot.delivery.windows import FREE, Limits

Asked = tuple[int, float, float]
"""Chat, when it asks, and due (-inf: a person waits)."""
TINY = 1e-9
LOOSE = Limits(margin=0.0)


def play(asked: list[Asked], takes: float = 0.0, limits: Limits = LOOSE) -> dict[int, float]:
    """Let all of these have their turn; each message takes so long. When each went, by place."""
    turns, now = Turns(limits), 0.0
    coming = sorted(range(len(asked)), key=lambda place: asked[place][1])
    tickets, flying, went = {}, [], {}
    while len(went) < len(asked):
        while coming and asked[coming[0]][1] <= now:
            place = coming.pop(0)
            chat, _, due = asked[place]
            tickets[turns.ask(chat, due, now)] = place
        while flying and flying[0][0] <= now:
            turns.end(flying.pop(0)[1], now)
        for ticket in turns.give(now):
            turns.use(ticket, now)
            went[tickets[ticket]] = now
            flying.append((now + takes, ticket))
        later = [turns.next_at(), *(at for at, _ in flying[:1])]
        later += [asked[coming[0]][1]] if coming else []
        if len(went) < len(asked):
            assert min(later) < math.inf, "somebody waits for ever"
            now = max(now, min(later))
    return went


ASKED = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, -1, -2]),
        st.floats(0, 3),
        st.sampled_from([-math.inf, -math.inf, 1.0, 2.0]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(ASKED, st.floats(0, 0.3))
def test_no_limit_is_passed_at_any_instant(asked: list[Asked], takes: float) -> None:
    """30 a second in all, one a second in a chat, twenty a minute in a group; all get through."""
    went = play(asked, takes)
    by_chat = defaultdict(list)
    for place, at in went.items():
        by_chat[asked[place][0]].append(at)
    for at in went.values():
        assert sum(at - TINY <= other < at + 1 - TINY for other in went.values()) <= 30
    for chat, times in by_chat.items():
        for at in times:
            assert sum(at - TINY <= other < at + 1 - TINY for other in times) == 1
            if chat < 0:
                assert sum(at - TINY <= other < at + 60 - TINY for other in times) <= 20


@settings(deadline=None)
@given(ASKED)
def test_order_in_a_chat_is_kept(asked: list[Asked]) -> None:
    """Of those alike that ask one after another, none overtakes."""
    went = play(asked)
    for one in range(len(asked)):
        for other in range(len(asked)):
            alike = asked[one][0] == asked[other][0] and asked[one][2] == asked[other][2]
            if alike and asked[one][1] < asked[other][1]:
                assert went[one] <= went[other]


def test_thirty_a_second_are_held() -> None:
    """Three hundred chats with one message each take ten seconds, less what may go at once."""
    went = play([(chat, 0.0, 1.0) for chat in range(1, 301)])
    assert 9.5 < max(went.values()) < 10.0


def test_an_answer_goes_before_what_is_due() -> None:
    """In the middle of a thousand that are due, a person hardly waits."""
    went = play([*((chat, 0.0, 1.0) for chat in range(1, 1001)), (5000, 10.0, -math.inf)])
    assert went[1000] - 10.0 < 0.05


def test_longest_due_first() -> None:
    """A message that was due earlier goes first, whoever asked first."""
    turns = Turns(FREE)
    late, early = turns.ask(1, 20.0, 0.0), turns.ask(2, 10.0, 0.0)
    assert list(turns.give(0.0)) == [early, late]


def test_a_delay_on_the_way_is_made_up_for() -> None:
    """What went out late counts from then on; the rate of the others stays."""
    turns, now, uses = Turns(LOOSE), 0.0, []
    for chat in range(1, 91):
        turns.ask(chat, 1.0, 0.0)
    while len(uses) < 90:
        for ticket in turns.give(now):
            late = 0.05 if len(uses) == 10 else 0.0
            uses.append(now + late)
            turns.use(ticket, now + late)
            turns.end(ticket, now + late)
        now = max(now + 0.001, min(turns.next_at(), now + 1))
    assert all(sum(at <= other < at + 1 for other in uses) <= 30 for at in uses)
    assert uses[-1] < 3.0


def test_a_turn_that_was_not_used_costs_nothing() -> None:
    """Whoever gives it back leaves the second to the next."""
    turns = Turns(FREE)
    first, second = turns.ask(1, -math.inf, 0.0), turns.ask(1, -math.inf, 0.0)
    assert list(turns.give(0.0)) == [first]
    turns.end(first, 0.0)
    assert list(turns.give(0.0)) == [second]


def test_a_turn_that_is_still_open_counts_as_used_now() -> None:
    """It may be used at any moment, however long ago it was given."""
    turns = Turns(LOOSE)
    for chat in range(1, LOOSE.per_second + 2):
        turns.ask(chat, -math.inf, 0.0)
    given = list(turns.give(0.0))
    assert len(given) == LOOSE.per_second
    assert (list(turns.give(5.0)), turns.next_at()) == ([], math.inf)
    turns.use(given[0], 5.0)
    assert (list(turns.give(5.9)), turns.next_at()) == ([], 6.0)
    assert len(list(turns.give(6.0))) == 1


def uses_of(opens: list[float], limits: Limits) -> list[float]:
    """When each of these turns was used, so long after it was given; all are asked for at once."""
    turns, now, uses = Turns(limits), 0.0, []
    for chat in range(1, len(opens) + 1):
        turns.ask(chat, -math.inf, 0.0)
    left, opened = opens[::-1], []
    while len(uses) < len(opens):
        for used_at, _, ticket in sorted(one for one in opened if one[0] <= now):
            turns.use(ticket, used_at)
            turns.end(ticket, used_at)
            uses.append(used_at)
        opened = [one for one in opened if one[0] > now]
        opened += [(now + left.pop(), ticket.key[1], ticket) for ticket in turns.give(now)]
        now = min([turns.next_at(), *(at for at, *_ in opened)], default=now)
    return uses


@given(st.lists(st.floats(0, 0.05), min_size=60, max_size=120))
@example([0.05] * 80 + [0.0] * 40)
def test_a_turn_that_is_used_at_once_after_slow_ones_passes_no_limit(opens: list[float]) -> None:
    """However long intents take to write: in no second more messages go than may."""
    uses = uses_of(opens, Limits(per_second=20))
    assert all(sum(at <= other < at + 1 - TINY for other in uses) <= 20 for at in uses)


def test_the_time_to_write_an_intent_down_is_not_lost() -> None:
    """What every turn takes before it is used is taken off the wait for the next."""
    limits = Limits(per_second=20)
    slow, quick = (uses_of([takes] * 400, limits) for takes in (limits.margin, 0.0))
    assert slow[-1] - slow[0] == pytest.approx(quick[-1] - quick[0], abs=0.01)


def test_who_leaves_holds_nobody_up() -> None:
    """Neither the next of the chat nor the others."""
    turns = Turns(FREE)
    first, second = turns.ask(1, 1.0, 0.0), turns.ask(1, 2.0, 0.0)
    turns.end(first, 0.0)
    assert list(turns.give(0.0)) == [second]


def test_a_chat_told_to_wait_waits_alone() -> None:
    """For as long as Telegram said, even if its message was next."""
    turns = Turns(FREE)
    held, other = turns.ask(1, -math.inf, 0.0), turns.ask(2, -math.inf, 0.0)
    assert turns.told(1, 10.0, 0.0) == 0.0
    assert list(turns.give(0.0)) == [other]
    turns.end(other, 0.0)
    assert (list(turns.give(9.9)), turns.next_at(), turns.wait_of(1, 4.0)) == ([], 10.0, 6.0)
    assert list(turns.give(10.0)) == [held]


def test_the_bot_waits_for_the_shortest_of_the_waits_that_overlap() -> None:
    """One chat's hour says nothing about the others, nor does a wait that is over."""
    turns = Turns(FREE)
    assert [turns.told(chat, 1.0, 0.0) for chat in range(2, SEVERAL + 1)] == [0.0] * (SEVERAL - 1)
    assert turns.told(1, 3600.0, 5.0) == 0.0
    for chat in range(2, SEVERAL):
        assert turns.told(chat, 10.0, 6.0) == 0.0
    assert turns.told(SEVERAL, 3.0, 7.0) == 3.0
    assert turns.wait_of(999, 7.0) == 3.0
    assert turns.wait_of(1, 7.0) == 3598.0


@pytest.mark.parametrize("served", [False, True])
def test_several_chats_told_to_wait_mean_the_bot(served: bool) -> None:
    """Unless one was served in between: then each of them means itself."""
    turns = Turns(FREE)
    if served:
        turns.told(1, 10.0, 0.0)
        turns.ask(100, -math.inf, 1.0)
        (ticket,) = turns.give(1.0)
        turns.served(ticket)
        turns.end(ticket, 1.0)
    told = [turns.told(chat, 10.0, 2.0) for chat in range(2, SEVERAL + 1)]
    told.append(served is False and turns.told(SEVERAL + 1, 10.0, 2.0))
    assert any(told) is not served
    other = turns.ask(200, -math.inf, 3.0)
    assert list(turns.give(3.0)) == ([other] if served else [])
    if not served:
        assert (turns.next_at(), list(turns.give(12.0))) == (12.0, [other])


def test_a_message_counts_from_when_it_may_have_arrived_at_the_latest() -> None:
    """Its answer was later than the fastest of the last ones: it may have been on its way."""
    turns = Turns(LOOSE)
    for chat in range(100, 132):
        turns.ask(chat, -math.inf, 0.0)
        (usual,) = turns.give(10.0 * chat)
        turns.use(usual, 10.0 * chat)
        turns.answered(usual, 10.0 * chat + 0.25)
        turns.end(usual, 10.0 * chat + 0.25)
    for took, free_at in ((0.25, 2001.0), (0.75, 2011.5)):
        begun = free_at // 10 * 10
        late = turns.ask(1, -math.inf, begun)
        assert list(turns.give(begun)) == [late]
        turns.use(late, begun)
        turns.answered(late, begun + took)
        turns.end(late, begun + 5.0)
        turns.ask(1, -math.inf, begun + took)
        assert (list(turns.give(begun + took)), turns.next_at()) == ([], free_at)
        turns.end(next(turns.give(free_at)), free_at)


def test_what_got_no_answer_counts_until_the_end_of_its_turn() -> None:
    """The connection broke: the message may have arrived at any moment before."""
    turns = Turns(LOOSE)
    lost = turns.ask(1, -math.inf, 0.0)
    assert list(turns.give(0.0)) == [lost]
    turns.use(lost, 0.0)
    turns.end(lost, 20.0)
    turns.ask(1, -math.inf, 20.0)
    assert (list(turns.give(20.0)), turns.next_at()) == ([], 21.0)


def test_a_group_overtakes_by_a_little() -> None:
    """It cannot make up for what it misses; but a chat that waits longer than that goes first."""
    turns = Turns(FREE)
    chat = turns.ask(1, 10.0, 0.0)
    soon, much_later = turns.ask(-1, 10.0 + HEAD_START / 2, 0.0), turns.ask(-2, 50.0, 0.0)
    assert list(turns.give(0.0)) == [soon, chat, much_later]


def test_what_an_earlier_process_sent_counts() -> None:
    """Twenty messages in a group half a minute ago leave it half a minute."""
    turns = Turns(LOOSE)
    turns.remember((-7, -30.0 + n / 100) for n in range(20))
    ticket = turns.ask(-7, -math.inf, 0.0)
    assert (list(turns.give(0.0)), turns.next_at()) == ([], 30.0)
    assert list(turns.give(30.0)) == [ticket]


def test_chats_that_are_quiet_are_forgotten() -> None:
    """A bot that has written to a million chats keeps those of the last minute."""
    turns = Turns(FREE)
    for chat in range(1, 100):
        turns.ask(chat, -math.inf, float(chat))
        for ticket in turns.give(float(chat)):
            turns.use(ticket, float(chat))
            turns.end(ticket, float(chat))
    list(turns.give(200.0))
    assert turns._lanes == {}
