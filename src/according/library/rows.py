"""The rows that a record is asked for: plain values, one row a thing, ids to join them by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text (`OpenRecord.report` has it). ``reader`` read it; ``unread`` says
    why nothing was, else None."""

    id: str
    outlet: str | None
    published: date | None
    title: str | None
    byline: str | None
    url: str | None
    language: str
    characters: int
    reader: str
    unread: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A happening. ``type`` is PLOVER's, ``words`` tell what it was in the words of reports;
    degrees are WGS 84; ``published`` is the first day that it was told of. ``origins_low`` and
    ``origins_high`` say on how many independent origins it rests; ``killed_low`` and
    ``killed_high`` bound what all its accounts give; ``differing`` names the figures that are in
    conflict, with commas between them."""

    id: str
    type: str | None
    words: str
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    earliest: datetime | None
    latest: datetime | None
    published: date | None
    reports: int
    outlets: int
    origins_low: int
    origins_high: int
    killed_low: int | None
    killed_high: int | None
    differing: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What one report tells of one event. ``quote`` are the words of its first event mention, from
    code point ``start`` to ``end`` of the report's text. ``event_id`` is None where it was taken
    into no event. ``course``: no happening but a course of things."""

    id: str
    event_id: str | None
    report_id: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    quote: str
    earliest: datetime | None
    latest: datetime | None
    course: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """How many, of an account, on whose word. None is an open bound. ``holder`` are the words for
    the source, None where it is the outlet's own; ``part_of`` is the id of the figure that it is a
    part of; ``superseded``: an older toll that the same report replaces."""

    id: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    event_id: str | None
    account_id: str | None
    report_id: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    quote: str
    of_whom: str | None
    holder: str | None
    part_of: str | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A report that derives from one text with others. ``origin_id`` is the same for all of these;
    ``reports`` is how many they are."""

    origin_id: str
    report_id: str
    outlet: str | None
    published: date | None
    title: str | None
    reports: int
