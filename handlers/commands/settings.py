"""/settings: what a chat has settled, and other settings by words."""

from bot.delivery.post import Post
from bot.i18n import LOCALES, Translator, translator
from bot.schedule.phrases.said import NotUnderstood, Why
from bot.schedule.phrases.settling import span, window
from bot.schedule.phrases.words import plain
from bot.schedule.zones import Place, find
from bot.services import Services
from handlers.context import Call
from handlers.views import settings as views

ZONE = ("zone", "timezone", "fuseau")
QUIET = ("quiet", "silence")
LANGUAGE = ("language", "langue")
DISTANCE = ("distance", "ecart")
NONE = ("off", "none", "no", "non", "aucun", "aucune", "sans")
NAMES = {
    "en": ("en", "english", "anglais"),
    "fr": ("fr", "french", "francais"),
}


async def settings(call: Call, services: Services) -> tuple[Post, ...]:
    """Show the settings, or change the one that the words name."""
    t = translator(call.language)
    name, _, rest = call.words.partition(" ")
    name, rest = plain(name), rest.strip()
    if not name:
        return (await shown(call, services),)
    if name in ZONE:
        return (await _zone(rest, call, services, t),)
    if name in QUIET:
        return (await _quiet(rest, call, services, t),)
    if name in LANGUAGE:
        return (await _language(rest, call, services, t),)
    if name in DISTANCE:
        return (await _distance(rest, call, services, t),)
    return (views.refused(NotUnderstood(Why.UNKNOWN, call.words), t),)


async def shown(call: Call, services: Services) -> Post:
    """The settings as they are now, in the language that is settled now."""
    language = await services.habits.language(call.target) or call.language
    return views.settings(await services.habits.of(call.target), translator(language))


async def _zone(typed: str, call: Call, services: Services, t: Translator) -> Post:
    if not typed:
        return views.zones(t, call.code)
    found = find(typed)
    if not isinstance(found, Place):
        return views.several(found, typed, t)
    await services.habits.set_zone(call.target, found.zone)
    return await shown(call, services)


async def _quiet(words: str, call: Call, services: Services, t: Translator) -> Post:
    if not words:
        return views.quiets(t)
    found = None if plain(words) in NONE else window(words)
    if isinstance(found, NotUnderstood):
        return views.refused(found, t)
    await services.habits.set_quiet(call.target, found)
    return await shown(call, services)


async def _language(word: str, call: Call, services: Services, t: Translator) -> Post:
    if not word:
        return views.languages(t)
    language = next((one for one in LOCALES if plain(word) in NAMES[one]), None)
    if language is None:
        return views.refused(NotUnderstood(Why.UNKNOWN, word), t)
    await services.habits.set_language(call.target, language)
    return await shown(call, services)


async def _distance(words: str, call: Call, services: Services, t: Translator) -> Post:
    if not words:
        return views.distances(t)
    found = None if plain(words) in NONE else span(words)
    if isinstance(found, NotUnderstood):
        return views.refused(found, t)
    await services.habits.set_distance(call.target, found.total_seconds() if found else 0)
    return await shown(call, services)
