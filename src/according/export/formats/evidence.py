"""``evidence``: who claims what of which event, in which words, and who read or decided it: JSON-LD
with schema.org and PROV-O."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from according import __version__
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.happening import Happening
from according.model import Capture, Evidence, Reading
from according.model.canonical import digest
from according.weighing import Decided, Field, Held, Value

Plain = dict[str, Any]

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "according": "urn:according:term:",
}
"""All in the file: nothing is fetched to read it."""

PROGRAM = f"urn:according:program:{__version__}"


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write one graph: agents, reports with the bytes they came from, events, claims."""
    losses.never("mention, time, toponym, quantity, wording", "only what an event's fields rest on")
    losses.never("attribution", "whose word a claim is stands in it; cue and content do not")
    losses.never("certainty", "a claim is told; how surely it is held is in no property")
    with to.text() as file:
        file.write(json.dumps({"@context": CONTEXT}, ensure_ascii=False).removesuffix("}"))
        file.write(', "@graph": [')
        graph = _Graph(file)
        graph.add(PROGRAM, ("prov:SoftwareAgent", "SoftwareApplication"), name="According")
        for reading in chosen.readings():
            captures = chosen.record.captures(reading.report.id)
            _report(graph, reading, captures, with_text=options["texts"] == "yes")
            if options["texts"] == "no":
                losses.note("report.text", "left out; --option texts=yes has it")
        for found in chosen.happenings():
            _event(graph, chosen, found)
        file.write("\n]}\n")
    return graph.written


class _Graph:
    """What is written so far. A node that is there already is not written again."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._shared: set[str] = set()
        self.written = 0

    def add(self, identity: str, types: Iterable[str], **values: Any) -> None:
        """A node; values that are None or empty are left out. ``prov__`` and ``according__`` begin
        the names of properties of these."""
        some = {
            name.replace("__", ":", 1): value
            for name, value in values.items()
            if value is not None and value not in ((), [])
        }
        row = {"@id": identity, "@type": list(types), **some}
        self._file.write(",\n" if self.written else "\n")
        self._file.write(json.dumps(row, ensure_ascii=False))
        self.written += 1

    def share(self, identity: str, types: Iterable[str], **values: Any) -> Plain:
        """A node that many refer to, and the reference."""
        if identity not in self._shared:
            self._shared.add(identity)
            self.add(identity, types, **values)
        return {"@id": identity}


# ---- reports


def _report(
    graph: _Graph, reading: Reading, captures: Iterable[Capture], *, with_text: bool
) -> None:
    report = reading.report
    outlet = _outlet(graph, report.outlet) if report.outlet else None
    graph.add(
        _id("report", report.id),
        ("NewsArticle", "prov:Entity"),
        headline=report.title,
        datePublished=report.published.isoformat() if report.published else None,
        inLanguage=report.language,
        url=report.url,
        author=report.byline,
        creditText=[each.quote for each in report.credits],
        articleBody=report.text if with_text else None,
        publisher=outlet,
        prov__wasAttributedTo=outlet,
        prov__wasDerivedFrom=[_capture(graph, each) for each in captures],
    )
    name = reading.reader
    types = ("prov:SoftwareAgent", "SoftwareApplication")
    graph.add(
        _id("reading", report.id),
        ("prov:Activity",),
        prov__used={"@id": _id("report", report.id)},
        prov__wasAssociatedWith=graph.share(f"urn:according:reader:{name}", types, name=name),
    )


def _outlet(graph: _Graph, name: str) -> Plain:
    identity = _id("outlet", digest("outlet/1", name))
    return graph.share(identity, ("NewsMediaOrganization", "prov:Organization"), name=name)


def _capture(graph: _Graph, capture: Capture) -> Plain:
    return graph.share(
        f"urn:sha256:{capture.sha256}",
        ("MediaObject", "prov:Entity"),
        sha256=capture.sha256,
        encodingFormat=capture.media_type,
        contentSize=str(capture.size),
        contentUrl=capture.url,
        prov__generatedAtTime=_moment(capture.had_at.isoformat()) if capture.had_at else None,
    )


# ---- events and claims


def _event(graph: _Graph, chosen: Chosen, found: Happening) -> None:
    event = _id("event", found.line.id)
    reports = [{"@id": _id("report", each.reading.report.id)} for each in found.told]
    basis = found.basis
    earliest, latest = found.days
    graph.add(
        event,
        ("Event", "prov:Entity"),
        name=found.label,
        startDate=earliest.isoformat() if earliest else None,
        endDate=latest.isoformat() if latest else None,
        url=chosen.link("event", found.line.id),
        subjectOf=reports,
        prov__wasDerivedFrom=reports,
        prov__wasAttributedTo={"@id": PROGRAM},
        according__independentOriginsLow=basis.low,
        according__independentOriginsHigh=basis.high,
    )
    for field in found.fields:
        for value in field.values:
            for held in value.held:
                _claim(graph, event, field, value, held)
    for aside in found.aside:
        ends = aside.decided[-1] if aside.decided else None
        _machine(graph, event, aside.field, aside.said, aside.held, ends)


def _claim(graph: _Graph, event: str, field: Field, value: Value, held: Held) -> None:
    if not held.decided:
        _machine(graph, event, field.name, value.said, held, None, field.standing.value)
        return
    revised = [
        {"@id": _claim_id(event, field.name, each.machine, held)}
        for each in held.decided
        if each.machine is not None and each.machine != each.value
    ]
    graph.add(
        _claim_id(event, field.name, f"people: {value.said}", held),
        ("Claim", "prov:Entity"),
        **_said(graph, event, field.name, value.said, held),
        according__standing=field.standing.value,
        prov__wasGeneratedBy=[_judgement(graph, each) for each in held.decided],
        prov__wasAttributedTo=[_person(graph, each.by) for each in held.decided],
        prov__wasRevisionOf=revised,
    )


def _machine(
    graph: _Graph,
    event: str,
    field: str,
    said: str,
    held: Held,
    ended: Decided | None,
    standing: str | None = None,
) -> None:
    """A claim as the machine reads it; ``ended``: the decision by which it does not count."""
    graph.add(
        _claim_id(event, field, said, held),
        ("Claim", "prov:Entity"),
        **_said(graph, event, field, said, held),
        according__standing=standing or "set aside by people",
        prov__wasGeneratedBy=[{"@id": _id("reading", held.report_id)}],
        prov__wasAttributedTo=[{"@id": PROGRAM}],
        prov__wasInvalidatedBy=_judgement(graph, ended) if ended else None,
    )


def _said(graph: _Graph, event: str, field: str, said: str, held: Held) -> Plain:
    """What is claimed, where and by whom."""
    is_outlet = held.holder == f"{held.outlet} itself"
    return {
        "text": f"{field}: {said}",
        "about": {"@id": event},
        "appearance": {"@id": _id("report", held.report_id)},
        "author": _outlet(graph, held.outlet) if is_outlet else {"name": held.holder},
        "prov__wasQuotedFrom": _words(held.words),
    }


def _words(words: Evidence) -> Plain:
    return {
        "@type": ["oa:SpecificResource", "prov:Entity"],
        "oa:hasSource": {"@id": _id("report", words.report_id)},
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": words.start, "oa:end": words.end},
            {"@type": "oa:TextQuoteSelector", "oa:exact": words.quote},
        ],
    }


def _judgement(graph: _Graph, decided: Decided) -> Plain:
    return graph.share(
        _id("judgement", decided.judgement),
        ("prov:Activity",),
        name=decided.verdict,
        description=decided.why,
        prov__endedAtTime=_moment(decided.at.isoformat()),
        prov__wasAssociatedWith=_person(graph, decided.by),
    )


def _person(graph: _Graph, name: str) -> Plain:
    return graph.share(
        _id("person", digest("person/1", name)), ("prov:Person", "Person"), name=name
    )


def _claim_id(event: str, field: str, said: str | None, held: Held) -> str:
    words = (held.report_id, held.words.start, held.words.end)
    return _id("claim", digest("claim/1", event, field, said, *words))


def _id(kind: str, identity: str) -> str:
    return f"urn:according:{kind}:{identity}"


def _moment(at: str) -> Plain:
    return {"@type": "xsd:dateTime", "@value": at}


FORMAT = Format(
    name="evidence",
    what="claims with their words and who read or decided them: schema.org and PROV-O in JSON-LD",
    shape=Shape.TEXT,
    extension=".jsonld",
    rows="nodes",
    write=write,
    options=(Option("texts", "with the texts of the reports", "no", ("yes", "no")),),
)
