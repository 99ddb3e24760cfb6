"""An event as pages and dossiers lay it out: the sentence, accounts, figures, places, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from according.export.accord import (
    Named,
    aside_said,
    basis_said,
    copies_said,
    first_words,
    link_said,
    namings,
    tie_said,
)
from according.export.drawing import maps, ranges
from according.export.drawing.days import Dated, Days, days
from according.export.drawing.maps import Area, Map
from according.export.drawing.ranges import Given, Ranges
from according.export.kinds import kind_said
from according.export.told import Stated, told
from according.happening import Happening
from according.linking.basis import Ground
from according.model import EventMention, Evidence, PlaceKind, Report, Role, Toponym
from according.titles import titled
from according.weighing import Field, Held, Standing, Told
from according.weighing.checks import Check
from according.weighing.fields import bounds

if TYPE_CHECKING:
    from according.store.looking import Face

OF_ALL = ("where", "when", "who", "to whom")


@dataclass(frozen=True, slots=True)
class Telling:
    """A report's own account, side by side with the others': for each field of the event, what it
    says there, with who holds it."""

    report: Report
    outlet: str
    origin: int
    opening: str
    opening_words: Evidence
    cells: Mapping[str, tuple[tuple[str, Held], ...]]


@dataclass(frozen=True, slots=True)
class Copied:
    """How the texts of two reports stand to each other, in words."""

    said: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A value of the machine's that does not count, and why, in words; where it stands."""

    said: str
    words: Evidence


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as it is shown. ``called`` has the evidence of ``names``, by outlet and words;
    ``changed`` are figures that a copy has otherwise; ``aside`` says which values of the machine's
    do not count, since people decided otherwise; ``left_out`` are reports of it that are not laid
    out; ``conflicts`` are the fields whose values cannot all be right, of all reports."""

    happening: Happening
    title: str
    words: str
    basis: str
    told: tuple[Stated, ...]
    tellings: tuple[Telling, ...]
    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    figures: tuple[Ranges, ...]
    map: Map | None
    areas: tuple[Area, ...]
    days: Days | None
    names: tuple[Named, ...]
    called: Mapping[tuple[str, str], Evidence]
    copies: tuple[Copied, ...]
    changed: tuple[str, ...]
    ties: tuple[str, ...]
    checks: tuple[Check, ...]
    aside: tuple[Aside, ...]
    left_out: int
    conflicts: tuple[str, ...]

    @property
    def reports(self) -> list[Report]:
        """Its reports in the order of their origins."""
        return [*(each.report for each in self.tellings), *self.happening.withdrawn]


def event_view(found: Happening, face: Face | None, reports: int) -> EventView:
    """Lay an event out.

    Args:
        face: as lists show it, so that pages say the same.
        reports: how many tell of it, some of which may be left out of ``found``.
    """
    columns = tuple(each.name for each in found.fields)
    areas = tuple(_areas(found.told))
    ties = [each for each in found.basis.ties if each.ground is not Ground.TEXT]
    left_out = reports - len(found.told) - len(found.withdrawn)
    return EventView(
        happening=found,
        title=face_title(face or titled(found)),
        words=(face or titled(found)).words,
        basis=basis_said(found.basis),
        told=told(found),
        tellings=tuple(_telling(each, found.fields) for each in found.told),
        columns=columns,
        fields=found.fields,
        figures=tuple(_figures(found)),
        map=maps.local(areas),
        areas=areas,
        days=days([_dated(each, found) for each in found.told]),
        names=tuple(namings(found)),
        called=_called(found.told),
        copies=tuple(_copies(found)),
        changed=tuple(line for line in copies_said(found) if line.startswith("a copy with")),
        ties=tuple(dict.fromkeys(tie_said(found, each) for each in ties)),
        checks=tuple(dict.fromkeys(found.checks)),
        aside=tuple(_aside(found)),
        left_out=left_out,
        conflicts=tuple(_conflicts(found, face if left_out else None)),
    )


def _conflicts(found: Happening, face: Face | None) -> list[str]:
    """The fields in conflict; of an event that is laid out in part, those of all of its reports."""
    if face is not None:
        return face.conflicts.split(", ") if face.conflicts else []
    return [each.name for each in found.fields if each.standing is Standing.CONFLICT]


def day_said(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


class Known(Protocol):
    """What an event is known by: a `Face`, or `Titled`."""

    @property
    def type(self) -> str | None:
        """PLOVER's type."""

    @property
    def words(self) -> str:
        """The words that most reports have for it."""

    @property
    def place(self) -> str | None:
        """The place that most reports put it at."""

    @property
    def country(self) -> str | None:
        """Its country's code."""

    @property
    def earliest(self) -> datetime | None:
        """When it was, from."""

    @property
    def latest(self) -> datetime | None:
        """And to."""


def title_of(found: Happening) -> str:
    """The title of an event that no list has yet, or that is shown without one."""
    return face_title(titled(found))


def face_title(face: Known) -> str:
    """What an event is, where and when: in neutral words, of the ontology and the gazetteer."""
    what = what_said(face)
    where = f" in {place_said(face)}" if face.place else ""
    return f"{what}{where}{when_said(face, ', ')}"


def what_said(face: Known) -> str:
    """The kind of an event; where that is not told, the word that most reports have for it."""
    return kind_said(face.type) if face.type else f"“{face.words.split(', ')[0]}”"


def place_said(face: Known) -> str:
    """The place of an event with its country's code."""
    return f"{face.place}, {face.country}" if face.country else str(face.place)


def when_said(face: Known, before: str = "") -> str:
    """The days of an event, empty where they are not told."""
    if face.earliest is None or face.latest is None:
        return ""
    first, last = face.earliest.date(), face.latest.date()
    if first == last:
        return f"{before}{day_said(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{before}{first.day} to {day_said(last)}"
    return f"{before}{day_said(first)} to {day_said(last)}"


def _called(told: Sequence[Told]) -> dict[tuple[str, str], Evidence]:
    """Where the words for somebody stand, by outlet and as `namings` writes them."""
    found: dict[tuple[str, str], Evidence] = {}
    for each in told:
        for mention in each.reading.mentions:
            found.setdefault((each.outlet, mention.evidence.quote), mention.evidence)
        for wording in each.reading.wordings:
            said = f"{wording.evidence.quote} (in the words of {each.holder(wording.voice)})"
            found.setdefault((each.outlet, said), wording.evidence)
    return found


def _copies(found: Happening) -> Iterator[Copied]:
    reports = found.reports
    for link in found.links:
        yield Copied(link_said(link, reports[link.a], reports[link.b]), link.a, link.b)


def _telling(told: Told, fields: Sequence[Field]) -> Telling:
    report = told.reading.report
    cells = {}
    for field in fields:
        own = [
            (value.said, held)
            for value in field.values
            for held in value.held
            if held.report_id == report.id
        ]
        cells[field.name] = tuple(dict.fromkeys(own))
    first = min(told.mentions, key=lambda each: each.trigger.start).trigger
    return Telling(report, told.outlet, told.origin, first_words(told), first, cells)


def _figures(found: Happening) -> Iterator[Ranges]:
    """Each kind of figure with everybody who gives it, once for each origin, holder and value."""
    standing = {each.name: each.standing.value for each in found.fields}
    rows: dict[str, dict[tuple[object, ...], Given]] = {}
    for each in found.told:
        report = each.reading.report
        for figure in each.figures:
            part = " (part of a total)" if figure.part_of else ""
            name = f"{figure.kind.value}{part}"
            holder = each.holder(figure.holder)
            given = Given(
                bounds(figure),
                *(figure.low, figure.high, holder),
                *(each.outlet, report.published, each.origin),
                figure.evidence,
                figure.superseded,
                each.decisions(figure.id),
            )
            key = (each.outlet, report.published, holder, given.said)
            rows.setdefault(name, {}).setdefault(key, given)
    for name in (each.name for each in found.fields if each.name in rows):
        yield ranges.ranges(name, standing[name], list(rows[name].values()))


def _aside(found: Happening) -> Iterator[Aside]:
    for each in found.aside:
        yield Aside(aside_said(each), each.held.words)
    for report in found.withdrawn:
        first = Evidence.at(report, 0, len(report.title or "") or min(80, len(report.text)))
        said = f"{report.outlet or 'no outlet'} tells nothing of it, by what people decided"
        yield Aside(said, first)


def _areas(told: Sequence[Told]) -> Iterator[Area]:
    """The places that reports put it at, each once with the outlets that do."""
    outlets: dict[tuple[object, str], dict[str, None]] = {}
    found: dict[tuple[object, str], Toponym] = {}
    for each in told:
        here = {one.evidence.span: one for one in each.reading.toponyms if one.says_where}
        for role in each.fillers(Role.PLACE):
            toponym = here.get(role.evidence.span)
            if toponym is None or (toponym.place and toponym.place.kind is PlaceKind.COUNTRY):
                continue
            key = _key(toponym)
            found.setdefault(key, toponym)
            outlets.setdefault(key, {})[each.outlet] = None
    for key, toponym in found.items():
        yield _area(toponym, list(outlets[key]))


def _key(toponym: Toponym) -> tuple[object, str]:
    relative, place = toponym.relative, toponym.place
    if relative is not None and relative.region is not None and place is None:
        return (relative.region.latitude, relative.region.longitude), relative.evidence.quote
    return (place.geonames_id if place else None), (place.name if place else "")


def _area(toponym: Toponym, outlets: Sequence[str]) -> Area:
    said = f"by {', '.join(outlets)}"
    relative, place = toponym.relative, toponym.place
    if relative is not None and relative.region is not None and place is None:
        region = relative.region
        label = " ".join(relative.evidence.quote.split())
        where = (region.latitude, region.longitude, max(region.radius_km, 1.0))
        return Area(*where, label, f"as described, {said}", sharp=True)
    if place is None:
        raise ValueError(f"{toponym.evidence.quote!r} says nowhere")
    radius = maps.RADII.get(place.precision or 0, maps.UNKNOWN_KM)
    code = f"precision {place.precision}" if place.precision else "no precision code"
    note = f"{code}: {place.precision_reason}; {said}"
    sharp = place.precision in (1, 2)
    return Area(place.latitude, place.longitude, radius, place.name, note, sharp=sharp)


def _dated(told: Told, found: Happening) -> Dated:
    """The times of a report, with the words that the field "when" has for them."""
    field = next((each for each in found.fields if each.name == "when"), None)
    report = told.reading.report
    held: dict[str, Held] = {}
    for value in field.values if field else ():
        for each in value.held:
            if each.report_id == report.id:
                held.setdefault(value.said, each)
    times = []
    for account in told.accounts:
        if account.earliest is None or account.latest is None:
            continue
        spans = dict.fromkeys(day.date().isoformat() for day in (account.earliest, account.latest))
        said = " to ".join(spans)
        mention = _first(told, account.event_mention_ids)
        words = held[said].words if said in held else mention.trigger
        times.append((account.earliest, account.latest, said, words))
    unique = {each[2]: each for each in times}
    return Dated(told.outlet, told.origin, report.id, report.published, tuple(unique.values()))


def _first(told: Told, mentions: Sequence[str]) -> EventMention:
    return next(each for each in told.mentions if each.id in mentions)
