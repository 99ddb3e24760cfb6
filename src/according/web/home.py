"""The first page: what is in the record, and what waits for a person."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.export.drawing.columns import columns
from according.reviewing.coding import codings
from according.reviewing.history import all_judgements
from according.reviewing.roles import Viewer
from according.store.wanted import Wanted
from according.web.changes import catch_up
from according.web.find import over_time
from according.web.queue import looked_on, waits
from according.web.state import State, state_of

router = APIRouter()

_EVENTS = 12
_LOOKED_AT = 30
"""Events that are looked at for the queue before the page is shown; others are after it."""


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """What is in the record."""
    state = state_of(request)
    state.up_to_date()
    uncompared = state.cache.get("uncompared", lambda: catch_up(state))
    summary = state.cache.get("summary", state.browsing.summary)
    events = state.cache.get("first", lambda: state.finding.events(Wanted(), size=_EVENTS))
    viewer = state.asking(request)
    waiting, unlooked = state.cache.get("waits", lambda: waits(state, _LOOKED_AT))
    shown = state.page(
        request,
        "home.html",
        summary=summary,
        uncompared=uncompared,
        waits=waiting,
        unlooked=unlooked,
        own=sum(each.coder == viewer.name and each.is_open for each in codings(state.record)),
        decisions=state.cache.get(("decisions", viewer), lambda: _decisions(state, viewer)),
        events=events.rows,
        days=columns([(day, "report", number) for day, number in summary.days], ("report",)),
        drawn=over_time(state, Wanted()),
        most=max((each[1] for each in summary.outlets), default=1),
    )
    return looked_on(state, shown, unlooked)


def _decisions(state: State, viewer: Viewer) -> int:
    """How many decisions there are that the viewer may see."""
    return len(all_judgements(state.record, viewer))
