"""Columns over time: how many, of which kind, in each week, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WIDTH = 900
HEIGHT = 190
LEFT, BOTTOM, TOP = 36, 26, 10

_MOST = 110
"""Columns that are drawn at most; more are put together."""
_FEW, _LONG = 0.15, 45
"""A part so small that is so many days from the rest is not drawn."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a column: of one kind."""

    y: float
    height: float
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Column:
    """All of one stretch of time: from ``first`` to ``last``."""

    x: float
    width: float
    first: date
    last: date
    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A drawing of columns. ``unit`` is "day", "week", "month" or "year"; ``left_out`` are how many
    lie before or after what is shown; ``short``: so short a time that days tell more than weeks."""

    unit: str
    columns: tuple[Column, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    kinds: tuple[str, ...]
    left_out: int
    short: bool


def columns(
    given: Sequence[tuple[date, str, int]], order: Sequence[str], *, weekly: bool = False
) -> Columns | None:
    """Columns of (day, kind, how many); None where there are none.

    Args:
        order: the kinds, from the bottom up.
        weekly: the days are Mondays that stand for their weeks, so no column is narrower.
    """
    if not given:
        return None
    first, last = _middle(given)
    fitting = _unit(first, last)
    unit = "week" if weekly and fitting == "day" else fitting
    sums: dict[date, Counter[str]] = {}
    left_out = 0
    for day, kind, number in given:
        if first <= day <= last:
            sums.setdefault(_begin(day, unit), Counter())[kind] += number
        else:
            left_out += number
    starts = [_begin(first, unit)]
    while (following := _next(starts[-1], unit)) <= last:
        starts.append(following)
    top = max(sum(each.values()) for each in sums.values())
    step = (WIDTH - LEFT) / len(starts)
    scale = (HEIGHT - BOTTOM - TOP) / top
    shown = tuple(
        _column(LEFT + number * step, step, start, unit, sums.get(start, Counter()), scale, order)
        for number, start in enumerate(starts)
    )
    every = max(1, len(starts) // 8)
    ticks = [(number, start) for number, start in enumerate(starts) if number % every == 0]
    across = tuple(
        (round(LEFT + (number + 0.5) * step, 1), _said(start, unit, before))
        for (number, start), before in zip(
            ticks, [None, *(each for _, each in ticks)], strict=False
        )
    )
    marks = sorted({0, top, top // 2})
    up = tuple((round(HEIGHT - BOTTOM - each * scale, 1), f"{each:,}") for each in marks)
    seen = {kind for each in sums.values() for kind in each}
    kinds = tuple(each for each in order if each in seen)
    return Columns(unit, shown, across, up, kinds, left_out, fitting == "day")


def _column(
    x: float,
    step: float,
    start: date,
    unit: str,
    numbers: Counter[str],
    scale: float,
    order: Sequence[str],
) -> Column:
    parts = []
    y = float(HEIGHT - BOTTOM)
    for kind in order:
        if numbers[kind]:
            y -= numbers[kind] * scale
            parts.append(Part(round(y, 1), round(numbers[kind] * scale, 1), kind, numbers[kind]))
    wide = round(min(max(1.0, step - 1.5), 40.0), 1)
    last = _next(start, unit) - timedelta(days=1)
    x = round(x + (step - wide) / 2, 1)
    return Column(x, wide, start, last, sum(numbers.values()), tuple(parts))


def _middle(given: Sequence[tuple[date, str, int]]) -> tuple[date, date]:
    """From when to when nearly all is: without the few that are told of long before or after."""
    days = sorted(given)
    most = sum(each[2] for each in days) * _FEW
    ends = []
    for rows in (days, days[::-1]):
        passed, end = 0, rows[0][0]
        for (day, _, number), (following, _, _) in pairwise(rows):
            passed += number
            if passed > most:
                break
            if abs((following - day).days) > _LONG:
                end = following
        ends.append(end)
    return ends[0], ends[1]


def _unit(first: date, last: date) -> str:
    span = (last - first).days
    if span <= 40:
        return "day"
    if span <= _MOST * 7:
        return "week"
    return "month" if span <= _MOST * 30 else "year"


def _begin(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    if unit == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start.replace(year=start.year + 1)


def _said(start: date, unit: str, before: date | None) -> str:
    """What stands under a column; the year where it is another than at the tick before."""
    if unit == "year":
        return f"{start.year}"
    year = f" {start.year}" if before is None or before.year != start.year else ""
    if unit == "month":
        return f"{start:%b}{year}"
    return f"{start.day} {start:%b}{year}"
