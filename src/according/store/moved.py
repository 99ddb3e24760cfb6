"""Events that are no more: joined into others by people or by what came later, and split again.

An event's id is made of one of its accounts, so that an address of old still leads to the event
that this account is of now.
"""

from __future__ import annotations

from collections.abc import Iterable

from according.model.event import happening_id

SHORTEST = 8
"""Characters of an id by which what is gone is looked for, at least: fewer fit some account or
other."""

TAKEN = 2
"""Ids of an account that are tried: the first is nearly always free."""

MOST = 400_000
"""Accounts that are gone through, at most: some four seconds."""


def moved(short: str, accounts: Iterable[tuple[str, str]]) -> str | None:
    """The event that what had an id is of now; None where nothing had it.

    Args:
        short: how the id began, in small letters.
        accounts: ids of accounts, each with that of its event.
    """
    for account, event in accounts:
        if any(happening_id(account, number).startswith(short) for number in range(TAKEN)):
            return event
    return None
