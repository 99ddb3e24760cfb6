"""Findings as annotations: what each is, where it stands, what it says in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from according.export.kinds import kind_said
from according.export.phrases import how_many, when, where
from according.model import Evidence, Reading
from according.reviewing.deciding import report_items
from according.reviewing.findings import Kind, findings
from according.reviewing.history import all_judgements
from according.reviewing.roles import ANYBODY
from according.reviewing.settled import Item
from according.store import Record
from according.weighing.fields import bounds


@dataclass(frozen=True, slots=True)
class Annotated:
    """A finding: its kind, its id, the words that it is about, itself, and it in plain words."""

    kind: str
    id: str
    parts: tuple[Evidence, ...]
    finding: object
    said: str


def annotated(reading: Reading) -> Iterator[Annotated]:
    """All findings of a reading that have words of their own, room by room."""
    names = {each.id: each.name.quote for each in reading.actors}
    for mention in reading.mentions:
        said = f"{mention.kind.value}: {names[mention.actor_id]}"
        yield Annotated("mention", mention.id, (mention.evidence,), mention, said)
    yield from _times_places_numbers(reading)
    for each in reading.attributions:
        who = each.source.quote if each.source else "somebody who is not named"
        yield Annotated("attribution", each.id, each.content, each, f"according to {who}")
    for event in reading.events:
        said = f"{kind_said(event.type)}, {event.certainty.value}"
        yield Annotated("event-mention", event.id, (event.trigger,), event, said)
    for figure in reading.figures:
        said = f"{figure.kind.value}: {bounds(figure)}"
        yield Annotated("figure", figure.id, (figure.evidence,), figure, said)
    for blame in reading.blames:
        said = f"blamed: {blame.certainty.value}"
        yield Annotated("blame", blame.id, (blame.evidence,), blame, said)
    for wording in reading.wordings:
        yield Annotated("wording", wording.id, (wording.evidence,), wording, "a loaded word")


def _times_places_numbers(reading: Reading) -> Iterator[Annotated]:
    for time in reading.times:
        yield Annotated("time", time.id, (time.evidence,), time, when(time))
    for toponym in reading.toponyms:
        said = "; ".join(where(toponym)) or "described by its distance from another place"
        yield Annotated("toponym", toponym.id, (toponym.evidence,), toponym, said)
    for quantity in reading.quantities:
        said = how_many(quantity)
        yield Annotated("quantity", quantity.id, (quantity.evidence,), quantity, said)


class Decisions:
    """What people decided of findings, as everybody may see it, report by report."""

    def __init__(self, record: Record) -> None:
        kinds = {each.value for each in Kind}
        self._record = record
        self._judged = {
            each.about[1].split(" ")[0]
            for each in all_judgements(record, ANYBODY)
            if each.about[0] in kinds
        }

    def of(self, reading: Reading) -> list[Item]:
        """The fields and findings of a report that somebody decided on or noted."""
        if reading.report.id not in self._judged:
            return []
        found = report_items(self._record, ANYBODY, reading.report.id)
        return [each for each in found if each.decisions or each.notes]


def standing_of(reading: Reading, items: list[Item]) -> Mapping[str, str]:
    """By the ids of findings that people decided on, what stands of each in a word."""
    if not items:
        return {}
    ids = {each.anchor: each.id for each in findings(reading)}
    found: dict[str, str] = {}
    for each in items:
        identity = ids.get(each.anchor)
        if identity is None or each.decided is None:
            continue
        said = each.decided.verdict.value
        # What was rejected as a whole is rejected, whatever was said of its fields.
        if found.get(identity) != "reject":
            found[identity] = said if each.field is None or said != "reject" else "correct"
    return found
