"""Where records are that processes are killed at: a file, or a database of a server."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from according.store.dialects import postgresql_url
from tests.crash import world
from tests.postgres import Server

BASES = {"create": None, "read": None, "put": "empty.db", "link": "put.db"}
"""The record that an operation begins with; ``linked.db`` if not said, None for none."""

_PATIENCE = 30.0


def base_of(operation: str) -> str | None:
    """The record that an operation begins with."""
    return BASES.get(operation, "linked.db")


class Files:
    """Records in files."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._world = folder

    @contextmanager
    def record(self, operation: str, folder: Path) -> Iterator[str]:
        """The record that an operation begins with; its address."""
        base = base_of(operation)
        if base is not None:
            shutil.copy(self._world / base, folder / "record.db")
        yield str(folder / "record.db")

    def settle(self, url: str) -> None:
        """What a process that was killed had begun is over with it."""


class Databases:
    """Records in databases of a server."""

    kind = "postgresql"

    def __init__(self, server: Server, folder: Path) -> None:
        self._server = server
        self._readings = world.load(folder)

    @contextmanager
    def record(self, operation: str, folder: Path) -> Iterator[str]:
        """As of files."""
        base = base_of(operation)
        if base in (None, "empty.db"):
            made = self._server.database("template1") if base is None else self._server.database()
            with made as url:
                yield url
            return
        linked = world.LINKED if base == "put.db" else len(self._readings)
        name = f"crash_{base.removesuffix('.db')}"
        template = self._server.template(name, lambda url: world.fill(url, self._readings, linked))
        with self._server.database(template) as url:
            yield url

    def settle(self, url: str) -> None:
        """Wait until the server has found out that who asked is gone."""
        made, told = postgresql_url.arguments(make_url(url))
        engine = create_engine(made, connect_args=told, isolation_level="AUTOCOMMIT")
        query = (
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        end = time.monotonic() + _PATIENCE
        with engine.connect() as connection:
            while connection.exec_driver_sql(query).scalar_one():
                assert time.monotonic() < end, "a transaction of a killed process is still open"
                time.sleep(0.005)
        engine.dispose()
