"""How far coders agree, field by field, before they saw one another's decisions.

Counted is what each coder of an event had decided when they said that they were done; fields that
two of them decided on are the units, and events are drawn anew for the intervals. Coders see what
the machine read, so this is agreement of people who had the same proposal before them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from according.model import Judgement
from according.reviewing.alpha import Alpha, Level, alpha
from according.reviewing.coding import Coding, codings
from according.reviewing.findings import Anchor, Finding, findings
from according.reviewing.roles import Action, Viewer
from according.reviewing.settled import Decision, Verdict, items
from according.reviewing.values import fields_of
from according.store import Record

NONE = "none"
"""What a rejected field is, where values are only the same or not."""

Key = tuple[Anchor, str | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on a field, or on a measure of it. ``left_out``: values that this level cannot
    compare, as they were rejected or are open."""

    name: str
    level: Level
    alpha: Alpha
    coders: tuple[str, ...]
    left_out: int


@dataclass(slots=True)
class _Units:
    values: list[list[Hashable]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    coders: set[str] = field(default_factory=set)
    left_out: int = 0


def agreement(record: Record, viewer: Viewer) -> list[Agreement]:
    """The agreement of all who coded events that all of their coders are done with, by field.

    Raises:
        NotAllowed: the viewer may not read the record.
    """
    viewer.need(Action.READ)
    found: dict[tuple[str, Level], _Units] = {}
    seen: set[Key] = set()
    for event, coders in sorted(_finished(codings(record)).items()):
        # Not of reports that came to it since: who decided of them may have seen others do so.
        reports = sorted({report for each in coders for report in each.assignment.report_ids})
        made = record.review.judgements_of(reports)
        for report in reports:
            known = findings(record.reading(report))
            chosen = _chosen(known, made, coders, report)
            for key, decisions in chosen.items():
                if len(decisions) > 1 and key not in seen:
                    seen.add(key)
                    _count(found, event, key, decisions)
    return [
        Agreement(
            name,
            level,
            alpha(units.values, level, units.events),
            tuple(sorted(units.coders)),
            units.left_out,
        )
        for (name, level), units in sorted(found.items())
    ]


def _finished(everything: Iterable[Coding]) -> dict[str, list[Coding]]:
    """By event those who coded it, where all are done and there are two or more."""
    by_event: dict[str, list[Coding]] = {}
    for each in everything:
        by_event.setdefault(each.event_id or each.assignment.event_id, []).append(each)
    return {
        event: coders
        for event, coders in by_event.items()
        if len({each.coder for each in coders}) > 1 and all(each.is_done for each in coders)
    }


def _chosen(
    known: tuple[Finding, ...], made: list[Judgement], coders: list[Coding], report: str
) -> dict[Key, dict[str, Decision]]:
    """What each coder had decided of each field of a report when they were done."""
    found: dict[Key, dict[str, Decision]] = {}
    for coding in coders:
        own = [each for each in made if each.by == coding.coder]
        for item in items(known, own, until=coding.done_at):
            if item.anchor.report_id == report:
                for each in item.decisions:
                    if not each.adjudicates:
                        found.setdefault((item.anchor, item.field), {})[coding.coder] = each
    return found


def _count(
    found: dict[tuple[str, Level], _Units], event: str, key: Key, decisions: dict[str, Decision]
) -> None:
    anchor, name = key
    if name is None:
        values: list[Hashable] = [each.verdict.value for each in decisions.values()]
        _add(found, (f"{anchor.kind.value}: is one", Level.NOMINAL), event, decisions, values)
        return
    for measure, (level, read) in fields_of(anchor.kind)[name].measures.items():
        values = []
        for each in decisions.values():
            none = each.verdict is Verdict.REJECT or each.value is None
            value = None if none else read(each.value)
            values.append(NONE if none and level is Level.NOMINAL else value)
        whole = f"{anchor.kind.value}: {name}" + (f", {measure}" if measure else "")
        _add(found, (whole, level), event, decisions, values)


def _add(
    found: dict[tuple[str, Level], _Units],
    key: tuple[str, Level],
    event: str,
    coders: Iterable[str],
    values: list[Hashable],
) -> None:
    units = found.setdefault(key, _Units())
    given = [each for each in values if each is not None]
    units.values.append(given)
    units.events.append(event)
    units.coders |= set(coders)
    units.left_out += len(values) - len(given)
