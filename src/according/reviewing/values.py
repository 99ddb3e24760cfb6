"""The values that a field can have: as people type them, checked, in plain words, and as they are
compared for agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from typing import Any

from according.data import load_json
from according.errors import AccordingError, JudgementError
from according.model import (
    BlameCertainty,
    Certainty,
    FigureKind,
    Report,
    Role,
    SourceKind,
)
from according.model.quantity import check_bounds
from according.reviewing.alpha import Level
from according.reviewing.findings import OUTLET, Kind, Plain, words_at

ONTOLOGY = "events/ontology.json"


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a gazetteer, as a correction takes it."""

    geonames_id: int | None
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is checked against: the report whose words it is of, and the places of a
    gazetteer by their GeoNames ids."""

    report: Report
    place: Callable[[int], Located | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of finding.

    ``read`` makes a checked plain value of what somebody gave (text as typed, or a plain value);
    ``said`` puts it in words; ``measures`` are what of it is compared for agreement, each with its
    level. ``choices`` are all that it can be, where these can be listed.
    """

    read: Callable[[Any, Context], Plain]
    said: Callable[[Plain], str]
    measures: Mapping[str, tuple[Level, Callable[[Plain], Any]]]
    hint: str
    choices: Callable[[], frozenset[str]] | None = None


def fields_of(kind: Kind) -> Mapping[str, Field]:
    """The fields of a kind of finding, by their names."""
    return _FIELDS[kind]


def field_of(kind: Kind, name: str) -> Field:
    """A field by its name.

    Raises:
        JudgementError: there is none.
    """
    if name not in _FIELDS[kind]:
        names = ", ".join(_FIELDS[kind])
        raise JudgementError(f"no field {name!r}; of this kind ({kind.value}) there are: {names}")
    return _FIELDS[kind][name]


def only_field(kind: Kind) -> str:
    """The first field of a kind: the one that is meant where none is named."""
    return next(iter(_FIELDS[kind]))


# ---- figures

_BOUNDS = {
    "exactly": re.compile(r"(\d+)"),
    "at least": re.compile(r"(?:at least )?(\d+)\+|at least (\d+)"),
    "at most": re.compile(r"at most (\d+)"),
    "range": re.compile(r"(\d+) ?(?:-|–|to) ?(\d+)"),
    "three": re.compile(r"(\d*)/(\d*)/(\d*)"),
}
_MOST = 2**31 - 1
_DIGITS = 18
"""Digits of a number that is read at all: Python refuses to make one of more than 4,300."""


def _read_count(given: Any, _context: Context) -> Plain:
    if isinstance(given, Mapping):
        bounds = [_whole(given.get(name)) for name in ("low", "best", "high")]
    else:
        bounds = _typed_bounds(_written(given).replace(",", "").strip().lower())
    if bounds == [None, None, None]:
        raise JudgementError("a figure needs one bound at least; to say that it has none, reject")
    if any(each is not None and each > _MOST for each in bounds):
        raise _too_large()
    try:
        check_bounds(bounds[0], bounds[1], bounds[2], "what was given")
    except AccordingError as error:
        raise JudgementError(str(error)) from error
    return dict(zip(("low", "best", "high"), bounds, strict=True))


def _typed_bounds(text: str) -> list[int | None]:
    for name, pattern in _BOUNDS.items():
        match = pattern.fullmatch(text)
        if not match:
            continue
        numbers = [_whole(each) for each in match.groups()]
        one = next((each for each in numbers if each is not None), None)
        return {
            "exactly": [one, one, one],
            "at least": [one, one, None],
            "at most": [None, None, one],
            "range": [numbers[0], None, numbers[-1]],
            "three": numbers,
        }[name]
    raise JudgementError(f"{text!r} is no figure; write {_COUNT_HINT}")


def _whole(given: Any) -> int | None:
    if given is None or given == "":
        return None
    written = _written(given).replace(",", "")
    if len(written) > _DIGITS and written.isdecimal():
        raise _too_large()
    try:
        number = int(written)
    except ValueError as error:
        raise JudgementError(f"{written[:40]!r} is no whole number") from error
    if number < 0:
        raise JudgementError("no figure is below 0")
    return number


def _written(given: Any) -> str:
    """What was given, as text; a number that Python will not write out is too large as well."""
    if isinstance(given, int) and abs(given) > _MOST:
        raise _too_large()
    return str(given)


def _too_large() -> JudgementError:
    return JudgementError(f"no figure is above {_MOST:,}")


_COUNT_HINT = "14, 14-20, 14+, at most 20, or low/best/high: 14/16/20"


def _count_said(plain: Plain) -> str:
    low, best, high = (plain[name] for name in ("low", "best", "high"))
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        said = f"at least {low:,}" if low is not None else ""
    else:
        said = f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
    likeliest = f"best {best:,}" if best is not None and best != low else ""
    return ", ".join(each for each in (said, likeliest) if each)


# ---- places


def _read_place(given: Any, context: Context) -> Plain:
    if isinstance(given, Mapping):
        plain = dict(given)
        if plain.get("geonames_id"):
            return _by_id(_written(plain["geonames_id"]), context)
        given = f"{plain.get('latitude')}, {plain.get('longitude')} {plain.get('name') or ''}"
    text = str(given).strip()
    if text.isdecimal():
        return _by_id(text, context)
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s+(\S.*))?", text)
    if not match:
        raise JudgementError(f"{text!r} is no place; write {_PLACE_HINT}")
    latitude, longitude = float(match[1]), float(match[2])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise JudgementError(f"no such coordinates: {latitude}, {longitude}")
    return {
        "geonames_id": None,
        "name": match[3],
        "latitude": round(latitude, 5),
        "longitude": round(longitude, 5),
    }


def _by_id(text: str, context: Context) -> Plain:
    found = context.place(int(text)) if text.isdecimal() and len(text) < 11 else None
    if found is None:
        raise JudgementError(
            f"the gazetteer has no place with GeoNames id {text[:40]}; give coordinates instead"
        )
    return {name: getattr(found, name) for name in Located.__slots__}


_PLACE_HINT = "a GeoNames id (3184081), or latitude, longitude and a name: 41.33, 19.82 the mill"


def _place_said(plain: Plain) -> str:
    name = plain["name"] or "unnamed"
    at = f"{plain['latitude']:.3f}, {plain['longitude']:.3f}"
    return f"{name} ({at})" + (f", GeoNames {plain['geonames_id']}" if plain["geonames_id"] else "")


def _place_key(plain: Plain) -> str:
    if plain["geonames_id"]:
        return f"GeoNames {plain['geonames_id']}"
    return f"{plain['latitude']:.2f} {plain['longitude']:.2f}"


def _read_precision(given: Any, _context: Context) -> Plain:
    number = _whole(given)
    if number is None or not 1 <= number <= 7:
        raise JudgementError(f"precision {given!r} is not 1 (exact) to 7 (international waters)")
    return number


# ---- times

_TIME_HINT = "2024-03-11, 2024-03-11/2024-03-13, 2024-03-11T14:30, or ../2024-03-13"


def _read_interval(given: Any, _context: Context) -> Plain:
    if isinstance(given, Mapping):
        given = f"{given.get('earliest') or '..'}/{given.get('latest') or '..'}"
    first, _, last = str(given).strip().partition("/")
    earliest = _moment(first, time.min)
    latest = _moment(last or first, time(23, 59, 59))
    if earliest is None and latest is None:
        raise JudgementError("a time needs one end at least; to say that it has none, reject")
    if earliest and latest and earliest > latest:
        raise JudgementError(f"{given!r} ends before it begins")
    return {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


def _moment(text: str, of_day: time) -> datetime | None:
    text = text.strip()
    if text in ("", ".."):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise JudgementError(f"{text!r} is no time; write {_TIME_HINT}") from error
    if found.tzinfo is not None:
        raise JudgementError(f"{text!r} has a zone; times are local to the report, without one")
    found = found.replace(microsecond=0)
    return datetime.combine(found.date(), of_day) if len(text) <= len("2024-03-11") else found


def _interval_said(plain: Plain) -> str:
    ends = [_end_said(plain[name]) for name in ("earliest", "latest")]
    return " to ".join(dict.fromkeys(ends))


def _end_said(text: str | None) -> str:
    if text is None:
        return "open"
    day, _, clock = text.partition("T")
    return day if clock in ("00:00:00", "23:59:59") else f"{day} {clock[:5]}"


def _days(text: str | None) -> float | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() + seconds / 86400


# ---- words for it, and words of the report


def _one_of(names: Callable[[], frozenset[str]], what: str) -> Callable[[Any, Context], Plain]:
    def read(given: Any, _context: Context) -> Plain:
        known = {each.lower(): each for each in names()}
        word = str(given).strip().lower()
        if word not in known:
            raise JudgementError(f"{given!r} is no {what}; there are: {', '.join(sorted(names()))}")
        return known[word]

    return read


def _listed(values: type[Any]) -> Callable[[], frozenset[str]]:
    return lambda: frozenset(each.value for each in values)


@cache
def types() -> frozenset[str]:
    """The types of events."""
    return frozenset(load_json(ONTOLOGY)["types"])


@cache
def modes() -> frozenset[str]:
    """The ways in which events are done, of all types."""
    return frozenset(
        mode for each in load_json(ONTOLOGY)["types"].values() for mode in each["modes"]
    )


def _read_holder(given: Any, context: Context) -> Plain:
    if str(given).strip().lower() == OUTLET:
        return OUTLET
    return _read_words(given, context)


def _read_words(given: Any, context: Context) -> Plain:
    text = context.report.text
    if isinstance(given, Mapping):
        try:
            return words_at(context.report, int(given["start"]), int(given["end"]))
        except (AccordingError, KeyError, TypeError, ValueError) as error:
            raise JudgementError(f"no such words of the report: {given!r}") from error
    words = str(given).strip()
    at = text.find(words) if words else -1
    if at < 0:
        raise JudgementError(f"{words!r} does not stand in the report; give its own words")
    return words_at(context.report, at, at + len(words))


def _words_said(plain: Plain) -> str:
    return "the outlet itself" if plain == OUTLET else f"“{plain['quote']}”"


def _words_key(plain: Plain) -> str:
    return OUTLET if plain == OUTLET else plain["quote"].casefold()


# ---- the fields


def _word(names: Callable[[], frozenset[str]], what: str) -> Field:
    measures = {"": (Level.NOMINAL, str)}
    return Field(_one_of(names, what), str, measures, f"a {what}", names)


_COUNT = Field(
    _read_count,
    _count_said,
    {
        "low": (Level.RATIO, lambda plain: plain["low"]),
        "best": (Level.RATIO, lambda plain: plain["best"]),
        "high": (Level.RATIO, lambda plain: plain["high"]),
    },
    _COUNT_HINT,
)
_PLACE = Field(_read_place, _place_said, {"": (Level.NOMINAL, _place_key)}, _PLACE_HINT)
_PRECISION = Field(_read_precision, str, {"": (Level.ORDINAL, int)}, "1 to 7")
_INTERVAL = Field(
    _read_interval,
    _interval_said,
    {
        "earliest": (Level.INTERVAL, lambda plain: _days(plain["earliest"])),
        "latest": (Level.INTERVAL, lambda plain: _days(plain["latest"])),
    },
    _TIME_HINT,
)
_HOLDER = Field(
    _read_holder,
    _words_said,
    {"": (Level.NOMINAL, _words_key)},
    "outlet, or the report's words for the source",
)
_SOURCE = Field(
    _read_words, _words_said, {"": (Level.NOMINAL, _words_key)}, "the report's words for the source"
)

_FIELDS: dict[Kind, dict[str, Field]] = {
    Kind.FIGURE: {
        "count": _COUNT,
        "kind": _word(_listed(FigureKind), "kind of figure"),
        "holder": _HOLDER,
    },
    Kind.TOPONYM: {"place": _PLACE, "precision": _PRECISION},
    Kind.TIME: {"interval": _INTERVAL},
    Kind.MENTION: {
        "type": _word(types, "type of event"),
        "mode": _word(modes, "mode of events"),
        "certainty": _word(_listed(Certainty), "certainty"),
        "holder": _HOLDER,
    },
    Kind.ROLE: {"role": _word(_listed(Role), "role")},
    Kind.BLAME: {"certainty": _word(_listed(BlameCertainty), "kind of blame"), "holder": _HOLDER},
    Kind.ATTRIBUTION: {
        "source": _SOURCE,
        "source kind": _word(_listed(SourceKind), "kind of source"),
    },
    Kind.WORDING: {"voice": _HOLDER},
}
