"""How long one round of a broadcast takes at Telegram's limits. Pure."""

from bot.delivery.render import Script
from bot.delivery.windows import FREE, Limits
from bot.plans import Schedule
from bot.schedule.ticks import end_after

MINUTE = 60


def round_seconds(targets: int, posts: int, limits: Limits = FREE) -> int:
    """Seconds from the first message to the last, if each of these chats is due `posts` at once.

    Each chat takes its posts one after the other while the others take theirs, so whichever limit
    is the tighter one decides: that of the whole bot, or that of a single group.
    """
    if targets < 1 or posts < 1:
        return 0
    together = (targets * posts - 1) // limits.per_second
    minutes, rest = divmod(posts - 1, limits.per_minute_in_group)
    alone = minutes * MINUTE + rest // limits.per_chat
    return max(together, alone)


def posts_at(plan: Schedule, script: Script, step: int) -> int:
    """The messages of what comes at a time, if it begins at this step."""
    end = end_after(plan, script, step)
    return sum(len(script.parts(one)) for one in range(step, end))
