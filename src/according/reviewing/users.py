"""Who may sign in: names, roles, passwords (argon2)."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from according.errors import JudgementError, NotFound
from according.reviewing.roles import Role, plain_name
from according.store import Record, User

SHORTEST, LONGEST = 10, 1024
"""Characters of a password. There are no rules of what it has in it: length is what counts."""

HASHER = PasswordHasher()
"""argon2id with the library's costs (RFC 9106's second choice: 64 MiB, 3 passes)."""

_NAME = re.compile(r"[^\W_](?:[\w .@-]{0,62}[\w.])?")
_AT_ONCE = BoundedSemaphore(2)
"""Each check takes 64 MiB: so many at once, the others wait."""


def add(record: Record, name: str, role: Role, password: str) -> None:
    """Add a user.

    Raises:
        JudgementError: a name or password that cannot be taken.
        StoreError: there is a user of that name.
    """
    record.people.add(checked_name(name), role.value, hashed(password), datetime.now(UTC))


def set_role(record: Record, name: str, role: Role) -> None:
    """Give a user another role; they have to sign in again.

    Raises:
        NotFound: there is no such user.
    """
    record.people.change(plain_name(name), role=role.value)


def set_password(record: Record, name: str, password: str) -> None:
    """Give a user another password; they have to sign in again.

    Raises:
        JudgementError: a password that cannot be taken.
        NotFound: there is no such user.
    """
    record.people.change(plain_name(name), hash=hashed(password))


def remove(record: Record, name: str) -> None:
    """Remove a user. What they decided stays, under their name, which can only be theirs again.

    Raises:
        NotFound: there is no such user.
    """
    record.people.change(plain_name(name), removed_at=datetime.now(UTC))


def users(record: Record) -> list[User]:
    """All users who may sign in, by their names."""
    return [each for each in record.people.users() if each.removed_at is None]


def checked_name(name: str) -> str:
    """The name of a new user, as it is kept.

    Raises:
        JudgementError: it is none.
    """
    plain = plain_name(name)
    if not _NAME.fullmatch(plain):
        raise JudgementError(
            f"{name!r} is no user name: letters, digits, dots, hyphens, up to 64 characters"
        )
    return plain


def hashed(password: str) -> str:
    """The hash of a new password, with its salt and costs.

    Raises:
        JudgementError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise JudgementError(f"a password has {SHORTEST} to {LONGEST} characters")
    return HASHER.hash(_bytes(password))


@cache
def _decoy() -> str:
    return HASHER.hash("nobody has this password")


def _bytes(password: str) -> bytes:
    """As keyboards differ in how they put letters with marks together, composed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def is_right(user: User | None, password: str) -> bool:
    """Whether this is the user's password; it takes as long where there is no such user."""
    decoy = _decoy()
    known = user.hash if user is not None else decoy
    try:
        with _AT_ONCE:
            # What is too long for a password is no reason to compute for long.
            HASHER.verify(known, _bytes(password[: LONGEST + 1]))
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False
    return user is not None


def renewed(user: User, password: str) -> str | None:
    """Another hash of a password that is right, where that of the user is of lesser costs."""
    return HASHER.hash(_bytes(password)) if HASHER.check_needs_rehash(user.hash) else None


def the_user(record: Record, name: str) -> User:
    """A user by name.

    Raises:
        NotFound: there is none.
    """
    found = record.people.user(plain_name(name))
    if found is None:
        raise NotFound(f"no user {name!r}; see: according users list")
    return found
