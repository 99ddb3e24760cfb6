"""Addresses of PostgreSQL as its own tools write them, for the driver that is used here."""

from __future__ import annotations

import getpass
import os
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from according.errors import StoreError

DRIVER = "postgresql+pg8000"
"""Pure Python, BSD."""

_NAMES = ("postgresql", "postgres", "postgresql+pg8000")
_PORT = 5432
_KNOWN = ("host", "port", "user", "sslmode", "sslrootcert", "application_name")


def is_ours(url: URL) -> bool:
    """Whether an address is one of PostgreSQL that leaves the driver to us."""
    return url.drivername in _NAMES


def arguments(url: URL) -> tuple[URL, dict[str, Any]]:
    """The address for the driver, and what else it is told: what ``psql`` takes from the address,
    from ``PGUSER``, ``PGPASSWORD`` and ``PGPASSFILE``, this takes too.

    Raises:
        StoreError: the address says what cannot be done.
    """
    query = {name: str(value) for name, value in url.query.items()}
    unknown = sorted(set(query) - set(_KNOWN))
    if unknown:
        raise StoreError(
            f"{shown(url)}: {unknown[0]} is not known here; known are {', '.join(_KNOWN)}"
        )
    host = query.get("host") or url.host or os.environ.get("PGHOST") or "localhost"
    port = _port(url, query)
    user = query.get("user") or url.username or os.environ.get("PGUSER") or getpass.getuser()
    database = url.database or os.environ.get("PGDATABASE") or user
    told: dict[str, Any] = {"application_name": query.get("application_name", "according")}
    if host.startswith("/"):
        told["unix_sock"] = f"{host}/.s.PGSQL.{port}"
    elif context := _encryption(url, query):
        told["ssl_context"] = context
    password = url.password or os.environ.get("PGPASSWORD")
    if password is None:
        password = _kept(host, port, database, user)
    made = URL.create(
        DRIVER,
        username=user,
        password=password,
        host=None if host.startswith("/") else host,
        port=None if host.startswith("/") else port,
        database=database,
    )
    return made, told


def shown(url: URL) -> str:
    """An address as it may be shown: without its password."""
    return url.render_as_string(hide_password=True)


def _port(url: URL, query: Mapping[str, str]) -> int:
    given = query.get("port") or url.port or os.environ.get("PGPORT") or _PORT
    try:
        return int(given)
    except ValueError as error:
        raise StoreError(f"{shown(url)}: {given!r} is no port") from error


def _encryption(url: URL, query: Mapping[str, str]) -> ssl.SSLContext | None:
    """How the connection is kept from others; not at all where nothing is said, as only the
    server's operator knows whether it can."""
    mode = query.get("sslmode") or os.environ.get("PGSSLMODE") or "disable"
    if mode == "disable":
        return None
    if mode not in ("require", "verify-ca", "verify-full"):
        raise StoreError(
            f"{shown(url)}: sslmode {mode!r} is not known; disable, require, verify-ca and "
            "verify-full are"
        )
    try:
        context = ssl.create_default_context(cafile=query.get("sslrootcert"))
    except OSError as error:
        raise StoreError(f"{shown(url)}: sslrootcert cannot be read: {error}") from error
    if mode != "verify-full":
        context.check_hostname = False
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context


def _kept(host: str, port: int, database: str, user: str) -> str | None:
    """The password that the user's own file has, as ``psql`` reads it."""
    path = Path(os.environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    try:
        if path.stat().st_mode & 0o077:
            return None  # psql ignores a file that others may read, too
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    asked = ("localhost" if host.startswith("/") else host, str(port), database, user)
    for line in lines:
        fields = list(_fields(line))
        own = zip(fields, asked, strict=False)  # the fifth is the password
        if len(fields) == 5 and all(given in ("*", one) for given, one in own):
            return fields[4]
    return None


def _fields(line: str) -> Iterator[str]:
    """What colons part; a backslash keeps what follows it."""
    field, letters = "", iter(line)
    for letter in letters:
        if letter == ":":
            yield field
            field = ""
        else:
            field += next(letters, "") if letter == "\\" else letter
    yield field
