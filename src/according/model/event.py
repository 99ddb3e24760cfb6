"""`EventMention`, `Figure`, `Account`, `Event`: what is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from according.errors import EvidenceError
from according.model.canonical import digest
from according.model.evidence import Evidence
from according.model.quantity import check_bounds
from according.model.voice import OUTLET, Certainty, Holder


class FigureKind(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    """Killed or wounded, not told apart."""
    DETAINED = "detained"
    RELEASED = "released"
    KIDNAPPED = "kidnapped"
    EVACUATED = "evacuated"
    DISPLACED = "displaced"
    MISSING = "missing"
    SEIZED = "seized"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of an event, on somebody's word. None is an open bound.

    ``part_of`` is the id of the total that this is a part of; ``superseded`` marks an older
    toll that the same report replaces.
    """

    evidence: Evidence
    kind: FigureKind
    low: int | None
    best: int | None
    high: int | None
    holder: Holder = OUTLET
    of_whom: Evidence | None = None
    part_of: str | None = None
    superseded: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        check_bounds(self.low, self.best, self.high, self.evidence.quote)
        span = self.evidence.span
        identity = digest("figure/1", self.evidence.report_id, span.start, span.end, self.kind)
        object.__setattr__(self, "id", identity)


class Role(StrEnum):
    """What part somebody or something has in an event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """Words that fill a role, and the actor of the report that they refer to, if any."""

    role: Role
    evidence: Evidence
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of a happening. ``type`` and ``mode`` are PLOVER's ("ASSAULT", "aerial");
    None where it was not told what sort of happening it is."""

    trigger: Evidence
    type: str | None
    certainty: Certainty
    mode: str | None = None
    holder: Holder = OUTLET
    roles: tuple[RoleFiller, ...] = ()
    figure_ids: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        span = self.trigger.span
        chain = list(self.holder.attribution_ids)
        parts = (span.start, span.end, self.type or "", chain)
        identity = digest("event/2", self.trigger.report_id, *parts)
        object.__setattr__(self, "id", identity)


class BlameCertainty(StrEnum):
    """How it is said that somebody did something."""

    ASSERTED = "asserted"
    """In the outlet's own voice, as a fact."""
    ACCUSED = "accused"
    """By somebody else."""
    CLAIMED = "claimed"
    """By those who did it."""
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that say who did it, in an event mention. ``actor_id`` is the actor of the report that
    they refer to, if any."""

    evidence: Evidence
    event_mention_id: str
    holder: Holder
    certainty: BlameCertainty
    actor_id: str | None = None

    @property
    def id(self) -> str:
        """From its place and the event mention."""
        place = (self.evidence.report_id, self.evidence.start, self.evidence.end)
        return digest("blame/1", *place, self.event_mention_id)


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of one event: its event mentions that are one happening.

    ``figure_ids`` are the figures that it comes to: a number that is told twice is there once.
    ``earliest`` and ``latest`` bound when it was, None where that is not told. ``course`` says
    that it is no happening but a course of things: a war, the tolls of a year.
    """

    report_id: str
    event_mention_ids: tuple[str, ...]
    figure_ids: tuple[str, ...] = ()
    blame_ids: tuple[str, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None
    course: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.event_mention_ids:
            raise EvidenceError("an account needs at least one event mention")
        identity = digest("account/1", self.report_id, sorted(self.event_mention_ids))
        object.__setattr__(self, "id", identity)


@dataclass(frozen=True, slots=True)
class Event:
    """The happening that accounts share. ``id`` is kept by the record when accounts join."""

    id: str
    account_ids: tuple[str, ...]


def happening_id(account_id: str, number: int = 0) -> str:
    """The id of an event that is named for an account of it.

    Args:
        number: counts up where what is named for the account before is another event by now.
    """
    return digest("event/1", account_id, number)
