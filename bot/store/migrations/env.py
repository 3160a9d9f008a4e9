"""Alembic runs this file for every command; the connection comes from `upgrade`."""

from alembic import context

from bot.store.columns import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
