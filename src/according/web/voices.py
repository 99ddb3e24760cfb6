"""Who says what in a report, statement in statement, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from according.export.entry import Layer
from according.model import Attribution, Quotation, Reading

_HOW = {
    Quotation.DIRECT: "quoted",
    Quotation.MIXED: "partly quoted",
    Quotation.INDIRECT: "in the outlet's paraphrase",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A statement: whose, by what cue, its words with their marks' anchors, and the statements
    inside it. ``named`` is the fuller name of who is meant, if it is another."""

    source: str
    cue: str
    how: str
    named: str
    words: tuple[tuple[str, str], ...]
    inside: tuple[Node, ...]


def voices_tree(reading: Reading, layers: tuple[Layer, ...]) -> tuple[Node, ...]:
    """The statements of a report that stand in no other, each with those inside it."""
    known = {each.id for each in reading.attributions}
    children: dict[str | None, list[int]] = {}
    for number, each in enumerate(reading.attributions):
        children.setdefault(each.inside if each.inside in known else None, []).append(number)
    names = {each.id: each.name.quote for each in reading.actors}
    anchors = {
        entry.name: [anchor for anchor, _ in entry.found]
        for layer in layers
        if layer.name == "whose-word"
        for entry in layer.entries
    }

    def node(number: int) -> Node:
        each = reading.attributions[number]
        inside = tuple(node(one) for one in children.get(each.id, ()))
        named = names.get(each.source_actor_id or "", "")
        source = each.source.quote if each.source else "no source given"
        return Node(
            source,
            f"“{each.cue.quote}”",
            _HOW[each.quotation],
            named if named and named not in source else "",
            tuple(_words(each, anchors.get(f"s{number}", []))),
            inside,
        )

    return tuple(node(number) for number in children.get(None, ()))


def _words(each: Attribution, anchors: list[str]) -> list[tuple[str, str]]:
    """The content with its anchors: those behind the source's and the cue's."""
    before = 1 + (each.source is not None)
    quotes = [part.quote for part in each.content]
    return list(zip(anchors[before:], quotes, strict=False))
