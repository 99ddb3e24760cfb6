"""The first page: what is in the record, and what waits for a person."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.export.drawing.columns import columns
from according.export.kinds import FAMILIES, family
from according.store.wanted import Wanted
from according.web.state import state_of

router = APIRouter()

_EVENTS = 12


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """What is in the record."""
    state = state_of(request)
    state.up_to_date()
    summary = state.cache.get("summary", state.browsing.summary)
    weeks = state.cache.get("weeks", lambda: state.finding.weeks(Wanted()))
    events = state.cache.get("first", lambda: state.finding.events(Wanted(), size=_EVENTS))
    return state.page(
        request,
        "home.html",
        summary=summary,
        events=events.rows,
        days=columns([(day, "report", number) for day, number in summary.days], ("report",)),
        weeks=columns(
            [(week, family(kind), number) for week, kind, number in weeks], tuple(FAMILIES)
        ),
        most=max((each[1] for each in summary.outlets), default=1),
    )
