"""What people decided, and what waits for them, as plain values: for ``--json`` and pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from according.export.decisions import decided_said
from according.happening import Happening
from according.model import Judgement
from according.reviewing.agreement import Agreement
from according.reviewing.beside import beside
from according.reviewing.coding import Coding
from according.reviewing.history import Entry
from according.reviewing.settled import Decision, Item, State, Verdict, decision_of, said
from according.store import Waiting

Plain = dict[str, Any]


def decisions_said(found: Happening, items: Iterable[Item]) -> list[str]:
    """Where people decided on what the values of an event's fields rest on, in words: the machine's
    reading, and theirs.

    Args:
        items: `according.reviewing.deciding.judged_items` of the event.
    """
    lines = {}
    for (name, held), on in beside(found.read, items).items():
        for each in (one for one in on if one.by_people or one.state is State.DIFFER):
            machine = said(each.anchor.kind, each.field, each.machine)
            people = said(each.anchor.kind, each.field, each.value)
            if each.state is State.DIFFER:
                people = "coders differ"
            elif each.rejected or each.dropped:
                people = "not so"
            by = each.decided.by if each.decided else ""
            who = f" ({each.state.value}{f': {by}' if by else ''})"
            lines[each.anchor, each.field] = (
                f"{name}, “{held.words.quote}” in {held.outlet}: the machine reads {machine}; "
                f"people say {people}{who if people != 'coders differ' else ''}"
            )
    added = {
        f"{each.name}, “{held.words.quote}” in {held.outlet}: the machine reads nothing; "
        f"people say {value.said} ({decided_said(one)})": None
        for each in found.fields
        for value in each.values
        for held in value.held
        for one in held.decided
        if one.verdict == Verdict.ADD.value
    }
    return [*lines.values(), *added]


def plain_judgement(each: Judgement) -> Plain:
    """A judgement as it is kept."""
    return {
        "id": each.id,
        "kind": each.about[0],
        "about": each.about[1],
        "field": each.field,
        "decision": each.decision,
        "value": each.value,
        "by": each.by,
        "at": each.at.isoformat(),
        "why": each.why,
        "undoes": each.undoes,
    }


def plain_item(item: Item) -> Plain:
    """What can be decided: what the machine read, and what people say, apart."""
    return {
        "finding": str(item.anchor),
        "field": item.field,
        "quote": item.quote,
        "found": item.how.value,
        "machine": item.machine,
        "state": item.state.value,
        "by_people": item.by_people,
        "value": item.value,
        "decisions": [plain_decision(each) for each in item.decisions],
        "notes": [plain_decision(each) for each in item.notes],
    }


def plain_decision(decision: Decision) -> Plain:
    """What somebody decided of a field."""
    return {
        "id": decision.judgement.id,
        "by": decision.by,
        "at": decision.judgement.at.isoformat(),
        "verdict": decision.verdict.value,
        "value": decision.value,
        "machine": decision.machine,
        "adjudicates": decision.adjudicates,
        "why": decision.judgement.why,
    }


def plain_entry(entry: Entry) -> Plain:
    """A line of the history of a field."""
    made = decision_of(entry.judgement)
    return {
        **plain_judgement(entry.judgement),
        "machine": made.machine if made else None,
        "value": made.value if made else None,
        "adjudicates": bool(made and made.adjudicates),
        "undone_by": entry.undone.id if entry.undone else None,
    }


def plain_waiting(waiting: Waiting) -> Plain:
    """Something that waits as JSON has it."""
    return {
        "id": waiting.id,
        "event": waiting.event_id,
        "reason": waiting.reason,
        "said": waiting.said,
        "cursor": list(waiting.cursor),
        **waiting.detail,
    }


def plain_coding(each: Coding) -> Plain:
    """Who codes an event."""
    return {
        "id": each.assignment.id,
        "event": each.event_id,
        "assigned_as": each.assignment.event_id,
        "coder": each.coder,
        "by": each.assignment.by,
        "at": each.assignment.at.isoformat(),
        "done_at": each.done_at.isoformat() if each.done_at else None,
    }


def plain_agreement(each: Agreement) -> Plain:
    """The agreement on a field."""
    of = each.alpha
    return {
        "field": each.name,
        "level": each.level.value,
        "alpha": of.value,
        "low": of.low,
        "high": of.high,
        "units": of.units,
        "values": of.values,
        "events": of.groups,
        "coders": list(each.coders),
        "left_out": each.left_out,
        "why": of.why,
    }
