"""People decide: what is one happening, what is no copy, who is not the same; and take it back."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from according import judging
from according.errors import SettingsError
from according.export.decisions import decisions
from according.model import Judgement
from according.store import Record
from according.web.paging import pager
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

SIZE = 40
_YEAR = 365 * 24 * 3600


@router.get("/judgements")
def judgements(request: Request) -> HTMLResponse:
    """All that people decided, the newest first."""
    state = state_of(request)
    pages = pager(request, SIZE)
    every = decisions(state.record)
    shown = every[pages.at : pages.at + SIZE]
    return state.page(request, "judgements.html", found=shown, pages=pages.of(len(every)))


@router.post("/judge/{what}")
async def judge(request: Request, what: str) -> Response:
    """Keep a decision, and go back to what it was about."""
    state = state_of(request)
    async with request.form(max_files=0, max_fields=12) as sent:
        state.tokens.check(request, sent.get(FIELD))
        if what not in _STEPS:
            raise SettingsError("there is no such decision")
        by = _given(sent, "by", "who decides")[:80]
        why = str(sent.get("why") or "").strip()[:2000] or None
        made = await run_in_threadpool(_STEPS[what], state.record, sent, by, why)
    await run_in_threadpool(state.faces.catch_up)
    response = RedirectResponse(_back(state, sent, made), 303)
    response.set_cookie("coder", _ascii(by), max_age=_YEAR, httponly=True, samesite="strict")
    return response


def _given(sent: FormData, name: str, what: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"not given: {what}")
    return value.strip()


def _ascii(by: str) -> str:
    """A name as a cookie can hold it; others are asked for each time."""
    return by if by.isascii() and by.isprintable() and not set(by) & set('";,\\') else ""


def _join(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    other = _given(sent, "other", "the other event").rstrip("/").rsplit("/", 1)[-1]
    return judging.join(record, _given(sent, "event", "the event"), other, by, why)


def _split(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    event, report = _given(sent, "event", "the event"), _given(sent, "report", "the report")
    return judging.split(record, event, report, by, why)


def _not_a_copy(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    a, b = _given(sent, "a", "a report"), _given(sent, "b", "the other report")
    return judging.not_a_copy(record, a, b, by, why)


def _not_the_same(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    a, b = _given(sent, "a", "who stays"), _given(sent, "b", "who is somebody else")
    return judging.not_the_same(record, a, b, by, why)


def _the_same(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    a, b = _given(sent, "a", "one actor"), _given(sent, "b", "the other actor")
    return judging.same(record, a, b, by, why)


def _undo(record: Record, sent: FormData, by: str, why: str | None) -> Judgement:
    return judging.undo(record, _given(sent, "judgement", "the decision"), by, why)


_STEPS: dict[str, Callable[[Record, FormData, str, str | None], Judgement]] = {
    "join": _join,
    "split": _split,
    "not-a-copy": _not_a_copy,
    "not-the-same": _not_the_same,
    "same": _the_same,
    "undo": _undo,
}


def _back(state: State, sent: FormData, made: Judgement) -> str:
    """Where to go after: the page that the form was on, if it is one of ours and still there."""
    back = sent.get("back")
    if isinstance(back, str) and back.startswith("/") and not back.startswith(("//", "/\\")):
        event = made.about[1]
        if made.about[0] == "event" and not state.looking.face(event):
            return "/judgements"
        return back
    return "/judgements"
