"""sendDocument: a file, with words under it."""

import mimetypes

from bot.sandbox import keyboards, texts
from bot.sandbox.answers import bad_request
from bot.sandbox.messages import Document
from bot.sandbox.methods import chats
from bot.sandbox.methods.messages import replied
from bot.sandbox.params import Params
from bot.sandbox.world import World


async def send_document(world: World, params: Params) -> object:
    """A file of a form; the sandbox fetches none, and knows none by number."""
    document = _document(params)
    entities = params.json("caption_entities", "caption entities")
    text, spans = texts.caption(params.text("caption"), params.text("parse_mode"), entities)
    markup = keyboards.keyboard(params.json("reply_markup", "reply keyboard markup"))
    chat = chats.writable(world, params)
    thread_id = chats.thread(world, params, chat)
    if chats.is_mute(world, chat):
        raise bad_request("not enough rights to send documents to the chat")
    chats.postable(world, chat, thread_id)
    message = world.post(
        chat,
        text,
        spans,
        document=document,
        reply_markup=markup,
        reply_to=replied(world, params, chat),
        thread_id=thread_id,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
    )
    return world.shape(message)


def _document(params: Params) -> Document:
    file = params.file("document")
    if file is None:
        if params.text("document"):
            raise bad_request("the sandbox takes files that come with the request")
        raise bad_request("there is no document in the request")
    if not file.content:
        raise bad_request("file must be non-empty")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Document(file.name, kind, file.content)
