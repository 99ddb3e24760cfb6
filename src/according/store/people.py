"""`People`: who may sign in, who is signed in, and attempts to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from according.errors import NotFound, StoreError
from according.model.canonical import digest
from according.store import schema
from according.store.database import Database


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. ``hash`` is of the password, with its salt and costs."""

    name: str
    role: str
    hash: str
    made_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. The token itself is with them; here is its hash."""

    token_hash: str
    user: str
    began_at: datetime
    used_at: datetime


class People(Database):
    """Users, sessions, attempts to sign in. Moments are UTC."""

    # ---- users

    def add(self, name: str, role: str, password_hash: str, at: datetime) -> None:
        """Add a user, or one who was removed again.

        Raises:
            StoreError: there is one of that name.
        """
        table = schema.users
        row = {"role": role, "hash": password_hash, "made_at": _bare(at), "removed_at": None}
        with self._alone() as connection:
            again = update(table).where(table.c.name == name, table.c.removed_at.is_not(None))
            if connection.execute(again.values(row)).rowcount:
                return
            if self._insert(connection, table, [{"name": name, **row}]) != 1:
                raise StoreError(f"there is a user {name!r} already")

    def change(self, name: str, **values: Any) -> None:
        """Change a user's ``role``, ``hash`` or ``removed_at``, and end their sessions.

        Raises:
            NotFound: there is no such user.
        """
        table, sessions = schema.users, schema.sessions
        with self._alone() as connection:
            here = update(table).where(table.c.name == name, table.c.removed_at.is_(None))
            if not connection.execute(here.values(_row(values))).rowcount:
                raise NotFound(f"no user {name!r}; see: according users list")
            connection.execute(delete(sessions).where(sessions.c.user == name))

    def rehash(self, name: str, old: str, new: str) -> None:
        """Put another hash of the same password in place of the old one."""
        table = schema.users
        with self._writing() as connection:
            same = (table.c.name == name, table.c.hash == old)
            connection.execute(update(table).where(*same).values(hash=new))

    def user(self, name: str) -> User | None:
        """The user of this name; None if there is none, or they were removed."""
        table = schema.users
        query = select(table).where(table.c.name == name, table.c.removed_at.is_(None))
        found = self._all(query)
        return _to_user(found[0]) if found else None

    def users(self) -> list[User]:
        """All users by name, also those who were removed."""
        table = schema.users
        return [_to_user(row) for row in self._all(select(table).order_by(table.c.name))]

    def last_used(self) -> dict[str, datetime]:
        """When the users who are signed in last asked for something."""
        table = schema.sessions
        query = select(table.c.user, func.max(table.c.used_at).label("at")).group_by(table.c.user)
        return {row.user: row.at.replace(tzinfo=UTC) for row in self._all(query)}

    # ---- sessions

    def begin(self, session: Session, password_hash: str, instead_of: str | None = None) -> bool:
        """Keep a session, if its user still has the password that it begins with.

        Args:
            password_hash: of the user, as it was when the password was looked at.
            instead_of: the hash of the token of a session that ends with it.

        Returns:
            Whether it was kept: not where the password was changed or the user removed meanwhile.
        """
        table, users = schema.sessions, schema.users
        same = (
            users.c.name == session.user,
            users.c.hash == password_hash,
            users.c.removed_at.is_(None),
        )
        with self._alone() as connection:
            if connection.execute(select(users.c.name).where(*same)).first() is None:
                return False
            if instead_of is not None:
                connection.execute(delete(table).where(table.c.token_hash == instead_of))
            row = {name: getattr(session, name) for name in Session.__slots__}
            connection.execute(table.insert().values(_row(row)))
        return True

    def session(self, token_hash: str) -> Session | None:
        """The session of a token."""
        table = schema.sessions
        for row in self._all(select(table).where(table.c.token_hash == token_hash)):
            return Session(
                row.token_hash,
                row.user,
                row.began_at.replace(tzinfo=UTC),
                row.used_at.replace(tzinfo=UTC),
            )
        return None

    def used(self, token_hash: str, at: datetime) -> None:
        """Write down that a session was used."""
        table = schema.sessions
        with self._writing() as connection:
            own = update(table).where(table.c.token_hash == token_hash)
            connection.execute(own.values(used_at=_bare(at)))

    def end(self, token_hash: str) -> None:
        """End a session."""
        table = schema.sessions
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.token_hash == token_hash))

    def end_before(self, began: datetime, used: datetime) -> None:
        """End all sessions that began before a moment, or were last used before another."""
        table = schema.sessions
        old = or_(table.c.began_at < _bare(began), table.c.used_at < _bare(used))
        with self._writing() as connection:
            connection.execute(delete(table).where(old))

    # ---- attempts

    def attempt(
        self, name: str, address: str, at: datetime, since: datetime, forget: datetime
    ) -> tuple[str, list[datetime], list[datetime]]:
        """Write down an attempt to sign in, as one that failed until `take_back`.

        Several that come at once are counted one after the other.

        Args:
            since: attempts from then on count.
            forget: what is older goes.

        Returns:
            The attempt's id, and the moments of others that failed: of the same name, and of the
            same address, oldest first.
        """
        table, identity = schema.attempts, secrets.token_hex(32)
        name_hash = digest("sign-in/1", name)
        with self._alone() as connection:
            connection.execute(delete(table).where(table.c.at < _bare(forget)))
            counted = table.c.at >= _bare(since)
            found = [
                [
                    moment.replace(tzinfo=UTC)
                    for moment in connection.execute(
                        select(table.c.at).where(which, counted).order_by(table.c.at)
                    ).scalars()
                ]
                for which in (table.c.name_hash == name_hash, table.c.address == address)
            ]
            row = {"id": identity, "name_hash": name_hash, "address": address, "at": _bare(at)}
            connection.execute(table.insert().values(row))
        return identity, found[0], found[1]

    def take_back(self, attempt: str) -> None:
        """Forget an attempt: it succeeded, or was refused before the password was looked at."""
        table = schema.attempts
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.id == attempt))

    def attempt_count(self) -> int:
        """How many failed attempts are known."""
        return int(self._all(select(func.count()).select_from(schema.attempts))[0][0])


def _to_user(row: Row[Any]) -> User:
    removed = row.removed_at.replace(tzinfo=UTC) if row.removed_at else None
    return User(row.name, row.role, row.hash, row.made_at.replace(tzinfo=UTC), removed)


def _bare(at: datetime) -> datetime:
    """As a database keeps it: in UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _bare(each) if isinstance(each, datetime) else each for name, each in values.items()
    }
