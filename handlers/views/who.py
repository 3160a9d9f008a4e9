"""Who somebody is, as a message: counted or quoted, nothing else."""

from collections.abc import Mapping

from bot.delivery import callback_data as data
from bot.delivery.post import (
    Button,
    Entity,
    Post,
    Rich,
    Style,
    bold,
    fill,
    lines,
    styled,
)
from bot.delivery.render import shortened, with_handles
from bot.i18n import Translator
from bot.library import Summary
from bot.store.people import Known
from bot.who import MOST_TEXTS, Choice, Found
from content.model import Span
from content.networks import network_of
from content.who import Quotation, TextCount
from handlers.views.library import title_of

MOST_SPELLINGS = 12


def card(found: Found, t: Translator) -> Post:
    """The answer, with a button under it for each passage it quotes."""
    who = found.card
    handle = with_handles(f"@{who.handle}", {})
    known = who.name if who.name and who.name != who.handle else None
    # Telegram may have somebody else of this name.
    on = fill(t.template("{handle} on {network}"), handle=handle, network=who.network)
    parts: list[Rich | str] = [bold(shortened(known)) + ", " + on if known else on]
    told = [_quotation(q, found.texts, t) for q in who.introductions]
    parts.append(lines(told, "\n\n"))
    if who.spellings or who.names:
        printed = t.list([shortened(x) for x in (who.names + who.spellings)[:MOST_SPELLINGS]])
        parts.append(_unlinked(t.gettext("Also printed as {spellings}.", spellings=printed)))
    parts.append(_counts(found, t))
    if who.quotations:
        parts.append(lines([_quotation(q, found.texts, t) for q in who.quotations], "\n\n"))
    keyboard = tuple(
        (
            Button(
                t.gettext("Read this passage: {title}", title=title_of(found.texts[q.slug], 30)),
                data.encode(data.Passage(found.texts[q.slug].id, q.fragment)),
            ),
        )
        for q in who.quotations
    )
    return Post(lines(parts, "\n\n"), keyboard)


def answered(found: Found | Choice | None, asked: str, t: Translator) -> Post:
    """The answer to a name: a person, several to choose from, or a plain no."""
    match found:
        case Found():
            return card(found, t)
        case Choice():
            return choice(found, asked, t)
        case None:
            return unknown(asked, t)


def choice(found: Choice, asked: str, t: Translator) -> Post:
    """A button for each of several people."""
    name = _unlinked(shortened(" ".join(asked.split()), 40))
    if found.near:
        body = t.template("The texts here do not mention {name}. Did you mean:")
    else:
        body = t.template("Several people in the texts here are called {name}. Which one?")
    keyboard = tuple(
        (Button(_label(one, t), data.encode(data.Who(one.number))),) for one in found.people
    )
    return Post(fill(body, name=name), keyboard)


def gone(t: Translator) -> str:
    """Whoever a button named is no longer in the library."""
    return t.gettext("The texts here do not mention this person any more.")


def _label(one: Known, t: Translator) -> str:
    network = network_of(one.handle, one.network)
    handle = t.gettext("@{handle} on {network}", handle=one.handle, network=network)
    if one.name and one.name != one.handle:
        return f"{shortened(one.name, 30)}, {handle}"
    return handle


def unknown(name: str, t: Translator) -> Post:
    """A plain no."""
    asked = _unlinked(shortened(" ".join(name.split()), 40))
    return Post(fill(t.template("The texts here do not mention {name}."), name=asked))


def nobody_named(t: Translator) -> Post:
    """The command came without a name."""
    return Post(Rich(t.gettext("Write a name after the command, for example: /who @somebody")))


def _counts(found: Found, t: Translator) -> Rich:
    who = found.card
    head = fill(
        t.template_n(
            "Mentioned {n} time, in {texts}.", "Mentioned {n} times, in {texts}.", who.mentions
        ),
        n=t.number(who.mentions),
        texts=t.ngettext("{n} text", "{n} texts", sum(1 for x in who.texts if x.mentioned)),
    )
    shown = [_count(count, found.texts, t) for count in who.texts[:MOST_TEXTS]]
    more = len(who.texts) - len(shown)
    if more:
        shown.append(Rich(t.ngettext("… and {n} more text.", "… and {n} more texts.", more)))
    return lines([head if who.mentions else Rich(), *shown])


def _count(count: TextCount, texts: Mapping[str, Summary], t: Translator) -> Rich:
    facts = []
    if count.signed and not count.wrote:
        facts.append(t.gettext("is the author"))
    if count.interviewed and not count.answered:
        facts.append(t.gettext("is interviewed"))
    facts += _numbers(count, t)
    title = bold(title_of(texts[count.slug]))
    return fill(t.template("• {title}: {facts}"), title=title, facts=t.list(facts))


def _numbers(count: TextCount, t: Translator) -> list[str]:
    """What can be counted of somebody in one text."""
    said = (
        (count.asked, t.ngettext("asked {n} question", "asked {n} questions", count.asked)),
        (count.answered, t.ngettext("gave {n} answer", "gave {n} answers", count.answered)),
        (count.wrote, t.ngettext("wrote {n} fragment", "wrote {n} fragments", count.wrote)),
        (count.replied, t.ngettext("replied {n} time", "replied {n} times", count.replied)),
        (count.commented, t.ngettext("commented {n} time", "commented {n} times", count.commented)),
        (
            count.recommended,
            t.ngettext("was recommended {n} time", "was recommended {n} times", count.recommended),
        ),
        (
            count.mentioned,
            t.ngettext("was mentioned {n} time", "was mentioned {n} times", count.mentioned),
        ),
    )
    return [words for number, words in said if number]


def _quotation(quotation: Quotation, texts: Mapping[str, Summary], t: Translator) -> Rich:
    said = with_handles(quotation.text, {})
    quoted = Rich(said.text, (Entity(Span(0, len(said.text)), Style.QUOTE), *said.entities))
    source = [title_of(texts[quotation.slug], 40)]
    if quotation.speaker:
        source.insert(0, shortened(quotation.speaker, 40))
    if quotation.year:
        source.append(str(quotation.year))
    return quoted + "\n" + styled("— " + ", ".join(source), Style.ITALIC)


def _unlinked(text: str) -> Rich:
    """Spellings lead nowhere: the misspelt handle may be somebody else's."""
    shown = with_handles(text, {})
    return Rich(shown.text, tuple(Entity(entity.span, Style.CODE) for entity in shown.entities))
