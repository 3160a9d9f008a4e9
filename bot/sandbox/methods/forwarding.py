"""forwardMessage: the same words elsewhere, with a note of where they came from."""

from bot.sandbox.answers import bad_request
from bot.sandbox.messages import Keyboard, Message
from bot.sandbox.methods import chats
from bot.sandbox.methods.messages import there
from bot.sandbox.params import Params
from bot.sandbox.world import World


async def forward_message(world: World, params: Params) -> object:
    """The original is looked for before the target is looked at, as on the real server."""
    if not params.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    source = chats.readable(world, params, "from_chat_id")
    original = there(world, params, source, "message to forward")
    chat = chats.writable(world, params)
    thread_id = chats.thread(world, params, chat)
    if source.is_protected:
        raise bad_request("message has protected content and can't be forwarded")
    chats.postable(world, chat, thread_id)
    if original.protected or original.service or chats.is_mute(world, chat):
        raise bad_request("the message can't be forwarded")
    forward = world.post(
        chat,
        original.text,
        original.entities,
        forwarded=original.forwarded or original,
        document=original.document,
        reply_markup=_kept(original),
        link_preview_options=original.link_preview_options,
        thread_id=thread_id,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
    )
    return world.shape(forward)


def _kept(original: Message) -> Keyboard:
    """Buttons go along only if each of them is a link."""
    links = all(button.action in ("url", "login_url") for button in original.buttons)
    return original.reply_markup if links else ()
