"""What is weighed: a report's accounts of one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from according.model import (
    Account,
    Blame,
    EventMention,
    Figure,
    Holder,
    Reading,
    Role,
    RoleFiller,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decision that counts for a value, before what the machine read there.

    ``judgement`` is its id, ``verdict`` its word (accept, correct, reject, add); ``finding`` names
    what was judged as people type it, ``start`` and ``end`` are where its words stand, ``field`` is
    None of the finding as a whole. ``machine`` is what the machine reads there and ``value`` what
    the person says, in plain words; None is nothing.
    """

    judgement: str
    verdict: str
    by: str
    at: datetime
    why: str | None
    finding: str
    start: int
    end: int
    field: str | None
    machine: str | None
    value: str | None


@dataclass(frozen=True)
class Told:
    """A report as it tells of an event. ``origin`` is the number of the origin that it is of, as
    far as can be told, counted from 1; ``same`` gives for an actor's id what all that mean the
    same have in common.

    ``decided`` are people's decisions, by the ids of the findings that they count for (of what
    fills a role by `role_id`). Where there are any, ``reading`` is what stands and no longer what
    the machine read: it is laid out so to be weighed and shown, and is never stored.
    """

    reading: Reading
    accounts: tuple[Account, ...]
    origin: int
    same: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, tuple[Decided, ...]] = field(default_factory=dict)

    @property
    def outlet(self) -> str:
        """The outlet's name."""
        return self.reading.report.outlet or "no outlet"

    @property
    def mentions(self) -> list[EventMention]:
        """The event mentions of its accounts, in the order of the text."""
        wanted = {each for account in self.accounts for each in account.event_mention_ids}
        return [each for each in self.reading.events if each.id in wanted]

    @property
    def figures(self) -> list[Figure]:
        """The figures that its accounts come to."""
        wanted = {each for account in self.accounts for each in account.figure_ids}
        return [each for each in self.reading.figures if each.id in wanted]

    @property
    def blames(self) -> list[Blame]:
        """Whom its accounts blame."""
        wanted = {each for account in self.accounts for each in account.blame_ids}
        return [each for each in self.reading.blames if each.id in wanted]

    def decisions(self, *findings: str) -> tuple[Decided, ...]:
        """The decisions that count for some findings, by their ids."""
        return tuple(one for each in findings for one in self.decided.get(each, ()))

    def fillers(self, *roles: Role) -> Iterator[RoleFiller]:
        """What fills some roles."""
        return (role for each in self.mentions for role in each.roles if role.role in roles)

    def holder(self, holder: Holder) -> str:
        """Whose word something is: the innermost source, by the fullest name that the report
        gives it, else the outlet's."""
        said = {each.id: each for each in self.reading.attributions}
        names = {each.id: each.name.quote for each in self.reading.actors}
        for identity in reversed(holder.attribution_ids):
            each = said[identity]
            if each.source is not None:
                return names.get(each.source_actor_id or "", each.source.quote)
        return f"{self.outlet} itself"


def role_id(mention: EventMention, role: RoleFiller) -> str:
    """A name for what fills a role of an event mention."""
    return f"{mention.id} {role.role.value} {role.evidence.start} {role.evidence.end}"
