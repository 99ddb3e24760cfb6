"""What an event or a figure rests on: how many reports, outlets and independent origins.

Reports that derive from one text, or carry one agency's, are one origin. Of those left, two whose
accounts rest on the same named sources alone are one by source. What is left open is said as a
range: at most as many origins as there are texts, at least as many as cannot be put down to a
source that they share, or to nobody's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from according.linking.events import Links
from according.linking.origins import DERIVED
from according.linking.sketches import Sketch


class Ground(StrEnum):
    """Why two reports of an event are of one origin, or may be."""

    TEXT = "one text"
    AGENCY = "same agency"
    SOURCE = "same named source"
    SHARED = "a source in common"
    """They have others besides, so this is no proof that they are one."""
    NOBODY = "nobody credited"
    """Where it comes from is not said: it may come from any of the others."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports of an event, and why they are or may be of one origin. ``what`` is the agency or
    source, empty for texts."""

    a: str
    b: str
    ground: Ground
    what: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A report as it tells of an event: its outlet, the agencies that it credits, and its
    accounts."""

    report_id: str
    outlet: str | None
    agencies: frozenset[str]
    sketches: tuple[Sketch, ...]

    @property
    def sources(self) -> frozenset[str]:
        """Whom its accounts are credited to."""
        return frozenset().union(*(each.sources for each in self.sketches))


@dataclass(frozen=True, slots=True)
class Basis:
    """Told by ``reports`` reports of ``outlets`` outlets, resting on ``origins`` independent
    origins as far as can be told; at least ``low``, at most ``high``.

    ``groups`` are the report ids of each of ``origins``; ``ties`` say why.
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


def basis(told: Sequence[Telling], links: Links) -> Basis:
    """What the tellings of one event rest on."""
    reports = sorted({each.report_id for each in told})
    ties = tuple(_ties(sorted(told, key=lambda each: each.report_id), links))
    by_text = _groups(reports, ties, (Ground.TEXT, Ground.AGENCY))
    by_source = _groups(reports, ties, (Ground.TEXT, Ground.AGENCY, Ground.SOURCE))
    loosely = _groups(reports, ties, tuple(Ground))
    outlets = {each.outlet or each.report_id for each in told}
    return Basis(len(reports), len(outlets), len(loosely), len(by_text), tuple(by_source), ties)


def _ties(told: Sequence[Telling], links: Links) -> Iterable[Tie]:
    for a, b in combinations(told, 2):
        found = _tie(a, b, links)
        if found is not None:
            yield found


def _tie(a: Telling, b: Telling, links: Links) -> Tie | None:
    pair = (a.report_id, b.report_id)
    if any(each.relation in DERIVED for each in links.get(frozenset(pair), ())):
        return Tie(*pair, Ground.TEXT)
    agencies = a.agencies & b.agencies
    if agencies:
        return Tie(*pair, Ground.AGENCY, min(agencies))
    common = common_sources(a.sources, b.sources)
    if common and len(common) == len(a.sources) == len(b.sources):
        return Tie(*pair, Ground.SOURCE, min(common))
    if common:
        return Tie(*pair, Ground.SHARED, min(common))
    if not a.sources or not b.sources:
        return Tie(*pair, Ground.NOBODY)
    return None


def common_sources(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Of the sources of ``a`` those that ``b`` has too, in whatever length of their names."""
    return frozenset(each for each in a if any(_same(each, other) for other in b))


def _same(a: str, b: str) -> bool:
    one, other = set(a.split()), set(b.split())
    return one == other or (min(len(one), len(other)) > 1 and (one <= other or other <= one))


def _groups(
    reports: Sequence[str], ties: Iterable[Tie], grounds: Sequence[Ground]
) -> list[tuple[str, ...]]:
    of = {each: each for each in reports}
    for tie in ties:
        if tie.ground in grounds:
            kept, gone = sorted((of[tie.a], of[tie.b]))
            of = {each: kept if name == gone else name for each, name in of.items()}
    return [
        tuple(each for each in reports if of[each] == name) for name in sorted(set(of.values()))
    ]
