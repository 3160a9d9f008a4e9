"""getUpdates and what there is to say about webhooks."""

from bot.sandbox.answers import Refused, bad_request
from bot.sandbox.params import Params
from bot.sandbox.updates import LONGEST_POLL, MOST_AT_ONCE
from bot.sandbox.world import World


async def get_updates(world: World, params: Params) -> object:
    """Long polling; numbers outside their range are moved into it, as Telegram does."""
    if world.webhook_url:
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    allowed = params.json("allowed_updates", "allowed updates")
    if isinstance(allowed, list):
        world.updates.allowed = tuple(str(kind) for kind in allowed)
    elif allowed is not None:
        raise bad_request("expected an Array of allowed updates")
    limit = min(max(params.number("limit", MOST_AT_ONCE), 1), MOST_AT_ONCE)
    timeout = min(max(params.number("timeout"), 0), LONGEST_POLL)
    updates = await world.updates.poll(params.number("offset"), limit, timeout)
    return [update.as_json() for update in updates]


async def get_webhook_info(world: World, params: Params) -> object:
    """The sandbox sends no webhooks; a test may pretend that a foreign one is set."""
    return {
        "url": world.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": world.updates.pending,
    }


async def delete_webhook(world: World, params: Params) -> object:
    """Back to getUpdates."""
    world.webhook_url = ""
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    return True
