"""What the pages show and how well; the keys; refused and unread inputs."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.web.paging import pager
from according.web.state import state_of

router = APIRouter()

SIZE = 40


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """How to read the pages."""
    return state_of(request).page(request, "about.html")


@router.get("/refused")
def refused(request: Request) -> HTMLResponse:
    """Inputs that could not be used, each with its reason."""
    state = state_of(request)
    pages = pager(request, SIZE)
    reason = request.query_params.get("reason", "")[:40]
    found = state.browsing.refusals(size=SIZE, at=pages.at, reason=reason)
    return state.page(
        request, "refused.html", found=found, pages=pages.of(found.total), reason=reason
    )


@router.get("/unread")
def unread(request: Request) -> HTMLResponse:
    """Reports that were stored and not read."""
    state = state_of(request)
    pages = pager(request, SIZE)
    found = state.browsing.unread(size=SIZE, at=pages.at)
    return state.page(request, "unread.html", found=found, pages=pages.of(found.total))
