"""What databases do differently: `of` gives the dialect of an open one."""

from __future__ import annotations

from sqlalchemy import Engine

from according.errors import StoreError
from according.store.dialects.dialect import Dialect, Search
from according.store.dialects.postgresql import PostgreSQL
from according.store.dialects.sqlite import SQLite

__all__ = ["Dialect", "PostgreSQL", "SQLite", "Search", "of"]

_DIALECTS: dict[str, Dialect] = {each.name: each for each in (SQLite(), PostgreSQL())}


def of(engine: Engine) -> Dialect:
    """The dialect of an open database.

    Raises:
        StoreError: a record cannot be kept in such a database.
    """
    try:
        return _DIALECTS[engine.dialect.name]
    except KeyError as error:
        known = " or ".join(sorted(_DIALECTS))
        raise StoreError(f"a record is kept in {known}, not in {engine.dialect.name}") from error
