"""The library as people see it: titles on buttons, page by page."""

from collections.abc import Sequence

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Post, Rich, bold, fill, lines
from bot.delivery.render import shortened
from bot.i18n import Translator
from bot.library import Summary

PAGE = 8
TITLE_LIMIT = 48


def title_of(summary: Summary, limit: int = TITLE_LIMIT) -> str:
    """The title, or the first words of a text without one."""
    return titled(summary.title or summary.opening, limit)


def titled(title: str, limit: int = TITLE_LIMIT) -> str:
    """A title on one line, no longer than `limit`."""
    return shortened(" ".join(title.split()), limit)


def page(summaries: Sequence[Summary], total: int, offset: int, t: Translator) -> Post:
    """One page of the library; the buttons at its foot turn pages."""
    if not total:
        return Post(Rich(t.gettext("The library is empty.")))
    body = t.ngettext(
        "{n} text. Which one shall we read?", "{n} texts. Which one shall we read?", total
    )
    rows = [*_titles(summaries)]
    turns = []
    if offset > 0:
        turns.append(Button(t.gettext("Back"), data.encode(data.Page(max(0, offset - PAGE)))))
    if offset + len(summaries) < total:
        turns.append(Button(t.gettext("More"), data.encode(data.Page(offset + len(summaries)))))
    if turns:
        rows.append(tuple(turns))
    return Post(Rich(body), tuple(rows))


def choice(summaries: Sequence[Summary], words: str, t: Translator) -> Post:
    """One text or several fit the words."""
    template = t.template_n("This text fits {words}:", "Several texts fit {words}:", len(summaries))
    body = fill(template, words=bold(shortened(words)))
    return Post(body, _titles(summaries))


def several(summaries: Sequence[Summary], words: str, t: Translator) -> Post:
    """Several texts fit one name of many: they are named, so that it can be said exactly."""
    body = fill(t.template("Several texts fit {words}:"), words=bold(shortened(words)))
    return Post(lines([body, *(title_of(one) for one in summaries[:PAGE])]))


def nothing_found(words: str, t: Translator) -> Post:
    """No text fits the words."""
    body = fill(t.template("No text fits {words}."), words=bold(shortened(words)))
    return Post(body, ((Button(t.gettext("Library"), data.encode(data.Page(0))),),))


def _titles(summaries: Sequence[Summary]) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(title_of(summary), data.encode(data.Read(summary.id))),) for summary in summaries
    )
