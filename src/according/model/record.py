"""`Origin`, `Judgement`, `Release`: what the record holds across reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from according.errors import EvidenceError
from according.model.evidence import Evidence


class Relation(StrEnum):
    """Why two reports are taken to derive from one text or one source."""

    COPY = "copy"
    REWRITE = "rewrite"
    AGENCY = "same agency"
    SOURCE = "same named source"
    QUOTATION = "shared quotation only"
    """No derivation by itself: both quote the same words of somebody."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Two reports, their relation, and the words on both sides that show it."""

    a: str
    b: str
    relation: Relation
    in_a: tuple[Evidence, ...]
    in_b: tuple[Evidence, ...]
    score: float | None = None

    def __post_init__(self) -> None:
        if any(part.report_id != self.a for part in self.in_a) or any(
            part.report_id != self.b for part in self.in_b
        ):
            raise EvidenceError("a link's evidence belongs to another report than its end")


@dataclass(frozen=True, slots=True)
class Origin:
    """A set of reports (or accounts) that derive from one text or one source."""

    id: str
    report_ids: tuple[str, ...]
    links: tuple[OriginLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision. Never a change to what the machine read: a row of its own.

    ``about`` is the kind and id of what is judged, ``field`` the field (None: the whole),
    ``decision`` the word for it (accept, reject, correct, join, split, not a copy, note),
    ``value`` what a correction says (JSON). ``undoes`` is the id of a judgement taken back.
    """

    id: str
    about: tuple[str, str]
    decision: str
    by: str
    at: datetime
    field: str | None = None
    value: str | None = None
    why: str | None = None
    undoes: str | None = None


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody took back, in the order given, without those that only take
    back. What takes back can be taken back too. In which order they come changes nothing of what
    stands."""
    found = list(judgements)
    undone_by: dict[str, list[Judgement]] = {}
    for each in found:
        if each.undoes is not None:
            undone_by.setdefault(each.undoes, []).append(each)
    # Each is looked at after all that take it back: a list instead of recursion, for long chains.
    order = [each for each in found if each.undoes is None]
    for each in order:
        order.extend(undone_by.get(each.id, ()))
    gone: set[str] = set()
    for each in reversed(order):
        if any(one.id not in gone for one in undone_by.get(each.id, ())):
            gone.add(each.id)
    return [each for each in found if each.undoes is None and each.id not in gone]


@dataclass(frozen=True, slots=True)
class Release:
    """A numbered, immutable export of a record. ``sha256`` is over its files in name order."""

    number: int
    made_at: datetime
    sha256: str
    query: str | None = None
    previous: int | None = None
