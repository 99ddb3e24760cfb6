"""What an event or a figure rests on: how many reports, outlets and independent origins.

Reports that derive from one text, or carry one agency's, are one origin. Of those left, two whose
accounts rest on the same named sources alone are one by source, and so is one that credits nobody
but the other's outlet. What is left open is said as a range: at most as many origins as there are
texts, and perhaps as few as cannot be put down to a source or an odd figure that they share, or to
nobody's word. That two reports are independent is never shown: the most that can be said is that
nothing was found which ties them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from typing import Protocol

from according.linking.origins import is_agency
from according.linking.sketches import Bounds, source_key

_ODD = 100
"""Exact figures from here on that are no round ones are seldom found by two."""


class Ground(StrEnum):
    """Why two reports of an event are of one origin, or may be."""

    TEXT = "one text"
    AGENCY = "same agency"
    SOURCE = "same named source"
    REPORTED = "one credits the other's outlet alone"
    SHARED = "a source in common"
    """They have others besides, so this is no proof that they are one."""
    FIGURE = "the same odd figure"
    """Such as 1,347: either both have it from one, or it is so."""
    NOBODY = "nobody credited"
    """Where it comes from is not said: it may come from any of the others."""


PROVEN = (Ground.TEXT, Ground.AGENCY)
"""What makes reports one origin whatever they credit; all else leaves it open."""

_BY_SOURCE = (Ground.SOURCE, Ground.REPORTED)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports of an event, and why they are or may be of one origin. ``what`` is the agency,
    source, outlet or figure, empty for texts."""

    a: str
    b: str
    ground: Ground
    what: str = ""


class Credited(Protocol):
    """Of an account's sketch, what origins are reckoned from."""

    @property
    def sources(self) -> frozenset[str]:
        """Whom it is credited to, as `source_key` has them."""

    @property
    def figures(self) -> tuple[Bounds, ...]:
        """Its figures."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A report as it tells of an event: its outlet, the agencies that it credits, and its
    accounts."""

    report_id: str
    outlet: str | None
    agencies: frozenset[str]
    sketches: tuple[Credited, ...]

    @property
    def sources(self) -> frozenset[str]:
        """Whom its accounts are credited to."""
        return frozenset().union(*(each.sources for each in self.sketches))

    @property
    def odd(self) -> frozenset[str]:
        """Its exact figures that are large and not round."""
        return frozenset(
            f"{figure.low} {figure.kind}"
            for sketch in self.sketches
            for figure in sketch.figures
            if figure.low is not None and figure.low == figure.high
            if figure.low >= _ODD and figure.low % 10
        )


@dataclass(frozen=True, slots=True)
class Basis:
    """Told by ``reports`` reports of ``outlets`` outlets, resting on ``origins`` independent
    origins as far as can be told; on ``high`` at most, and perhaps on no more than ``low``. Where
    the two are one number, nothing was found that ties these origins; no more is known of them.

    ``groups`` are the report ids of each of ``origins``; ``ties`` say why, for any two groups and
    any ground once.
    """

    reports: int
    outlets: int
    low: int
    high: int
    groups: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]

    @property
    def origins(self) -> int:
        """How many there are, as far as can be told."""
        return len(self.groups)


def basis(told: Sequence[Telling], texts: Mapping[str, str]) -> Basis:
    """What the tellings of one event rest on.

    Args:
        texts: by the ids of reports, a name for all that derive from one text, as
            `linking.origins.text_groups` gives it; also by way of reports that tell nothing of the
            event. One that is not named is by itself.
    """
    by_id = {each.report_id: each for each in sorted(told, key=lambda one: one.report_id)}
    ties = [*_tied(by_id, texts), *_of_agencies(by_id.values())]
    by_text = _groups(by_id, ties)
    ties += _between(by_text, by_id)
    by_source = _groups(by_id, (tie for tie in ties if tie.ground in _HARD))
    outlets = {each.outlet or each.report_id for each in told}
    low = len(_groups(by_id, ties))
    return Basis(len(by_id), len(outlets), low, len(by_text), tuple(by_source), tuple(ties))


_HARD = (*PROVEN, *_BY_SOURCE)


def _tied(by_id: Mapping[str, Telling], texts: Mapping[str, str]) -> Iterator[Tie]:
    first: dict[str, str] = {}
    for name in by_id:
        one = first.setdefault(texts.get(name, name), name)
        if one != name:
            yield Tie(one, name, Ground.TEXT)


def _of_agencies(told: Iterable[Telling]) -> Iterator[Tie]:
    """Ties between those that credit one agency, the agency's own reports among them."""
    told = tuple(told)
    credited = frozenset(agency for each in told for agency in each.agencies)
    first: dict[str, str] = {}
    for each in told:
        own = frozenset(agency for agency in credited if is_agency(each.outlet, agency))
        for agency in sorted(each.agencies | own):
            one = first.setdefault(agency, each.report_id)
            if one != each.report_id:
                yield Tie(one, each.report_id, Ground.AGENCY, agency)


def _between(groups: Sequence[tuple[str, ...]], by_id: Mapping[str, Telling]) -> Iterator[Tie]:
    """Of each two groups the first two reports that are tied by a ground, for each ground."""
    some = [list(_unlike(by_id[name] for name in each)) for each in groups]
    for one, other in combinations(some, 2):
        found: dict[Ground, Tie] = {}
        for a, b in product(one, other):
            tie = _tie(a, b)
            if tie is not None:
                found.setdefault(tie.ground, tie)
        yield from found.values()


def _unlike(told: Iterable[Telling]) -> Iterable[Telling]:
    """Those that differ in what is compared: of a thousand copies mostly one."""
    return {
        (each.sources, each.odd, source_key(each.outlet or ""), each.agencies): each
        for each in told
    }.values()


def _tie(a: Telling, b: Telling) -> Tie | None:
    pair = (a.report_id, b.report_id)
    common = common_sources(a.sources, b.sources)
    if common and len(common) == len(a.sources) == len(b.sources):
        return Tie(*pair, Ground.SOURCE, min(common))
    for one, other in ((a, b), (b, a)):
        credited = common_sources(other.sources, _own(one))
        if credited:
            sole = len(credited) == len(other.sources)
            return Tie(*pair, Ground.REPORTED if sole else Ground.SHARED, min(credited))
    if common:
        return Tie(*pair, Ground.SHARED, min(common))
    if a.odd & b.odd:
        return Tie(*pair, Ground.FIGURE, min(a.odd & b.odd))
    if not a.sources or not b.sources:
        return Tie(*pair, Ground.NOBODY)
    return None


def _own(told: Telling) -> frozenset[str]:
    """What others call the outlet, or the agency whose words it prints, when they credit it."""
    names = (told.outlet or "", *told.agencies)
    return frozenset(key for each in names if (key := source_key(each)))


def common_sources(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Of the sources of ``a`` those that ``b`` has too, in whatever length of their names."""
    return frozenset(each for each in a if any(_same(each, other) for other in b))


def _same(a: str, b: str) -> bool:
    one, other = set(a.split()), set(b.split())
    return one == other or (min(len(one), len(other)) > 1 and (one <= other or other <= one))


def _groups(reports: Iterable[str], ties: Iterable[Tie]) -> list[tuple[str, ...]]:
    members = {each: [each] for each in reports}
    of = {each: each for each in members}
    for tie in ties:
        kept, gone = sorted((of[tie.a], of[tie.b]))
        if kept != gone:
            members[kept] += members[gone]
            of |= dict.fromkeys(members.pop(gone), kept)
    return [tuple(sorted(members[name])) for name in sorted(members)]
