"""What stands beside a report's text: its findings as a list, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from according.export import phrases
from according.export.entry import Entry, Group, Layer
from according.export.happenings import Happenings
from according.export.marking import Marked
from according.export.voices import Voices
from according.model import Actor, ActorKind, Evidence, Reading, Toponym, Usage

KIND_NAMES = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANISATION: "Organisations",
    ActorKind.GROUP: "Groups and peoples",
    ActorKind.GOVERNMENT: "Governments",
    ActorKind.PLACE: "Places",
    ActorKind.UNKNOWN: "Named, of unknown kind",
}
_SHOWN_USAGES = (Usage.LITERAL, Usage.METONYMIC)
"""The other two ("Albanian police", "Bank of Cyprus") are part of a name that is listed."""


def layers(reading: Reading) -> tuple[Layer, ...]:
    """The layers of a reading that have something in them."""
    voices = Voices(reading)
    found = (
        Layer("accounts", "What happened, by this report", Happenings(reading, voices).accounts()),
        Layer("names", "Who is named", tuple(_names(reading, voices))),
        Layer("whose-word", "According to whom", voices.attributions()),
        Layer("what", "What is told of, and how surely", voices.events()),
        Layer("wording", "Loaded words", _one_group("wording", voices.wordings())),
        Layer("where", "Where", _one_group("toponym", _places(reading))),
        Layer("when", "When", _one_group("time", _times(reading))),
        Layer("how-many", "Numbers", _one_group("quantity", _quantities(reading))),
    )
    return tuple(layer for layer in found if layer.groups)


def marks(shown: Iterable[Layer]) -> list[Marked]:
    """The marks of all layers, in the order of the text."""
    found = [
        Marked(each.span, anchor, _classes(entry, anchor), entry.kind, _hint(entry), layer.name)
        for layer in shown
        for entry in layer.entries
        for anchor, each in entry.found
    ]
    return sorted(found, key=lambda mark: mark.span)


def _classes(entry: Entry, anchor: str) -> str:
    """What lights a mark: its entry, and its own cell where the entry is a table."""
    return f"{entry.name} c-{anchor}" if entry.table else entry.name


def _hint(entry: Entry) -> str:
    return f"{entry.kind}: {'; '.join((entry.label, *entry.facts[:1]))}"


def _one_group(kind: str, entries: Sequence[Entry]) -> tuple[Group, ...]:
    return (Group(kind, "", tuple(entries)),) if entries else ()


def _names(reading: Reading, voices: Voices) -> Iterable[Group]:
    located = {each.evidence.span for each in reading.toponyms if each.usage in _SHOWN_USAGES}
    said: dict[str, list[Evidence]] = {}
    for mention in reading.mentions:
        said.setdefault(mention.actor_id, []).append(mention.evidence)
    by_kind: dict[ActorKind, list[Entry]] = {kind: [] for kind in KIND_NAMES}
    for number, actor in enumerate(reading.actors):
        words = tuple(said[actor.id])
        if actor.kind is ActorKind.PLACE:
            # What the gazetteer's reading lists stands there, with more to say of it.
            words = tuple(each for each in words if each.span not in located)
        if words:
            entry = _actor(f"a{number}", actor, words, voices.naming(actor.id))
            by_kind[actor.kind].append(entry)
    for kind, entries in by_kind.items():
        if entries:
            yield Group(kind.value, KIND_NAMES[kind], tuple(entries))


def _actor(name: str, actor: Actor, words: tuple[Evidence, ...], facts: tuple[str, ...]) -> Entry:
    return Entry(name, actor.kind.value, actor.name.quote, words, facts, reasons=actor.reasons)


def _places(reading: Reading) -> list[Entry]:
    together: dict[object, list[Toponym]] = {}
    for each in reading.toponyms:
        if each.usage in _SHOWN_USAGES:
            same = each.evidence.quote if each.place is None else each.place.name
            identity = each.place.geonames_id if each.place else None
            together.setdefault((identity, same, each.usage), []).append(each)
    return [_place(f"p{number}", group) for number, group in enumerate(together.values())]


def _place(name: str, group: list[Toponym]) -> Entry:
    first = max(group, key=lambda each: (each.relative is not None, each.score or 0))
    facts = list(phrases.where(first))
    warning = None
    if first.usage is Usage.METONYMIC:
        facts.insert(0, "stands for its government here, not for a place")
    if first.relative is not None:
        facts.append(phrases.described(first.relative))
        warning = phrases.differs(first.relative)
    words = tuple(each.evidence for each in group)
    return Entry(name, "toponym", words[0].quote, words, tuple(facts), warning)


def _times(reading: Reading) -> list[Entry]:
    return [
        Entry(
            f"t{number}",
            "time",
            each.evidence.quote,
            (each.evidence,),
            tuple(filter(None, (phrases.when(each), phrases.resolved_from(each)))),
        )
        for number, each in enumerate(reading.times)
    ]


def _quantities(reading: Reading) -> list[Entry]:
    return [
        Entry(
            f"q{number}",
            "quantity",
            each.evidence.quote,
            (each.evidence,),
            tuple(
                filter(
                    None,
                    (
                        phrases.how_many(each),
                        f"of what: “{each.counted.quote}”" if each.counted else None,
                        f"a part of “{each.part_of.quote}”" if each.part_of else None,
                    ),
                )
            ),
        )
        for number, each in enumerate(reading.quantities)
    ]
