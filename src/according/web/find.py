"""Search, lists of events, the map and the time line: one set of filters for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.export.drawing import maps
from according.export.drawing.columns import Columns, columns
from according.export.drawing.maps import Area
from according.export.kinds import FAMILIES, NAMES, family
from according.store.finding import Finding, Found, Page, Spot
from according.store.wanted import Wanted, terms
from according.web.excerpts import Bit, excerpt
from according.web.paging import number_of, pager
from according.web.state import State, state_of

router = APIRouter()

SIZE = 25
_SPOTS = 600
_NAMES = 8
_NEAR_KM = 1500.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks: what is wanted, its own words for it, and what of it is no use."""

    wanted: Wanted
    values: Mapping[str, str]
    wrong: tuple[str, ...]


def asked(request: Request) -> Asked:
    """What the query of a request asks."""
    given = request.query_params
    names = ("q", "outlet", "actor", "place", "kind", "from", "to", "origins", "reports", "differ")
    values = {name: given.get(name, "").strip()[:200] for name in names}
    wrong: list[str] = []
    wanted = Wanted(
        words=values["q"],
        outlet=values["outlet"],
        actor=values["actor"],
        place=values["place"],
        kind=values["kind"] if values["kind"] in NAMES else "",
        first=_day(values["from"], wrong),
        last=_day(values["to"], wrong),
        origins=number_of(values["origins"]),
        reports=number_of(values["reports"]),
        differing=bool(values["differ"]),
    )
    return Asked(wanted, values, tuple(wrong))


def _day(written: str, wrong: list[str]) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        wrong.append(f"“{written}” is no day; write it as 2024-03-11")
        return None


@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """Search over everything: reports by their text, events, names."""
    state, ask = state_of(request), asked(request)
    state.up_to_date()
    pages = pager(request, SIZE)
    reports = state.finding.reports(ask.wanted, size=SIZE, at=pages.at)
    events = Page((), 0)
    named = Page((), 0)
    if pages.number == 1:
        events = state.finding.events(ask.wanted, size=_NAMES)
        words = " ".join(word for phrase in terms(ask.wanted.words) for word in phrase)
        named = state.finding.names(words, size=_NAMES) if words else named
    return _shown(
        state,
        request,
        "search.html",
        ask,
        pages=pages.of(reports.total),
        found=[(each, _excerpt(each, ask.wanted)) for each in reports.rows],
        total=reports.total,
        events=events,
        named=named,
    )


@router.get("/events")
def events(request: Request) -> HTMLResponse:
    """Events, those that most reports tell first."""
    state, ask = state_of(request), asked(request)
    state.up_to_date()
    pages = pager(request, SIZE)
    by_day = request.query_params.get("order") == "day"
    found = state.finding.events(ask.wanted, size=SIZE, at=pages.at, by_day=by_day)
    return _shown(
        state,
        request,
        "events.html",
        ask,
        pages=pages.of(found.total),
        events=found,
        by_day=by_day,
    )


@router.get("/map")
def map_(request: Request) -> HTMLResponse:
    """Where the events of a selection are."""
    state, ask = state_of(request), asked(request)
    state.up_to_date()
    spots = state.cache.get(("map", ask.wanted), lambda: state.finding.spots(ask.wanted, _SPOTS))
    areas = [_area(each) for each in spots]
    world = maps.whole(areas[:200])
    near = maps.local(_main(areas)[:40], 1000, 520)
    return _shown(state, request, "map.html", ask, spots=spots, world=world, near=near)


@router.get("/timeline")
def timeline(request: Request) -> HTMLResponse:
    """When the events of a selection were."""
    state, ask = state_of(request), asked(request)
    state.up_to_date()
    pages = pager(request, SIZE)
    drawn = over_time(state, ask.wanted)
    found = state.finding.events(ask.wanted, size=SIZE, at=pages.at, by_day=True)
    return _shown(
        state, request, "timeline.html", ask, drawn=drawn, events=found, pages=pages.of(found.total)
    )


def over_time(state: State, wanted: Wanted) -> Columns | None:
    """How many events of each kind were when, on paper; None where none has a day."""
    return state.cache.get(("over time", wanted), lambda: _over_time(state.finding, wanted))


def _over_time(finding: Finding, wanted: Wanted) -> Columns | None:
    # Weeks are counted by an index; days are asked for where there are few of them.
    drawn = _drawn(finding.weeks(wanted), weekly=True)
    return _drawn(finding.days(wanted), weekly=False) if drawn and drawn.short else drawn


def _drawn(found: Sequence[tuple[date, str | None, int]], *, weekly: bool) -> Columns | None:
    given = [(day, family(kind), number) for day, kind, number in found]
    return columns(given, tuple(FAMILIES), weekly=weekly)


def _shown(
    state: State, request: Request, template: str, ask: Asked, **values: Any
) -> HTMLResponse:
    return state.page(
        request,
        template,
        values=ask.values,
        wrong=ask.wrong,
        everything=ask.wanted.is_empty,
        narrowed=not replace(ask.wanted, words="").is_empty,
        **values,
    )


def _excerpt(found: Found, wanted: Wanted) -> Sequence[Bit]:
    return excerpt(found.text, wanted.words, len(found.title or ""))


def _area(spot: Spot) -> Area:
    label = f"{spot.place} (area)" if spot.wide else spot.place
    radius = maps.RADII[4] if spot.wide else maps.RADII[1]
    events = f"{spot.events:,} event{'' if spot.events == 1 else 's'}"
    return Area(
        *(spot.latitude, spot.longitude, radius, label),
        *(events, not spot.wide, spot.place),
        count=min(spot.events, 60),
    )


def _main(areas: Sequence[Area]) -> list[Area]:
    """The areas near the one where most is, for a closer look."""
    if not areas:
        return []
    first = areas[0]
    far = _NEAR_KM / 111.2
    return [
        each
        for each in areas
        if abs(each.latitude - first.latitude) < far
        and abs((each.longitude - first.longitude + 540) % 360 - 180) < far * 1.6
    ]
