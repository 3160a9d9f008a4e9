"""The shipped texts are whole, readable, and talk about each other."""

from collections import Counter

import pytest

from content.formats import canonical
from content.model import FragmentKind, Parsed, PieceKind
from content.parse import parse
from content.readers import read
from content.samples import Sample, samples


def parsed(sample: Sample) -> Parsed:
    return parse(read(sample.data, sample.name), sample.name.removesuffix(".md"))


def test_every_kind_is_there_in_each_language() -> None:
    """What a newcomer finds covers every kind and both languages, in eight texts at least."""
    found = [(p.piece.kind, p.piece.language) for p in map(parsed, samples())]
    assert len(found) >= 8
    assert set(found) == {(kind, language) for kind in PieceKind for language in ("fr", "en")}


def test_one_has_a_content_note_and_one_has_comments() -> None:
    """A note is about some fragments of its text; commenters are named."""
    pieces = [parsed(sample).piece for sample in samples()]
    (noted,) = (piece for piece in pieces if piece.note)
    assert 0 < sum(fragment.noted for fragment in noted.fragments) < len(noted.fragments)
    comments = [f for piece in pieces for f in piece.fragments if f.kind is FragmentKind.COMMENT]
    assert comments
    assert all(comment.speaker for comment in comments)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_is_small(sample: Sample) -> None:
    """A newcomer reads one in a few minutes."""
    assert len(sample.data) < 8 * 1024


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_is_without_problems(sample: Sample) -> None:
    """Every sample parses cleanly and is called like its file."""
    result = parsed(sample)
    assert result.problems == ()
    assert result.piece.slug == sample.name.removesuffix(".md")
    assert result.piece.title
    assert result.piece.author


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_survives_being_written(sample: Sample) -> None:
    """The samples obey the law of the canonical form."""
    piece = parsed(sample).piece
    assert parse(canonical.write(piece), "other").piece == piece


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_threads_are_numbered_without_a_gap(sample: Sample) -> None:
    """A sample thread has every number from one to its total, in order."""
    tweets = [f for f in parsed(sample).piece.fragments if f.kind is FragmentKind.TWEET]
    assert [tweet.number for tweet in tweets] == list(range(1, len(tweets) + 1))
    assert all(tweet.total == len(tweets) for tweet in tweets)


def test_people_meet_across_the_samples() -> None:
    """At least four people stand in more than one text, so that "who is" has something to say."""
    handles = Counter(person.handle for s in samples() for person in parsed(s).people)
    assert sum(count > 1 for count in handles.values()) >= 4


def test_a_misspelt_handle_belongs_to_its_author() -> None:
    """The French lead-in misspells its author; both spellings are one person."""
    thread = next(p for p in map(parsed, samples()) if p.piece.slug == "piano-de-la-cantine")
    person = next(p for p in thread.people if p.handle == "solene_accorde")
    assert person.variants == ("@solene_accorde", "@solene_acorde")
