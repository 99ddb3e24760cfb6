"""``geojson``: events and places as areas on a map (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from according.export.drawing.maps import RADII, UNKNOWN_KM
from according.export.formats.choosing import Chosen
from according.export.formats.circles import circle
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.happening import Happening
from according.model import Place, Reading, Region, Role, Toponym
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import lay
from according.store.event_rows import parts
from according.weighing import Field, Held, Told, Value

Plain = dict[str, Any]

_AT_ONCE = 40
"""Reports over which decisions are laid at once."""

_OF = ("events", "places", "both")
_AS = ("areas", "points")


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a FeatureCollection, a feature a line."""
    _note(losses)
    done = 0
    with to.text() as file:
        file.write('{"type":"FeatureCollection","features":[')
        for each in _features(chosen, options["of"], _Drawing(options["as"], losses)):
            file.write(",\n" if done else "\n")
            file.write(json.dumps(each, ensure_ascii=False))
            done += 1
        file.write("\n]}\n")
    return done


def _note(losses: Losses) -> None:
    losses.never("report.text", "texts stay here; quotes stand in the properties")
    losses.never("evidence", "where the words stand is not told; report ids and quotes are")
    losses.never("figure", "of figures only the range of each kind over all who give it")
    losses.never("attribution, wording, certainty", "a feature has no place for them")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What places become: "areas" or "points"."""

    of: str
    losses: Losses


def _features(chosen: Chosen, of: str, drawing: _Drawing) -> Iterator[Plain]:
    if of != "places":
        for found in chosen.happenings():
            yield from _event(found, chosen, drawing)
    if of != "events":
        yield from _places(chosen, drawing)


# ---- events


def _event(found: Happening, chosen: Chosen, drawing: _Drawing) -> Iterator[Plain]:
    """A feature for each place that the event is put at: which of them is right is not said."""
    properties = _properties(found, chosen)
    where = next((each for each in found.fields if each.name == "where"), None)
    spots = list(_spots(found, where))
    if not spots:
        why = "no place is known; the geometry is null"
        drawing.losses.note("event.place", why, found.line.id[:10])
        yield _feature(found.line.id, None, {**properties, "place": None})
    for number, (value, toponym) in enumerate(spots):
        yield _feature(
            found.line.id if len(spots) == 1 else f"{found.line.id}-{number + 1}",
            _geometry(toponym, drawing),
            {
                **properties,
                **_described(toponym, drawing),
                "places_told": len(spots),
                "where_standing": where.standing.value if where else None,
                **_held(value.held),
            },
        )


def _spots(found: Happening, where: Field | None) -> Iterator[tuple[Value, Toponym]]:
    toponyms = {
        (told.reading.report.id, each.evidence.span): each
        for told in found.told
        for each in told.reading.toponyms
    }
    if where is not None:
        for value in where.values:
            there = (toponyms.get((each.report_id, each.words.span)) for each in value.held)
            toponym = next((each for each in there if each and each.says_where), None)
            if toponym is not None:
                yield value, toponym
        return
    for told in found.told:
        for mention in told.mentions:
            for role in mention.roles:
                toponym = toponyms.get((told.reading.report.id, role.evidence.span))
                if role.role is Role.PLACE and toponym is not None and toponym.says_where:
                    report = told.reading.report
                    held = Held(
                        *(report.id, told.outlet, report.published, told.origin),
                        *(told.holder(mention.holder), toponym.evidence),
                    )
                    yield Value(toponym.evidence.quote, (held,)), toponym
                    return


def _properties(found: Happening, chosen: Chosen) -> Plain:
    basis = found.basis
    earliest, latest = found.days
    when = next((each for each in found.fields if each.name == "when"), None)
    return {
        "kind": "event",
        "event": found.line.id,
        "label": found.label,
        "page": chosen.link("event", found.line.id),
        "earliest": _day(earliest),
        "latest": _day(latest),
        "when_standing": when.standing.value if when else None,
        "reports": basis.reports,
        "outlets": basis.outlets,
        "origins_low": basis.low,
        "origins_high": basis.high,
        **_figures(found.fields),
    }


def _figures(fields: Iterable[Field]) -> Plain:
    return {
        f"{each.name}_{end}": getattr(each, end)
        for each in fields
        if each.is_figure and "(" not in each.name
        for end in ("low", "high")
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _held(held: Iterable[Held]) -> Plain:
    rows = list(held)
    return {
        "by": "people" if any(each.by_people for each in rows) else "machine",
        "outlets_that_say_so": sorted({each.outlet for each in rows}),
        "report_ids": sorted({each.report_id for each in rows}),
        "quote": rows[0].words.quote,
    }


# ---- places


@dataclass(slots=True)
class _Named:
    """A place with all that name it."""

    toponym: Toponym
    mentions: int = 0
    reports: set[str] = field(default_factory=set)
    by_people: bool = False


def _places(chosen: Chosen, drawing: _Drawing) -> Iterator[Plain]:
    """The places that are named, each once, as people decided where they did."""
    named: dict[tuple[int | None, str], _Named] = {}
    for reading, decided in _standing(chosen):
        for toponym in reading.toponyms:
            place = toponym.place
            if place is None or not toponym.says_where:
                drawing.losses.note("toponym", "it says not where anything is, or no place fits it")
                continue
            one = named.setdefault((place.geonames_id, place.name), _Named(toponym))
            one.mentions += 1
            one.reports.add(reading.report.id)
            one.by_people |= toponym.id in decided
    for each in sorted(named.values(), key=lambda one: (-len(one.reports), str(one.toponym))):
        told = {"kind": "place", "mentions": each.mentions, "reports": len(each.reports)}
        by = "people" if each.by_people else "machine"
        properties = {**told, **_described(each.toponym, drawing), "by": by}
        identity = f"place-{properties['geonames_id'] or properties['place']}"
        yield _feature(identity, _geometry(each.toponym, drawing), properties)


def _standing(chosen: Chosen) -> Iterator[tuple[Reading, Collection[str]]]:
    """What stands of each report, and the ids of the findings that people decided on."""
    for some in parts(chosen.readings(), _AT_ONCE):
        for told in lay(chosen.record, ANYBODY, [Told(each, each.accounts, 0) for each in some]):
            yield told.reading, told.decided.keys()


# ---- geometry


def _geometry(toponym: Toponym, drawing: _Drawing) -> Plain:
    area = _area(toponym)
    if drawing.of == "points":
        drawing.losses.note("place.precision", "a point looks exact; precision and radius_km say")
        point = [round(area.longitude, 5), round(area.latitude, 5)]
        return {"type": "Point", "coordinates": point}
    if isinstance(area, Place):
        why = "outlines are not known: a circle stands for the precision"
        drawing.losses.note("place.outline", why, area.name)
    return circle(area.latitude, area.longitude, _radius(area))


def _area(toponym: Toponym) -> Place | Region:
    """Where it is: the place, or the region that a description leaves open."""
    region = toponym.relative.region if toponym.relative else None
    found = toponym.place or region
    if found is None:
        raise ValueError(f"{toponym.evidence.quote!r} says not where anything is")
    return found


def _radius(area: Place | Region) -> float:
    if isinstance(area, Region):
        return area.radius_km
    return RADII.get(area.precision or 0, UNKNOWN_KM)


def _described(toponym: Toponym, drawing: _Drawing) -> Plain:
    """What the geometry means, and how precisely the place is known."""
    area = _area(toponym)
    radius = round(_radius(area), 1)
    if isinstance(area, Region):
        said = toponym.relative.evidence.quote if toponym.relative else toponym.evidence.quote
        about: Plain = dict.fromkeys(("geonames_id", "country", "precision"))
        about |= {"place": said, "precision_reason": "described by its distance from another place"}
        means = f"the circle of {radius:g} km that the description leaves open"
    else:
        about = {
            "place": area.name,
            "geonames_id": area.geonames_id,
            "country": area.country,
            "precision": area.precision,
            "precision_reason": area.precision_reason,
        }
        means = f"a circle of {radius:g} km that stands for the precision"
    if drawing.of == "points":
        means = f"the middle of {means}"
    return {**about, "radius_km": radius, "geometry_is": means}


def _feature(identity: str, geometry: Plain | None, properties: Plain) -> Plain:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


FORMAT = Format(
    name="geojson",
    what="events and places as areas on a map: QGIS, web maps",
    shape=Shape.TEXT,
    extension=".geojson",
    rows="features",
    write=write,
    options=(
        Option("of", "what becomes a feature", "events", _OF),
        Option("as", "what a place becomes", "areas", _AS),
    ),
)
