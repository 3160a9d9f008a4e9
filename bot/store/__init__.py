"""The only SQL: everything that is kept, behind one value."""

from bot.store.store import Store

__all__ = ["Store"]
