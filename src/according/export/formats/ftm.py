"""``ftm``: reports, events and who is named, as FollowTheMoney entities for Aleph, OpenAleph and
yente: a JSON object a line. Written by the model of followthemoney 4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from according.actor_linker import actors_across
from according.export.accord import first_words
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.ftm_entities import (
    SCHEMATA,
    Entities,
    Who,
    actor_entity_id,
    document_id,
)
from according.export.formats.languages import alpha_3
from according.export.formats.losses import Losses
from according.happening import Happening
from according.model import ActorKind, MentionForm, Place, PlaceKind, Reading, Role
from according.model.canonical import digest
from according.store.event_rows import parts
from according.weighing import Field

MOST = 10_000
"""Code points of a text that is no report's: an index takes no more of a field."""

_COUNTRY = re.compile(r"[A-Z]{2}")


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write documents and mentions report by report, then events, then who was named."""
    losses.never("evidence", "where words stand has no property; quotes are in summaries")
    losses.never("figure", "there is no property for a count; figures are words of the summary")
    losses.never("attribution, certainty, wording", "who says what how surely has no property")
    losses.never("origins", "on how many origins an event rests is words of the summary")
    losses.never("capture", "contentHash is SHA-1, and is dropped by Aleph")
    with to.text() as file:
        made = Entities(file)
        who = Who()
        for some in parts(chosen.report_ids(), 40):
            canonical = {
                line.actor_id: line.canonical_id for line in actors_across(chosen.record, some)
            }
            for reading in chosen.record.readings(some):
                _report(reading, chosen, made, losses, with_text=options["texts"] == "yes")
                _mentions(reading, canonical, made, who, losses)
        for found in chosen.happenings():
            _event(found, chosen, made, who, losses)
        for identity in sorted(who.named):
            made.add(identity, *who.entity(identity))
    return made.written


# ---- reports


def _report(
    reading: Reading, chosen: Chosen, made: Entities, losses: Losses, *, with_text: bool
) -> None:
    report = reading.report
    language = alpha_3().get(report.language)
    if language is None:
        losses.note("report.language", "it has no code of three letters here", report.language)
    if not with_text:
        losses.note("report.text", "left out by the option texts", report.id[:10])
    made.documents.add(document_id(report.id))
    made.add(
        document_id(report.id),
        "Article",
        {
            "title": [report.title],
            "name": [report.title],
            "fileName": [f"{report.id[:16]}.txt"],
            "mimeType": ["text/plain"],
            "publisher": [report.outlet],
            "author": [report.byline],
            "publishedAt": [report.published.isoformat() if report.published else None],
            "language": [language],
            "sourceUrl": [_url(report.url, losses)],
            "alephUrl": [chosen.link("report", report.id)],
            "bodyText": [report.text if with_text else None],
            "processingAgent": [reading.reader],
        },
    )


def _url(url: str | None, losses: Losses) -> str | None:
    if url is None:
        return None
    if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc:
        return url
    losses.note("report.url", "it is no address of the web", url)
    return None


# ---- who is named


def _mentions(
    reading: Reading, canonical: Mapping[str, str], made: Entities, who: Who, losses: Losses
) -> None:
    """A Mention for each name of a report, and the entity that it is resolved to."""
    document = document_id(reading.report.id)
    for actor in reading.actors:
        if actor.kind is ActorKind.PLACE:
            continue
        names = dict.fromkeys(
            " ".join(each.evidence.quote.split())
            for each in reading.mentions_of(actor.id)
            if each.form is MentionForm.NAME
        )
        if not names:
            losses.note("actor", "nobody names them, they are only described", actor.name.quote)
            continue
        identity = actor_entity_id(canonical.get(actor.id, actor.id))
        who.see(identity, actor.kind, names, document)
        for name in names:
            made.add(
                f"according-mention-{digest('ftm-mention/1', actor.id, name)}",
                "Mention",
                {
                    "document": [document],
                    "name": [name],
                    "resolved": [identity],
                    "detectedSchema": [SCHEMATA[actor.kind]],
                },
            )


# ---- events


def _event(found: Happening, chosen: Chosen, made: Entities, who: Who, losses: Losses) -> None:
    identity = f"according-event-{found.line.id}"
    places = _places(found)
    spots = [_address(place, made) for place in places]
    documents = [document_id(told.reading.report.id) for told in found.told]
    earliest, latest = found.days
    if earliest is None:
        losses.note("event.time", "no report tells when it was", found.line.id[:10])
    made.add(
        identity,
        "Event",
        {
            "name": [found.label],
            "startDate": [earliest],
            "endDate": [latest],
            "location": [_where(each) for each in places],
            "addressEntity": spots,
            "country": [_country(each) for each in places],
            "involved": _involved(found, who),
            "summary": ["; ".join(map(_field, found.fields))[:MOST]],
            "description": [_rests(found)],
            "notes": [_by(found)],
            "recordId": [found.line.id],
            "alephUrl": [chosen.link("event", found.line.id)],
            "proof": [each for each in documents if each in made.documents],
        },
    )
    for told in found.told:
        report = told.reading.report
        if document_id(report.id) not in made.documents:
            losses.note("event.reports", "it was not chosen (--whole chooses it)", report.id[:10])
            continue
        made.add(
            f"according-account-{digest('ftm-account/1', found.line.id, report.id)}",
            "Documentation",
            {
                "document": [document_id(report.id)],
                "entity": [identity],
                "role": ["tells of it"],
                "summary": [first_words(told)[:MOST]],
                "date": [report.published],
                "publisher": [report.outlet],
            },
        )


def _rests(found: Happening) -> str:
    basis = found.basis
    differ = [each.name for each in found.fields if each.standing.name == "CONFLICT"]
    said = f"{basis.reports} reports of {basis.outlets} outlets; independent origins: "
    said += str(basis.low) if basis.low == basis.high else f"{basis.low} to {basis.high}"
    return said + (f"; in conflict: {', '.join(differ)}" if differ else "")


def _by(found: Happening) -> str:
    values = (held for each in found.fields for value in each.values for held in value.held)
    people = {one.by for held in values for one in held.decided}
    if people or found.aside or found.withdrawn:
        return (
            f"read by a machine, decided on by people: {', '.join(sorted(people)) or 'set aside'}"
        )
    return "read by a machine alone"


def _field(each: Field) -> str:
    values = (
        f"{value.said} ({', '.join(sorted({held.outlet for held in value.held}))})"
        for value in each.values
    )
    return f"{each.name}: {' / '.join(values)} [{each.standing.value}]"


def _involved(found: Happening, who: Who) -> list[str]:
    """Those who had part in it by some report, and those who are blamed: which of both is not
    said."""
    actors: dict[str, None] = {}
    for told in found.told:
        named = [each.actor_id for each in told.fillers(Role.ACTOR, Role.RECIPIENT)]
        named += [each.actor_id for each in told.blames]
        for each in named:
            if each is not None:
                actors.setdefault(actor_entity_id(told.same.get(each, each)))
    return [each for each in actors if each in who.named]


def _places(found: Happening) -> list[Place]:
    where = next((each for each in found.fields if each.name == "where"), None)
    if where is None:
        return []
    wanted = {(held.report_id, held.words.span) for value in where.values for held in value.held}
    places = (
        each.place
        for told in found.told
        for each in told.reading.toponyms
        if each.place and (told.reading.report.id, each.evidence.span) in wanted
    )
    return list({(each.geonames_id, each.name): each for each in places}.values())


def _where(place: Place) -> str:
    return f"{place.name}, {place.country}" if place.country else place.name


def _country(place: Place) -> str | None:
    is_code = place.country is not None and _COUNTRY.fullmatch(place.country)
    return place.country.lower() if is_code and place.country else None


def _address(place: Place, made: Entities) -> str:
    identity = f"according-place-{place.geonames_id or digest('ftm-place/1', place.name)}"
    is_point = place.kind in (PlaceKind.POPULATED, PlaceKind.SPOT)
    made.add(
        identity,
        "Address",
        {
            "full": [_where(place)],
            "country": [_country(place)],
            "latitude": [place.latitude if is_point else None],
            "longitude": [place.longitude if is_point else None],
            "remarks": [f"precision {place.precision}: {place.precision_reason}"],
        },
    )
    return identity


FORMAT = Format(
    name="ftm",
    what="documents, events and who is named, as FollowTheMoney entities: Aleph",
    shape=Shape.TEXT,
    extension=".ftm.json",
    rows="entities",
    write=write,
    options=(Option("texts", "with the texts of the reports", "yes", ("yes", "no")),),
)
