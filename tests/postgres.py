"""A PostgreSQL server for tests: one for all processes of a run, without a port, on tmpfs if there
is one; a database for each who asks, copied from one that has the tables already."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from according.store import Record
from according.store.dialects import postgresql_url

_FAST = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "listen_addresses=", "-c", "max_connections=200", "-c", "autovacuum=off"),
)
_TEMPLATE = "according_template"
_numbers = itertools.count()

BOTH = ("sqlite", "postgresql")
"""The kinds of databases that tests run over."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest first; Debian keeps them out of PATH."""
    known = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if known:
        found.insert(0, Path(known).resolve())
    return found[0].parent if found else None


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    folder: Path
    socket: Path

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://tester@/{database}?host={self.socket}"

    @contextlib.contextmanager
    def database(self, template: str = _TEMPLATE) -> Iterator[str]:
        """A new database, a copy of another; its address. It goes with the block."""
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        name = f"t_{worker}_{os.getpid()}_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def template(self, name: str, fill: Callable[[str], object]) -> str:
        """A database to copy from, filled once for all processes; its name.

        Args:
            fill: is given its address, holds an empty record, and leaves nothing open.
        """
        with _alone(self.folder):
            made = self.folder / f"made-{name}"
            if not made.exists():
                self.run(f"DROP DATABASE IF EXISTS {name}")
                self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
                fill(self.url(name))
                made.touch()
        return name

    def run(self, statement: str) -> None:
        """Run a statement that is of no database."""
        made, told = postgresql_url.arguments(make_url(self.url("postgres")))
        engine = create_engine(made, connect_args=told, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


@contextlib.contextmanager
def running(shared: Path) -> Iterator[Server]:
    """The server of this run of tests: the first who asks starts it, the last stops it."""
    folder = shared / "postgresql"
    folder.mkdir(exist_ok=True)
    users = folder / f"user-{os.getpid()}"
    with _alone(folder):
        if not any(folder.glob("user-*")):
            _start(folder)
        users.touch()
    try:
        yield Server(folder, Path((folder / "home").read_text()))
    finally:
        with _alone(folder):
            users.unlink()
            if not any(folder.glob("user-*")):
                _stop(folder)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> None:
    where = programs()
    if where is None:
        pytest.skip("no PostgreSQL server is installed; as root: make postgresql")
    # A socket's path has 107 bytes at most, so it is not among the tests' own folders.
    shm = Path("/dev/shm")
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=shm if os.access(shm, os.W_OK) else None))
    user = _user()
    if user:
        shutil.chown(home, user)
    data = str(home / "data")
    try:
        _as(user, [str(where / "initdb"), "-D", data, "-U", "tester", *_INITDB])
        options = " ".join((*_FAST, "-k", str(home)))
        log = str(home / "log")
        _as(user, [str(where / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start"])
    except subprocess.CalledProcessError as error:
        pytest.skip(f"PostgreSQL cannot be started here: {error.stderr or error}")
    (folder / "home").write_text(str(home))
    server = Server(folder, home)
    server.run(f"CREATE DATABASE {_TEMPLATE}")
    Record(server.url(_TEMPLATE), create=True).close()


# What a server of another language would do otherwise shows here: its locale is none of ours.
_INITDB = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def _stop(folder: Path) -> None:
    home = Path((folder / "home").read_text())
    where = programs()
    assert where is not None
    stop = [str(where / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "-w", "stop"]
    _as(_user(), stop)
    shutil.rmtree(home, ignore_errors=True)


def _user() -> str | None:
    """Whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    pytest.skip("PostgreSQL does not run as root, and there is no user to run it as")


def _as(user: str | None, command: list[str]) -> None:
    subprocess.run(
        command, user=user, check=True, capture_output=True, text=True, cwd="/", timeout=120
    )
