"""Words for distances and directions: "about 30 kilometres (19 miles) north-west of"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from according.data import load_json
from according.errors import DataError

FILE = "places/compass.json"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A distance or direction, or both, that waits for its anchor. Offsets are in the text.

    ``slack_km`` is by how much the distance may be off for its roundness and its hedges.
    """

    start: int
    end: int
    distance_km: float | None
    bearing_deg: float | None
    slack_km: float


class Compass:
    """Finds such phrases. Every pattern is bounded, so that time is linear in the text.

    Raises:
        DataError: a list of the data file is missing.
    """

    def __init__(self) -> None:
        table = load_json(FILE)
        try:
            self._points: dict[str, float] = dict(table["points"])
            self._units: dict[str, float] = dict(table["units"])
            self._numbers: dict[str, float] = dict(table["numbers"])
            hedges, away = list(table["hedges"]), list(table["from"])
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{FILE}: {error} is missing or no list") from error
        points = _either(self._points)
        self._pattern = re.compile(
            rf"(?<![\w.,-])(?:(?P<hedge>{_either(hedges)})\s{{1,3}})?"
            rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}})?|{_either(self._numbers)})[\s-]{{0,3}}"
            rf"(?P<unit>{_either(self._units)})(?:\s?\([^()\n]{{1,30}}\))?\s{{1,3}}"
            rf"(?:(?:to\s{{1,3}}the\s{{1,3}})?(?P<point>{points})\s{{1,3}}(?:of|from)"
            rf"|{_either(away)})(?!\w)"
            rf"|(?<![\w-])(?P<only>{points})\s{{1,3}}of(?!\w)",
            re.IGNORECASE,
        )

    def phrases(self, text: str) -> Iterator[Phrase]:
        """Every phrase, in the order of the text."""
        for match in self._pattern.finditer(text):
            point = match["point"] or match["only"]
            bearing = self._points[point.lower()] if point else None
            if match["unit"] is None:
                yield Phrase(match.start(), match.end(), None, bearing, 0.0)
                continue
            number = self._number(match["number"])
            unit = self._units[match["unit"].lower()]
            slack = _roundness(number) * unit * (2 if match["hedge"] else 1)
            yield Phrase(match.start(), match.end(), number * unit, bearing, slack)

    def _number(self, words: str) -> float:
        known = self._numbers.get(" ".join(words.lower().split()))
        if known is not None:
            return known
        head, mark, tail = words.replace(",", ".").partition(".")
        if mark and len(tail) == 3 and "," in words:
            return float(head + tail)  # "1,200"
        return float(f"{head}.{tail or 0}")


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


def _roundness(number: float) -> float:
    """Half of what the number is rounded to: 5 for 30, 2.5 for 25, 0.5 for 7."""
    if number >= 100 and number % 50 == 0:
        return 25.0
    if number >= 10 and number % 10 == 0:
        return 5.0
    if number >= 10 and number % 5 == 0:
        return 2.5
    return 0.5


def half_width_deg(bearing: float) -> float:
    """How far to either side a word for a direction may mean.

    Half the step of the compass rose that it is a point of, and half as much again: "west" is
    one of eight points (22.5 degrees to a side), "west-northwest" one of sixteen.
    """
    return 33.75 if bearing % 45 == 0 else 16.875
