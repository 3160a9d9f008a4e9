"""The way from an update to a handler and back: once, by those who may, in their language."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Message, Update

from bot.delivery import callback_data as data
from bot.delivery.post import Post, Rich
from bot.i18n import translator
from bot.model import Target
from bot.services import Services
from handlers.access import Access, may
from handlers.arguments import asked_about
from handlers.buttons import access_to, tapped
from handlers.chosen import Chosen, chosen
from handlers.commands.who import plain_who
from handlers.context import Call, Context, call_of
from handlers.views import doors

Handle = Callable[[Call, Services], Awaitable[tuple[Post, ...]]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


def serve_command(handle: Handle, access: Access, *, shared: bool) -> Callback:
    """The callback for one command: redelivered updates and names meant for others pass by."""

    async def serve(update: Update, context: Context) -> None:
        services, message = context.services, update.effective_message
        words = "".join((message.text or "").split(None, 1)[1:]) if message else ""
        call = await call_of(update, services, words)
        if call is None or message is None:
            return
        if shared and not call.private and not _addressed(message, services):
            return
        if await services.updates.handled(services.bot_id, update.update_id):
            return
        if await may(call, access, services):
            posts = await handle(call, services)
        else:
            posts = (Post(Rich(_refusal(access, call))),)
        await _answer(call, posts, services)

    return serve


async def serve_plain(update: Update, context: Context) -> None:
    """A message without a command: "who is @x" is answered; in private anything else, too."""
    services, message = context.services, update.effective_message
    name = asked_about(message.text or "") if message else None
    call = await call_of(update, services, name or "")
    if call is None or (name is None and not call.private):
        return
    if await services.updates.handled(services.bot_id, update.update_id):
        return
    if name is None:
        posts: tuple[Post, ...] = (doors.not_understood(translator(call.language)),)
    else:
        posts = await plain_who(call, services)
    await _answer(call, posts, services)


async def serve_chosen(update: Update, context: Context) -> None:
    """Somebody picked a chat by a big button."""
    services, message = context.services, update.effective_message
    call = await call_of(update, services)
    if call is None or message is None or message.chat_shared is None:
        return
    if await services.updates.handled(services.bot_id, update.update_id):
        return
    shared = message.chat_shared
    if shared.title:
        services.presence.called(shared.chat_id, shared.title)
    one = Chosen(shared.request_id, shared.chat_id)
    await _answer(call, await chosen(one, call, services), services)


async def serve_unknown(update: Update, context: Context) -> None:
    """A command that nobody knows: said in private; in a group it belongs to another bot."""
    services = context.services
    call = await call_of(update, services)
    if call is None or not call.private:
        return
    if not await services.updates.handled(services.bot_id, update.update_id):
        await _answer(call, (doors.unknown_command(translator(call.language)),), services)


async def serve_tap(update: Update, context: Context) -> None:
    """A tapped button: done once, acknowledged always."""
    query, services = update.callback_query, context.services
    if query is None:
        return
    call = await call_of(update, services)
    action = data.decode(query.data or "")
    if call is None or action is None:
        await services.outbox.acknowledge(query.id)
        return
    if await services.updates.handled(services.bot_id, update.update_id):
        await services.outbox.acknowledge(query.id)
        return
    access = access_to(action)
    if not await may(call, access, services):
        await services.outbox.acknowledge(query.id, _refusal(access, call))
        return
    reaction = await tapped(action, call, services)
    await services.outbox.acknowledge(query.id, reaction.toast)
    if call.message_id is not None:
        if reaction.replace is not None:
            await services.outbox.edit(call.target, call.message_id, reaction.replace)
        elif reaction.clear or reaction.keyboard is not None:
            keyboard = reaction.keyboard or ()
            await services.outbox.set_buttons(call.target, call.message_id, keyboard)
    if (file := reaction.file) is not None:
        await services.outbox.document(call.target, file.name, file.content, file.caption)
    for post in reaction.private:
        await services.outbox.say(Target(services.bot_id, call.user_id), post)
    await _answer(call, reaction.posts, services)


async def _answer(call: Call, posts: tuple[Post, ...], services: Services) -> None:
    for post in posts:
        await services.outbox.say(call.target, post)
    await services.updates.mark(services.bot_id, call.update_id, services.clock.now())


def _refusal(access: Access, call: Call) -> str:
    t = translator(call.language)
    return doors.operators_only(t) if access is Access.OPERATORS else doors.drivers_only(t)


def _addressed(message: Message, services: Services) -> bool:
    """Whether a group's command names this bot or answers one of its messages."""
    command = (message.text or "").split(None, 1)[0].lower()
    if command.endswith(f"@{services.username.lower()}"):
        return True
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == services.bot_id)
