"""Origins: reports that derive from one text, with the words on both sides that show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from according.model import Origin, OriginLink, Relation, Report
from according.model.canonical import digest

N = TypeVar("N", str, int)

DERIVED = (Relation.COPY, Relation.REWRITE)
"""Relations by which two reports are of one origin."""


@dataclass(frozen=True, slots=True)
class First:
    """Which of two reports had the text first, and what shows it."""

    report_id: str
    why: str


def first_of(a: Report, b: Report) -> First | None:
    """Which of two reports that derive from one text had it first: the agency that the other
    credits, else the one that was published before; None where nothing tells."""
    credited = {
        one.id: First(one.id, f"credited by the other: {credit.quote!r}")
        for one, other in ((a, b), (b, a))
        for credit in other.credits
        if is_agency(one.outlet, credit.agency)
    }
    if len(credited) == 1:
        return next(iter(credited.values()))
    moments = (a.published_at, b.published_at)
    if None not in moments and len({each.tzinfo is None for each in moments if each}) == 1:
        if a.published_at != b.published_at:
            return First(min(a, b, key=_moment).id, "published before, by the clock")
    elif a.published and b.published and a.published != b.published:
        return First(min(a, b, key=_day).id, "published on an earlier day")
    return None


def _moment(report: Report) -> datetime:
    return report.published_at or datetime.max


def _day(report: Report) -> date:
    return report.published or date.max


def is_agency(outlet: str | None, agency: str) -> bool:
    """Whether an outlet is an agency, by its name or the first letters of its words."""
    if outlet is None:
        return False
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return agency.lower() in (outlet.lower(), initials.lower())


Denied = Collection[frozenset[str]]
"""Pairs of reports that a person said are no copies, neither of each other nor of a third."""


def origins(
    reports: Sequence[Report], found: Sequence[OriginLink], denied: Denied = ()
) -> tuple[Origin, ...]:
    """The reports in groups that derive from one text each; a report by itself is a group too.

    The order in which reports or links come changes nothing.
    """
    derived = sorted(
        (each for each in found if each.relation in DERIVED), key=lambda each: (each.a, each.b)
    )
    pairs = ((each.a, each.b, each.score or 0.0) for each in derived)
    group = text_groups((each.id for each in reports), pairs, denied)
    members: dict[str, list[str]] = {}
    for name in sorted(group):
        members.setdefault(group[name], []).append(name)
    by_group: dict[str, list[OriginLink]] = {}
    for link in derived:
        if group[link.a] == group[link.b]:
            by_group.setdefault(group[link.a], []).append(link)
    return tuple(
        Origin(origin_id(each), tuple(each), tuple(by_group.get(name, ())))
        for name, each in sorted(members.items())
    )


def origin_id(reports: Iterable[str]) -> str:
    """The id of an origin: over those of its reports."""
    return digest("origin/1", *sorted(reports))


def text_groups(
    names: Iterable[N], derived: Iterable[tuple[N, N, float]], denied: Collection[frozenset[N]] = ()
) -> dict[N, N]:
    """The least name of the group that each report is of, by which derive from one text.

    Those that share most are put together first, so that what a person said are no copies stay
    apart, and a third report is with that one which it shares more with.

    Args:
        derived: pairs of reports, and how much they share.
    """
    members = {each: {each} for each in names}
    of = {each: each for each in members}
    against: dict[N, set[N]] = {}
    for a, b in (sorted(each) for each in denied if len(each) == 2):
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    for a, b, _ in sorted(derived, key=lambda each: (-each[2], each[0], each[1])):
        if a not in of or b not in of or of[a] == of[b]:
            continue
        # The lesser goes into the greater, so that thousands of copies take no longer each.
        gone, kept = sorted((of[a], of[b]), key=lambda each: len(members[each]))
        if any(against[each] & members[kept] for each in members[gone] & against.keys()):
            continue
        members[kept] |= members[gone]
        of |= dict.fromkeys(members.pop(gone), kept)
    least = {each: min(group) for each, group in members.items()}
    return {each: least[group] for each, group in of.items()}
