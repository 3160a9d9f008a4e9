"""What the bot says about itself: getMe, its commands and descriptions."""

from bot.sandbox import commands, shapes
from bot.sandbox.answers import bad_request
from bot.sandbox.params import Params
from bot.sandbox.world import World

LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120


async def get_me(world: World, params: Params) -> object:
    """Also whether privacy mode is on."""
    return shapes.user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_my_commands(world: World, params: Params) -> object:
    """Replaces the list of one scope and language."""
    scope, language = _place(params)
    sent = commands.commands(params.json("commands", "commands"))
    world.commands.put(scope, language, sent)
    return True


async def delete_my_commands(world: World, params: Params) -> object:
    """Removes the list of one scope and language."""
    world.commands.put(*_place(params), ())
    return True


async def get_my_commands(world: World, params: Params) -> object:
    """The list of exactly one scope and language, maybe empty."""
    found = world.commands.get(*_place(params))
    return [{"command": name, "description": description} for name, description in found]


def _place(params: Params) -> tuple[str, str]:
    scope = commands.scope_name(params.json("scope", "BotCommandScope"))
    return scope, commands.language(params.text("language_code"))


async def set_my_description(world: World, params: Params) -> object:
    """Shown in an empty chat; at most 512 characters."""
    return _describe(world, params, "description", LONGEST_DESCRIPTION)


async def get_my_description(world: World, params: Params) -> object:
    """In the language asked for, else the one for all languages."""
    return _described(world, params, "description")


async def set_my_short_description(world: World, params: Params) -> object:
    """Shown on the bot's profile; at most 120 characters."""
    return _describe(world, params, "short_description", LONGEST_SHORT_DESCRIPTION)


async def get_my_short_description(world: World, params: Params) -> object:
    """In the language asked for, else the one for all languages."""
    return _described(world, params, "short_description")


def _describe(world: World, params: Params, field: str, longest: int) -> bool:
    language = commands.language(params.text("language_code"))
    text = params.text(field)
    if len(text) > longest:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    world.descriptions[field, language] = text
    return True


def _described(world: World, params: Params, field: str) -> shapes.Json:
    language = commands.language(params.text("language_code"))
    return {field: world.description(field, language)}
