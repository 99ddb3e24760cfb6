"""The parts and the times of a day: "last night", "the morning", "9 a.m."."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from according.model import Granularity
from according.reading.times.asked import Asked, Made
from according.reading.times.patterns import Part
from according.reading.times.resolved import Against, Base
from according.reading.times.tense import LOOKING_AHEAD, Tense
from according.reading.times.when import When

_LATE_PARTS = ("AF", "EV", "NI")


def part(asked: Asked) -> Made:
    """ "Last night", "this morning", "the next morning", "overnight", "9 a.m."."""
    shift, base = asked.shift, asked.base()
    if base is None:
        return None
    if "SHIFT" in asked.parts or "TONIGHT" in asked.parts:
        return base.when.widened(Granularity.DAY).moved(shift or 0, Granularity.DAY), base
    if "BEFORE" in asked.parts:
        shift = asked.value("BEFORE")
    base = _day_of_part(asked) or base
    if base.when.last != base.when.day and "SHIFT_PREV" not in asked.parts:
        base = asked.anchors.own() or base
    if base.when.last != base.when.day:
        return None
    back = -1 if "OVERNIGHT" in asked.parts and asked.tense not in LOOKING_AHEAD else 0
    if base.against is not Against.PUBLICATION:
        back = 0
    return When(base.when.day, Granularity.DAY).moved((shift or 0) + back, Granularity.DAY), base


def _day_of_part(asked: Asked) -> Base | None:
    """The day of "the next morning", of "the morning" or of "9 a.m."."""
    if "SHIFT_PREV" in asked.parts:
        return asked.anchors.last()
    past = asked.tense is Tense.PAST and "OVERNIGHT" not in asked.parts
    return asked.anchors.lately() if past else asked.anchors.here()


def clock_of(parts: Mapping[str, Part]) -> time | None:
    """The time of the day that the parts tell."""
    if "OCLOCK" in parts:
        noon, _, minute = str(parts["OCLOCK"].value).partition(":")
        return time(int(noon) % 24, int(minute))
    if "HHMM" in parts:
        hour, minutes = divmod(int(parts["HHMM"].value), 100)
        return time(hour % 24, minutes)
    if "HOUR" not in parts:
        return None
    minutes = int(parts["TWO"].value) if "TWO" in parts else 0
    return time(_hour(int(parts["HOUR"].value), parts), minutes)


def _hour(hour: int, parts: Mapping[str, Part]) -> int:
    """The hour of 24: by a.m. and p.m., else by the part of the day."""
    half = str(parts["AMPM"].value) if "AMPM" in parts else ""
    late = half == "pm" or (
        not half and "PART" in parts and str(parts["PART"].value) in _LATE_PARTS
    )
    if hour <= 12 and (half or "PART" in parts):
        return hour % 12 + 12 * late
    return hour % 24
