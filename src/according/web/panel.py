"""Findings as pages show them: what the machine read, what people decided, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from according.model import Span
from according.reviewing import values
from according.reviewing.deciding import report_items
from according.reviewing.findings import Anchor, How, Kind
from according.reviewing.roles import Action, Viewer, may
from according.reviewing.settled import Decision, Item, Verdict, said
from according.store import Record

NAMES = {
    Kind.FIGURE: "figure",
    Kind.TOPONYM: "place",
    Kind.TIME: "time",
    Kind.MENTION: "what happened",
    Kind.ROLE: "part in it",
    Kind.BLAME: "blame",
    Kind.ATTRIBUTION: "statement",
    Kind.WORDING: "loaded words",
}
"""Kinds of findings as people say it."""

WHOLE = "as a whole"

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided, in words; ``may_undo``: who looks can take it back."""

    decision: Decision
    said: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a finding. ``choices`` are the values that it can have, where they are listed."""

    item: Item
    name: str
    machine: str
    counts: str
    decided: tuple[Choice, ...]
    notes: tuple[Choice, ...]
    hint: str
    choices: tuple[str, ...]

    @property
    def is_read(self) -> bool:
        """Whether the machine reads something here now."""
        return self.item.how not in (How.GONE, How.ADDED)

    @property
    def has_history(self) -> bool:
        """Whether anything stands that people said."""
        return bool(self.decided or self.notes)


@dataclass(frozen=True, slots=True)
class Block:
    """A finding with its fields."""

    anchor: Anchor
    quote: str
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        """What it is."""
        return NAMES[self.anchor.kind]

    @property
    def name(self) -> str:
        """What forms call it."""
        return str(self.anchor)

    @property
    def slug(self) -> str:
        """What addresses call it."""
        return slug(self.anchor)


def slug(anchor: Anchor) -> str:
    """A finding's place on its page."""
    which = f"-{anchor.which}" if anchor.which else ""
    plain = f"{anchor.kind.value}-{anchor.report_id[:_SHORT]}-{anchor.start}-{anchor.end}{which}"
    return "".join(each if each.isalnum() else "-" for each in plain)


def blocks(items: Iterable[Item], viewer: Viewer) -> list[Block]:
    """Findings of their items, in their order."""
    found = []
    for anchor, some in groupby(items, lambda each: each.anchor):
        rows = tuple(_row(each, viewer) for each in some)
        found.append(Block(anchor, rows[0].item.quote, rows))
    return found


def block_of(record: Record, viewer: Viewer, anchor: Anchor) -> Block | None:
    """One finding as it stands now, where its words or words that share some with them are."""
    found = blocks(report_items(record, viewer, anchor.report_id), viewer)
    kin = [each for each in found if each.anchor.kind is anchor.kind]
    same = [each for each in kin if each.anchor == anchor]
    near = [
        each for each in kin if each.anchor.start < anchor.end and anchor.start < each.anchor.end
    ]
    return next(iter((*same, *near)), None)


def at_words(record: Record, viewer: Viewer, report_id: str, span: Span) -> list[Block]:
    """The findings at some words of a report, or at words within them."""
    return [
        each
        for each in blocks(report_items(record, viewer, report_id), viewer)
        if span.start <= each.anchor.start and each.anchor.end <= span.end
    ]


def added(record: Record, viewer: Viewer, report_id: str) -> list[Block]:
    """What people say that the machine missed in a report, or reads no more."""
    items = report_items(record, viewer, report_id)
    return blocks([each for each in items if each.how in (How.ADDED, How.GONE)], viewer)


def _row(item: Item, viewer: Viewer) -> Row:
    kind, field = item.anchor.kind, item.field
    return Row(
        item,
        field or WHOLE,
        _machine(item),
        "nothing" if item.value is None else said(kind, field, item.value),
        tuple(_choice(item, each, viewer) for each in item.decisions),
        tuple(_choice(item, each, viewer) for each in item.notes),
        values.field_of(kind, field).hint if field is not None else "",
        listed(kind, field),
    )


def _machine(item: Item) -> str:
    if item.how is How.GONE:
        return "not read now"
    if item.how is How.ADDED:
        return "not read"
    return "read" if item.field is None else said(item.anchor.kind, item.field, item.machine)


def _choice(item: Item, decision: Decision, viewer: Viewer) -> Choice:
    own = decision.by == viewer.name and may(viewer.role, Action.UNDO_OWN)
    above = decision.adjudicates and may(viewer.role, Action.UNDO_ADJUDICATED)
    return Choice(decision, choice_said(item.anchor.kind, item.field, decision), own or above)


def choice_said(kind: Kind, field: str | None, decision: Decision) -> str:
    """A decision in words."""
    if decision.verdict is Verdict.NOTE:
        return "note"
    if decision.verdict is Verdict.REJECT:
        return "none" if field is not None else "there is nothing of the kind"
    value = "it is so" if field is None else said(kind, field, decision.value)
    how = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.ADD: "added"}
    return value if field is None else f"{value} ({how[decision.verdict]})"


def listed(kind: Kind, field: str | None) -> tuple[str, ...]:
    """The values that a field can have, where they are few enough to be listed."""
    choices = values.field_of(kind, field).choices if field is not None else None
    return tuple(sorted(choices())) if choices is not None else ()
