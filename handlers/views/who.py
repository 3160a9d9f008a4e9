"""Who somebody is, as a message: counted or quoted, nothing else."""

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
from bot.store.people import Somebody
from bot.who import Answer, Choice, Found, Unconfirmed
from content.evidence import Counts, TextCount
from content.model import Span
from content.networks import Account, network_of
from content.quotations import Quotation, best_quotations
from content.who import WhoCard
from handlers.views.library import titled

MOST_SPELLINGS = 12


def card(found: Found, t: Translator, *, operator: bool = False) -> Post:
    """The answer, with a button under it for each passage it quotes.

    Operators may take back that somebody without a handle is told of.
    """
    who = found.card
    parts: list[Rich | str] = [_head(who, t)]
    parts.append(lines([_quotation(q, t) for q in who.introductions], "\n\n"))
    if who.spellings or who.names:
        printed = t.list([shortened(x) for x in (who.names + who.spellings)[:MOST_SPELLINGS]])
        parts.append(_unlinked(t.gettext("Also printed as {spellings}.", spellings=printed)))
    parts.append(_counts(who, t))
    parts.append(lines([_quotation(q, t) for q in who.quotations], "\n\n"))
    keyboard = [
        (
            Button(
                t.gettext("Read this passage: {title}", title=titled(q.title, 30)),
                data.encode(data.Passage(found.numbers[q.slug], q.fragment)),
            ),
        )
        for q in who.quotations
    ]
    if operator and who.handle is None:
        label = t.gettext("Do not tell of this person any more")
        keyboard.append((Button(label, data.encode(data.Revoke(found.person))),))
    return Post(lines(parts, "\n\n"), tuple(keyboard))


def _head(who: WhoCard, t: Translator) -> Rich:
    """Name and handle; Telegram may have somebody else of this handle, so the network is told."""
    if who.handle is None:
        return bold(shortened(who.name or ""))
    printed = f"@{who.handle}"
    handle = with_handles(printed, {printed: Account(who.handle, who.network)})
    on = fill(t.template("{handle} on {network}"), handle=handle, network=who.network or "")
    known = who.name if who.name and who.name != who.handle else None
    return bold(shortened(known)) + ", " + on if known else on


def answered(found: Answer | None, asked: str, t: Translator, *, operator: bool = False) -> Post:
    """The answer to a name: a person, several to choose from, or a plain no."""
    match found:
        case Found():
            return card(found, t, operator=operator)
        case Choice():
            return choice(found, asked, t)
        case Unconfirmed():
            return unconfirmed(found, t)
        case None:
            return unknown(asked, t)


def unconfirmed(found: Unconfirmed, t: Translator) -> Post:
    """For an operator: who is named without a handle, and a button to tell of them."""
    parts: list[Rich | str] = [
        t.gettext("Named without a handle, so nobody is told. Shall I tell whoever asks?")
    ]
    keyboard = []
    for one in found.candidates:
        name, title = shortened(one.candidate.name, 40), titled(one.title, 40)
        places = t.ngettext("{n} place", "{n} places", len(one.candidate.places))
        head = fill(
            t.template("{name} in “{title}”, {places}"),
            name=bold(name),
            title=title,
            places=places,
        )
        quoted = best_quotations((one.passage,)) if one.passage else ()
        parts.append(lines([head, *(_quotation(q, t) for q in quoted)]))
        label = t.gettext("Yes, tell of {name} (“{title}”)", name=name, title=titled(one.title, 24))
        keyboard.append((Button(label, data.encode(data.Confirm(one.piece_id, one.number))),))
    return Post(lines(parts, "\n\n"), tuple(keyboard))


def confirmed(t: Translator) -> str:
    """An operator said yes."""
    return t.gettext("From now on, whoever asks is told.")


def revoked(t: Translator) -> str:
    """An operator took it back."""
    return t.gettext("Nobody is told of this person any more.")


def choice(found: Choice, asked: str, t: Translator) -> Post:
    """A button for each of several people."""
    name = _unlinked(shortened(" ".join(asked.split()), 40))
    if found.near:
        body = t.template("I cannot tell who {name} is. Did you mean:")
    else:
        body = t.template("Several people in the texts here are called {name}. Which one?")
    keyboard = tuple(
        (Button(_label(one, t), data.encode(data.Who(one.number))),) for one in found.people
    )
    return Post(fill(body, name=name), keyboard)


def gone(t: Translator) -> str:
    """Whoever a button named is no longer in the library."""
    return t.gettext("I cannot tell of this person any more.")


def _label(one: Somebody, t: Translator) -> str:
    if one.handle is None:
        name, title = shortened(one.name or "", 30), titled(one.title or "", 30)
        return t.gettext("{name} in “{title}”", name=name, title=title)
    network = network_of(one.handle, one.network)
    handle = t.gettext("@{handle} on {network}", handle=one.handle, network=network)
    if one.name and one.name != one.handle:
        return f"{shortened(one.name, 30)}, {handle}"
    return handle


def unknown(name: str, t: Translator) -> Post:
    """A plain no."""
    asked = _unlinked(shortened(" ".join(name.split()), 40))
    return Post(fill(t.template("I cannot tell who {name} is."), name=asked))


def nobody_named(t: Translator) -> Post:
    """The command came without a name."""
    return Post(Rich(t.gettext("Write a name after the command, for example: /who @somebody")))


def _counts(who: WhoCard, t: Translator) -> Rich:
    head = fill(
        t.template_n(
            "Mentioned once, in {texts}.", "Mentioned {n} times, in {texts}.", who.mentions
        ),
        n=t.number(who.mentions),
        texts=t.ngettext("{n} text", "{n} texts", who.mentioning),
    )
    shown = [_count(text, t) for text in who.texts]
    more = who.text_count - len(shown)
    if more:
        shown.append(Rich(t.ngettext("… and {n} more text.", "… and {n} more texts.", more)))
    return lines([head if who.mentions else Rich(), *shown])


def _count(text: TextCount, t: Translator) -> Rich:
    facts = []
    if text.counts.signed and not text.counts.wrote:
        facts.append(t.gettext("is the author"))
    if text.counts.interviewed and not text.counts.answered:
        facts.append(t.gettext("is interviewed"))
    facts += _numbers(text.counts, t)
    return fill(
        t.template("• “{title}”: {facts}"), title=bold(titled(text.title)), facts=t.list(facts)
    )


def _numbers(count: Counts, t: Translator) -> list[str]:
    """What can be counted of somebody in one text."""
    # What recommends somebody mentions them, too, and is told once.
    mentioned = count.mentioned - count.recommended
    said = (
        (count.asked, t.ngettext("asked {n} question", "asked {n} questions", count.asked)),
        (count.answered, t.ngettext("gave {n} answer", "gave {n} answers", count.answered)),
        (count.wrote, t.ngettext("wrote {n} fragment", "wrote {n} fragments", count.wrote)),
        (count.replied, t.ngettext("replied once", "replied {n} times", count.replied)),
        (count.commented, t.ngettext("commented once", "commented {n} times", count.commented)),
        (
            count.recommended,
            t.ngettext("was recommended once", "was recommended {n} times", count.recommended),
        ),
        (
            mentioned,
            t.ngettext("was mentioned once", "was mentioned {n} times", mentioned),
        ),
    )
    return [words for number, words in said if number]


def _quotation(quotation: Quotation, t: Translator) -> Rich:
    said = with_handles(quotation.text, {})
    quoted = Rich(said.text, (Entity(Span(0, len(said.text)), Style.QUOTE), *said.entities))
    source = [titled(quotation.title, 40)]
    if quotation.speaker:
        source.insert(0, shortened(quotation.speaker, 40))
    if quotation.year:
        source.append(str(quotation.year))
    return quoted + "\n" + styled("— " + ", ".join(source), Style.ITALIC)


def _unlinked(text: str) -> Rich:
    """Spellings lead nowhere: the misspelt handle may be somebody else's."""
    shown = with_handles(text, {})
    return Rich(shown.text, tuple(Entity(entity.span, Style.CODE) for entity in shown.entities))
