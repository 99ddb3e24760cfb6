"""``acled``: the Armed Conflict Location & Event Data's form, 31 columns (ACLED Codebook).

Types come from PLOVER's by a table (``data/coding/acled.json``); what it does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from according.data import load_json
from according.errors import DataError
from according.export.accord import basis_said
from according.export.coded import Coded, Party, When, Where
from according.export.coded.countries import Country
from according.export.coded.deaths import CIVILIANS
from according.export.event_view import day_said
from according.export.formats.coders import Coders, Made, Refused
from according.export.formats.format import Option
from according.export.kinds import kind_said
from according.happening import Happening
from according.model import FigureKind

FILE = "coding/acled.json"
OTHER_FORCES = 8
"""ACLED's kind of a state's forces in another state."""

UNIDENTIFIED = 3
"""ACLED's kind of armed people of whom only that is told: as of political militias."""

_ARMED = frozenset(("armed",))
_SORTS = {
    "armed": "Unidentified Armed Group",
    "protesters": "Protesters",
    "rioters": "Rioters",
    **dict.fromkeys(CIVILIANS, "Civilians"),
}
"""ACLED's names for those who are told by their sort alone, before the country."""

_ALONE = frozenset(("Protests", "Riots", "Strategic developments"))
"""Types of events that one actor can have alone: none told is then none, as ACLED's 0 says."""

DEFAULTS = {"best": "lowest", "convention": "acled"}
"""Options of how events are coded: ACLED takes the most conservative figure, and counts words by a
list of its own."""

NEVER = {
    "admin3": "the gazetteer knows two orders of divisions",
    "source_scale": "how far an outlet reaches is ACLED's knowledge",
    "timestamp": "when ACLED put it online",
}
_NOT_TOLD = "no report tells, or the words do not say"


@dataclass(frozen=True, slots=True)
class Types:
    """From PLOVER to ACLED: by type, mode and whom it is against."""

    rows: Mapping[tuple[str, str | None, str | None], tuple[str, str]]
    armed: frozenset[str]
    civilians: frozenset[str]
    disorder: Mapping[str, str]
    subs: Mapping[str, Sequence[str]]


@cache
def types() -> Types:
    """The table.

    Raises:
        DataError: it is damaged, or names a type that ACLED has not.
    """
    table = load_json(FILE)
    try:
        rows = {(a, b, c): (event, sub) for a, b, c, event, sub in table["rows"]}
        subs = table["subs"]
        for event, sub in rows.values():
            if event and (event not in subs or sub not in (*subs[event], "")):
                raise DataError(f"data file {FILE}: ACLED has no {event}, {sub}")
        armed, civilians = frozenset(table["armed"]), frozenset(table["civilians"])
        return Types(rows, armed, civilians, table["disorder"], subs)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error


def event_type(coded: Coded) -> tuple[str, str] | None:
    """ACLED's event_type and sub_event_type, empty where unknown; None where it is of no type that
    ACLED codes."""
    table = types()
    own = [key for key in table.rows if key[0] == coded.kind.type]
    if not own:
        return None
    against = _against(coded)
    for mode in dict.fromkeys((coded.kind.mode, None)):
        for whom in (*against, None):
            found = table.rows.get((coded.kind.type or "", mode, whom))
            if found is not None and found != ("", ""):
                return found
    return "", ""


def _against(coded: Coded) -> list[str]:
    """What sorts the recipient is of; armed only where both are, for that is a clash."""
    a, b = (each.kind.name if each and each.kind else None for each in _sides(coded))
    table = types()
    found = []
    if b in table.civilians:
        found.append("civilians")
    if b == "protesters":
        found.append("protesters")
    if a in table.armed and b in table.armed:
        found.append("armed")
    return found


def _sides(coded: Coded) -> tuple[Party | None, Party | None]:
    return coded.actor, coded.recipient


def inter(each: Party | None, at: Country | None) -> int | None:
    """ACLED's number for the kind of an actor, None where it is not known."""
    if each is None or each.kind is None:
        return None
    if each.is_sort and each.kind.name in _ARMED:
        return UNIDENTIFIED
    foreign = each.country is not None and at is not None and each.country != at
    return OTHER_FORCES if each.kind.state and foreign else each.kind.acled


def name_of(each: Party | None, at: Country | None) -> str | None:
    """An actor's name: that of the reports; of civilians, protesters, rioters, and of armed people
    whom nobody names, the name that ACLED has for their sort, with the country where it was."""
    sort = _SORTS.get(each.kind.name) if each and each.kind else None
    if (
        each is None
        or sort is None
        or (each.kind and each.kind.name in _ARMED and not each.is_sort)
    ):
        return each.name if each else None
    return f"{sort} ({at.name})" if at else sort


def interaction(one: int | None, other: int | None) -> int | None:
    """ACLED's number for who met whom: both kinds, the lesser first; of one alone (the other is 0)
    with a zero. None where one of them is not known."""
    if one is None or other is None:
        return None
    return 10 * min(one, other) + max(one, other) if other else 10 * one


def time_precision(at: When) -> int | None:
    """1 the day, 2 a week, 3 a month; None for longer."""
    return {1: 1, 2: 2, 3: 2, 4: 3}.get(at.precision)


def geo_precision(at: Where) -> int | None:
    """1 a town, 2 near it or a small part of a region, 3 a larger one; None for waters."""
    return {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}.get(at.precision or 0)


def _make(coded: Coded, found: Happening, options: Mapping[str, str]) -> Made | Refused:
    if coded.kind.type is None:
        return Refused("no report tells of what type it is")
    kinds = event_type(coded)
    if kinds is None:
        return Refused(f"ACLED codes no events of PLOVER's type {coded.kind.type}")
    at = coded.where.country if coded.where else None
    killed = coded.count(FigureKind.KILLED)
    one, other = (inter(each, at) for each in _sides(coded))
    first, second = (name_of(each, at) for each in _sides(coded))
    if one is not None and coded.recipient is None and kinds[0] in _ALONE:
        other = 0
    cells = {
        "event_id_cnty": f"{at.iso3 if at else ''}{coded.number}",
        **_days(coded.when, options["dates"]),
        "disorder_type": disorder(*kinds),
        "event_type": kinds[0],
        "sub_event_type": kinds[1],
        "actor1": first,
        "assoc_actor_1": _others(coded.actors, first),
        "inter1": one,
        "actor2": second,
        "assoc_actor_2": _others(coded.recipients, second),
        "inter2": other,
        "interaction": interaction(one, other),
        "civilian_targeting": _targeting(coded, kinds[0]),
        **_place(coded.where),
        "source": "; ".join(dict.fromkeys(each.outlet for each in coded.sources)),
        "notes": notes(coded, found),
        "fatalities": killed.best.value if killed else None,
        "tags": f"coded by={coded.by}",
    }
    return Made(cells, dict.fromkeys(cells.keys() - NEVER.keys(), _NOT_TOLD))


def _others(parties: Sequence[Party], written: str | None) -> str:
    """The names of all but the one that is written so."""
    names = (each.name for each in parties if not each.denied and each.name)
    return "; ".join(each for each in dict.fromkeys(names) if each != written)


def disorder(event: str, sub: str) -> str:
    """ACLED's disorder_type, which follows from the other two."""
    table = types().disorder
    return table.get(f"{event}: {sub}", table.get(event, ""))


def _targeting(coded: Coded, event: str) -> str:
    b = coded.recipient
    civilians = b is not None and b.kind is not None and b.kind.name in CIVILIANS
    violent = disorder(event, "") == "Political violence"
    return "Civilian targeting" if civilians and violent else ""


def _days(at: When | None, form: str) -> dict[str, str | int | None]:
    if at is None:
        return dict.fromkeys(("event_date", "year", "time_precision"))
    written = at.first.isoformat() if form == "iso" else f"{at.first:%d-%m-%Y}"
    return {
        "event_date": written,
        "year": at.first.year,
        "time_precision": time_precision(at),
    }


def _place(at: Where | None) -> dict[str, str | int | float | None]:
    names = ("iso", "region", "country", "admin1", "admin2", "location")
    if at is None:
        return dict.fromkeys((*names, "latitude", "longitude", "geo_precision"))
    return {
        "iso": at.country.number if at.country else None,
        "region": at.country.acled_region if at.country else None,
        "country": at.country.name if at.country else None,
        "admin1": at.first_order,
        "admin2": at.second_order,
        "location": at.place.name,
        "latitude": round(at.place.latitude, 4),
        "longitude": round(at.place.longitude, 4),
        "geo_precision": geo_precision(at),
    }


def notes(coded: Coded, found: Happening) -> str:
    """The event in a few neutral words of our own, with on what it rests."""
    where = f" in {coded.where.place.name}" if coded.where else ""
    what = kind_said(coded.kind.type)
    mode = f" ({coded.kind.mode})" if coded.kind.mode else ""
    counted = [
        f"{each.kind.value} {each.best.value} (low {each.low.value}, high {each.high.value})"
        for each in coded.counts
        if each.best.value is not None
    ]
    figures = f"; {', '.join(counted)}" if counted else ""
    what = f"{_when(coded.when)}: {what}" if coded.when else what
    rests = basis_said(found.basis)
    return f"{what}{mode}{where}{figures}. {rests} Coded by {coded.by}."


def _when(at: When) -> str:
    if at.first == at.last:
        return day_said(at.first)
    return f"{day_said(at.first)} to {day_said(at.last)}"


FORMAT = Coders(
    name="acled",
    what="ACLED: 31 columns, with its event types where they are known; for conflict-data teams",
    columns="acled",
    make=_make,
    identity="event_id_cnty",
    never=NEVER,
    defaults=DEFAULTS,
    more=(Option("dates", "2024-03-12, or as its codebook has it", "iso", ("iso", "dd-mm-yyyy")),),
).format
