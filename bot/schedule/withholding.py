"""What is left out of a text that nobody has said may be published. Pure.

Only in chats other than the one in which it was planned: who plans for their own chat shows it to
those who are there anyway, a channel or a broadcast publishes it.
"""

from bot.delivery.render import Script
from bot.model import Target
from bot.plans import Schedule
from content.model import Rights


def publishes(plan: Schedule, target: Target) -> bool:
    """Whether a schedule brings its texts to a group or channel in which it was not planned."""
    return target.chat_id < 0 and target != plan.home


def first_shown(plan: Schedule, target: Target, script: Script, step: int) -> int:
    """The first step from this one on that may be posted there; behind the last one if none is."""
    while step < len(script.steps) and _is_left_out(plan, target, script, step):
        step += 1
    return step


def end_of_shown(plan: Schedule, target: Target, script: Script, step: int, end: int) -> int:
    """Where a post that begins at `step` has to end, so that nothing left out is in it."""
    hidden = (one for one in range(step, end) if _is_left_out(plan, target, script, one))
    return next(hidden, end)


def _is_left_out(plan: Schedule, target: Target, script: Script, step: int) -> bool:
    """Whether a step is nothing but other people's words, with the headings that lead them."""
    if script.piece.rights is not Rights.UNKNOWN or not publishes(plan, target):
        return False
    return script.is_of_others(step)
