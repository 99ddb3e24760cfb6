"""What people decided beside an event's fields: which values rest on words that were judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from according.reviewing.findings import Anchor, Kind, named
from according.reviewing.settled import Item
from according.weighing import Field, Held

Rest = tuple[Anchor, str | None]
"""A field of a finding; None is the finding as a whole."""

_OF_FIELD: Mapping[str, tuple[tuple[Kind, str | None], ...]] = {
    "where": ((Kind.TOPONYM, "place"),),
    # Where no words say when, it is counted from what tells of it.
    "when": ((Kind.TIME, "interval"), (Kind.MENTION, None)),
    "who": ((Kind.BLAME, "certainty"),),
    "to whom": ((Kind.ROLE, "role"),),
}


def rests(field: Field, held: Held, known: Iterable[Anchor]) -> Iterator[Rest]:
    """What a value rests on, as one report gives it: what people decided on, where they did.

    Args:
        known: the anchors of that report's findings.
    """
    for each in held.decided:
        yield named(each.finding), each.field
    counted = field.name.split(" (")[0].replace(" ", "-")
    wanted = dict(_OF_FIELD.get(field.name, ((Kind.FIGURE, "count"),)))
    for anchor in known:
        if (anchor.start, anchor.end) != (held.words.start, held.words.end):
            continue
        if anchor.kind is Kind.FIGURE and anchor.which.split("#")[0] != counted:
            continue
        if anchor.kind in wanted:
            yield anchor, wanted[anchor.kind]


def beside(fields: Iterable[Field], items: Iterable[Item]) -> dict[tuple[str, Held], list[Item]]:
    """By a field's name and who gives a value, what people can decide and have decided of it.

    Args:
        fields: those of a `Happening` as the machine alone reads it: ``Happening.read``.
        items: `deciding.event_items` of the same event.
    """
    by_report: dict[str, dict[Rest, Item]] = {}
    for item in items:
        rest = (item.anchor, item.field)
        by_report.setdefault(item.anchor.report_id, {})[rest] = item
    found = {}
    for field in fields:
        for value in field.values:
            for held in value.held:
                here = by_report.get(held.report_id, {})
                anchors = dict.fromkeys(anchor for anchor, _ in here)
                found[field.name, held] = [here[each] for each in rests(field, held, anchors)]
    return found
