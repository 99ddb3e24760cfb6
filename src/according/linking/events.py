"""Events: which accounts of different reports are of one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np

from according.linking.grouping import Pair, group
from according.linking.judged import Judged
from according.linking.origins import DERIVED
from according.linking.pairs import (
    ENOUGH_TEXT,
    SharedText,
    Weights,
    barred,
    compare,
    load_weights,
    rarity,
    shared,
)
from according.linking.sketches import Sketch

SURE = 6.0
"""Added to the odds of two accounts that stand in text of which one report's was made of the
other's: a copy tells of the same happening, whatever it changed in the telling."""

CANDIDATES = 60
"""Accounts that one is compared with at most, those first that share most with it."""

_WEEK = 7
_LONGEST = 8
"""Weeks up to which an account is looked for in all of its time."""
_MARGIN = 1
"""Days by which the clocks of two countries can put one moment apart."""
_RARE = 3.5
_PLACE = 3.0
_KEYS = 24

Links = Mapping[frozenset[str], Sequence[SharedText]]
"""What is known of the texts of two reports, by their ids."""


def by_reports(links: Iterable[SharedText]) -> Links:
    """Links by the two reports that they are between."""
    found = defaultdict(list)
    for each in links:
        found[frozenset((each.a, each.b))].append(each)
    return found


def linked(a: Sketch, b: Sketch, links: Links) -> Sequence[SharedText]:
    """What is known of the texts of the reports of two accounts."""
    return links.get(frozenset((a.report_id, b.report_id)), ())


def odds(a: Sketch, b: Sketch, links: Links, weights: Weights | None = None) -> float:
    """The logarithm of the odds that two accounts are of one happening."""
    weights = weights or load_weights()
    beside = linked(a, b, links)
    learned = float(np.dot(compare(a, b, beside), weights.features))
    copied = any(each.relation in DERIVED for each in beside)
    return learned + (SURE if copied and shared(a, b, beside) >= ENOUGH_TEXT else 0.0)


def keys(sketch: Sketch) -> dict[str, float]:
    """By what an account is found by others, and finds them: each of its places and the rare names
    of its sentences, in each week that it may be of, with what that speaks for."""
    return {
        f"{name}@{week}": weight
        for name, weight in _stable(sketch).items()
        for week in _weeks(sketch)
    }


def weight(key: str) -> float:
    """What a key of `keys` speaks for."""
    name = key.rpartition("@")[0]
    return _PLACE if name.startswith("place ") else rarity(name.removeprefix("name "))


def _stable(sketch: Sketch) -> dict[str, float]:
    found = {
        f"place {round(each.latitude)} {round(each.longitude)}": _PLACE for each in sketch.spots
    }
    rare = sorted(((rarity(each), each) for each in sketch.names), reverse=True)
    found |= {f"name {each}": value for value, each in rare[:_KEYS] if value >= _RARE}
    return found


def _weeks(sketch: Sketch) -> range:
    """Those of its time; of an account without one, or of months, those around its publication.
    Without any day it is found by shared text alone."""
    weeks = _of_days(sketch.earliest, sketch.latest, _MARGIN)
    if 0 < len(weeks) <= _LONGEST:
        return weeks
    return _of_days(sketch.published, sketch.published, _WEEK)


def _of_days(first: date | None, last: date | None, margin: int) -> range:
    if first is None or last is None:
        return range(0)
    return range((first.toordinal() - margin) // _WEEK, (last.toordinal() + margin) // _WEEK + 1)


def regroup(
    told: Iterable[Sketch],
    near: Iterable[Pair],
    links: Links,
    judged: Judged | None = None,
    weights: Weights | None = None,
    known: dict[Pair, float | None] | None = None,
) -> list[frozenset[str]]:
    """The happenings of some accounts: their ids, group by group, in the order of the least.

    Args:
        told: the accounts of a neighbourhood; those beyond it are near none of them.
        near: pairs whose odds reach the threshold, or may.
        known: odds that were reckoned before, None of pairs that bar each other; added to.
    """
    known = {} if known is None else known
    judged = judged or Judged()
    weights = weights or load_weights()
    by_id = {each.account_id: each for each in told}

    def between(a: str, b: str) -> float | None:
        if (a, b) in judged.apart:
            return None
        if (a, b) not in known:
            one, other = by_id[a], by_id[b]
            bars = barred(one, other, linked(one, other, links))
            known[a, b] = None if bars else odds(one, other, links, weights)
        value = known[a, b]
        return None if value is None else max(weights.floor, value)

    return group(by_id, near, between, judged.pairs(by_id), weights.threshold)


def grouped(
    told: Iterable[Sketch],
    links: Iterable[SharedText],
    judged: Judged | None = None,
    weights: Weights | None = None,
) -> list[frozenset[str]]:
    """The happenings of some accounts, all pairs compared: for few."""
    by = by_reports(links)
    every = list(told)
    names = sorted(each.account_id for each in every)
    return regroup(every, combinations(names, 2), by, judged, weights)
