"""People decide: what is one happening, what is no copy, who is not the same; and take it back."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from according.errors import SettingsError
from according.export.decisions import decision_lines
from according.model import Judgement
from according.reviewing import deciding, grouping
from according.reviewing.history import all_judgements
from according.reviewing.roles import Viewer
from according.store import Record
from according.web.forms import decider, given, own_page, remember, why_of
from according.web.paging import pager
from according.web.state import State, state_of
from according.web.subjects import subjects
from according.web.tokens import FIELD

router = APIRouter()

SIZE = 40


@router.get("/judgements")
def judgements(request: Request) -> HTMLResponse:
    """All that people decided, the newest first."""
    state = state_of(request)
    pages = pager(request, SIZE)
    made = all_judgements(state.record, state.asking(request))
    every = decision_lines(made)
    shown = every[pages.at : pages.at + SIZE]
    return state.page(
        request,
        "judgements.html",
        found=shown,
        about=subjects(state, shown, made),
        said={each.id: each.said for each in every},
        pages=pages.of(len(every)),
    )


@router.post("/judge/{what}")
async def judge(request: Request, what: str) -> Response:
    """Keep a decision, and go back to what it was about."""
    state = state_of(request)
    async with request.form(max_files=0, max_fields=12) as sent:
        state.tokens.check(request, sent.get(FIELD))
        if what not in _STEPS:
            raise SettingsError("there is no such decision")
        viewer = decider(state, request, sent)
        made = await run_in_threadpool(_STEPS[what], state.record, viewer, sent)
    await run_in_threadpool(state.faces.catch_up)
    response = RedirectResponse(_back(state, sent, made), 303)
    remember(state, response, viewer)
    return response


def _join(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    other = given(sent, "other", "the other event").rstrip("/").rsplit("/", 1)[-1]
    return grouping.join(record, viewer, given(sent, "event", "the event"), other, why_of(sent))


def _split(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    event, report = given(sent, "event", "the event"), given(sent, "report", "the report")
    return grouping.split(record, viewer, event, report, why_of(sent))


def _not_a_copy(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    a, b = given(sent, "a", "a report"), given(sent, "b", "the other report")
    return grouping.not_a_copy(record, viewer, a, b, why_of(sent))


def _not_the_same(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    a, b = given(sent, "a", "who stays"), given(sent, "b", "who is somebody else")
    return grouping.not_the_same(record, viewer, a, b, why_of(sent))


def _undo(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    return deciding.undo(record, viewer, given(sent, "judgement", "the decision"), why_of(sent))


def _the_same(record: Record, viewer: Viewer, sent: FormData) -> Judgement:
    a, b = given(sent, "a", "one actor"), given(sent, "b", "the other actor")
    return grouping.same(record, viewer, a, b, why_of(sent))


_STEPS: dict[str, Callable[[Record, Viewer, FormData], Judgement]] = {
    "join": _join,
    "split": _split,
    "not-a-copy": _not_a_copy,
    "not-the-same": _not_the_same,
    "same": _the_same,
    "undo": _undo,
}


def _back(state: State, sent: FormData, made: Judgement) -> str:
    """Where to go after: the page that the form was on, if it is one of ours and still there."""
    back = own_page(sent.get("back"))
    gone = made.about[0] == "event" and not state.looking.face(made.about[1])
    return "/judgements" if back is None or gone else back
