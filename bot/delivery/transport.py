"""The one seam to the network: the HTTP client that python-telegram-bot uses."""

from telegram.request import HTTPXRequest

POSTS_AT_ONCE = 64
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0


def for_posts() -> HTTPXRequest:
    """For everything the bot sends."""
    return HTTPXRequest(
        connection_pool_size=POSTS_AT_ONCE,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        write_timeout=ANSWER_SECONDS,
        pool_timeout=ANSWER_SECONDS,
    )


def for_polling() -> HTTPXRequest:
    """For `getUpdates` alone; the library adds the time of a long poll to the answer's."""
    return HTTPXRequest(
        connection_pool_size=2, connect_timeout=CONNECT_SECONDS, read_timeout=ANSWER_SECONDS
    )
