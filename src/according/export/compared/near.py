"""Which events and rows are worth a look: whose days and places can be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from according.export.coded import Coded
from according.export.compared.fitting import open_km, window
from according.export.compared.theirs import Their
from according.model.place import EARTH_KM, NEAR_KM

_LONG = 62
"""Days: what is longer is compared with all, and not looked up day by day."""

_SLACK_KM = 1.0
"""More than by what two ways to reckon a distance can differ."""

_Numbers = NDArray[np.float64]


def candidates(
    ours: Sequence[Coded], theirs: Sequence[Their]
) -> Iterator[tuple[int, Sequence[int]]]:
    """For each row, by number, the numbers of the events whose days and places can be its; some
    that cannot be may be among them."""
    by_day, always = _by_day(ours)
    places = _Places(ours)
    for number, row in enumerate(theirs):
        days: Iterable[date] = (
            _span(row.first, row.last)
            if (row.last - row.first).days < len(by_day)
            else (day for day in by_day if row.first <= day <= row.last)
        )
        near = {one for day in days for one in by_day.get(day, ())}
        yield number, places.near(sorted(near.union(always)), row)


def _by_day(ours: Sequence[Coded]) -> tuple[dict[date, list[int]], list[int]]:
    """The events by the days that they can be of; and those that can be of very many."""
    by_day: dict[date, list[int]] = {}
    always: list[int] = []
    for number, each in enumerate(ours):
        limits = window(each)
        if limits is None or (limits[1] - limits[0]).days > _LONG:
            always.append(number)
            continue
        for day in _span(*limits):
            by_day.setdefault(day, []).append(number)
    return by_day, always


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


class _Places:
    """Where events are, so that hundreds are compared with a row at once."""

    def __init__(self, ours: Sequence[Coded]) -> None:
        spots = [each.where for each in ours]
        self._at: _Numbers = np.radians(
            [
                (each.place.latitude, each.place.longitude) if each else (np.nan, np.nan)
                for each in spots
            ]
        ).reshape(len(spots), 2)
        self._open = np.array([open_km(each.precision) if each else 0.0 for each in spots])

    def near(self, some: Sequence[int], row: Their) -> Sequence[int]:
        """Of some events those that can be where the row is; all whose place is not told."""
        if not some or row.latitude is None or row.longitude is None:
            return some
        here = np.array(some)
        latitude, longitude = np.radians([row.latitude, row.longitude])
        down, along = self._at[here, 0], self._at[here, 1]
        step = np.sin((latitude - down) / 2) ** 2
        step += np.cos(down) * np.cos(latitude) * np.sin((longitude - along) / 2) ** 2
        far = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(step)))
        can = far <= self._open[here] + NEAR_KM + open_km(row.precision) + _SLACK_KM
        return here[can | np.isnan(far)].tolist()  # type: ignore[no-any-return]
