"""One root for every error people read: one clear line, with an id for logs and tests."""


class FeuilletonError(Exception):
    """Says in one line what went wrong, where, and what to do."""

    id = "error"


class SettingsError(FeuilletonError):
    """A setting has a value the bot cannot work with; the line names every such setting."""

    id = "settings"


class StoreError(FeuilletonError):
    """The database cannot be opened, read or written."""

    id = "store"


class StartError(FeuilletonError):
    """The bot or the sandbox cannot start: token refused, port in use, a second process."""

    id = "start"
