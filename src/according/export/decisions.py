"""What people decided, in words: never mixed with what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from according.linking.judged import APART, JOIN, KINDS, NOT_A_COPY, SAME, SPLIT, UNDO
from according.model import Judgement
from according.store import EventLine, Record

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


def decisions(
    record: Record, wanted: Callable[[Judgement], bool] = lambda _: True
) -> tuple[Decision, ...]:
    """What people decided of events, copies and actors, the newest first. What they decided of
    findings is not here: coders do not see one another's."""
    standing = {each.id for each in record.across.standing(KINDS)}
    return tuple(
        Decision(
            each.id,
            SAID.get(each.decision, each.decision),
            each.about[0],
            tuple(each.about[1].split()),
            each.by,
            each.at,
            each.why,
            each.id in standing,
            each.undoes,
        )
        for each in reversed(record.across.judgements(KINDS))
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
