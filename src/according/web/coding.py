"""Who codes which event, who is done, and how far coders agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from according.export.event_view import face_title
from according.reviewing import coding, users
from according.reviewing.agreement import agreement
from according.reviewing.coding import Coding, codings
from according.reviewing.roles import Role, Viewer, plain_name
from according.store import EventLine, Record
from according.web.forms import decider, given, own_page, remember, why_of
from according.web.paging import pager
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

SIZE = 40
_NAMES = 2000


@dataclass(frozen=True, slots=True)
class Open:
    """The coding of an event as somebody sees it. ``own`` is their own assignment."""

    coders: tuple[Coding, ...]
    own: Coding | None
    all_done: bool

    @property
    def may_reopen(self) -> bool:
        """Whether they can take back that they are done."""
        return self.own is not None and self.own.is_done and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether several coded it, and all are done."""
        return self.all_done and len({each.coder for each in self.coders}) > 1


@dataclass(frozen=True, slots=True)
class Coded:
    """An event that is coded, or was; without an id where its words are in none now."""

    event_id: str | None
    title: str
    open: Open


def open_of(known: Iterable[Coding], line: EventLine, viewer: Viewer) -> Open:
    """The coding of an event."""
    return _open([each for each in known if each.event_id == line.id], viewer)


def _open(of: Sequence[Coding], viewer: Viewer) -> Open:
    mine = (each for each in of if each.coder == viewer.name)
    own = min(mine, key=lambda each: each.is_done, default=None)
    return Open(tuple(of), own, bool(of) and all(each.is_done for each in of))


@router.get("/coding")
def shown(request: Request) -> HTMLResponse:
    """The events that are coded: those that wait for who looks first, then those that others code,
    then those that are done."""
    state = state_of(request)
    state.up_to_date()
    viewer = state.asking(request)
    by_event: dict[str, list[Coding]] = {}
    for each in codings(state.record):
        by_event.setdefault(each.event_id or "", []).append(each)
    gone = by_event.pop("", [])
    ordered = sorted(
        ((name, _open(of, viewer)) for name, of in by_event.items()),
        key=lambda pair: (
            pair[1].own is None or pair[1].own.is_done,
            pair[1].all_done,
            pair[0],
        ),
    )
    pages = pager(request, SIZE).of(len(ordered))
    return state.page(
        request,
        "coding.html",
        found=[
            Coded(name, _title(state, name), of) for name, of in ordered[pages.at : pages.at + SIZE]
        ],
        waits=sum(of.own is not None and not of.own.is_done for _, of in ordered),
        gone=gone,
        pages=pages,
    )


def _title(state: State, event: str) -> str:
    face = state.looking.face(event)
    return face_title(face) if face else "an event"


@router.get("/agreement")
def agreed(request: Request) -> HTMLResponse:
    """Krippendorff's alpha by field."""
    state = state_of(request)
    viewer = state.asking(request)
    key = ("agreement", viewer)
    found = state.cache.get(key, lambda: agreement(state.record, viewer))
    return state.page(request, "agreement.html", found=found)


@router.post("/coding/assign")
async def assign(request: Request) -> Response:
    """Let some code an event."""
    return await _said(request, _assign)


@router.post("/coding/withdraw")
async def withdraw(request: Request) -> Response:
    """Take an event from a coder."""
    return await _said(request, _withdraw)


@router.post("/coding/done")
async def done(request: Request) -> Response:
    """Say that one is done with an event."""
    return await _said(request, _done)


@router.post("/coding/reopen")
async def reopen(request: Request) -> Response:
    """Take back that one is done."""
    return await _said(request, _reopen)


async def _said(request: Request, step: Callable[[State, Viewer, str, FormData], Any]) -> Response:
    state = state_of(request)
    async with request.form(max_files=0, max_fields=200) as sent:
        state.tokens.check(request, sent.get(FIELD))
        viewer = decider(state, request, sent)
        event = given(sent, "event", "the event")
        await run_in_threadpool(step, state, viewer, event, sent)
        response = RedirectResponse(own_page(sent.get("back")) or "/coding", 303)
    remember(state, response, viewer)
    return response


def _assign(state: State, viewer: Viewer, event: str, sent: FormData) -> None:
    chosen = [str(each) for each in sent.getlist("coder")]
    typed = str(sent.get("coders") or "")[:_NAMES].split(",")
    names = [name for each in (*chosen, *typed) if (name := plain_name(each))]
    coding.assign(state.record, viewer, event, names)


def _withdraw(state: State, viewer: Viewer, event: str, sent: FormData) -> None:
    coder = given(sent, "coder", "the coder")
    coding.withdraw(state.record, viewer, event, coder, why_of(sent))


def _done(state: State, viewer: Viewer, event: str, sent: FormData) -> None:
    coding.finish(state.record, viewer, event, why_of(sent))


def _reopen(state: State, viewer: Viewer, event: str, sent: FormData) -> None:
    coding.reopen(state.record, viewer, event, why_of(sent))


def coders(record: Record) -> list[str]:
    """Who may code, of those who may sign in."""
    return [each.name for each in users.users(record) if each.role != Role.READER.value]
