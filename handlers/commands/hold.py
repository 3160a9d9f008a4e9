"""/hold: nothing that is planned is posted, until a date or until somebody resumes it."""

from zoneinfo import ZoneInfo

from bot.delivery.post import Post, Rich
from bot.i18n import translator
from bot.plans import FOREVER
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.phrases.settling import until
from bot.schedule.phrases.words import plain
from bot.services import Services
from handlers.context import Call
from handlers.views import doors
from handlers.views import holds as views

EVERYWHERE = ("everywhere", "partout")
OFF = ("off", "resume", "reprendre")


async def hold(call: Call, services: Services) -> tuple[Post, ...]:
    """Hold or release what the words say: this chat, or everything."""
    t = translator(call.language)
    words = call.words.split()
    said = [word for word in words if plain(word) not in EVERYWHERE]
    everywhere = len(said) < len(words)
    if everywhere and not call.operator:
        return (Post(Rich(doors.operators_only(t))),)
    if [plain(word) for word in said] in [[off] for off in OFF]:
        return (await release(call, services, everywhere=everywhere),)
    zone = ZoneInfo((await services.habits.of(call.target)).zone)
    found = until(" ".join(said), services.clock.now(), zone) if said else FOREVER
    if isinstance(found, NotUnderstood):
        return (views.refused(found, t),)
    if everywhere:
        await services.habits.hold_everywhere(services.bot_id, found)
    else:
        await services.habits.hold(call.target, found)
    return (views.held(found, zone, t, everywhere=everywhere),)


async def release(call: Call, services: Services, *, everywhere: bool) -> Post:
    """What is planned goes on, here or everywhere."""
    t = translator(call.language)
    if everywhere:
        await services.habits.release_everywhere(services.bot_id)
        return views.released(t, everywhere=True)
    before = await services.habits.of(call.target)
    if before.held_until is None:
        return views.not_held(t)
    await services.habits.release(call.target)
    after = await services.habits.of(call.target)
    return views.released(t, everywhere=False) if after.held_until is None else views.still_held(t)
