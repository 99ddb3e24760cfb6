"""The report page: its text with findings, its copies, and words opened in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from according.errors import NotFound
from according.export.decisions import field_decisions
from according.export.entries import layers
from according.export.marking import Marked, Piece, pieces
from according.export.page import laid_out
from according.linking.judged import not_copies
from according.linking.origins import DERIVED, First, first_of
from according.model import FigureKind, OriginLink, Report, Span
from according.web.changes import changed_words
from according.web.deciding import ADDED
from according.web.paging import number_of
from according.web.panel import NAMES, added, at_words
from according.web.state import SHORT, State, state_of
from according.web.voices import voices_tree

router = APIRouter()

_AROUND = 700
"""Characters shown around words that are opened in place, at most."""
_BLOCKS = 8
"""Findings that are shown at words that are opened, at most."""
_BESIDE = 12
"""Reports that share text which a page lists."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another report with a part of the text; ``denied``: a person said it is no copy."""

    report: Report
    link: OriginLink
    first: First | None
    changed: tuple[tuple[str, str], ...]
    denied: bool


@router.get("/report/{report_id}")
def report(request: Request, report_id: str) -> HTMLResponse:
    """A report with all that was read in it."""
    state = state_of(request)
    state.up_to_date()
    whole = state.record.find(report_id)
    reading = state.record.reading(whole)
    shown = layers(reading)
    here = _span(request, reading.report)
    extra = (
        [Marked(here, "here", "asked", "asked", "the words that were asked for")] if here else []
    )
    viewer = state.asking(request)
    blocks = at_words(state.record, viewer, whole, here) if here else []
    return state.page(
        request,
        "report.html",
        report=reading.report,
        blocks=blocks[:_BLOCKS],
        more=len(blocks[_BLOCKS:]),
        here=_whole(whole, here),
        people=field_decisions(state.record, viewer, [whole]),
        added=added(state.record, viewer, whole),
        kinds_added=[(each.value, NAMES[each]) for each in ADDED],
        counted=[each.value for each in FigureKind],
        reading=reading,
        captures=state.record.captures(whole),
        paragraphs=laid_out(reading.report, shown, extra),
        layers=shown,
        voices=voices_tree(reading, shown),
        events=state.looking.faces_of_report(whole),
        beside=_beside(state, reading.report),
    )


@router.get("/report/{report_id}/words")
def words(request: Request, report_id: str) -> HTMLResponse:
    """A part of a report with the words that were asked for marked."""
    state = state_of(request)
    found = state.record.report(state.record.find(report_id))
    span = _span(request, found)
    if span is None:
        raise NotFound("these words do not stand in the report")
    start, end = _around(found.text, span)
    mark = Marked(span, "", "asked", "asked", "")
    blocks = at_words(state.record, state.asking(request), found.id, span)
    return state.page(
        request,
        "words.html",
        report=found,
        span=span,
        blocks=blocks[:_BLOCKS],
        more=len(blocks[_BLOCKS:]),
        here=_whole(found.id, span),
        pieces=list(pieces(found.text, start, end, [mark])),
        before=start > 0,
        after=end < len(found.text),
    )


@router.get("/report/{report_id}/beside/{other_id}")
def beside(request: Request, report_id: str, other_id: str) -> HTMLResponse:
    """Two reports side by side, with the passages that they share."""
    state = state_of(request)
    one = state.record.report(state.record.find(report_id))
    other = state.record.report(state.record.find(other_id))
    ends = {one.id, other.id}
    link = next(
        (each for each in state.record.across.links([one.id]) if {each.a, each.b} == ends), None
    )
    if link is None or one.id == other.id:
        raise NotFound("these two reports share no text, as far as was looked")
    in_one, in_other = (link.in_a, link.in_b) if link.a == one.id else (link.in_b, link.in_a)
    return state.page(
        request,
        "beside.html",
        sides=(
            (one, _shared(one, [each.span for each in in_one])),
            (other, _shared(other, [each.span for each in in_other])),
        ),
        link=link,
        first=first_of(one, other) if link.relation in DERIVED else None,
        changed=changed_words(one.text, other.text) if link.relation in DERIVED else (),
        passages=len(in_one),
        denied=frozenset(ends) in not_copies(state.record.across.standing(("reports",))),
    )


def _whole(report_id: str, span: Span | None) -> str:
    """The address of a report's page, with words asked for."""
    spot = f"?start={span.start}&end={span.end}" if span else ""
    return f"/report/{report_id[:SHORT]}{spot}"


def _shared(report: Report, spans: Sequence[Span]) -> list[Piece]:
    marks = [
        Marked(span, f"s{number}", f"s{number}", "shared", f"passage {number}")
        for number, span in enumerate(spans, 1)
    ]
    return list(pieces(report.text, 0, len(report.text), marks))


def _beside(state: State, report: Report) -> list[Beside]:
    denied = not_copies(state.record.across.standing(("reports",)))
    links = state.looking.links_of(report.id, _BESIDE)
    found = []
    for link in links:
        other = state.record.report(link.b if link.a == report.id else link.a)
        derived = link.relation in DERIVED
        found.append(
            Beside(
                other,
                link,
                first_of(report, other) if derived else None,
                changed_words(report.text, other.text) if derived else (),
                frozenset((link.a, link.b)) in denied,
            )
        )
    return found


def _span(request: Request, report: Report) -> Span | None:
    start = number_of(request.query_params.get("start", ""))
    end = number_of(request.query_params.get("end", ""))
    return Span(start, end) if start < end <= len(report.text) else None


def _around(text: str, span: Span) -> tuple[int, int]:
    """The paragraph that words stand in, or as much of it as is read at a glance."""
    start = text.rfind("\n\n", 0, span.start) + 2 if "\n\n" in text[: span.start] else 0
    end = text.find("\n\n", span.end)
    end = len(text) if end < 0 else end
    if span.start - start > _AROUND:
        start = text.find(" ", span.start - _AROUND) + 1
    if end - span.end > _AROUND:
        end = text.rfind(" ", span.end, span.end + _AROUND)
        end = span.end if end < 0 else end
    return start, end
