"""Deciding on findings in place: accept, correct, reject, note, add, adjudicate, take back; and
the history of each field."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from according.errors import JudgementError, NotFound
from according.model import Judgement
from according.reviewing import deciding
from according.reviewing.coding import visible
from according.reviewing.findings import Anchor, Kind
from according.reviewing.history import history as fields_history
from according.reviewing.roles import Viewer
from according.reviewing.settled import Verdict, decision_of
from according.reviewing.values import field_of, only_field
from according.web.forms import anchor_of, decider, given, own_page, remember, text, why_of
from according.web.panel import NAMES, block_of, choice_said, slug
from according.web.state import State, state_of
from according.web.tokens import FIELD

router = APIRouter()

ADDED = (Kind.FIGURE, Kind.TOPONYM, Kind.TIME, Kind.MENTION)
"""Kinds of what the machine may have missed and people can add."""

_Step = Callable[[State, Viewer, FormData], Judgement]


@router.post("/decide")
async def decide(request: Request) -> Response:
    """Accept, correct or reject a field or a finding, or note something of it."""
    return await _answered(request, _decided)


@router.post("/adjudicate")
async def adjudicate(request: Request) -> Response:
    """Decide above the coders."""
    return await _answered(request, _adjudicated)


@router.post("/undo")
async def undo(request: Request) -> Response:
    """Take back what one decided of a finding."""
    return await _answered(request, _undone)


@router.post("/missed")
async def missed(request: Request) -> Response:
    """Add what the machine did not read."""
    return await _answered(request, _added)


@router.get("/history")
def history(request: Request) -> HTMLResponse:
    """All that people decided of a field, or of all of a finding, oldest first; also what was
    taken back."""
    state = state_of(request)
    anchor = anchor_of(state, request.query_params.get("finding", ""))
    field = request.query_params.get("field", "")[:40] or None
    if field is not None:
        field_of(anchor.kind, field)
    viewer = state.asking(request)
    entries = fields_history(state.record, viewer, anchor, field)
    lines = [
        (entry, choice_said(anchor.kind, entry.judgement.field, decision))
        for entry in entries
        if (decision := decision_of(entry.judgement)) is not None
    ]
    part = request.headers.get("hx-request") == "true"
    return state.page(
        request,
        "history_lines.html" if part else "history.html",
        lines=lines,
        anchor=anchor,
        kind=NAMES[anchor.kind],
        field=field,
        block=block_of(state.record, viewer, anchor),
    )


async def _answered(request: Request, step: _Step) -> Response:
    """Do what a form says; the answer is the finding as it stands then, or the page before."""
    state = state_of(request)
    async with request.form(max_files=0, max_fields=16) as sent:
        state.tokens.check(request, sent.get(FIELD))
        viewer = decider(state, request, sent)
        made = await run_in_threadpool(step, state, viewer, sent)
        back = own_page(sent.get("back")) or "/judgements"
    anchor = Anchor.of(made.about)
    response: Response
    if request.headers.get("hx-request") == "true":
        response = await run_in_threadpool(_part, state, request, viewer, anchor, back)
    else:
        response = RedirectResponse(f"{back.split('#')[0]}#{slug(anchor)}", 303)
    remember(state, response, viewer)
    return response


def _part(state: State, request: Request, viewer: Viewer, anchor: Anchor, back: str) -> Response:
    block = block_of(state.record, viewer, anchor)
    return state.page(request, "finding.html", block=block, here=back)


def _decided(state: State, viewer: Viewer, sent: FormData) -> Judgement:
    anchor, verdict, field = _what(state, sent)
    value = text(sent, "value") if verdict is Verdict.CORRECT else None
    return deciding.decide(state.record, viewer, anchor, verdict, field, value, why_of(sent))


def _adjudicated(state: State, viewer: Viewer, sent: FormData) -> Judgement:
    anchor, verdict, field = _what(state, sent)
    value: Any = None
    if verdict is Verdict.CORRECT:
        # What a coder gave is taken as it is; what is typed, as it is read.
        value = _plain(text(sent, "chosen")) if "chosen" in sent else text(sent, "value")
    return deciding.adjudicate(state.record, viewer, anchor, verdict, field, value, why_of(sent))


def _undone(state: State, viewer: Viewer, sent: FormData) -> Judgement:
    judgement = given(sent, "judgement", "the decision")
    named = state.record.review.standing_by_id(judgement)
    standing = visible(state.record, viewer, named)
    if not standing or any(decision_of(each) is None for each in standing):
        raise NotFound("no such decision stands")
    return deciding.undo(state.record, viewer, judgement, why_of(sent))


def _added(state: State, viewer: Viewer, sent: FormData) -> Judgement:
    report = state.record.report(state.record.find(given(sent, "report", "the report")))
    words = given(sent, "words", "the words")
    kind = _kind(given(sent, "kind", "what it is"))
    at = report.text.find(words)
    if at < 0:
        raise JudgementError(f"“{words}” does not stand in the report; copy its own words")
    which = text(sent, "counted").replace(" ", "-") if kind is Kind.FIGURE else ""
    anchor = Anchor(report.id, at, at + len(words), kind, which)
    return deciding.decide(
        *(state.record, viewer, anchor, Verdict.ADD, only_field(kind)),
        *(given(sent, "value", "the value"), why_of(sent)),
    )


def _what(state: State, sent: FormData) -> tuple[Anchor, Verdict, str | None]:
    anchor = anchor_of(state, given(sent, "finding", "the finding"))
    verdict = given(sent, "verdict", "the decision")
    if verdict not in {each.value for each in Verdict} - {Verdict.ADD.value}:
        raise JudgementError(f"there is no decision {verdict!r}")
    return anchor, Verdict(verdict), text(sent, "field") or None


def _kind(name: str) -> Kind:
    for each in ADDED:
        if each.value == name:
            return each
    raise JudgementError(f"nothing of kind {name!r} can be added")


def _plain(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError as error:
        raise JudgementError("this is no value of a coder") from error
