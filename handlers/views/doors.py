"""What is said at the doors: welcome, help, and who may not come in."""

from collections.abc import Sequence

from bot.delivery import callback_data as data
from bot.delivery.post import Button, Post, Rich, bold, fill, lines
from bot.i18n import Translator
from bot.library import Summary
from handlers.views.library import title_of
from handlers.views.reading import library_button


def welcome(first: Summary | None, t: Translator) -> Post:
    """The first message of all, with a text to begin with."""
    body = lines(
        [
            t.gettext("Hello! I read texts with you, one fragment at a time."),
            fill(
                t.template("Tap {next} when you want more, or ask me: {example}"),
                next=bold(t.gettext("Next")),
                example=bold(t.gettext("who is @somebody")),
            ),
        ],
        "\n\n",
    )
    rows = []
    if first is not None:
        label = t.gettext("Read “{title}”", title=title_of(first, 40))
        rows.append((Button(label, data.encode(data.Read(first.id))),))
    rows.append((library_button(t),))
    return Post(body, tuple(rows))


def help_text(entries: Sequence[tuple[str, str]], t: Translator) -> Post:
    """The commands, each with what it does."""
    shown: list[Rich | str] = [t.gettext("What I can do here:")]
    shown += [
        fill("{command} {words}", command=bold(command), words=words) for command, words in entries
    ]
    return Post(lines(shown))


def not_built(command: str, t: Translator) -> Post:
    """A command of a later version."""
    return Post(Rich(t.gettext("/{command} is not in this version yet.", command=command)))


def unknown_command(t: Translator) -> Post:
    """Something with a slash that means nothing here."""
    return Post(Rich(t.gettext("I do not know this command. /help shows those I know.")))


def not_understood(t: Translator) -> Post:
    """Plain words that ask nothing we know."""
    body = fill(
        t.template("I read texts, and I know who is in them: ask me {example}"),
        example=bold(t.gettext("who is @somebody")),
    )
    return Post(body, ((library_button(t),),))


def drivers_only(t: Translator) -> str:
    """For somebody who does not administer the group."""
    return t.gettext("In this group the admins start and turn the pages. In private you can, too.")


def operators_only(t: Translator) -> str:
    """For somebody who does not look after the library."""
    return t.gettext("Only whoever looks after the library may do this.")


def failed(t: Translator) -> Post:
    """Something broke on our side."""
    return Post(
        Rich(t.gettext("Something went wrong on my side. Nothing is lost: please try again."))
    )
