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
    """A drawing of columns. ``unit`` is "week", "month" or "year" (or "day"); ``left_out`` are
    how many lie before or after what is shown."""

    unit: str
    columns: tuple[Column, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    kinds: tuple[str, ...]
    left_out: int


def columns(given: Sequence[tuple[date, str, int]], order: Sequence[str]) -> Columns | None:
    """Columns of (day, kind, how many); None where there are none.

    Args:
        order: the kinds, from the bottom up.
    """
    if not given:
        return None
    first, last = _middle(given)
    unit = _unit(first, last)
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
    across = tuple(
        (round(LEFT + (number + 0.5) * step, 1), _said(start, unit))
        for number, start in enumerate(starts)
        if number % every == 0
    )
    marks = sorted({0, top, top // 2})
    up = tuple((round(HEIGHT - BOTTOM - each * scale, 1), f"{each:,}") for each in marks)
    seen = {kind for each in sums.values() for kind in each}
    return Columns(unit, shown, across, up, tuple(k for k in order if k in seen), left_out)


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


def _said(start: date, unit: str) -> str:
    if unit in ("day", "week"):
        return f"{start.day} {start:%b}"
    return f"{start:%b %Y}" if unit == "month" else f"{start.year}"
