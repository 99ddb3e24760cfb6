"""The event page, and its dossier."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from according.export.decisions import event_decisions, field_decisions
from according.export.dossier import dossier
from according.export.event_view import EventView, event_view
from according.happening import of_line
from according.reviewing.coding import codings
from according.reviewing.roles import ANYBODY
from according.web.coding import open_of
from according.web.state import SHORT, State, state_of

router = APIRouter()

LAID_OUT = 40
"""Reports that are laid out side by side at most."""

_MANY = 100
"""Things that wait of one event, counted at most."""


def view_of(state: State, event_id: str) -> EventView:
    """An event as it is shown now.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    key = ("event", event_id)
    return state.cache.get(key, lambda: _made(state, event_id), lambda each: len(each.tellings))


def _made(state: State, event_id: str) -> EventView:
    line, reports = state.looking.line(event_id, LAID_OUT)
    found = of_line(state.record, line)
    return event_view(found, state.looking.face(line.id), reports)


@router.get("/event/{event_id}")
def event(request: Request, event_id: str) -> HTMLResponse:
    """What is told of an event, by whom, and how it accords."""
    state = state_of(request)
    state.up_to_date()
    view = view_of(state, event_id)
    line, viewer = view.happening.line, state.asking(request)
    key = ("people", viewer, line.id)
    return state.page(
        request,
        "event.html",
        view=view,
        decisions=event_decisions(state.record, line),
        people=state.cache.get(key, lambda: field_decisions(state.record, viewer, line.reports)),
        open=open_of(codings(state.record, line.reports), line, viewer),
        waits=len(state.record.review.page(_MANY, event=line.id)),
    )


@router.get("/event/{event_id}/dossier")
def download(request: Request, event_id: str) -> Response:
    """The event as one file."""
    state = state_of(request)
    state.up_to_date()
    view = view_of(state, event_id)
    line = view.happening.line
    # What everybody may see: a file goes from hand to hand.
    people = field_decisions(state.record, ANYBODY, line.reports)
    made = dossier(state.record, view, event_decisions(state.record, line), people=people)
    name = f"event-{view.happening.line.id[:SHORT]}.html"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made.html, media_type="text/html; charset=utf-8", headers=headers)
