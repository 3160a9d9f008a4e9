"""Generated files of readings and schedules, such as an export could write."""

from datetime import UTC, datetime, time

from hypothesis import strategies as st

from bot.carrying import form
from bot.model import Refusal, RunState
from bot.plans import Chat, PlanState, SeatState, Window
from bot.rules import Cron, Interval, Once, Rhythm, Rule, Weekly

NUMBERS = st.integers(1, 2**53)
CHATS = st.integers(-(2**52), 2**52)
COUNTS = st.integers(0, 10_000)
NAMES = st.text("abc-", min_size=1, max_size=8)
INSTANTS = st.integers(0, 4 * 10**15).map(
    lambda micros: datetime.fromtimestamp(micros // 10**6, UTC).replace(microsecond=micros % 10**6)
)
MINUTES = st.times().map(lambda at: time(at.hour, at.minute))
PRINTS = st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=8).map(tuple)
ZONES = st.sampled_from(("Europe/Paris", "Pacific/Auckland", "UTC"))
RULES = st.builds(
    Rule,
    st.one_of(
        st.builds(Weekly, st.lists(MINUTES, min_size=1, max_size=3).map(tuple)),
        st.builds(Interval, st.integers(60, 10**6), INSTANTS),
        st.builds(Once, INSTANTS.map(lambda at: at.replace(tzinfo=None))),
        st.just(Cron("30 8 * * 1-5")),
        st.builds(Rhythm, st.floats(0.1, 10)),
    ),
    first=st.none() | st.dates(),
    without=st.lists(st.dates(), max_size=2).map(tuple),
    holidays=st.none() | st.just("FR"),
)
SETTINGS = st.builds(
    Chat,
    zone=st.none() | ZONES,
    language=st.none() | st.just("fr"),
    quiet=st.none() | st.builds(Window, MINUTES, MINUTES),
    distance=st.floats(0, 10**6),
    held_until=st.none() | INSTANTS,
)
PLACES = st.builds(form.Place, COUNTS, st.integers(0, 9), PRINTS, PRINTS)
OPEN_POSTS = st.builds(
    form.OpenPost, COUNTS, COUNTS, st.booleans(), COUNTS, st.none() | NAMES, INSTANTS
)


def readings(*, planned: bool) -> st.SearchStrategy[form.Reading]:
    """The progress in one chat, with a seat or without."""
    return st.builds(
        form.Reading,
        number=NUMBERS,
        chat=CHATS,
        topic=COUNTS,
        text=NAMES,
        place=PLACES,
        state=st.sampled_from(RunState),
        fence=NUMBERS,
        language=st.sampled_from(("en", "fr")),
        started_by=NUMBERS,
        started_at=INSTANTS,
        pace=st.none() if planned else st.none() | st.floats(1, 10**6),
        resting=st.booleans(),
        stands=st.none() | st.sampled_from(Refusal),
        posted_at=st.none() | INSTANTS if planned else st.none(),
        open_post=st.none() | OPEN_POSTS,
        seat=st.builds(form.Seated, NUMBERS, COUNTS, st.sampled_from(SeatState))
        if planned
        else st.none(),
    )


PLANS = st.builds(
    form.Planned,
    number=NUMBERS,
    chat=CHATS,
    topic=COUNTS,
    planned_by=NUMBERS,
    language=st.sampled_from(("en", "fr")),
    zone=ZONES,
    playlist=st.builds(
        form.Listed,
        st.lists(st.none() | NAMES, min_size=1, max_size=4).map(tuple),
        st.none() | COUNTS,
        st.integers(0, 5),
    ),
    key=NUMBERS,
    state=st.sampled_from((PlanState.ACTIVE, PlanState.PAUSED)),
    rule=st.none() | RULES,
    portion=st.integers(-1, 5),
    start=COUNTS,
    shared=st.booleans(),
    not_before=st.none() | INSTANTS,
    contents=st.booleans(),
    warn=COUNTS,
)


@st.composite
def carried(draw: st.DrawFn) -> form.Carried:
    """A whole file, of either kind."""
    plan = draw(st.none() | PLANS)
    count = (0, 3) if plan else (1, 1)
    found = draw(st.lists(readings(planned=plan is not None), min_size=count[0], max_size=count[1]))
    listed = plan.playlist.texts if plan else ()
    slugs = {slug for slug in listed if slug is not None} | {one.text for one in found}
    return form.Carried(
        feuilleton=form.SCHEDULE if plan else form.READING,
        version=form.VERSION,
        exported_at=draw(INSTANTS),
        bot=draw(NUMBERS),
        texts=tuple(form.Text(slug, draw(st.text()), draw(NAMES)) for slug in sorted(slugs)),
        chats=tuple(draw(st.lists(st.builds(form.Settled, CHATS, SETTINGS), max_size=2))),
        schedule=plan,
        readings=tuple(found),
    )
