"""Posts of a network, as its exports hold them, made documents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.document import Document
from content.model import Author, Fragment, FragmentKind, Problem
from content.slugs import slug_of
from content.threads.moments import day_of

ORPHAN = Problem(None, "begins with an answer to a post that the export does not hold")


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `orphan`: it answers another of the same author, which is missing.

    `key` names it in an address; `counts` says what `written` wrote out.
    """

    key: str
    text: str
    moment: str
    url: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None
    language: str | None = None
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a post shows beside its words.

    Images and videos by their description, if they have one; a poll by its answers; `quotes` says
    how many other posts are quoted.
    """

    images: Sequence[str | None] = ()
    videos: Sequence[str | None] = ()
    poll: Sequence[str] = ()
    quotes: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each sort."""
        return {
            "image": len(self.images),
            "video": len(self.videos),
            "poll": int(bool(self.poll)),
            "quote": self.quotes,
        }


def written(words: str, shown: Shown) -> str:
    """Write out what a post shows, a line each, below its words."""
    lines = [_line("image", alt) for alt in shown.images]
    lines += [_line("video", alt) for alt in shown.videos]
    if shown.poll:
        lines.append(_line("poll", " / ".join(shown.poll)))
    return "\n".join([words.rstrip(), *lines] if words.strip() else lines)


def document_of(
    author: Author | None,
    slug: str,
    placed: Sequence[tuple[Post, int]],
    problems: Iterable[Problem] = (),
) -> Document:
    """Make a document of a thread: tweets, and branches as replies of their depth.

    `slug` stands for an author that nothing names.
    """
    first = placed[0][0]
    named = (author.handle or author.name) if author else slug
    counts: Counter[str] = Counter()
    for post, _ in placed:
        counts.update(post.counts)
    notes = [post.note for post, _ in placed if post.note]
    return Document(
        slug=slug_of(f"{named}-{first.key}"),
        items=tuple(_fragment(author, post, depth) for post, depth in placed),
        author=author,
        date=day_of(first.moment),
        language=first.language,
        url=first.url,
        note=notes[0] if notes else None,
        problems=(*problems, *([ORPHAN] if first.orphan else [])),
        counts={name: count for name, count in counts.items() if count},
    )


def left_out(count: int) -> tuple[Problem, ...]:
    """Say on the first document how many posts were of no known form."""
    return (Problem(None, f"posts left out, of no known form: {count}"),) if count else ()


def without_thread(source: str, what: str, left: Mapping[str, int]) -> str:
    """Say that a source has nothing to read, and what it has instead."""
    told = ", ".join(f"{name} ({count:,})" for name, count in sorted(left.items()))
    return f"{source} holds no {what}; nothing to read{f', but: {told}' if told else ''}."


def _fragment(author: Author | None, post: Post, depth: int) -> Fragment:
    return Fragment(
        FragmentKind.REPLY if depth else FragmentKind.TWEET,
        post.text,
        speaker=author.name if author else None,
        handle=author.handle if author else None,
        date=day_of(post.moment),
        noted=post.note is not None,
        depth=depth,
    )


def _line(what: str, said: str | None) -> str:
    words = " ".join((said or "").split())
    return f"[{what}: {words}]" if words else f"[{what}]"
