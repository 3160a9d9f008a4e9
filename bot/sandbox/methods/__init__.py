"""The Bot API methods the sandbox knows, by lower-case name; any other one is a 404."""

from collections.abc import Awaitable, Callable, Mapping

from bot.sandbox.methods import about, chats, documents, forwarding, messages, pinning, polling
from bot.sandbox.params import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Awaitable[object]]

METHODS: Mapping[str, Method] = {
    "getme": about.get_me,
    "setmycommands": about.set_my_commands,
    "getmycommands": about.get_my_commands,
    "deletemycommands": about.delete_my_commands,
    "setmydescription": about.set_my_description,
    "getmydescription": about.get_my_description,
    "setmyshortdescription": about.set_my_short_description,
    "getmyshortdescription": about.get_my_short_description,
    "getupdates": polling.get_updates,
    "getwebhookinfo": polling.get_webhook_info,
    "deletewebhook": polling.delete_webhook,
    "sendmessage": messages.send_message,
    "forwardmessage": forwarding.forward_message,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "deletemessages": messages.delete_messages,
    "senddocument": documents.send_document,
    "pinchatmessage": pinning.pin_chat_message,
    "unpinchatmessage": pinning.unpin_chat_message,
    "answercallbackquery": messages.answer_callback_query,
    "sendchataction": chats.send_chat_action,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
}
