"""/pause and /resume: a reading rests, for good or until a date, and goes on."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.replay.cursor import Answer
from bot.replay.engine import Advance
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.phrases.settling import until
from bot.services import Services
from handlers.context import Call
from handlers.views import holds, pauses
from handlers.views import reading as views

MORNING = time(8)
"""When a reading goes on that rests until a day."""
NOTHING_HERE = (Answer.NOTHING, Answer.OVER)


async def pause(call: Call, services: Services) -> tuple[Post, ...]:
    """Let the reading here rest, until a date if the words say one."""
    t = translator(call.language)
    if call.words:
        return await _until(call, services, t)
    advance = await services.reading.pause(call.target)
    if advance.answer is Answer.PAUSED and advance.run is not None:
        return (views.paused(advance.run, t),)
    return _remark(advance, services, t)


async def _until(call: Call, services: Services, t: Translator) -> tuple[Post, ...]:
    zone = ZoneInfo((await services.habits.of(call.target)).zone)
    now = services.clock.now()
    comes = until(call.words, now, zone, MORNING)
    if isinstance(comes, NotUnderstood):
        return (pauses.own_refused(comes, t),)
    advance = await services.reading.pause(call.target, until=comes)
    if advance.answer is not Answer.PAUSED and advance.answer not in NOTHING_HERE:
        return _remark(advance, services, t)
    # What has its own hour comes on that day, however early.
    day = until(call.words, now, zone)
    held: datetime | None = None
    if call.private and isinstance(day, datetime) and await services.habits.rest(call.target, day):
        held = day
    if advance.answer is Answer.PAUSED and advance.run is not None:
        return (pauses.own(advance.run.id, comes, held, zone, t),)
    if held is not None:
        return (pauses.own(0, None, held, zone, t),)
    return _remark(advance, services, t)


async def resume(call: Call, services: Services) -> tuple[Post, ...]:
    """Let a resting or stopped reading go on, and in private what is planned."""
    t = translator(call.language)
    released = await _released(call, services)
    advance = await services.reading.resume(call.target, call.cause)
    if released and advance.answer in NOTHING_HERE:
        return (holds.released(t, everywhere=False),)
    return _remark(advance, services, t)


async def go_on(call: Call, services: Services, run_id: int) -> tuple[Post | None, str | None]:
    """The same for the button below a pause: what stands there now, and a word about the run."""
    t = translator(call.language)
    post = holds.released(t, everywhere=False) if await _released(call, services) else None
    if not run_id:
        return post or holds.not_held(t), None
    advance = await services.reading.resume(call.target, call.cause, run_id)
    return post, views.sentence_of(advance, t)


async def _released(call: Call, services: Services) -> bool:
    """End the hold of a private chat; whether there was one."""
    if not call.private or (await services.habits.of(call.target)).chat.held_until is None:
        return False
    await services.habits.release(call.target)
    return True


def _remark(advance: Advance, services: Services, t: Translator) -> tuple[Post, ...]:
    post = views.remark(advance, t, services.username)
    return () if post is None else (post,)
