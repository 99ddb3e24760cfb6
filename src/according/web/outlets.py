"""Outlets: the list, and the page of one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.errors import NotFound
from according.export.drawing.columns import columns
from according.store.wanted import Wanted
from according.web.paging import pager
from according.web.state import state_of

router = APIRouter()

SIZE = 40
_REPORTS = 20


@router.get("/outlets")
def outlets(request: Request) -> HTMLResponse:
    """The outlets of the record, those with most reports first."""
    state = state_of(request)
    pages = pager(request, SIZE)
    key = ("outlets", pages.number)
    found = state.cache.get(key, lambda: state.browsing.outlets(size=SIZE, at=pages.at))
    most = max((each[1] for each in found.rows), default=1)
    return state.page(request, "outlets.html", found=found, pages=pages.of(found.total), most=most)


@router.get("/outlet")
def outlet(request: Request) -> HTMLResponse:
    """What an outlet published, what it told of, and with whom it shares text."""
    state = state_of(request)
    state.up_to_date()
    name = request.query_params.get("name", "").strip()[:200]
    pages = pager(request, _REPORTS)
    wanted = Wanted(outlet=name)
    found = state.finding.reports(wanted, size=_REPORTS, at=pages.at)
    if not name or not found.total:
        raise NotFound(f"no report is of an outlet called “{name}”")
    days = state.cache.get(("days", name), lambda: state.browsing.days_of(name))
    shares = state.cache.get(("shares", name), lambda: state.browsing.shares_with(name, 12))
    return state.page(
        request,
        "outlet.html",
        name=name,
        found=found,
        pages=pages.of(found.total),
        days=columns([(day, "report", number) for day, number in days], ("report",)),
        shares=shares,
        events=state.finding.events(wanted, size=10),
    )
