"""An event to review field by field, and to adjudicate where coders differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.export.decisions import judgement_said
from according.export.event_view import face_title
from according.model import Report
from according.reviewing.coding import Coding, codings
from according.reviewing.deciding import event_items, judged_items, report_items
from according.reviewing.findings import named
from according.reviewing.history import event_history
from according.reviewing.roles import Action, Viewer, may
from according.reviewing.settled import Decision, Item, State, Verdict
from according.store import EventLine, Waiting
from according.web.coding import coders as may_code
from according.web.coding import open_of
from according.web.paging import number_of, pager
from according.web.panel import Block, Row, blocks, choice_said, listed
from according.web.state import State as Pages
from according.web.state import address, state_of

router = APIRouter()

SIZE = 20
"""Findings on a page."""

REPORTS = 8
"""Reports of an event that are read for its pages at once: of one that hundreds tell, the others
are further on."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a coder decided of a field; the form's words to decide the same above them."""

    decision: Decision
    said: str
    verdict: Verdict
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """A field with what each coder decided, in the order of the coders; None: nothing."""

    block: Block
    row: Row
    cells: tuple[Cell | None, ...]
    above: Cell | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which of an event's reports are shown, of how many; counted from 1. ``before`` and ``after``
    are the addresses of the others, None at an end."""

    first: int
    last: int
    of: int
    before: str | None
    after: str | None


@router.get("/event/{event_id}/review")
def review(request: Request, event_id: str) -> HTMLResponse:
    """All that can be decided of an event, a page at a time; or of it what something that waits
    rests on."""
    state, viewer = state_of(request), state_of(request).asking(request)
    state.up_to_date()
    line = state.record.across.event(event_id)
    waiting = _waiting(state, request.query_params.get("item", ""), line)
    part, reports = _part(request, line)
    if waiting is not None:
        rests = {anchor for anchor, _ in waiting.detail["rests"]}
        reports, part = sorted({named(each).report_id for each in rests}), None
        items = event_items(state.record, viewer, line.id, reports)
        found = [each for each in blocks(items, viewer) if each.name in rests]
    else:
        found = blocks(_items(state, viewer, line, reports), viewer)
    undecided = bool(request.query_params.get("open"))
    if undecided:
        found = [each for each in found if _is_open(each, viewer)]
    pages = pager(request, SIZE).of(len(found))
    shown = found[pages.at : pages.at + SIZE]
    return state.page(
        request,
        "review.html",
        line=line,
        title=_title(state, line),
        groups=[
            (state.record.report(report), list(some))
            for report, some in groupby(shown, lambda each: each.anchor.report_id)
        ],
        waiting=waiting,
        part=part,
        undecided=undecided,
        pages=pages,
        here=_here(request),
        open=open_of(codings(state.record, line.reports), line, viewer),
        may_code=may_code(state.record) if state.accounts else [],
    )


@router.get("/event/{event_id}/history")
def history(request: Request, event_id: str) -> HTMLResponse:
    """All that people decided of an event, oldest first: of its fields, of what belongs to it, of
    who codes it."""
    state, viewer = state_of(request), state_of(request).asking(request)
    state.up_to_date()
    line = state.record.across.event(event_id)
    entries = event_history(state.record, viewer, line.id)
    return state.page(
        request,
        "event_history.html",
        line=line,
        title=_title(state, line),
        field="all",
        lines=[(each, judgement_said(each.judgement)) for each in entries],
    )


@router.get("/report/{report_id}/review")
def report_review(request: Request, report_id: str) -> HTMLResponse:
    """All that can be decided of a report, a page at a time."""
    state, viewer = state_of(request), state_of(request).asking(request)
    report = state.record.report(state.record.find(report_id))
    key = ("items", viewer, report.id)
    items = state.cache.get(key, lambda: report_items(state.record, viewer, report.id))
    found = blocks(items, viewer)
    undecided = bool(request.query_params.get("open"))
    if undecided:
        found = [each for each in found if _is_open(each, viewer)]
    pages = pager(request, SIZE).of(len(found))
    shown = found[pages.at : pages.at + SIZE]
    return state.page(
        request,
        "review.html",
        line=None,
        report=report,
        title=report.title or report.outlet or "a report",
        groups=[(report, shown)] if shown else [],
        waiting=None,
        part=None,
        undecided=undecided,
        pages=pages,
        here=_here(request),
    )


@router.get("/event/{event_id}/adjudicate")
def adjudicate(request: Request, event_id: str) -> HTMLResponse:
    """What coders decided, side by side."""
    state, viewer = state_of(request), state_of(request).asking(request)
    state.up_to_date()
    line = state.record.across.event(event_id)
    known = codings(state.record, line.reports)
    every = bool(request.query_params.get("all"))
    decided = [each for each in _judged(state, viewer, line) if each.decisions]
    coders = _coders(known, line, decided)
    shown = decided if every else [each for each in decided if each.state in _WANTED]
    lines = [_line(block, row, coders) for block in blocks(shown, viewer) for row in block.rows]
    waits = sorted({each.coder for each in known if each.is_open})
    reports: dict[str, Report] = {}
    for each in lines:
        name = each.block.anchor.report_id
        reports.setdefault(name, state.record.report(name))
    return state.page(
        request,
        "adjudicate.html",
        line=line,
        title=_title(state, line),
        lines=lines,
        coders=coders,
        waits=waits,
        can=may(viewer.role, Action.ADJUDICATE) and not waits,
        every=every,
        number=len(decided),
        reports=reports,
        listed=listed,
        here=_here(request),
    )


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


_WANTED = (State.DIFFER, State.ADJUDICATED)


def _items(state: Pages, viewer: Viewer, line: EventLine, reports: Sequence[str]) -> list[Item]:
    key = ("items", viewer, line.id, *reports)
    return state.cache.get(key, lambda: event_items(state.record, viewer, line.id, reports))


def _judged(state: Pages, viewer: Viewer, line: EventLine) -> list[Item]:
    key = ("judged", viewer, line.id)
    return state.cache.get(key, lambda: judged_items(state.record, viewer, line.id))


def _part(request: Request, line: EventLine) -> tuple[Part | None, Sequence[str]]:
    """The reports of an event that are shown: all, of one that few tell."""
    if len(line.reports) <= REPORTS:
        return None, line.reports
    last = -(-len(line.reports) // REPORTS)
    number = min(max(1, number_of(request.query_params.get("part", "1"))), last)
    some = line.reports[(number - 1) * REPORTS : number * REPORTS]
    rest = {name: each for name, each in request.query_params.items() if name == "open"}
    before, after = (
        address(request.url.path, rest, part=each) if 1 <= each <= last else None
        for each in (number - 1, number + 1)
    )
    first = (number - 1) * REPORTS + 1
    return Part(first, first + len(some) - 1, len(line.reports), before, after), some


def _title(state: Pages, line: EventLine) -> str:
    face = state.looking.face(line.id)
    return face_title(face) if face else "Event"


def _waiting(state: Pages, short: str, line: EventLine) -> Waiting | None:
    found = state.record.review.waiting(short[:64]) if short.isalnum() else None
    return found if found is not None and found.event_id == line.id else None


def _is_open(block: Block, viewer: Viewer) -> bool:
    """Whether the viewer has something to decide: neither the whole nor each of its fields is."""
    own = {
        row.item.field
        for row in block.rows
        for each in row.decided
        if _is_of(each.decision, viewer)
    }
    return None not in own and any(row.item.field not in own for row in block.rows)


def _is_of(decision: Decision, viewer: Viewer) -> bool:
    return decision.adjudicates or decision.by == viewer.name


def _coders(known: Iterable[Coding], line: EventLine, decided: Iterable[Item]) -> tuple[str, ...]:
    """Who codes the event, and whoever else decided of it."""
    assigned = {each.coder for each in known if each.event_id == line.id}
    others = {one.by for each in decided for one in each.decisions if not one.adjudicates}
    return tuple(sorted(assigned | others))


def _line(block: Block, row: Row, coders: Iterable[str]) -> Line:
    own = {each.by: _cell(row.item, each) for each in row.item.decisions if not each.adjudicates}
    above = [_cell(row.item, each) for each in row.item.decisions if each.adjudicates]
    return Line(block, row, tuple(own.get(each) for each in coders), above[0] if above else None)


def _cell(item: Item, decision: Decision) -> Cell:
    verdict = decision.verdict
    if verdict is not Verdict.REJECT:
        same = item.field is None or decision.value == item.machine
        verdict = Verdict.ACCEPT if same else Verdict.CORRECT
    words = choice_said(item.anchor.kind, item.field, decision)
    return Cell(decision, words, verdict, json.dumps(decision.value))
