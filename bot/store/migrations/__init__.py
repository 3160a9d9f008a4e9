"""The steps from an empty file to the tables of `bot.store.tables`, in order of version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import StoreError


def upgrade(connection: Connection, path: Path) -> None:
    """Run every step the database lacks, in the caller's transaction; `path` is for the message."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {path} was written by a newer version (its form is {found}, this "
            f"version knows up to {max(known)}): update feuilleton, or restore an older backup"
        )
    command.upgrade(config, "head")
