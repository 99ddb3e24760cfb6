"""Reports annotated with attributions of any depth, kinds of source and events, to documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.attribution_set import MarkedAttribution, MarkedReport
from evaluation.marked import CONTENT, CUE, SOURCE, Annotated, Marked

DEEPEST = 1
"""Attributions that stand inside of more than one other are not taught: there are two layers."""


def annotated(reports: Iterable[MarkedReport]) -> list[Annotated]:
    return [_annotated(report) for report in reports]


def _annotated(report: MarkedReport) -> Annotated:
    marks: dict[Marked, int] = {}
    links: dict[tuple[int, int], None] = {}
    for each in report.attributions:
        layer = report.depth(each)
        if layer <= DEEPEST:
            for mark, partner in _marks(each, layer):
                number = marks.setdefault(mark, len(marks))
                if partner is not None:
                    links[number, marks.setdefault(partner, len(marks))] = None
    events = tuple((*each.trigger, each.certainty.value) for each in report.events)
    return Annotated(report.id, report.text, tuple(marks), tuple(links), events)


def _marks(each: MarkedAttribution, layer: int) -> Iterator[tuple[Marked, Marked | None]]:
    """The marks of an attribution, each with the mark that it is linked to."""
    source = each.source and Marked(SOURCE, *each.source, layer, each.kind.value)
    cue = Marked(CUE, *each.cue, layer)
    yield cue, source
    for part in each.content:
        yield Marked(CONTENT, *part, layer), cue
