"""What Telegram means when it says no, by its own words.

The words are those of its open server (https://github.com/tdlib/telegram-bot-api, Client.cpp).
"""

from bot.model import Refusal

# In order: the first that fits. Words are compared in lower case.
WORDS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.TOPIC_CLOSED, ("topic_closed",)),
    (Refusal.TOPIC_GONE, ("topic_deleted", "message thread not found", "topic_id_invalid")),
    (
        Refusal.BLOCKED,
        ("blocked by the user", "user is deactivated", "can't initiate conversation"),
    ),
    (
        Refusal.REMOVED,
        ("was kicked", "is not a member", "chat not found", "chat was deleted", "peer_id_invalid"),
    ),
    (
        Refusal.NO_RIGHT,
        (
            "not enough rights",
            "need administrator rights",
            "no rights to send",
            "chat_write_forbidden",
            "chat_restricted",
            "chat_admin_required",
        ),
    ),
    (Refusal.ENTITY, ("can't parse entities", "entity", "entities_too_long")),
)


def refusal_of(reason: str) -> Refusal:
    """The kind of a refusal that is no error of its own in Telegram's answers."""
    said = reason.lower()
    for refusal, words in WORDS:
        if any(word in said for word in words):
            return refusal
    return Refusal.OTHER
