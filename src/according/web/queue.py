"""What waits for a person, what matters first."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from according.export.event_view import face_title
from according.reviewing import queue as queueing
from according.reviewing.findings import Anchor, parse_anchor
from according.reviewing.reasons import Why
from according.store import Waiting
from according.web.forms import decider, given, own_page, remember, why_of
from according.web.paging import number_of
from according.web.panel import slug
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

SIZE = 30

_LATER = 200
"""Changed events that are looked at once a page is shown."""

_LOOKING = Lock()
"""Held by whoever looks at them: one at a time is enough."""

SAID = {
    Why.DAMAGED: "damaged",
    Why.DIFFER: "coders differ",
    Why.CONFLICT: "accounts in conflict",
    Why.DOUBTFUL: "place with a low score",
    Why.HANGING: "hangs on one link",
    Why.UNCERTAIN: "place or time uncertain",
}
"""Reasons as pages name them."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits, with the event's title and where its page shows what it rests on."""

    waiting: Waiting
    title: str
    to: str
    reason: str


@router.get("/queue")
def queue(request: Request) -> HTMLResponse:
    """A page of what waits."""
    state = state_of(request)
    state.up_to_date()
    viewer = state.asking(request)
    own = bool(request.query_params.get("own"))
    why = _why(request.query_params.get("reason", ""))
    after = _cursor(request.query_params.get("after", ""))
    page = queueing.page(state.record, viewer, SIZE, after, own=own, why=why)
    counts = state.record.review.waiting_counts(viewer.name if own else None)
    values = {"own": "yes" if own else "", "reason": why.value if why else ""}
    shown = state.page(
        request,
        "queue.html",
        lines=[_line(state, each) for each in page.waiting],
        changed=page.changed,
        next=",".join(map(str, page.next)) if page.next else "",
        first=after is None,
        counts=[
            (each.value, SAID[each], counts[each.value]) for each in Why if each.value in counts
        ],
        total=sum(counts.values()),
        values=values,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    )
    return looked_on(state, shown, page.changed)


@router.post("/queue/confirm")
async def confirm(request: Request) -> Response:
    """An event that hangs on one link is one happening all the same."""
    state = state_of(request)
    async with request.form(max_files=0, max_fields=8) as sent:
        state.tokens.check(request, sent.get(FIELD))
        viewer = decider(state, request, sent)
        item, why = given(sent, "item", "what waits"), why_of(sent)
        await run_in_threadpool(queueing.confirm, state.record, viewer, item, why)
        response = RedirectResponse(own_page(sent.get("back")) or "/queue", 303)
    remember(state, response, viewer)
    return response


def waits(state: State, limit: int) -> tuple[int, int]:
    """How many things wait, and how many events were not looked at yet, after a few of them were.

    Args:
        limit: so many events are looked at, at most.
    """
    queueing.refresh(state.record, limit)
    return sum(state.record.review.waiting_counts().values()), state.record.review.stale_count()


def looked_on(state: State, shown: HTMLResponse, left: int) -> HTMLResponse:
    """The same page; once it is sent, more of the events that changed are looked at, so that nobody
    waits for it.

    Args:
        left: how many were not looked at yet.
    """
    if left:
        shown.background = BackgroundTask(_look_on, state)
    return shown


def _look_on(state: State) -> None:
    if not _LOOKING.acquire(blocking=False):
        return
    try:
        queueing.refresh(state.record, _LATER)
    finally:
        _LOOKING.release()


def _line(state: State, waiting: Waiting) -> Line:
    face = state.looking.face(waiting.event_id)
    to = f"/event/{waiting.event_id[:12]}"
    if waiting.reason == Why.DIFFER.value:
        to = f"{to}/adjudicate#{_spot(waiting.detail['item'][0])}"
    elif waiting.detail["rests"]:
        to = f"{to}/review?item={waiting.id[:16]}"
    title = face_title(face) if face else "an event"
    return Line(waiting, title, to, SAID[Why(waiting.reason)])


def _spot(named: str) -> str:
    """Where a page shows the finding that the queue names."""
    kind, report, start, end, which = parse_anchor(named)
    return slug(Anchor(report, start, end, kind, which or "")) if kind else ""


def _why(given_: str) -> Why | None:
    return Why(given_) if given_ in {each.value for each in Why} else None


def _cursor(written: str) -> queueing.Cursor | None:
    """Where a page begins; what is no cursor is the beginning."""
    rank, _, rest = written[:120].partition(",")
    turn, _, identity = rest.partition(",")
    try:
        return number_of(rank), float(turn), identity
    except ValueError:
        return None
