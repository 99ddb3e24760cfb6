"""People decide on what was found: rows of their own, beside what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from according import judging
from according.errors import Ambiguous, JudgementError, NotAllowed, NotFound
from according.linking.judged import UNDO, anchors
from according.model import Judgement, Reading, Span
from according.model.canonical import digest
from according.reviewing.coding import ASSIGNMENT, codings, sight, visible
from according.reviewing.findings import (
    Anchor,
    Finding,
    How,
    find,
    findings,
    nothing_at,
    of_accounts,
    parse_anchor,
    unread,
)
from according.reviewing.roles import Action, Viewer, plain_name
from according.reviewing.settled import Item, Verdict, decision_of, items, plain_decision
from according.reviewing.shipped import located
from according.reviewing.values import Context, Located, field_of
from according.store import EventLine, Record

Places = Callable[[int], Located | None]
"""The places of a gazetteer by their GeoNames ids."""


def decide(
    record: Record,
    viewer: Viewer,
    anchor: Anchor,
    verdict: Verdict,
    field: str | None = None,
    value: Any = None,
    why: str | None = None,
    places: Places | None = None,
) -> Judgement:
    """Decide on a field of a finding, or on the finding as a whole.

    Args:
        field: its name; None is the whole: accepted it is what it was read to be, rejected there is
            nothing of the kind.
        value: what a correction says: as typed, or a plain value.
        why: why; of a note, the note itself.
        places: where GeoNames ids are looked up; the shipped gazetteer if not given.

    Raises:
        NotAllowed: the viewer may not.
        NotFound: no such report or finding.
        JudgementError: no such field, or a value that it cannot have.
    """
    viewer.need(Action.DECIDE)
    return _decide(record, viewer, anchor, _Said(verdict, field, value, why), places, False)


def adjudicate(
    record: Record,
    viewer: Viewer,
    anchor: Anchor,
    verdict: Verdict,
    field: str | None = None,
    value: Any = None,
    why: str | None = None,
    places: Places | None = None,
) -> Judgement:
    """Decide above the coders, once all who code the report's events are done.

    Args and errors as of `decide`.

    Raises:
        NotAllowed: the viewer may not, or somebody is not done.
    """
    viewer.need(Action.ADJUDICATE)
    waits = {each.coder for each in codings(record, [anchor.report_id]) if each.is_open}
    if waits:
        raise NotAllowed(f"still coding: {', '.join(sorted(waits))}; adjudicate when all are done")
    return _decide(record, viewer, anchor, _Said(verdict, field, value, why), places, True)


@dataclass(frozen=True, slots=True)
class _Said:
    verdict: Verdict
    field: str | None
    value: Any
    why: str | None


def _decide(
    record: Record,
    viewer: Viewer,
    anchor: Anchor,
    said: _Said,
    places: Places | None,
    adjudicates: bool,
) -> Judgement:
    reading = record.reading(anchor.report_id)
    finding, _ = find(anchor, findings(reading))
    if said.verdict is Verdict.ADD:
        if finding is not None:
            raise JudgementError(f"something is read at {anchor} already; correct it")
        finding = unread(reading.report, anchor)
    elif finding is None:
        finding = _added(record, viewer, reading, anchor)
    if said.field is not None:
        field_of(finding.anchor.kind, said.field)
    machine = finding.fields.get(said.field) if said.field is not None else True
    value = _value(reading, finding, said, machine, places)
    plain = plain_decision(finding.quote, machine, value, adjudicates=adjudicates)
    about = finding.anchor.about

    def make(at: datetime) -> Judgement:
        decision, by = said.verdict.value, viewer.name
        parts = (*about, said.field, decision, plain, by, at.isoformat())
        identity = digest("judgement/2", *parts)
        return Judgement(identity, about, decision, by, at, said.field, plain, said.why)

    return record.review.decide([anchor.report_id], *about, make)


def _added(record: Record, viewer: Viewer, reading: Reading, anchor: Anchor) -> Finding:
    """What somebody said that these words are, as far as the viewer may see it."""
    items_ = _items(record, viewer, [anchor.report_id], None)
    made = [each for each in items_ if each.anchor == anchor]
    if any(each.how is How.ADDED for each in made):
        return unread(reading.report, anchor)
    if made:
        raise NotFound(f"nothing is read at {anchor} now; what was decided of it is kept")
    span = Span(anchor.start, anchor.end)
    raise NotFound(nothing_at(reading.report, anchor, span, findings(reading)))


def _value(
    reading: Reading, finding: Finding, said: _Said, machine: Any, places: Places | None
) -> Any:
    gives = (Verdict.CORRECT, Verdict.ADD)
    if said.verdict not in gives and said.value is not None:
        raise JudgementError(f"to {said.verdict.value} takes no value; use correct")
    if said.verdict is Verdict.ACCEPT:
        if said.field is not None and said.field not in finding.fields:
            raise JudgementError("the machine read nothing here to accept; correct says what it is")
        return machine
    if said.verdict is Verdict.NOTE and not (said.why or "").strip():
        raise JudgementError("a note needs words")
    if said.verdict not in gives:
        return None
    if said.field is None:
        raise JudgementError("name the field")
    if said.value is None or said.value == "":
        raise JudgementError("a value is needed; to say that there is none, reject")
    context = Context(reading.report, places or located)
    return field_of(finding.anchor.kind, said.field).read(said.value, context)


def undo(record: Record, viewer: Viewer, judgement: str, why: str | None = None) -> Judgement:
    """Take a judgement back: one's own, and as an adjudicator those of other adjudicators.

    Raises:
        NotFound, Ambiguous: no such judgement stands, or none that the viewer may see.
        NotAllowed: it is another's.
    """
    viewer.need(Action.UNDO_OWN)
    named = record.review.standing_by_id(judgement) if judgement else []
    made = visible(record, viewer, named)
    if not made:
        raise NotFound(_why_not(record, viewer, judgement))
    if len(made) > 1:
        raise Ambiguous(f"{judgement!r} fits several judgements; give more of the id")
    target = made[0]
    decision = decision_of(target)
    if target.about[0] == ASSIGNMENT:
        raise NotAllowed("who codes what is taken back by: according review withdraw, reopen")
    if plain_name(target.by) != viewer.name:
        adjudicated = decision is not None and decision.adjudicates
        if not adjudicated and decision is not None:
            raise NotAllowed(f"{target.by} decided that; decide yourself, or adjudicate")
        viewer.need(Action.UNDO_ADJUDICATED)
    if decision is None:
        made_of = judging.undo(record, target.id, viewer.name, why)
        record.review.touch({report for side in anchors(target) for _, report, _ in side})
        return made_of

    def make(at: datetime) -> Judgement:
        parts = (*target.about, target.field, UNDO, target.id, viewer.name, at.isoformat())
        about, field = target.about, target.field
        return Judgement(
            *(digest("judgement/2", *parts), about, UNDO, viewer.name, at, field),
            why=why,
            undoes=target.id,
        )

    return record.review.decide(record.review.judged_reports(target.id), *target.about, make)


def _why_not(record: Record, viewer: Viewer, judgement: str) -> str:
    """Why there is nothing of this id to take back."""
    made = visible(record, viewer, record.across.judgements())
    named = [each for each in made if judgement and each.id.startswith(judgement.lower())]
    if len(named) != 1:
        return f"no judgement {judgement!r}; see: according judge list"
    if named[0].undoes is not None:
        return f"{judgement} takes a judgement back itself, and stays; decide anew instead"
    by = next((each for each in made if each.undoes == named[0].id), None)
    who = f" by {by.by} on {by.at:%Y-%m-%d %H:%M} ({by.id[:10]})" if by else ""
    return f"{judgement} was taken back already{who}"


# ---- looking


def report_items(record: Record, viewer: Viewer, report_id: str) -> list[Item]:
    """All that can be decided of a report, with what the viewer may see of what was decided; then
    what was decided of words where nothing is read now.

    Raises:
        NotFound: no such report.
    """
    viewer.need(Action.READ)
    return _items(record, viewer, [report_id], None)


def event_items(
    record: Record, viewer: Viewer, event: str, reports: Collection[str] | None = None
) -> list[Item]:
    """The same of what an event's accounts consist of, report by report.

    Args:
        reports: only of these, so that no others are read; of all if not given.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    viewer.need(Action.READ)
    line = record.across.event(event)
    some = [each for each in line.reports if reports is None or each in reports]
    return _items(record, viewer, some, line)


def judged_items(record: Record, viewer: Viewer, event: str) -> list[Item]:
    """The same of those of its reports of which people decided anything; the others are not read.

    Raises:
        NotFound, Ambiguous: no such event.
    """
    viewer.need(Action.READ)
    line = record.across.event(event)
    made = seen(record, viewer, line.reports)
    return _items(record, viewer, [each for each in line.reports if made[each]], line)


def _items(
    record: Record, viewer: Viewer, reports: Sequence[str], line: EventLine | None
) -> list[Item]:
    made = seen(record, viewer, reports)
    wanted = set(line.account_ids) if line is not None else None
    everything = []
    for report_id in reports:
        reading = record.reading(report_id)
        known = findings(reading)
        found = items(known, made[report_id])
        if wanted is not None:
            accounts = [each for each in reading.accounts if each.id in wanted]
            inside = {each.anchor for each in of_accounts(reading, accounts, known)}
            elsewhere = {each.anchor for each in known} - inside
            found = [each for each in found if each.anchor not in elsewhere]
        everything += found
    return everything


def seen(record: Record, viewer: Viewer, reports: Sequence[str]) -> dict[str, list[Judgement]]:
    """By report what was decided of its findings, as far as the viewer may see it."""
    visible = sight(codings(record, reports), viewer, reports)
    found: dict[str, list[Judgement]] = {each: [] for each in reports}
    for each in record.review.judgements_of(reports):
        report_id = each.about[1].split(" ")[0]
        if report_id in found and visible(each, report_id):
            found[report_id].append(each)
    return found


def locate(record: Record, text: str) -> Anchor:
    """The finding that people name as ``figure:REPORT:START-END``; the kind can be left out where
    only one finding has these words.

    Raises:
        JudgementError: it is not written so.
        NotFound, Ambiguous: no such report or finding, or several.
    """
    kind, short, start, end, which = parse_anchor(text)
    report_id = record.find(short)
    reading = record.reading(report_id)
    known = findings(reading)
    fits = [
        each.anchor
        for each in known
        if (each.anchor.start, each.anchor.end) == (start, end)
        and kind in (None, each.anchor.kind)
        and which in (None, each.anchor.which)
    ]
    if len(fits) == 1:
        return fits[0]
    if fits:
        names = ", ".join(str(each).replace(report_id, short) for each in fits)
        raise Ambiguous(f"{text!r} fits {names}")
    if kind is not None:
        # What was judged can be asked for also where nothing is read now.
        return Anchor(report_id, start, end, kind, which or "")
    raise NotFound(nothing_at(reading.report, text, Span(start, end), known))
