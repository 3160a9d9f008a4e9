"""What holds of every text that was read, whatever it was made of."""

from content.certificate import certify
from content.corrections import apply, corrections_of
from content.formats import canonical
from content.fragments import cut, join, steps, utf16_length
from content.model import Parsed, Piece
from content.parse import parse
from content.warnings import topics_of

# Messages of few signs, so that also short texts are cut.
LIMIT = 64


def check(text: str, parsed: Parsed) -> None:
    """Check all laws of one text; `text` is what the places of `parsed` count in."""
    found = certify(text, parsed)
    assert found.whole, found.problems
    assert all(problem.what and "\n" not in problem.what for problem in found.problems)
    check_posts(text, parsed)
    check_people(parsed)
    check_written(parsed.piece)
    topics_of(parsed.piece)


def check_posts(text: str, parsed: Parsed) -> None:
    """What is posted, joined, is what the source says at the places of each fragment."""
    fragments = parsed.piece.fragments
    row = [at for step in steps(fragments) for at in range(step.first, step.last)]
    assert row == list(range(len(fragments)))
    # Our own notation has signs that are written as numbers.
    own = text.startswith("---")
    for one in fragments:
        source = "\n".join(text[span.start : span.end] for span in one.spans)
        parts = cut(one.text, LIMIT, utf16_length)
        assert own or join([one.text[part.start : part.end] for part in parts]) == source


def check_people(parsed: Parsed) -> None:
    """Each mention's surface stands at its place, and its person is in the piece."""
    fragments = parsed.piece.fragments
    known = {person.handle for person in parsed.people}
    for mention in parsed.mentions:
        assert mention.person in known
        if mention.span is not None and mention.fragment is not None:
            said = fragments[mention.fragment].text[mention.span.start : mention.span.end]
            assert said == mention.surface


def check_written(piece: Piece) -> None:
    """Written for an editor and read again, it is the same."""
    assert parse(canonical.write(piece), "another").piece == piece


def check_corrected(read: Piece, wanted: Piece) -> None:
    """A correction gives what the editor wanted, once and twice."""
    found = corrections_of(read, wanted)
    assert apply(read, found) == (wanted, ())
    assert apply(wanted, found) == (wanted, ())
