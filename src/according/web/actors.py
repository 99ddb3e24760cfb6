"""Who is named: the list of names, and the page of one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.errors import NotFound
from according.export.decisions import decisions
from according.store.wanted import Wanted
from according.web.paging import pager
from according.web.state import state_of

router = APIRouter()

SIZE = 40
_REPORTS = 15


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """The names of the record, those that most reports use first."""
    state = state_of(request)
    pages = pager(request, SIZE)
    begin = request.query_params.get("q", "").strip()[:200]
    found = state.finding.names(begin, size=SIZE, at=pages.at)
    return state.page(request, "actors.html", found=found, pages=pages.of(found.total), q=begin)


@router.get("/actor")
def actor(request: Request) -> HTMLResponse:
    """Who is called by a name, report by report."""
    state = state_of(request)
    state.up_to_date()
    name = request.query_params.get("name", "").strip()[:200]
    pages = pager(request, _REPORTS)
    found = state.browsing.naming(name, size=_REPORTS, at=pages.at)
    if not found.total:
        raise NotFound(f"no report names anybody “{name}”")
    ids = {each.actor_id for each in found.rows}
    return state.page(
        request,
        "actor.html",
        name=name,
        found=found,
        pages=pages.of(found.total),
        others=state.cache.get(("others", name), lambda: state.browsing.other_names(name, 12)),
        beside=state.browsing.names_beside(name, 12),
        events=state.finding.events(Wanted(actor=name), size=10),
        decisions=decisions(
            state.record,
            lambda each: each.about[0] == "actors" and bool(ids & set(each.about[1].split())),
        ),
    )
