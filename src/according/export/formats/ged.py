"""``ged``: UCDP's Georeferenced Event Dataset, 49 columns (UCDP GED Codebook)."""

from __future__ import annotations

import math
from collections.abc import Mapping

from according.export.coded import Coded, Party, Where
from according.export.coded.deaths import CIVILIANS
from according.export.formats.coders import Coders, Made, Refused, cell
from according.export.formats.format import Option
from according.happening import Happening
from according.model import FigureKind

_ARMED = frozenset(("rebels", "armed"))
_CIVILIANS = {"side_b_dset_id": 9999, "side_b_new_id": 1}
"""UCDP's numbers of civilians as a side, in all rows of one-sided violence."""

_UCDP = "UCDP gives these numbers and names"
NEVER = {
    "active_year": "whether a conflict passed 25 deaths in the year is UCDP's count",
    "code_status": "an event is cleared by UCDP's coders",
    **dict.fromkeys(
        (
            *("conflict_dset_id", "conflict_new_id", "conflict_name"),
            *("dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id"),
        ),
        _UCDP,
    ),
    "side_b_dset_id": _UCDP,
    "side_b_new_id": _UCDP,
}
_NOT_TOLD = "no report tells, or the words do not say"


def priogrid(latitude: float, longitude: float) -> int:
    """The cell of PRIO-GRID that a point lies in: half degrees, counted from 1 at the south-west
    corner of the world eastward, 720 a row (Tollefsen, Strand and Buhaug 2012, PRIO-GRID)."""
    row = min(math.floor((latitude + 90) / 0.5), 359)
    column = min(math.floor((longitude + 180) / 0.5), 719)
    return row * 720 + column + 1


def _make(coded: Coded, _found: Happening, options: Mapping[str, str]) -> Made | Refused:
    killed = coded.count(FigureKind.KILLED)
    if options["rows"] == "deaths" and (killed is None or not killed.high.value):
        return Refused("UCDP GED has events with deaths alone, and no report gives a number")
    cells = {
        "id": coded.number,
        "relid": coded.id,
        "event_clarity": 2 if coded.course else 1,
        **_violence(coded),
        **_sources(coded),
        **_place(coded.where),
        **_days(coded),
        "deaths_a": coded.deaths.side_a,
        "deaths_b": coded.deaths.side_b,
        "deaths_civilians": coded.deaths.civilians,
        "deaths_unknown": coded.deaths.unknown,
        "best": killed.best.value if killed else None,
        "high": killed.high.value if killed else None,
        "low": killed.low.value if killed else None,
    }
    return Made(cells, dict.fromkeys(cells.keys() - NEVER.keys(), _NOT_TOLD))


def _violence(coded: Coded) -> dict[str, str | int | None]:
    a, b = coded.actor, coded.recipient
    sort = type_of_violence(a, b)
    cells: dict[str, str | int | None] = {
        "type_of_violence": sort,
        "side_a": _side(a),
        "side_b": _side(b),
        "gwnoa": _state(a),
        "gwnob": _state(b),
    }
    return {**cells, **_CIVILIANS} if sort == 3 else cells


def type_of_violence(a: Party | None, b: Party | None) -> int | None:
    """1 state-based, 2 between groups of no state, 3 against civilians; None where the reports'
    words do not tell what sort both sides are."""
    one, other = (each.kind if each else None for each in (a, b))
    if one is None or other is None or not (one.state or one.name in _ARMED):
        return None
    if other.name in CIVILIANS:
        return 3
    if not (other.state or other.name in _ARMED):
        return None
    return 1 if one.state or other.state else 2


def _side(each: Party | None) -> str | None:
    """A state's forces are its government and all civilians one side, as UCDP has it; others by
    their name."""
    if each is None:
        return None
    if each.kind is not None and each.kind.name in CIVILIANS:
        return "Civilians"
    if _of_state(each) and each.country is not None and each.country.at_ucdp:
        return f"Government of {each.country.at_ucdp}"
    return each.name


def _state(each: Party | None) -> int | None:
    return each.country.state if each and _of_state(each) and each.country else None


def _of_state(each: Party) -> bool:
    return each.kind is not None and each.kind.state


def _sources(coded: Coded) -> dict[str, str | int | None]:
    offices = [_part(each.outlet) for each in coded.sources]
    days = [each.published.isoformat() if each.published else "" for each in coded.sources]
    heads = [_part(each.headline or "") for each in coded.sources]
    said = dict.fromkeys(name for each in coded.sources for name in each.holders)
    articles = [
        f'"{office},{day},{head}"' for office, day, head in zip(offices, days, heads, strict=True)
    ]
    return {
        "number_of_sources": len(coded.sources),
        "source_article": ";".join(articles),
        "source_office": ";".join(offices),
        "source_date": ";".join(days),
        "source_headline": ";".join(heads),
        "source_original": "; ".join(map(_part, said)),
    }


def _part(words: str) -> str:
    """Words of a list whose members are parted by semicolons and stand in quote marks."""
    return " ".join(words.replace(";", ",").replace('"', "'").split())


def _place(at: Where | None) -> dict[str, str | int | float | None]:
    if at is None:
        names = ("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2")
        points = ("latitude", "longitude", "geom_wkt", "priogrid_gid")
        return dict.fromkeys((*names, *points, "country", "country_id", "region"))
    words = dict.fromkeys(_part(each.words.quote) for each in at.held)
    latitude, longitude = (round(each, 6) for each in (at.place.latitude, at.place.longitude))
    return {
        "where_prec": at.precision,
        "where_coordinates": at.place.name,
        "where_description": "; ".join(words),
        "adm_1": at.first_order,
        "adm_2": at.second_order,
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({cell(longitude)} {cell(latitude)})",
        "priogrid_gid": priogrid(latitude, longitude),
        "country": (at.country.at_ucdp or at.country.name) if at.country else None,
        "country_id": at.country.state if at.country else None,
        "region": at.country.ucdp_region if at.country else None,
    }


def _days(coded: Coded) -> dict[str, str | int | None]:
    at = coded.when
    return {
        "year": at.first.year if at else None,
        "date_prec": at.precision if at else None,
        "date_start": at.first.isoformat() if at else None,
        "date_end": at.last.isoformat() if at else None,
    }


FORMAT = Coders(
    name="ged",
    what="UCDP GED: 49 columns, events with deaths, low, best and high; for conflict-data teams",
    columns="ged",
    make=_make,
    identity="id",
    never=NEVER,
    defaults={},
    more=(Option("rows", "events with a number of killed, or all", "deaths", ("deaths", "all")),),
).format
