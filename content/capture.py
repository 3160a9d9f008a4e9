"""One captured text, and the views of it that formats ask for; each is made once."""

from dataclasses import dataclass
from functools import cached_property

from content.interviews.dialogue import read_dialogue
from content.interviews.talk import Dialogue
from content.lines import lines_of
from content.page import Page, read_page
from content.threads.tweets import Tweets, read_tweets


@dataclass(frozen=True)
class Capture:
    """A decoded source. Line ends are those of the source, so that places count in it."""

    text: str

    @cached_property
    def page(self) -> Page:
        """The text without what stands around it."""
        return read_page(lines_of(self.text))

    @cached_property
    def tweets(self) -> Tweets:
        """The page's tweets, numbered or quoted, and the paragraphs between them."""
        return read_tweets(self.page.lines)

    @cached_property
    def dialogue(self) -> Dialogue:
        """Who asks and who answers, if anybody does."""
        return read_dialogue(self.tweets.blocks, self.page)
