"""Adjudicators say who may sign in, from the pages. From the terminal of the machine that has the
record, `according.reviewing.users` does it without asking who one is."""

from __future__ import annotations

import secrets

from according.errors import NotAllowed
from according.reviewing import users
from according.reviewing.roles import Action, Role, Viewer, plain_name
from according.store import Record

_BYTES = 12
"""Of chance in a password that is made here: 96 bits, 16 characters."""


def add(record: Record, viewer: Viewer, name: str, role: Role, password: str = "") -> str:
    """Let somebody in, or somebody who was shut out in again.

    Args:
        password: theirs; one is made if it is empty.

    Returns:
        The password, to be told to them: the record has its hash alone.

    Raises:
        NotAllowed: the viewer may not.
        JudgementError: a name or password that cannot be taken.
        StoreError: there is a user of that name.
    """
    viewer.need(Action.MANAGE)
    password = password or made_up()
    users.add(record, name, role, password)
    return password


def set_role(record: Record, viewer: Viewer, name: str, role: Role) -> None:
    """Give somebody else another role; they have to sign in again.

    Raises:
        NotAllowed: the viewer may not.
        NotFound: there is no such user.
    """
    _other(viewer, name, "change your own role")
    users.set_role(record, name, role)


def reset_password(record: Record, viewer: Viewer, name: str, password: str = "") -> str:
    """Give somebody another password; they have to sign in again. As of `add`.

    Raises:
        NotAllowed: the viewer may not.
        JudgementError: a password that cannot be taken.
        NotFound: there is no such user.
    """
    viewer.need(Action.MANAGE)
    password = password or made_up()
    users.set_password(record, name, password)
    return password


def shut_out(record: Record, viewer: Viewer, name: str) -> None:
    """Let somebody else sign in no more. What they decided stays, under their name.

    Raises:
        NotAllowed: the viewer may not.
        NotFound: there is no such user.
    """
    _other(viewer, name, "shut yourself out")
    users.remove(record, name)


def made_up() -> str:
    """A password that nobody chose."""
    return secrets.token_urlsafe(_BYTES)


def _other(viewer: Viewer, name: str, what: str) -> None:
    """Whoever manages stays one who can: so there is always somebody who does."""
    viewer.need(Action.MANAGE)
    if plain_name(name) == viewer.name:
        raise NotAllowed(f"you cannot {what}: another adjudicator can, or according users")
