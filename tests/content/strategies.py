"""Generated pieces and texts for the laws of `content`."""

from hypothesis import strategies as st

from content.model import (
    Author,
    Fragment,
    FragmentKind,
    PartialDate,
    Piece,
    PieceKind,
    Rights,
    Source,
)

# Ordinary characters beside those that a notation, an editor or a line reader could change.
ODD = "\\{}[](),:@#/?-—|·\n\r\t \u00a0\u2028\u0085\ufeff\x00\x1b\u200b'\"éß漢👨‍👩‍👧🇫🇷e\u0301"
CHARACTERS = st.one_of(st.sampled_from(ODD + "QAabx0123"), st.characters(exclude_categories=["Cs"]))
NOTATION = (
    "[3/12]|[comment >, A]|[1/2 >]|[reply, A, @b, 2014]|[noted]"
    "|[noted 1/2] x|## head|Q: one|A: two|\\|\\x{41}|---|"
)
LOOKALIKES = st.sampled_from(NOTATION.split("|"))
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(st.one_of(LOOKALIKES, st.text(CHARACTERS, max_size=12)), max_size=5).map("\n".join),
)
NUMBERS = st.one_of(st.none(), st.integers(0, 999))
DATES = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
)


def fragments() -> st.SearchStrategy[Fragment]:
    """Fragments of every kind, most of their fields being there or not."""
    return st.builds(
        Fragment,
        st.sampled_from(FragmentKind),
        TEXTS,
        NUMBERS,
        NUMBERS,
        st.none() | TEXTS,
        st.none() | TEXTS,
        st.none() | DATES,
        noted=st.booleans(),
        depth=st.integers(0, 3),
    )


AUTHORS = st.builds(Author, st.none() | TEXTS, TEXTS) | st.builds(Author, TEXTS, st.none())
GROUPS = st.lists(st.lists(TEXTS, min_size=2, max_size=3).map(tuple), max_size=2).map(tuple)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Pieces of every kind; some tweets are by the author, on the piece's day."""
    author = draw(st.none() | AUTHORS)
    date = draw(st.none() | DATES)
    own = st.builds(
        Fragment,
        st.just(FragmentKind.TWEET),
        TEXTS,
        NUMBERS,
        NUMBERS,
        st.just(author and author.name),
        st.just(author and author.handle),
        st.just(date),
        noted=st.booleans(),
        depth=st.integers(0, 1),
    )
    note = draw(st.none() | TEXTS)
    return Piece(
        slug=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)),
        kind=draw(st.sampled_from(PieceKind)),
        title=draw(st.none() | TEXTS),
        author=author,
        date=date,
        language=draw(st.sampled_from([None, "fr", "en", "de", "no"])),
        fragments=tuple(draw(st.lists(fragments() | own, max_size=6))),
        source=Source(
            draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
            draw(st.none() | TEXTS),
        ),
        note=note,
        suggested=draw(st.booleans()) if note is not None else False,
        same=draw(GROUPS),
        apart=draw(GROUPS),
        rights=draw(st.sampled_from(Rights)),
    )
