"""One captured text, and the views of it that formats ask for; each is made once."""

from dataclasses import dataclass
from functools import cached_property

from content.document import Sheet
from content.draft import text_of
from content.interviews.dialogue import read_dialogue
from content.interviews.talk import Dialogue
from content.language import language_of
from content.lines import lines_of
from content.model import Fragment
from content.page import Page, read_page, read_sheet
from content.threads.embeds import woven
from content.threads.tweets import Tweets, read_tweets


@dataclass(frozen=True)
class Capture:
    """A decoded source. Line ends are those of the source, so that places count in it.

    `sheet` is there where the source itself tells some parts from others.
    """

    text: str
    sheet: Sheet | None = None

    @cached_property
    def page(self) -> Page:
        """The text without what stands around it."""
        return read_sheet(self.sheet) if self.sheet else read_page(lines_of(self.text))

    @cached_property
    def tweets(self) -> Tweets:
        """The page's tweets, numbered or quoted, and the paragraphs between them."""
        found = read_tweets(self.page.lines)
        return woven(found, self.sheet.embeds) if self.sheet else found

    @cached_property
    def language(self) -> str | None:
        """The language that its small words tell, else the one that the source names."""
        blocks = self.tweets.blocks
        told = "\n".join(one.text if isinstance(one, Fragment) else text_of(one) for one in blocks)
        return language_of(told) or (self.sheet.document.language if self.sheet else None)

    @cached_property
    def dialogue(self) -> Dialogue:
        """Who asks and who answers, if anybody does."""
        return read_dialogue(self.tweets.blocks, self.page)
