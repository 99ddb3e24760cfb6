"""Ranges of figures on one axis: who gives which, from low to high, in the order of the days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from according.model import Evidence
from according.model.quantity import meet
from according.weighing import Decided

WIDTH = 300
"""Pixels of the axis with its margins."""
HEIGHT = 22
MARGIN = 12


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a report gives: its bounds, None where open; ``said`` is it in words,
    ``decided`` people's decisions by which it is so."""

    said: str
    low: int | None
    high: int | None
    holder: str
    outlet: str
    published: date | None
    origin: int
    words: Evidence
    superseded: bool = False
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A figure on paper: from ``x0`` to ``x1`` pixels, with an arrow at an open end; ``apart`` says
    that it meets none of another origin's that are apart from it."""

    given: Given
    x0: float
    x1: float
    open_low: bool
    open_high: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Ranges:
    """The figures of one kind. ``ticks``: (pixels, what stands there); ``band``: from and to, in
    pixels, what all allow, None where nothing is."""

    name: str
    standing: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None


def ranges(name: str, standing: str, given: Sequence[Given]) -> Ranges:
    """The figures of one kind, by day. The axis begins at nought."""
    known = [each for one in given for each in (one.low, one.high) if each is not None]
    first, high = 0, max(known, default=1)
    ticks = _ticks(first, high)
    last = max(high, ticks[-1]) + max(1, (ticks[1] - ticks[0]) / 2 if len(ticks) > 1 else 1)

    def at(value: float) -> float:
        return round(MARGIN + (value - first) / (last - first) * (WIDTH - 2 * MARGIN), 1)

    order = sorted(given, key=lambda one: (str(one.published or "9"), one.origin, one.low or 0))
    rows = tuple(
        Row(
            each,
            at(each.low if each.low is not None else first),
            at(each.high) if each.high is not None else float(WIDTH - 2),
            each.low is None,
            each.high is None,
            any(not meet(each, other) for other in given),
        )
        for each in order
    )
    bottom = max((each.low or 0 for each in given), default=0)
    tops = [each.high for each in given if each.high is not None]
    top = min(tops) if tops else None
    band = None
    if len(given) > 1 and (top is None or bottom <= top):
        band = (at(bottom), at(top) if top is not None else float(WIDTH))
    return Ranges(name, standing, rows, tuple((at(each), f"{each:,}") for each in ticks), band)


def _ticks(first: int, last: int) -> list[int]:
    """About four round numbers from ``first`` to ``last``."""
    rough = max(1.0, (last - first) / 4)
    ten = 10 ** math.floor(math.log10(rough))
    step = max(1, int(min(each * ten for each in (1, 2, 5, 10) if each * ten >= rough)))
    begin = math.ceil(first / step) * step
    return list(range(begin, last + step, step)) or [first]
