"""Origins: reports that derive from one text, with the words on both sides that show it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from according.linking.alignment import Alignment, align
from according.linking.fingerprints import Prints, candidates, fingerprints
from according.linking.relations import Compared, compare
from according.linking.words import Words, words_of
from according.model import Evidence, Origin, OriginLink, Relation, Report, Span
from according.model.canonical import digest

T = TypeVar("T")

_PART = 500
"""Texts or pairs that go to a process at once."""

DERIVED = (Relation.COPY, Relation.REWRITE)
"""Relations by which two reports are of one origin."""

Quotes = Mapping[str, Sequence[Span]]
"""Where direct speech stands, by the id of the report."""


def links(reports: Sequence[Report], quotes: Quotes, workers: int = 1) -> Iterator[OriginLink]:
    """How reports stand to one another, as far as their texts show it.

    Of many that share a text each is compared with the first few that had it, not all with all:
    so which pairs are linked hangs on the order of the reports.

    Args:
        reports: in the order in which they are to be taken: the first of a group is compared with
            all behind it.
        workers: processes that work at it.
    """
    texts = [(each.text, quotes.get(each.id, ())) for each in reports]
    with _mapping(workers) as over:
        plain = (text for text, _ in texts)
        prints = [each for part in over(fingerprints, _parts(plain)) for each in part]
        pairs = ((reports[a], reports[b], texts[a][1], texts[b][1]) for a, b in candidates(prints))
        for part in over(_compared, _parts(pairs)):
            yield from part


_Pair = tuple[Report, Report, Sequence[Span], Sequence[Span]]


@contextmanager
def _mapping(workers: int) -> Iterator[Callable[..., Iterable[Any]]]:
    if workers <= 1:
        yield map
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield pool.map


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    """Work enough for one message to a process."""
    left = iter(items)
    while part := list(islice(left, _PART)):
        yield part


def _compared(pairs: Sequence[_Pair]) -> list[OriginLink]:
    """The links of some pairs. Those of one report stand together, so its words are cut once."""
    found = []
    before, left = "", words_of("")
    for a, b, in_a, in_b in pairs:
        if a.id != before:
            before, left = a.id, words_of(a.text, in_a)
        link = _link(a, b, left, words_of(b.text, in_b))
        if link is not None:
            found.append(link)
    return found


def link_texts(
    a: Report, b: Report, in_a: Sequence[Span], in_b: Sequence[Span]
) -> OriginLink | None:
    """How two reports stand to each other by their texts, None where nothing speaks for it.

    Args:
        in_a: where direct speech stands in ``a``, and ``in_b`` in ``b``.
    """
    return _link(a, b, words_of(a.text, in_a), words_of(b.text, in_b))


def _link(a: Report, b: Report, left: Words, right: Words) -> OriginLink | None:
    alignment = align(left, right)
    found = compare(alignment)
    if found.relation is None:
        return None
    in_a, in_b = _evidence(a, b, alignment, found)
    return OriginLink(a.id, b.id, found.relation, in_a, in_b, max(found.left, found.right))


def _evidence(
    a: Report, b: Report, alignment: Alignment, found: Compared
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The shared words on both sides, run by run."""
    left = (alignment.left.span(run.a, run.a + run.length) for run in found.runs)
    right = (alignment.right.span(run.b, run.b + run.length) for run in found.runs)
    return (
        tuple(Evidence.at(a, each.start, each.end) for each in left),
        tuple(Evidence.at(b, each.start, each.end) for each in right),
    )


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
        if _is_agency(one.outlet, credit.agency)
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


def _is_agency(outlet: str | None, agency: str) -> bool:
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
        Origin(digest("origin/1", *each), tuple(each), tuple(by_group.get(name, ())))
        for name, each in sorted(members.items())
    )


def text_groups(
    names: Iterable[str], derived: Iterable[tuple[str, str, float]], denied: Denied = ()
) -> dict[str, str]:
    """The least name of the group that each report is of, by which derive from one text.

    Those that share most are put together first, so that what a person said are no copies stay
    apart, and a third report is with that one which it shares more with.

    Args:
        derived: pairs of reports, and how much they share.
    """
    members = {each: {each} for each in names}
    of = {each: each for each in members}
    against: dict[str, set[str]] = {}
    for a, b in (sorted(each) for each in denied if len(each) == 2):
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    for a, b, _ in sorted(derived, key=lambda each: (-each[2], each[0], each[1])):
        kept, gone = sorted((of.get(a, a), of.get(b, b)))
        if a not in of or b not in of or kept == gone:
            continue
        if any(against[each] & members[gone] for each in members[kept] & against.keys()):
            continue
        members[kept] |= members[gone]
        of |= dict.fromkeys(members.pop(gone), kept)
    return of
