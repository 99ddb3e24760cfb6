"""Who may do what: the one place that says it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from according.errors import NotAllowed
from according.model import unicode_text


class Role(StrEnum):
    """What somebody is in the review of a record."""

    READER = "reader"
    CODER = "coder"
    ADJUDICATOR = "adjudicator"


class Action(StrEnum):
    """What can be done; the value ends the sentence "... may not"."""

    READ = "read the record"
    DECIDE = "decide on what was found"
    ADD = "add reports"
    GROUP = "decide what is one happening, and what is a copy"
    UNDO_OWN = "take back what they decided"
    UNDO_ADJUDICATED = "take back what another adjudicator decided"
    FINISH = "say that they are done with an event"
    ASSIGN = "say who codes what"
    ADJUDICATE = "decide where coders differ"
    SEE_ALL = "see what coders decide before all are done"
    MANAGE = "say who may sign in"


_READER = frozenset((Action.READ,))
_CODER = _READER | {
    *(Action.DECIDE, Action.ADD, Action.GROUP, Action.UNDO_OWN, Action.FINISH),
}
_MAY = {
    Role.READER: _READER,
    Role.CODER: _CODER,
    Role.ADJUDICATOR: _CODER
    | {Action.UNDO_ADJUDICATED, Action.ASSIGN, Action.ADJUDICATE, Action.SEE_ALL, Action.MANAGE},
}


def may(role: Role, action: Action) -> bool:
    """Whether somebody of this role may do this."""
    return action in _MAY[role]


def plain_name(name: str) -> str:
    """A person's name as it is kept: composed (NFKC), small, with single spaces. So two that look
    alike but for this are one, whether they sign in or say who they are."""
    return " ".join(unicodedata.normalize("NFKC", unicode_text(name)).casefold().split())


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at a record and decides. On one's own machine, where nobody signs in,
    they may do everything, and their name is what they say."""

    name: str
    role: Role = Role.ADJUDICATOR

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_name(self.name))

    def need(self, action: Action) -> None:
        """Go on only if they may do this.

        Raises:
            NotAllowed: they may not.
        """
        if not may(self.role, action):
            raise NotAllowed(f"{self.name}, a {self.role.value}, may not {action.value}")


ANYBODY = Viewer("", Role.READER)
"""Who sees what everybody may: what counts in what is published."""
