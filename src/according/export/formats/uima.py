"""``uima``: a UIMA CAS (XMI) for each report, with its type system: INCEpTION, DKPro, dkpro-cassis.

Names and sentences are of DKPro's own types, which INCEpTION has; all findings are of one more,
`FINDING`, with the whole finding as JSON in ``detail``. `uima_reading` makes the reading of it
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from according.export.formats.annotating import annotated
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Shape
from according.export.formats.losses import Losses
from according.export.formats.utf16 import Utf16
from according.export.formats.xmltext import ILLEGAL, attribute, legal
from according.export.plain import plain_report
from according.model import MentionForm, Reading
from according.store import encode

Plain = dict[str, Any]

TYPES = "TypeSystem.xml"

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{DKPRO}.segmentation.type.Sentence"
TOKEN = f"{DKPRO}.segmentation.type.Token"
NAMED = f"{DKPRO}.ner.type.NamedEntity"
METADATA = f"{DKPRO}.metadata.type.DocumentMetaData"
FINDING = "webanno.custom.Finding"
READING = "webanno.custom.Reading"

STRING = "uima.cas.String"

FEATURES: Mapping[str, Mapping[str, str]] = {
    FINDING: {"kind": STRING, "said": STRING, "identity": STRING, "detail": STRING},
    READING: {"reader": STRING, "report": STRING, "detail": STRING},
    NAMED: {"value": STRING, "identifier": STRING},
    SENTENCE: {},
    TOKEN: {},
}
"""Our types, and those of DKPro's as far as they are filled."""

_METADATA = (
    "documentTitle",
    "documentId",
    "documentUri",
    "collectionId",
    "documentBaseUri",
)

_SPACES = {
    DKPRO + ".segmentation.type": "segmentation",
    DKPRO + ".ner.type": "ner",
    DKPRO + ".metadata.type": "metadata",
    "webanno.custom": "custom",
}


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file for each report, and the type system of all."""
    losses.never("event", "events across reports are in no report; export jsonl for them")
    losses.never("judgement", "what people decided is not in it: only what the machine read")
    losses.never("capture", "the bytes stay here")
    with to.text(TYPES) as file:
        file.write(type_system())
    done = 0
    for reading in chosen.readings():
        with to.text(f"{reading.report.id}.xmi") as file:
            write_xmi(reading, file, losses)
        done += 1
    return done


def type_system() -> str:
    """The descriptor of all types."""
    types = "\n".join(
        [
            *(_type(name, "uima.tcas.Annotation", of) for name, of in FEATURES.items()),
            _type(METADATA, "uima.tcas.DocumentAnnotation", dict.fromkeys(_METADATA, STRING)),
        ]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{types}\n</types>\n</typeSystemDescription>\n"
    )


def _type(name: str, above: str, features: Mapping[str, str]) -> str:
    rows = "".join(
        f"<featureDescription><name>{feature}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        for feature, kind in features.items()
    )
    return (
        f"<typeDescription><name>{name}</name><description/>"
        f"<supertypeName>{above}</supertypeName><features>{rows}</features></typeDescription>"
    )


def write_xmi(reading: Reading, file: TextIO, losses: Losses) -> None:
    """Write the CAS of a reading."""
    text, illegal = legal(reading.report.text)
    losses.note(
        "report.text",
        "a character that XML cannot hold is U+FFFD there; which one is told beside",
        reading.report.id[:10],
        illegal,
    )
    end = Utf16(text).units(len(text))
    spaces = "".join(
        f' xmlns:{short}="http:///{space.replace(".", "/")}.ecore"'
        for space, short in _SPACES.items()
    )
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        f'xmlns:tcas="http:///uima/tcas.ecore"{spaces} xmi:version="2.0">\n'
        '<cas:NULL xmi:id="0"/>\n'
    )
    members = []
    for number, (name, features) in enumerate(_annotations(reading, Utf16(text), end), 2):
        space, _, local = name.rpartition(".")
        values = "".join(
            f' {key}="{attribute(legal(str(value))[0])}"' for key, value in features.items()
        )
        file.write(f'<{_SPACES[space]}:{local} xmi:id="{number}" sofa="1"{values}/>\n')
        members.append(str(number))
    file.write(
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" '
        f'sofaString="{attribute(text)}"/>\n'
        f'<cas:View sofa="1" members="{" ".join(members)}"/>\n</xmi:XMI>\n'
    )


def _annotations(
    reading: Reading, at: Utf16, end: int
) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    """Each annotation's type and features."""
    report = reading.report
    whole = {"begin": 0, "end": end}
    title = {"documentTitle": report.title} if report.title else {}
    known = {"documentId": report.id, "documentUri": report.url or f"urn:according:{report.id}"}
    yield METADATA, {**whole, "language": _language(report.language), **title, **known}
    detail = _json(_rest(reading))
    yield READING, {**whole, "reader": reading.reader, "report": report.id, "detail": detail}
    for name, spans in ((SENTENCE, reading.sentences), (TOKEN, reading.tokens)):
        for span in spans:
            yield name, {"begin": at.units(span.start), "end": at.units(span.end)}
    for mention in reading.mentions:
        if mention.form is MentionForm.NAME:
            words = mention.evidence
            place = {"begin": at.units(words.start), "end": at.units(words.end)}
            yield NAMED, {**place, "value": mention.kind.value, "identifier": mention.actor_id}
    for each in annotated(reading):
        first = each.parts[0]
        yield (
            FINDING,
            {
                "begin": at.units(first.start),
                "end": at.units(first.end),
                "kind": each.kind,
                "said": each.said,
                "identity": each.id,
                "detail": _json(encode(each.finding)),
            },
        )


def _language(code: str) -> str:
    """UIMA has a code of its own for what is not known."""
    return "x-unspecified" if code == "und" else code


def _rest(reading: Reading) -> Plain:
    """What of a reading has no words of its own, and what XML cannot hold of its text."""
    report = reading.report
    plain = plain_report(report)
    del plain["text"]
    return {
        "report": plain,
        "unread": reading.unread,
        "limits": list(reading.limits),
        "actors": [encode(each) for each in reading.actors],
        "accounts": [encode(each) for each in reading.accounts],
        "illegal": [[found.start(), ord(found.group())] for found in ILLEGAL.finditer(report.text)],
    }


def _json(plain: Any) -> str:
    """JSON without characters that XML cannot hold: these are escaped."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return ILLEGAL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


FORMAT = Format(
    name="uima",
    what="each report as a UIMA CAS (XMI): INCEpTION, DKPro, dkpro-cassis",
    shape=Shape.FOLDER,
    extension="",
    rows="reports",
    write=write,
)
