"""What decisions are about, with where to look at it: events, reports, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from according.errors import NotFound
from according.export.decisions import Decision
from according.export.event_view import face_title
from according.linking.judged import anchors
from according.model import Judgement
from according.reviewing.coding import ASSIGNMENT, codings
from according.reviewing.findings import findings, of_accounts
from according.web.state import SHORT, State, address, day_said_or_not

_REPORTS = 4
"""Reports of one decision that are named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a decision is about: what it is, what it is called, and its page."""

    what: str
    said: str
    to: str


def subjects(
    state: State, shown: Sequence[Decision], every: Iterable[Judgement]
) -> dict[str, tuple[Subject, ...]]:
    """By the ids of decisions what they are about.

    Args:
        every: all that was decided, of which some may have been taken back by others.
    """
    by_id = {each.id: each for each in every}
    coded = {each.assignment.id: each.event_id for each in codings(state.record)}
    return {
        each.id: tuple(dict.fromkeys(_of(state, by_id[each.id], by_id, coded))) for each in shown
    }


def _of(
    state: State,
    made: Judgement,
    by_id: Mapping[str, Judgement],
    coded: Mapping[str, str | None],
) -> Iterator[Subject]:
    kind, about = made.about
    if kind == ASSIGNMENT:
        yield from _events(state, filter(None, [coded.get(about)]))
    elif kind == "reports":
        yield from (_report(state, each) for each in about.split())
    elif kind == "actors":
        yield from _names(state, about.split())
    elif kind == "event":
        yield from _grouped(state, by_id.get(made.undoes or "", made))
    else:
        report, start, end = about.split()[:3]
        yield from _events(state, _told_at(state, report, int(start), int(end)))
        yield _report(state, report)


def _grouped(state: State, made: Judgement) -> Iterator[Subject]:
    """The events that what was joined or split is in now, and the reports of the smaller side."""
    these, others = anchors(made)
    accounts = [account for side in (these, others) for account, _, _ in side]
    yield from _events(state, state.record.across.events_of(accounts).values())
    smaller = min(these, others, key=len)
    for report in list(dict.fromkeys(report for _, report, _ in smaller))[:_REPORTS]:
        yield _report(state, report)


def _events(state: State, ids: Iterable[str]) -> Iterator[Subject]:
    for each in dict.fromkeys(ids):
        face = state.looking.face(each)
        if face is not None:
            yield Subject("event", face_title(face), f"/event/{each[:SHORT]}")


def _told_at(state: State, report_id: str, start: int, end: int) -> tuple[str, ...]:
    """The events that words of a report tell of."""
    key = ("told at", report_id, start, end)
    return state.cache.get(key, lambda: tuple(_telling(state, report_id, start, end)))


def _telling(state: State, report_id: str, start: int, end: int) -> Iterator[str]:
    reading = state.record.reading(report_id)
    known = [
        each for each in findings(reading) if (each.anchor.start, each.anchor.end) == (start, end)
    ]
    accounts = [each.id for each in reading.accounts if of_accounts(reading, [each], known)]
    yield from state.record.across.events_of(accounts).values()


def _report(state: State, report_id: str) -> Subject:
    try:
        found = state.record.report(report_id)
    except NotFound:
        return Subject("report", f"{report_id[:SHORT]}, which is gone", f"/report/{report_id}")
    said = f"{found.outlet or 'no outlet'}, {day_said_or_not(found.published)}"
    return Subject("report", said, f"/report/{report_id[:SHORT]}")


def _names(state: State, ids: Sequence[str]) -> Iterator[Subject]:
    known = state.looking.named(ids)
    for each in ids:
        if each in known:
            name, outlet = known[each]
            said = f"{name} in {outlet or 'no outlet'}"
            yield Subject("name", said, address("/actor", {"name": name}))
