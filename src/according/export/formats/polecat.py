"""``polecat``: POLECAT's form of PLOVER, 40 columns, parted by tabs (PLOVER's manual of 2021)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache

from according.data import load_json
from according.export.coded import Coded, Party, Source, Where
from according.export.formats.coders import VERSION, Coders, Made, Refused
from according.happening import Happening
from according.model import ActorKind, PlaceKind, Reading

FILE = "coding/intensity.json"


class Tabs(csv.excel_tab):
    """Cells parted by tabs; no cell has one, nor a line break, so quote marks are themselves."""

    quoting = csv.QUOTE_NONE
    quotechar = None
    lineterminator = "\n"


csv.register_dialect("polecat", Tabs)

_COW = "the record has the numbers of Gleditsch and Ward, which are not all those of COW"
_WIKI = "the record links to no encyclopedia"
NEVER = {
    "Contexts": "not read",
    "Actor COW": _COW,
    "Recipient COW": _COW,
    "Actor Title": "not read as such; it stands in the raw name where it is told",
    "Recipient Title": "not read as such; it stands in the raw name where it is told",
    "Wikipedia Actor ID": _WIKI,
    "Wikipedia Recipient ID": _WIKI,
}
_NOT_TOLD = "no report tells, or the words do not say"


@cache
def scores() -> Mapping[str, float]:
    """PLOVER's scores of conflict and cooperation by type, and by type and mode."""
    found: dict[str, float] = load_json(FILE)["scores"]
    return found


def type_of(kind: str, mode: str | None) -> str | None:
    """The type as POLECAT has it: YIELD is parted there into CONCEDE and RETREAT, which has all
    modes; without a mode it is not known which."""
    if kind != "YIELD":
        return kind
    return "RETREAT" if mode else None


def intensity(kind: str | None, mode: str | None) -> float | None:
    """PLOVER's score."""
    return (
        scores().get(f"{kind} {mode}", scores().get(kind or ""))
        if mode
        else scores().get(kind or "")
    )


def _make(coded: Coded, found: Happening, _options: Mapping[str, str]) -> Made | Refused:
    if coded.kind.type is None:
        return Refused("no report tells of what type it is")
    kind = type_of(coded.kind.type, coded.kind.mode)
    first = _first(coded)
    reading = next(each.reading for each in found.told if each.reading.report.id == first.report_id)
    cells = {
        "Event ID": coded.id,
        "Event Date": coded.when.first.isoformat() if coded.when else None,
        "Event Type": kind,
        "Event Mode": coded.kind.mode,
        "Intensity": intensity(kind, coded.kind.mode),
        "Quad Code": _quad(coded.kind.type),
        **_party(coded.actor, "Actor"),
        **_party(coded.recipient, "Recipient"),
        **_place(coded.where),
        "Source": first.outlet,
        "Publication Date": first.published.isoformat() if first.published else None,
        **_story(reading),
        "Language": first.language,
        "Version": f"{VERSION}; coded by {coded.by}",
    }
    return Made(cells, dict.fromkeys(cells.keys() - NEVER.keys(), _NOT_TOLD))


def _first(coded: Coded) -> Source:
    """The report that was published first."""
    return min(
        coded.sources,
        key=lambda each: (each.published is None, str(each.published), each.report_id),
    )


def _quad(kind: str) -> str:
    quad: str = load_json("events/ontology.json")["types"][kind]["quad"]
    return quad.upper()


def _party(each: Party | None, role: str) -> dict[str, str | None]:
    sector = each.kind.sector if each and each.kind else None
    raw = [words for some in each.called.values() for words in some] if each else []
    return {
        f"{role} Name": each.name if each else None,
        f"{role} Country": each.country.iso3 if each and each.country else None,
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Name Raw": _listed(raw),
    }


def _place(at: Where | None) -> dict[str, str | int | float | None]:
    names = ("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude")
    if at is None:
        return dict.fromkeys((*names, "GeoNames ID", "Raw Placename", "Feature Type"))
    return {
        "Placename": at.place.name,
        "City": at.place.name if at.place.kind is PlaceKind.POPULATED else None,
        "District": at.second_order,
        "Province": at.first_order,
        "Country": at.country.iso3 if at.country else None,
        "Latitude": at.place.latitude,
        "Longitude": at.place.longitude,
        "GeoNames ID": at.place.geonames_id,
        "Raw Placename": _listed(each.words.quote for each in at.held),
        "Feature Type": at.place.feature or None,
    }


def _story(reading: Reading) -> dict[str, str]:
    """Whom and what the first report names."""
    bodies = (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.GOVERNMENT)
    return {
        "Story People": _named(reading, ActorKind.PERSON),
        "Story Organizations": _named(reading, *bodies),
        "Story Locations": _listed(
            each.place.name for each in reading.toponyms if each.place is not None
        ),
    }


def _named(reading: Reading, *kinds: ActorKind) -> str:
    return _listed(each.name.quote for each in reading.actors if each.kind in kinds)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(" ".join(each.replace(";", ",").split()) for each in words))


FORMAT = Coders(
    name="polecat",
    what="POLECAT: PLOVER's events, 40 columns parted by tabs; for event-data researchers",
    columns="polecat",
    make=_make,
    identity="Event ID",
    never=NEVER,
    defaults={},
    extension=".txt",
    dialect="polecat",
).format
