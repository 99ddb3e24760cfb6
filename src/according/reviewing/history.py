"""What was decided when, by whom and why, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from according.linking.judged import KINDS, anchors
from according.model import Judgement
from according.model.record import standing
from according.reviewing.coding import ASSIGNMENT, visible
from according.reviewing.deciding import seen
from according.reviewing.findings import Anchor, find, findings
from according.reviewing.roles import Action, Viewer
from according.reviewing.settled import decision_of
from according.store import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history of a field. ``undone`` is what took it back, if anything did."""

    judgement: Judgement
    undone: Judgement | None


def history(
    record: Record, viewer: Viewer, anchor: Anchor, field: str | None = None
) -> list[Entry]:
    """All that people decided of a finding, or of one of its fields, oldest first: who, when, what
    and why, also what was taken back; as far as the viewer may see it.

    Raises:
        NotFound: no such report.
    """
    viewer.need(Action.READ)
    reading = record.reading(anchor.report_id)
    known = findings(reading)
    target, _ = find(anchor, known)
    made = seen(record, viewer, [anchor.report_id])[anchor.report_id]
    found = []
    for each in _entries(made):
        decision = decision_of(each.judgement)
        if decision is None or (field is not None and each.judgement.field != field):
            continue
        finding, _ = find(decision.anchor, known)
        same = decision.anchor == anchor if target is None else finding is target
        if same:
            found.append(each)
    return found


def event_history(record: Record, viewer: Viewer, event: str) -> list[Entry]:
    """All that people decided of an event, oldest first: of what its reports were read to say, of
    what belongs to it and what is a copy, of who codes it; as far as the viewer may see it.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    viewer.need(Action.READ)
    reports = record.across.event(event).reports
    rows = {each.id: each for some in seen(record, viewer, reports).values() for each in some}
    everything = record.review.judgements_of(reports)
    rows |= {each.id: each for each in everything if each.about[0] == ASSIGNMENT}
    links = record.across.judgements(KINDS)
    inside = {each.id for each in links if _reports(each) & set(reports)}
    rows |= {each.id: each for each in links if {each.id, each.undoes} & inside}
    return _entries(rows.values())


def all_judgements(record: Record, viewer: Viewer) -> list[Judgement]:
    """All that people decided in a record, oldest first, as far as the viewer may see it; also what
    was taken back, and what took it back."""
    viewer.need(Action.READ)
    return visible(record, viewer, record.across.judgements())


def _reports(judgement: Judgement) -> set[str]:
    if judgement.about[0] == "reports":
        return set(judgement.about[1].split(" "))
    return {report for side in anchors(judgement) for _, report, _ in side}


def _entries(made: Iterable[Judgement]) -> list[Entry]:
    """Each with what took it back; what only takes back is no line of its own."""
    rows = sorted(made, key=lambda each: (each.at, each.id))
    stands = {each.id for each in standing(rows)}
    undone = {each.undoes: each for each in rows if each.undoes is not None}
    return [
        Entry(each, None if each.id in stands else undone.get(each.id))
        for each in rows
        if each.undoes is None
    ]
