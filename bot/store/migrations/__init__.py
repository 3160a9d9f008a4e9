"""The steps from an empty file to the tables of `bot.store.tables`, in order of version."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import StoreError

HEAD = "0008"
"""The newest version; a test holds it to the steps."""


def upgrade(connection: Connection, path: Path) -> None:
    """Run every step the database lacks, in the caller's transaction; `path` is for the message."""
    found = version(connection)
    if found == HEAD:
        return
    # Alembic takes longer to load than the rest of the store; most starts need nothing of it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {path} was written by a newer version (its form is {found}, this "
            f"version knows up to {HEAD}): update feuilleton, or restore an older backup"
        )
    command.upgrade(config, "head")


def version(connection: Connection) -> str | None:
    """The version of an open database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
