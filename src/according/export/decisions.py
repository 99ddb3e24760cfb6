"""What people decided, in words: never mixed with what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from according.linking.judged import APART, JOIN, KINDS, NOT_A_COPY, SAME, SPLIT, UNDO
from according.model import Judgement
from according.model.record import standing
from according.reviewing.coding import ASSIGNMENT, DONE, WITHDRAWN
from according.reviewing.deciding import report_items
from according.reviewing.findings import Anchor, Kind, named
from according.reviewing.roles import Viewer
from according.reviewing.settled import Decision as Settled
from according.reviewing.settled import Verdict, decision_of
from according.reviewing.settled import said as value_said
from according.reviewing.values import only_field
from according.store import EventLine, Record
from according.weighing import Decided

SAID = {
    JOIN: "two events are one happening",
    SPLIT: "a report tells of another happening",
    NOT_A_COPY: "neither of two reports was made of the other",
    APART: "two actors are not the same",
    SAME: "two actors are one",
    UNDO: "an earlier decision is taken back",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision. ``stands``: nobody took it back."""

    id: str
    said: str
    kind: str
    about: tuple[str, ...]
    by: str
    at: datetime
    why: str | None
    stands: bool
    undoes: str | None

    @property
    def is_field(self) -> bool:
        """Whether it is of a finding or one of its fields."""
        return self.kind in _KINDS

    @property
    def finding(self) -> str:
        """The finding that it is of, as it is named in full."""
        return str(Anchor.of((self.kind, " ".join(self.about))))


_KINDS = frozenset(each.value for each in Kind)


def decisions(
    record: Record, wanted: Callable[[Judgement], bool] = lambda _: True
) -> tuple[Decision, ...]:
    """What people decided of events, copies and actors, the newest first. What they decided of
    findings is not here: coders do not see one another's."""
    return decision_lines(record.across.judgements(KINDS), wanted)


def decision_lines(
    made: Sequence[Judgement], wanted: Callable[[Judgement], bool] = lambda _: True
) -> tuple[Decision, ...]:
    """Judgements as lists show them, the newest first."""
    stands = {each.id for each in standing(made)}
    return tuple(
        Decision(
            each.id,
            judgement_said(each),
            each.about[0],
            tuple(each.about[1].split()),
            each.by,
            each.at,
            each.why,
            each.id in stands,
            each.undoes,
        )
        for each in reversed(made)
        if wanted(each)
    )


def event_decisions(record: Record, line: EventLine) -> tuple[Decision, ...]:
    """What people decided of an event, its reports and its accounts; also what was taken back."""
    accounts, reports = set(line.account_ids), set(line.reports)
    return decisions(record, lambda each: _is_on(each, line.id, accounts, reports))


def _is_on(each: Judgement, event: str, accounts: set[str], reports: set[str]) -> bool:
    kind, about = each.about
    if kind == "reports":
        return bool(reports.issuperset(about.split()))
    if kind == "event":
        return about == event or _names(each.value, accounts)
    return False


def _names(value: str | None, accounts: Iterable[str]) -> bool:
    return value is not None and any(each in value for each in accounts)


def judgement_said(judgement: Judgement) -> str:
    """A judgement in words."""
    if judgement.about[0] == ASSIGNMENT:
        words = {DONE: "is done with an event", WITHDRAWN: "an event is taken from a coder"}
        return words.get(judgement.decision, SAID[UNDO])
    decision = decision_of(judgement)
    if decision is None:
        return SAID.get(judgement.decision, judgement.decision)
    of = f"{judgement.field or 'the finding'} of “{decision.quote}”"
    if decision.verdict is Verdict.NOTE:
        said = f"a note on {of}"
    elif decision.verdict is Verdict.REJECT:
        said = f"{of} is rejected"
    else:
        value = value_said(decision.anchor.kind, judgement.field, decision.value)
        said = f"{of}: {value} ({_HOW[decision.verdict]})"
    return f"{said}, as adjudicator" if decision.adjudicates else said


_HOW = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.ADD: "added"}


def decided_said(decided: Decided) -> str:
    """A decision that a value stands by, in words that go beside the value."""
    what = _DONE[Verdict(decided.verdict)]
    first = None if decided.field is None else only_field(named(decided.finding).kind)
    of = f"{decided.field} " if decided.field != first else ""
    was = f"; the machine reads {decided.machine}" if decided.machine != decided.value else ""
    if decided.field is None or decided.verdict == Verdict.ADD.value:
        was = ""
    return f"{of}{what} by {decided.by}{was}"


_DONE = {
    Verdict.ACCEPT: "accepted",
    Verdict.CORRECT: "corrected",
    Verdict.REJECT: "rejected",
    Verdict.ADD: "added",
}


@dataclass(frozen=True, slots=True)
class FieldDecision:
    """What a person decided of a field, in words; ``counts``: it counts before the machine's."""

    field: str
    said: str
    by: str
    at: datetime
    why: str | None
    counts: bool


FieldDecisions: TypeAlias = Mapping[tuple[str, int, int], tuple[FieldDecision, ...]]
"""By report and words."""


def field_decisions(record: Record, viewer: Viewer, reports: Iterable[str]) -> FieldDecisions:
    """What people decided of the fields of some reports, as far as the viewer may see it."""
    some = list(reports)
    judged = {
        each.about[1].split(" ")[0]
        for each in record.review.judgements_of(some)
        if each.about[0] in _KINDS
    }
    found: dict[tuple[str, int, int], list[FieldDecision]] = {}
    for report in some:
        if report not in judged:
            continue
        for item in report_items(record, viewer, report):
            for each in (*item.decisions, *item.notes):
                place = (report, item.anchor.start, item.anchor.end)
                found.setdefault(place, []).append(
                    FieldDecision(
                        item.field or item.anchor.kind.value,
                        _short(each),
                        each.by,
                        each.judgement.at,
                        each.judgement.why,
                        item.decided is each,
                    )
                )
    return {place: tuple(made) for place, made in found.items()}


def _short(decision: Settled) -> str:
    if decision.verdict is Verdict.NOTE:
        return f"note: {decision.judgement.why}"
    if decision.verdict is Verdict.REJECT:
        return "rejected"
    return value_said(decision.anchor.kind, decision.judgement.field, decision.value)
