"""Changes of many rows, as statements that are made into SQL once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Update

Made = tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]
"""SQL, and the name of each of its parameters in order, with what makes the driver's value."""


class Prepared:
    """An insert or update of so many columns, for many rows at a time.

    SQLAlchemy looks at every value of every row anew, which takes longer than SQLite does to write.
    """

    def __init__(self, statement: Insert | Update, names: Collection[str]) -> None:
        """`names` are the columns, and the parameters that say which row."""
        self._statement = statement
        self._names = tuple(names)
        self._made: dict[str, Made] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Change all rows, if there are any; each has a value for every name."""
        if not rows:
            return
        name = connection.dialect.name
        if name not in self._made:
            self._made[name] = self._make(connection.dialect)
        sql, parameters = self._made[name]
        values = [
            tuple([make(row[key]) if make else row[key] for key, make in parameters])
            for row in rows
        ]
        connection.exec_driver_sql(sql, values)

    def _make(self, dialect: Dialect) -> Made:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._names)
        types = {name: one.type for name, one in compiled.binds.items()}
        return str(compiled), tuple(
            (name, types[name].dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        )
