"""``webannotation``: every finding as a W3C Web Annotation (JSON-LD), with the texts beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from according import __version__
from according.export.formats.annotating import Annotated, Decisions, annotated, standing_of
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.model import Evidence, Reading, Toponym
from according.reviewing.settled import Decision, Item, Verdict, said
from according.store import encode

Plain = dict[str, Any]

FILE = "annotations.jsonld"

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"according": "urn:according:term:"}]

AROUND = 32
"""Code points before and after a quote that tell it from others like it."""

_MOTIVATIONS = {
    "mention": "identifying",
    "toponym": "identifying",
    "attribution": "linking",
    "blame": "linking",
    "wording": "tagging",
}
"""Of the vocabulary's motivations; all others classify."""

_OF_PEOPLE = {
    Verdict.ACCEPT: "assessing",
    Verdict.REJECT: "assessing",
    Verdict.CORRECT: "editing",
    Verdict.ADD: "editing",
    Verdict.NOTE: "commenting",
}


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write one collection of annotations, and a text file for each report."""
    losses.never("token, sentence", "they are no annotations")
    losses.never("event", "events across reports have no words of their own")
    losses.never("capture", "the bytes stay here")
    decisions = Decisions(chosen.record)
    done = 0
    with to.text(FILE) as file:
        collection = {
            "@context": CONTEXT,
            "id": "urn:according:annotations",
            "label": _label(chosen),
        }
        head = json.dumps({**collection, "type": "AnnotationCollection"}, ensure_ascii=False)
        file.write(head.removesuffix("}"))
        file.write(', "first": {"id": "urn:according:annotations:1", "type": "AnnotationPage", ')
        file.write('"startIndex": 0, "items": [')
        for reading in chosen.readings():
            if options["texts"] == "yes":
                with to.text(_text_file(reading)) as text:
                    text.write(reading.report.text)
            for each in _annotations(reading, decisions.of(reading), losses):
                file.write(",\n" if done else "\n")
                file.write(json.dumps(each, ensure_ascii=False))
                done += 1
        file.write(f'\n]}}, "total": {done}}}\n')
    return done


def _label(chosen: Chosen) -> str:
    return f"What according {__version__} read in {chosen.reports:,} reports"


def _text_file(reading: Reading) -> str:
    return f"texts/{reading.report.id}.txt"


def _annotations(reading: Reading, items: list[Item], losses: Losses) -> Iterator[Plain]:
    stands = standing_of(reading, items)
    for account in reading.accounts:
        losses.note("account", "it has no words of its own", account.id[:10])
    for each in annotated(reading):
        yield _machine(reading, each, stands.get(each.id))
    for item in items:
        for decision in (*item.decisions, *item.notes):
            yield _person(reading, item, decision)


def _machine(reading: Reading, each: Annotated, stands: str | None) -> Plain:
    body: list[Plain] = [
        {"type": "TextualBody", "value": each.said, "format": "text/plain", "language": "en"},
        {
            "type": "TextualBody",
            "value": json.dumps(encode(each.finding), ensure_ascii=False, sort_keys=True),
            "format": "application/json",
        },
    ]
    if isinstance(each.finding, Toponym) and each.finding.place:
        geonames = each.finding.place.geonames_id
        if geonames is not None:
            address = f"https://sws.geonames.org/{geonames}/"
            body.insert(
                0, {"type": "SpecificResource", "source": address, "purpose": "identifying"}
            )
    return {
        "id": f"urn:according:{each.kind}:{each.id}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(each.kind, "classifying"),
        "creator": {
            "id": f"urn:according:reader:{reading.reader}",
            "type": "Software",
            "name": reading.reader,
        },
        "according:kind": each.kind,
        "according:decided": stands or "by nobody",
        "body": body,
        "target": _targets(reading, *each.parts),
    }


def _person(reading: Reading, item: Item, decision: Decision) -> Plain:
    """What a person decided is an annotation of its own: it changes nothing of the machine's."""
    words = decision.verdict.value
    if decision.verdict in (Verdict.ACCEPT, Verdict.CORRECT, Verdict.ADD):
        words += f": {said(item.anchor.kind, item.field, decision.value)}"
    of = item.field or item.anchor.kind.value
    made = decision.judgement
    plain = {
        "finding": str(item.anchor),
        "field": item.field,
        "verdict": decision.verdict.value,
        "value": decision.value,
        "machine": decision.machine,
        "counts": item.decided is decision,
    }
    body: list[Plain] = [
        {
            "type": "TextualBody",
            "value": f"{of}: {words}" + (f" ({made.why})" if made.why else ""),
            "format": "text/plain",
        },
        {
            "type": "TextualBody",
            "value": json.dumps(plain, ensure_ascii=False, sort_keys=True),
            "format": "application/json",
        },
    ]
    evidence = Evidence.at(reading.report, item.anchor.start, item.anchor.end)
    return {
        "id": f"urn:according:judgement:{made.id}",
        "type": "Annotation",
        "motivation": _OF_PEOPLE[decision.verdict],
        "creator": {"type": "Person", "nickname": made.by},
        "created": made.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "according:kind": "judgement",
        "body": body,
        "target": _targets(reading, evidence),
    }


def _targets(reading: Reading, *parts: Evidence) -> Plain | list[Plain]:
    found = [_target(reading, each) for each in parts]
    return found[0] if len(found) == 1 else found


def _target(reading: Reading, words: Evidence) -> Plain:
    """Words of a text. The recommendation counts positions in code points, as we do."""
    text = reading.report.text
    target: Plain = {
        "source": _text_file(reading),
        "selector": [
            {"type": "TextPositionSelector", "start": words.start, "end": words.end},
            {
                "type": "TextQuoteSelector",
                "exact": words.quote,
                "prefix": text[max(0, words.start - AROUND) : words.start],
                "suffix": text[words.end : words.end + AROUND],
            },
        ],
    }
    if reading.report.url:
        # The page that the text is of: positions do not count there, quotes do.
        target["scope"] = reading.report.url
    return target


FORMAT = Format(
    name="webannotation",
    what="every finding as a W3C Web Annotation, with the texts",
    shape=Shape.FOLDER,
    extension="",
    rows="annotations",
    write=write,
    options=(Option("texts", "with the texts of the reports", "yes", ("yes", "no")),),
)
