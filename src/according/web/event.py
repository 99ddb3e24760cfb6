"""The event page, and its dossier."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from according.errors import NotFound
from according.export.decisions import event_decisions, field_decisions
from according.export.dossier import dossier
from according.export.event_view import EventView, event_view
from according.export.told import people_said
from according.reviewing.coding import codings
from according.reviewing.roles import ANYBODY, Viewer
from according.reviewing.weighed import weighed
from according.store import EventLine
from according.web.coding import open_of
from according.web.paging import pager
from according.web.state import SHORT, State, state_of

router = APIRouter()

LAID_OUT = 40
"""Reports that are laid out side by side at most."""

_MANY = 100
"""Things that wait of one event, counted at most."""


def view_of(state: State, viewer: Viewer, event_id: str, at: int = 0) -> EventView:
    """An event as somebody sees it now.

    Args:
        at: its reports before the first that is laid out.

    Raises:
        NotFound, Ambiguous: no such event, or it has fewer reports.
    """
    line, reports = state.cache.get(
        ("line", event_id, at), lambda: state.looking.line(event_id, LAID_OUT, at)
    )
    if at >= reports:
        raise NotFound(f"the event has {reports:,} reports, and no such page")
    # Only while coders are at it does anybody see something else than the others.
    waits = any(each.is_open for each in codings(state.record, line.reports))
    key = ("event", viewer if waits else ANYBODY, line.id, at)
    return state.cache.get(
        key, lambda: _made(state, key[1], line, reports), lambda each: len(each.tellings)
    )


def _made(state: State, viewer: Viewer, line: EventLine, reports: int) -> EventView:
    found = weighed(state.record, line, viewer)
    return event_view(found, state.looking.face(line.id), reports)


@router.get("/event/{event_id}")
def event(request: Request, event_id: str) -> Response:
    """What is told of an event, by whom, and how it accords."""
    state = state_of(request)
    state.up_to_date()
    viewer, pages = state.asking(request), pager(request, LAID_OUT)
    view = view_of(state, viewer, event_id, pages.at)
    line = view.happening.line
    if not line.id.startswith(event_id.lower()):
        # Joined into another, or split off and taken back: an old address leads on.
        return RedirectResponse(f"/event/{line.id[:SHORT]}")
    # What is of the event as a whole hangs on all of its reports, not on those of this page.
    whole = state.record.across.event(line.id) if view.left_out else line
    decided = event_decisions(state.record, whole)
    key = ("people", viewer, line.id, pages.at)
    return state.page(
        request,
        "event.html",
        view=view,
        pages=pages.of(view.left_out + len(view.reports)),
        decisions=decided,
        people_said=people_said(view.happening, decided),
        people=state.cache.get(key, lambda: field_decisions(state.record, viewer, line.reports)),
        open=open_of(codings(state.record, whole.reports), whole, viewer),
        waits=len(state.record.review.page(_MANY, event=line.id)),
    )


@router.get("/event/{event_id}/dossier")
def download(request: Request, event_id: str) -> Response:
    """The event as one file."""
    state = state_of(request)
    state.up_to_date()
    # What everybody may see: a file goes from hand to hand.
    view = view_of(state, ANYBODY, event_id, pager(request, LAID_OUT).at)
    line = view.happening.line
    people = field_decisions(state.record, ANYBODY, line.reports)
    made = dossier(state.record, view, event_decisions(state.record, line), people=people)
    name = f"event-{view.happening.line.id[:SHORT]}.html"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made.html, media_type="text/html; charset=utf-8", headers=headers)
