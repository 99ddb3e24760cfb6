"""The measure of MUC-4 (Chinchor 1992) over all templates, as far as it can be told from keys.

Templates of a response and a key are matched one to one, only those of one type of incident or
of which one is an ATTACK (the type that holds the others), so that the message's score is best.
In a matched template each filler of a slot is matched one to one with one of the key: right
counts 1, partly right a half. A filler whose value is right and that is of the right filler of
another slot is right, one of both is half right. Of words, half right are those that end with
the same word as the key's; of places, those that share the country; of dates, those within the
range or month of the key's. What the key calls optional is never missing. Templates without a
partner are missing, or spurious, with all their fillers.

The official scorer also asked people about strings it could not decide; here none is asked, so
figures are not quite comparable with those published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.bootstrap import Counts
from evaluation.gtt_score import plain
from evaluation.muc4_keys import LOCATION, MONTHS, SLOTS, Fill, FullTemplate

NUMBERS = tuple(SLOTS)
DATE, TYPE, CONFIDENCE, ORGANISATION = 2, 4, 11, 10
WHOLE = "ATTACK"
MOST_FREQUENT = "REPORTED AS FACT"
"""The confidence that keys give most often."""
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")


def count(response: Sequence[FullTemplate], key: Sequence[FullTemplate]) -> Counts:
    """A message's counts, (4, slots): right (halves too), given, found again, and wanted; summed,
    they have `precision`, `recall` and `f1` as those of `gtt_score` have."""
    pairs = matched(response, key)
    totals = np.zeros((4, len(NUMBERS)))
    for a, b in pairs:
        totals += _compared(response[a], key[b])
    alone = set(range(len(response))) - {a for a, _ in pairs}
    missed = set(range(len(key))) - {b for _, b in pairs}
    for a in alone:
        totals[1] += _sizes(response[a])
    for b in missed:
        if not key[b].optional:
            totals[3] += _sizes(key[b], wanted=True)
    return totals


def matched(response: Sequence[FullTemplate], key: Sequence[FullTemplate]) -> list[tuple[int, int]]:
    """Which templates are compared."""
    if not response or not key:
        return []
    worth = np.zeros((len(response), len(key)))
    for a, one in enumerate(response):
        for b, other in enumerate(key):
            if _same_sort(one, other):
                worth[a, b] = 0.01 + _compared(one, other)[0].sum()
    rows, columns = linear_sum_assignment(-worth)
    return [(a, b) for a, b in zip(rows, columns, strict=True) if worth[a, b] > 0]


def _same_sort(one: FullTemplate, other: FullTemplate) -> bool:
    mine, theirs = (
        set(each.slots[TYPE][0].values if TYPE in each.slots else ()) for each in (one, other)
    )
    return bool(mine & theirs) or WHOLE in mine | theirs


def _sizes(template: FullTemplate, wanted: bool = False) -> Counts:
    return np.array(
        [
            sum(not (wanted and each.optional) for each in template.slots.get(slot, ()))
            for slot in NUMBERS
        ],
        dtype=float,
    )


def _compared(response: FullTemplate, key: FullTemplate) -> Counts:
    """(4, slots) of two templates."""
    rows = []
    for slot in NUMBERS:
        given, asked = response.slots.get(slot, ()), key.slots.get(slot, ())
        right, optional = 0.0, sum(each.optional for each in asked)
        if given and asked:
            worth = np.array([[_agree(slot, one, other) for other in asked] for one in given])
            a, b = linear_sum_assignment(-worth)
            right = float(worth[a, b].sum())
            hit = {int(each) for each, other in zip(b, a, strict=True) if worth[other, each] > 0}
            optional -= sum(asked[each].optional for each in hit)
        wanted = len(asked) - optional
        rows.append([right, len(given), right, wanted])
    return np.array(rows, dtype=float).T


def _agree(slot: int, one: Fill, other: Fill) -> float:
    """1, a half or 0."""
    value = max((_value(slot, a, b) for a in one.values for b in other.values), default=0.0)
    if not one.references and not other.references:
        return value
    reference = max((_words(a, b) for a in one.references for b in other.references), default=0.0)
    if value == 1 and reference == 1:
        return 1.0
    return 0.5 if value > 0 and reference > 0 else 0.0


def _value(slot: int, one: str, other: str) -> float:
    if slot == LOCATION:
        return _location(one, other)
    if slot == DATE:
        return _date(one, other)
    if slot == TYPE:
        return 1.0 if one == other else 0.5 if WHOLE in (one, other) else 0.0
    return _words(one, other)


def _words(one: str, other: str) -> float:
    a, b = plain(one), plain(other)
    if a == b:
        return 1.0
    mine, theirs = a.split(), b.split()
    if not mine or not theirs or mine[-1] != theirs[-1]:
        return 0.0
    return 0.5 if set(mine) <= set(theirs) or set(theirs) <= set(mine) else 0.0


def _location(one: str, other: str) -> float:
    mine, theirs = ([part.strip() for part in re.split(r"[:-]", each)] for each in (one, other))
    if mine == theirs:
        return 1.0
    return 0.5 if mine[0] == theirs[0] else 0.0


def _date(one: str, other: str) -> float:
    if one == other:
        return 1.0
    mine, theirs = _ordinals(one), _ordinals(other)
    if not mine or not theirs:
        return 0.0
    overlap = mine[0] <= theirs[-1] and theirs[0] <= mine[-1]
    open_ended = one.startswith("-") or other.startswith("-")
    before = open_ended and abs(mine[-1] - theirs[-1]) <= 31
    return 0.5 if overlap or before else 0.0


def _ordinals(words: str) -> list[int]:
    """Its days as rising numbers; months have 31."""
    return [
        (int(year) * 12 + MONTHS.index(month)) * 31 + int(day)
        for day, month, year in _DAY.findall(words)
        if month in MONTHS
    ]


def confidence(
    response: Sequence[FullTemplate], key: Sequence[FullTemplate]
) -> tuple[int, int, int]:
    """Of organisations of matched templates that are right: for how many it is right how surely
    they are said to have done it, for how many the most frequent answer were, and all."""
    right = usual = every = 0
    for a, b in matched(response, key):
        for given in response[a].slots.get(CONFIDENCE, ()):
            for asked in key[b].slots.get(CONFIDENCE, ()):
                same = any(_words(x, y) == 1 for x in given.references for y in asked.references)
                if same:
                    every += 1
                    right += given.values[0] in asked.values
                    usual += MOST_FREQUENT in asked.values
                    break
    return right, usual, every
