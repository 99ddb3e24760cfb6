"""How far an event and a row fit, field by field, in points that are told.

Two are not compared further where their days or places cannot be one (`Fit.BARRED`). The measures
are not tuned on anything; each comes from what a code or a clock leaves open:

- days: the intervals overlap, or lie one day apart (two clocks, a night); an event of which no day
  is told can be of the 31 days before its first report;
- places: no farther apart than the radii of both precision codes together and 15 km, since a
  quarter and its town have points of their own;
- deaths: the same best number, or ranges that meet;
- actors: they share a key by which actors are known across reports, or are of the same state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from according.export.coded import Coded
from according.export.compared.names import Names, are_civilians, civilians
from according.export.compared.theirs import Their
from according.export.drawing.maps import RADII, UNKNOWN_KM
from according.export.formats.acled import event_type
from according.export.formats.ged import type_of_violence
from according.model import FigureKind
from according.model.place import NEAR_KM, kilometres
from according.model.quantity import meet
from according.model.time import CLOCKS, days_apart

UNTOLD_DAYS = 31
"""Days before its first report in which an event can be of which no day is told."""


class Fit(StrEnum):
    """How a field of both fits."""

    SAME = "the same"
    FITS = "can be the same"
    UNKNOWN = "not told"
    DIFFERS = "differs"
    BARRED = "cannot be"


POINTS = {Fit.SAME: 2, Fit.FITS: 1, Fit.UNKNOWN: 0, Fit.DIFFERS: -1, Fit.BARRED: -99}


@dataclass(frozen=True, slots=True)
class Fits:
    """How an event and a row fit. ``km`` is between their places, None where one is not told."""

    days: Fit
    place: Fit
    deaths: Fit
    actors: Fit
    kind: Fit
    km: float | None

    @property
    def points(self) -> int:
        """The points of all fields together, at most 10."""
        return sum(POINTS[each] for each in self.fields.values())

    @property
    def fields(self) -> dict[str, Fit]:
        """By name."""
        return {
            "days": self.days,
            "place": self.place,
            "deaths": self.deaths,
            "actors": self.actors,
            "kind": self.kind,
        }


_YES = (Fit.SAME, Fit.FITS)


def is_match(fits: Fits) -> bool:
    """Whether day and place fit and the actors are the same, or the deaths fit and nothing says
    that the actors are others. Anything less is a possible match."""
    if fits.days not in _YES or fits.place not in _YES:
        return False
    return fits.actors is Fit.SAME or (fits.deaths in _YES and fits.actors is not Fit.DIFFERS)


def fit(coded: Coded, their: Their, form: str, names: Names) -> Fits | None:
    """How they fit; None where they cannot be one, or nothing but unknowns speaks for it."""
    days = fit_days(coded, their)
    if days is Fit.BARRED:
        return None
    place, km = fit_place(coded, their)
    if place is Fit.BARRED or (days is Fit.UNKNOWN and place is Fit.UNKNOWN):
        return None
    found = Fits(
        *(days, place, fit_deaths(coded, their), fit_actors(coded, their, names)),
        *(fit_kind(coded, their, form), km),
    )
    return found if found.points > 0 else None


def window(coded: Coded) -> tuple[date, date] | None:
    """The days in which a row must be to fit; None where nothing at all is told of when."""
    if coded.when is not None:
        slack = timedelta(days=CLOCKS)
        return coded.when.earliest - slack, coded.when.latest + slack
    days = [each.published for each in coded.sources if each.published]
    if not days:
        return None
    return min(days) - timedelta(days=UNTOLD_DAYS), min(days) + timedelta(days=CLOCKS)


def fit_days(coded: Coded, their: Their) -> Fit:
    """Of days that reports give otherwise any may fit, but only the coded ones are the same."""
    limits = window(coded)
    if limits is None:
        return Fit.UNKNOWN
    if days_apart(limits, (their.first, their.last)) > 0:
        return Fit.BARRED
    if coded.when is None:
        return Fit.UNKNOWN
    own = (coded.when.first, coded.when.last)
    return Fit.SAME if own == (their.first, their.last) else Fit.FITS


def fit_place(coded: Coded, their: Their) -> tuple[Fit, float | None]:
    """By the kilometres between both."""
    at = coded.where
    if at is None or their.latitude is None or their.longitude is None:
        return Fit.UNKNOWN, None
    here = (at.place.latitude, at.place.longitude)
    km = kilometres(*here, their.latitude, their.longitude)
    if km > NEAR_KM + open_km(at.precision) + open_km(their.precision):
        return Fit.BARRED, km
    return (Fit.SAME if km <= NEAR_KM else Fit.FITS), km


def open_km(precision: int | None) -> float:
    """The radius that a precision code leaves open, kilometres."""
    return RADII.get(precision or 0, UNKNOWN_KM)


@dataclass(frozen=True, slots=True)
class _Range:
    low: int | None
    high: int | None


def fit_deaths(coded: Coded, their: Their) -> Fit:
    """By the best numbers and the ranges."""
    killed = coded.count(FigureKind.KILLED)
    if killed is None or (their.best is None and their.high is None):
        return Fit.UNKNOWN
    if killed.best.value is not None and killed.best.value == their.best:
        return Fit.SAME
    ours = _Range(killed.low.value, None if killed.high.open else killed.high.value)
    return Fit.FITS if meet(ours, _Range(their.low, their.high)) else Fit.DIFFERS


def fit_kind(coded: Coded, their: Their, form: str) -> Fit:
    """By the form's own types, where both have one."""
    if form == "ged":
        known = type_of_violence(coded.actor, coded.recipient)
        ours = str(known) if known else ""
    else:
        ours = (event_type(coded) or ("", ""))[0]
    if not ours or not their.kind:
        return Fit.UNKNOWN
    return Fit.SAME if ours.casefold() == their.kind.casefold() else Fit.DIFFERS


# ---- actors


def fit_actors(coded: Coded, their: Their, names: Names) -> Fit:
    """Whoever of the one is also of the other, on whichever side: who did it is told otherwise by
    others. Civilians are no name: that both have them lets them fit, and no more."""
    ours = [each for each in (*coded.actors, *coded.recipients) if not each.denied]
    named = [each for each in (their.a, their.b) if each]
    if any(names.same(each, name) for each in ours for name in named):
        return Fit.SAME
    if any(civilians(each) for each in ours) and any(are_civilians(name) for name in named):
        return Fit.FITS
    told = [each for each in ours if each.name and not each.is_sort]
    known = [each for each in named if not are_civilians(each)]
    return Fit.DIFFERS if told and known else Fit.UNKNOWN
