"""Events: which accounts of different reports are of one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

import numpy as np

from according.linking.grouping import Pair, group
from according.linking.origins import DERIVED
from according.linking.pairs import (
    ENOUGH_TEXT,
    Weights,
    barred,
    compare,
    load_weights,
    rarity,
    shared,
)
from according.linking.sketches import Sketch
from according.model import OriginLink

FLOOR = -2.5
"""Odds below which two accounts have nothing to do with each other, and no pair is kept."""

SURE = 6.0
"""Added to the odds of two accounts that stand in text of which one report's was made of the
other's: a copy tells of the same happening, whatever it changed in the telling."""

CANDIDATES = 60
"""Accounts that one is compared with at most, those first that share most with it."""

WHOLE = 150
"""Accounts up to which all pairs of a neighbourhood are looked at for what bars them; of more,
those that were compared."""

_WEEK = 7
_RARE = 3.5
_KEYS = 24

Links = Mapping[frozenset[str], Sequence[OriginLink]]
"""What is known of the texts of two reports, by their ids."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided: pairs of accounts that are of one happening, and that are not."""

    joined: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def is_linked(sketch: Sketch) -> bool:
    """Whether an account can be of an event that others tell of: no war, no year's toll."""
    return not sketch.course and (
        bool(sketch.figures or sketch.spots or sketch.actors) or len(sketch.names) > 1
    )


def by_reports(links: Iterable[OriginLink]) -> Links:
    """Links by the two reports that they are between."""
    found = defaultdict(list)
    for each in links:
        found[frozenset((each.a, each.b))].append(each)
    return found


def between(a: Sketch, b: Sketch, links: Links) -> Sequence[OriginLink]:
    """What is known of the texts of the reports of two accounts."""
    return links.get(frozenset((a.report_id, b.report_id)), ())


def odds(a: Sketch, b: Sketch, links: Links, weights: Weights | None = None) -> float:
    """The logarithm of the odds that two accounts are of one happening."""
    weights = weights or load_weights()
    beside = between(a, b, links)
    learned = float(np.dot(compare(a, b, beside), weights.features))
    copied = any(each.relation in DERIVED for each in beside)
    return learned + (SURE if copied and shared(a, b, beside) >= ENOUGH_TEXT else 0.0)


def keys(sketch: Sketch) -> dict[str, float]:
    """By what an account is found again, each with what it speaks for: its place and week, the
    rare names of its sentences and week. Weeks meet their neighbours' (`near_keys`)."""
    return {
        f"{name}@{week}": weight
        for name, weight in _stable(sketch).items()
        for week in _weeks(sketch)
    }


def near_keys(sketch: Sketch) -> dict[str, float]:
    """The keys of accounts that may be of the same happening."""
    weeks = _weeks(sketch)
    around = range(min(weeks) - 1, max(weeks) + 2) if weeks else ()
    return {f"{name}@{week}": weight for name, weight in _stable(sketch).items() for week in around}


def _stable(sketch: Sketch) -> dict[str, float]:
    found = {f"place {round(each.latitude)} {round(each.longitude)}": 3.0 for each in sketch.spots}
    rare = sorted(((rarity(each), each) for each in sketch.names), reverse=True)
    found |= {f"name {each}": value for value, each in rare[:_KEYS] if value >= _RARE}
    return found


def _weeks(sketch: Sketch) -> tuple[int, ...]:
    moments: list[datetime | date | None] = [sketch.earliest, sketch.latest]
    if sketch.earliest is None or sketch.latest is None:
        moments = [sketch.published]
    days = [each.toordinal() for each in moments if each is not None]
    return tuple(sorted({day // _WEEK for day in days}))


def regroup(
    told: Sequence[Sketch],
    known: Mapping[Pair, float],
    links: Links,
    judged: Judged | None = None,
    weights: Weights | None = None,
) -> list[frozenset[str]]:
    """The happenings of some accounts: their ids, group by group, in the order of the least.

    Args:
        told: the accounts of a neighbourhood; those beyond it have no pair with any of them.
        known: the odds of pairs that were compared.
    """
    judged = judged or Judged()
    weights = weights or load_weights()
    by_id = {each.account_id: each for each in told}
    whole = combinations(sorted(by_id), 2) if len(by_id) <= WHOLE else sorted(known)
    bars = set(judged.apart)
    for a, b in whole:
        if a in by_id and b in by_id:
            one, other = by_id[a], by_id[b]
            if barred(one, other, between(one, other, links)):
                bars.add((a, b))
    return group(by_id, known, bars, judged.joined, weights.threshold)


def grouped(
    told: Sequence[Sketch],
    links: Iterable[OriginLink],
    judged: Judged | None = None,
    weights: Weights | None = None,
) -> list[frozenset[str]]:
    """The happenings of all accounts of some reports, all pairs compared: for few reports."""
    by = by_reports(links)
    told = [each for each in told if is_linked(each)]
    known = {}
    for a, b in combinations(sorted(told, key=lambda each: each.account_id), 2):
        if a.report_id != b.report_id:
            value = odds(a, b, by, weights)
            if value >= FLOOR:
                known[a.account_id, b.account_id] = value
    return regroup(told, known, by, judged, weights)
