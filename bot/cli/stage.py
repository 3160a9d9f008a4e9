"""The stage of the demo: people write and tap, every answer is printed and checked."""

import textwrap
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from bot.errors import StartError
from bot.sandbox.messages import Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import Sandbox

PATIENCE_SECONDS = 20.0
NAME_WIDTH = 10
TEXT_WIDTH = 76


class Stage:
    """Each method does one thing as a person, and raises StartError if the answer is another.

    An answer has to contain every one of the `wanted` words, in its text or on its buttons.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._world = sandbox.world
        self._clock = sandbox.clock
        self._seen = 0

    def scene(self, title: str) -> None:
        """Print the title of what follows."""
        click.echo(f"\n── {title} ".ljust(NAME_WIDTH + TEXT_WIDTH + 3, "─") + "\n")

    async def say(self, person: Person, chat: Chat, text: str, *wanted: str) -> Message:
        """Write; the bot's answer."""
        self._print(person.first_name, text)
        self._world.say(person, chat, text)
        return await self._answer(chat, *wanted)

    async def tap(self, person: Person, message: Message, label: str, *wanted: str) -> Message:
        """Tap a button; the message that follows."""
        self._print(person.first_name, f"taps [{label}]")
        self._world.tap(person, message, label)
        return await self._answer(message.chat, *wanted)

    async def press(self, person: Person, message: Message, label: str, *wanted: str) -> Message:
        """Tap a button that changes its message; the message as it is then."""
        self._print(person.first_name, f"taps [{label}]")
        query = self._world.tap(person, message, label)
        await self._world.wait(
            lambda _: query.answer is not None and self._now(message) != message, PATIENCE_SECONDS
        )
        return self._shown(self._now(message), *wanted)

    async def later(self, minutes: int, chat: Chat, *wanted: str) -> Message:
        """Move the sandbox's clock; what comes by itself."""
        self._print("", f"({minutes} minutes later)")
        self._clock.advance(60 * minutes)
        return await self._answer(chat, *wanted)

    async def morning(self, due: time, zone: ZoneInfo, chat: Chat, *wanted: str) -> Message:
        """Move the sandbox's clock to when it is next `due` there; what comes by itself."""
        now = self._clock.now().astimezone(zone)
        day = now.date() if now.time() < due else now.date() + timedelta(days=1)
        self._print("", f"(the next morning, {due:%H:%M})")
        self._clock.set(datetime.combine(day, due, zone))
        return await self._answer(chat, *wanted)

    async def refused(self, person: Person, message: Message, label: str, wanted: str) -> None:
        """Tap a button that only shows some words for a moment."""
        self._print(person.first_name, f"taps [{label}]")
        query = self._world.tap(person, message, label)
        await self._world.wait(lambda _: query.answer is not None, PATIENCE_SECONDS)
        words = query.answer.text if query.answer else ""
        self._print("Feuilleton", f"({words})")
        expect(wanted in words, f"{person.first_name} is told “{wanted}”")

    def end(self) -> None:
        """Nothing came that nobody waited for, such as a fragment twice."""
        expect(len(self._sent()) == self._seen, "no message came unasked")

    async def _answer(self, chat: Chat, *wanted: str) -> Message:
        await self._world.wait(lambda _: len(self._sent()) > self._seen, PATIENCE_SECONDS)
        message = self._sent()[self._seen]
        self._seen += 1
        expect(message.chat.id == chat.id, "the answer came where it was asked for")
        return self._shown(message, *wanted)

    def _shown(self, message: Message, *wanted: str) -> Message:
        rows = [" ".join(f"[{button.text}]" for button in row) for row in message.reply_markup]
        shown = "\n".join((message.text, *rows))
        self._print("Feuilleton", shown)
        for words in wanted:
            expect(words in shown, f"“{words}” came")
        return message

    def _now(self, message: Message) -> Message:
        messages = self._world.messages(message.chat)
        return next(one for one in messages if one.message_id == message.message_id)

    def _sent(self) -> list[Message]:
        return [event.message for event in self._world.transcript() if event.kind is Kind.SENT]

    def _print(self, name: str, text: str) -> None:
        for line in text.splitlines():
            for part in textwrap.wrap(line, TEXT_WIDTH) or [""]:
                click.echo(f"{name:>{NAME_WIDTH}}  {part}".rstrip())
                name = ""
        click.echo()


def expect(truth: bool, what: str) -> None:
    """Stop the scene with one line if something expected did not come."""
    if not truth:
        raise StartError(f"the scene went wrong: expected that {what}.")
