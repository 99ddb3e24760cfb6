"""Who codes which event, and who sees what of it.

Coders of one event work independently: until all that it was assigned to are done, each sees
their own decisions of its reports and nobody else's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from according.errors import Ambiguous, JudgementError, NotAllowed, NotFound
from according.linking.judged import UNDO
from according.model import Judgement
from according.model.canonical import digest
from according.model.record import standing
from according.reviewing.findings import Kind
from according.reviewing.roles import Action, Role, Viewer, may, plain_name
from according.store import Assignment, Record
from according.store.review import Words

ASSIGNMENT = "assignment"
"""The kind of a judgement about an assignment: `Judgement.about`."""

DONE, WITHDRAWN = "done", "withdrawn"


@dataclass(frozen=True, slots=True)
class Coding:
    """An assignment as it is today. ``event_id`` is the event that most of its words are in now,
    None where none of them is in any; ``report_ids`` are the reports that the event had when it was
    assigned, and those that it has now; ``done_at`` is when its coder said that they are done;
    ``is_gone``: no event has its words, and none is to have them when linking goes on."""

    assignment: Assignment
    event_id: str | None
    report_ids: tuple[str, ...]
    done_at: datetime | None
    is_gone: bool

    @property
    def coder(self) -> str:
        """Who codes."""
        return self.assignment.coder

    @property
    def is_done(self) -> bool:
        """Whether the coder said that they are done."""
        return self.done_at is not None

    @property
    def is_open(self) -> bool:
        """Whether the event waits for the coder."""
        return not self.is_done and not self.is_gone


def assign(record: Record, viewer: Viewer, event: str, coders: Sequence[str]) -> list[Assignment]:
    """Let some code an event. Who has it already is left as they are.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such event, or no such coder where there are users.
        JudgementError: no coder is named.
    """
    viewer.need(Action.ASSIGN)
    line = record.across.event(event)
    had = {each.coder for each in codings(record, line.reports) if each.event_id == line.id}
    names = [name for name in dict.fromkeys(map(plain_name, coders)) if name]
    if not names:
        raise JudgementError("name a coder")
    _check_coders(record, names)
    words = tuple(record.review.first_words(line.account_ids))
    at = datetime.now(UTC)
    before = record.review.assignments(line.reports)
    return record.review.assign(
        [
            Assignment(_id(line.id, name, before), line.id, name, viewer.name, at, words)
            for name in names
            if name not in had
        ]
    )


def _check_coders(record: Record, names: Iterable[str]) -> None:
    """Where there are users, coders are among them: an event that waits for a name that nobody has
    would be hidden for good."""
    here = [each for each in record.people.users() if each.removed_at is None]
    coders = {each.name for each in here if may(Role(each.role), Action.DECIDE)}
    missing = [name for name in names if here and name not in coders]
    if missing:
        raise NotFound(f"no coder {', '.join(missing)} among the users; see: according users list")


def _id(event: str, coder: str, before: Iterable[Assignment]) -> str:
    """The same for all who assign an event to a coder at the same time, so that it is kept once;
    another after what was ``before`` was withdrawn."""
    own = sorted(each.id for each in before if (each.event_id, each.coder) == (event, coder))
    return digest("assignment/2", event, coder, *own)


def codings(record: Record, reports: Iterable[str] | None = None) -> list[Coding]:
    """The assignments of events that have some reports, or had them when they were assigned; or
    all. Without those withdrawn."""
    wanted = None if reports is None else set(reports)
    made = record.review.assignments(None if wanted is None else _beside(record, wanted))
    said = _said(record, made)
    where = record.review.accounts_at({one for each in made for one in each.words})
    at = {each.id: _event(each, where) for each in made}
    now: dict[str, set[str]] = {}
    for event, report in record.across.members({each for each in at.values() if each}).values():
        now.setdefault(event, set()).add(report)
    found = []
    for each in made:
        words = {one.decision: one.at for one in said.get(each.id, ())}
        event_id = at[each.id]
        own = now.get(event_id or "", set()).union(each.report_ids)
        if WITHDRAWN not in words and (wanted is None or own & wanted):
            # While a record is linked anew, its events are away for a while, and stay hidden.
            gone = event_id is None and not any(map(record.across.waits, own))
            found.append(Coding(each, event_id, tuple(sorted(own)), words.get(DONE), gone))
    return found


def _beside(record: Record, reports: set[str]) -> set[str]:
    """Some reports, and all others of their events: an event that grew since it was assigned has
    reports that the assignment has no words of."""
    events = record.review.events_of(reports)
    return reports | {report for _, report in record.across.members(events).values()}


def _event(assignment: Assignment, where: Mapping[Words, list[tuple[str, str]]]) -> str | None:
    """The event that most of an assignment's words are in."""
    events = Counter(
        event for one in assignment.words for event in {event for _, event in where.get(one, ())}
    )
    return min(events, key=lambda name: (-events[name], name)) if events else None


def _said(record: Record, made: Sequence[Assignment]) -> Mapping[str, list[Judgement]]:
    """What stands of assignments."""
    everything = record.review.judgements_of({name for each in made for name in each.report_ids})
    found: dict[str, list[Judgement]] = {}
    for each in standing(everything):
        if each.about[0] == ASSIGNMENT:
            found.setdefault(each.about[1], []).append(each)
    return found


def finish(record: Record, viewer: Viewer, event: str, why: str | None = None) -> Judgement:
    """Say that one is done with an event: when all of its coders are, they see one another's
    decisions, and what counts for their agreement is what each had decided by then.

    Raises:
        NotFound, Ambiguous: no such event, or it is not assigned to the viewer, or they are done.
    """
    viewer.need(Action.FINISH)
    line = record.across.event(event)
    of = [each for each in codings(record, line.reports) if each.event_id == line.id]
    own = [each for each in of if each.coder == viewer.name and not each.is_done]
    if not own:
        raise NotFound(f"event {event!r} does not wait for {viewer.name}")
    # Several where two events that one coder had became one.
    return [_say(record, each, DONE, viewer.name, why) for each in own][-1]


def reopen(record: Record, viewer: Viewer, event: str, why: str | None = None) -> Judgement:
    """Take back that one is done, as long as another coder of the event is not.

    Raises:
        NotFound, Ambiguous: no such event, or the viewer is not done with it.
        NotAllowed: all are done, and have seen one another's decisions.
    """
    viewer.need(Action.FINISH)
    line = record.across.event(event)
    of = [each for each in codings(record, line.reports) if each.event_id == line.id]
    own = [each for each in of if each.coder == viewer.name and each.is_done]
    if not own:
        raise NotFound(f"{viewer.name} is not done with event {event!r}")
    if all(each.is_done for each in of) and len({each.coder for each in of}) > 1:
        raise NotAllowed("all coders of this event are done, and see one another's decisions")
    # Of several the last: what was done before that may have been seen by all.
    last = max(own, key=lambda each: (each.done_at, each.assignment.id))
    made = record.review.judgements_of(last.assignment.report_ids)
    about = (ASSIGNMENT, last.assignment.id)
    done = [each for each in standing(made) if each.about == about and each.decision == DONE]
    return _say(record, last, UNDO, viewer.name, why, done[-1].id)


def withdraw(
    record: Record, viewer: Viewer, event: str, coder: str, why: str | None = None
) -> Judgement:
    """Take an event from a coder. What they decided stays.

    Args:
        event: the beginning of its id; of what the event was called when it was assigned, where its
            words are in no event now; or of the assignment's id.

    Raises:
        NotAllowed: the viewer may not.
        NotFound, Ambiguous: no such event or assignment, or the coder does not have it.
    """
    viewer.need(Action.ASSIGN)
    name = plain_name(coder)
    own = [each for each in _of_event(record, event) if each.coder == name]
    if not own:
        raise NotFound(f"event {event!r} is not assigned to {coder}")
    return [_say(record, each, WITHDRAWN, viewer.name, why) for each in own][-1]


def _of_event(record: Record, event: str) -> list[Coding]:
    """The codings of an event, also of one that is gone; or the one with this id."""
    try:
        line = record.across.event(event)
    except NotFound:
        found = _without_event(record, event.lower())
        if not found:
            raise
        return found
    return [each for each in codings(record, line.reports) if each.event_id == line.id]


def _without_event(record: Record, short: str) -> list[Coding]:
    found: dict[str, list[Coding]] = {}
    for each in codings(record) if short else ():
        if each.assignment.id.startswith(short):
            found.setdefault(each.assignment.id, []).append(each)
        elif each.event_id is None and each.assignment.event_id.startswith(short):
            found.setdefault(each.assignment.event_id, []).append(each)
    if len(found) > 1:
        raise Ambiguous(f"{short!r} fits several assignments; give more of the id")
    return [each for some in found.values() for each in some]


def _say(
    record: Record,
    coding: Coding,
    decision: str,
    by: str,
    why: str | None,
    undoes: str | None = None,
) -> Judgement:
    about = (ASSIGNMENT, coding.assignment.id)

    def make(at: datetime) -> Judgement:
        identity = digest("judgement/1", *about, decision, None, by, at.isoformat())
        return Judgement(identity, about, decision, by, at, None, None, why, undoes)

    return record.review.decide(coding.report_ids, *about, make)


def sight(
    codings: Iterable[Coding], viewer: Viewer, reports: Iterable[str]
) -> Callable[[Judgement, str], bool]:
    """Whether the viewer may see a judgement of a report's words.

    Of reports of an event that waits for a coder, also of those that came to it since it was
    assigned, everybody sees their own decisions alone, but adjudicators who do not code it
    themselves.
    """
    hidden = set()
    for report in reports:
        open_here = [each for each in codings if report in each.report_ids and each.is_open]
        own = any(each.coder == viewer.name for each in open_here)
        if own or (open_here and not may(viewer.role, Action.SEE_ALL)):
            hidden.add(report)
    return lambda judgement, report: report not in hidden or judgement.by == viewer.name


def visible(record: Record, viewer: Viewer, made: Sequence[Judgement]) -> list[Judgement]:
    """Those of some judgements, of whatever kind, that the viewer may see."""
    kinds = {each.value for each in Kind}
    of = {each.id: each.about[1].split(" ")[0] for each in made if each.about[0] in kinds}
    reports = set(of.values())
    sees = sight(codings(record, reports), viewer, reports)
    return [each for each in made if each.id not in of or sees(each, of[each.id])]
