"""Incidents and a reading as templates of MUC-4 with all 24 slots.

Who and what has part comes from the encoder's incidents (`muc4_templates`); when and where from
the reading's times and places in the sentences of those; how it is held from its attributions.
What sort each is (a target, an instrument, a victim), what came of it, and how surely an
organisation did it, is looked up by words in tables that were counted over the keys of the 1,300
development messages (``training/muc4.py``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from according.errors import BenchError
from according.model import PlaceKind, Reading, Span, Toponym, Usage
from evaluation.muc4_templates import Filler, Incident

FILE = Path(__file__).with_name("muc4_tables.json")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
INDIVIDUAL, ORGANISATION, TARGET, VICTIM, WEAPON = range(5)
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "",
            "A AN ONE",
            "TWO",
            "THREE",
            "FOUR",
            "FIVE",
            "SIX",
            "SEVEN",
            "EIGHT",
            "NINE",
            "TEN",
            "ELEVEN",
            "TWELVE",
        )
    )
    for word in words.split()
}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tables:
    """What was counted over keys: for each slot, values by the last word of what they are of, and
    the most frequent one under "". ``confidence`` has log odds of words of sentences by value."""

    by_word: Mapping[str, Mapping[str, str]]
    confidence: Mapping[str, Mapping[str, float]]

    def of(self, slot: str, words: str, sort: str) -> str:
        """The value for ``words`` in an incident of a sort."""
        known = self.by_word[slot]
        last = words.split()[-1] if words.split() else ""
        for key in (f"{sort} {last}", last, sort, ""):
            if key in known:
                return known[key]
        return "-"

    def how_sure(self, words: Sequence[str]) -> str:
        """How surely an organisation is said to have done it, by the words around it."""
        found = {
            value: odds.get("", 0.0) + sum(odds.get(each, 0.0) for each in set(words))
            for value, odds in self.confidence.items()
        }
        return max(found, key=found.__getitem__)


def load_tables(path: Path = FILE) -> Tables:
    """The counted tables.

    Raises:
        BenchError: the file is missing or damaged.
    """
    try:
        plain = json.loads(path.read_text("utf-8"))
        return Tables(plain["by_word"], plain["confidence"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path} has no tables: {error!r}; run training.muc4") from error


def slots(incident: Incident, reading: Reading, tables: Tables) -> dict[int, list[str]]:
    """The slots of a template, as keys are written; those with nothing in them are left out."""
    text, sort = reading.report.text, TYPES[incident.sort]
    by_role: dict[int, list[Filler]] = {}
    for filler, _ in incident.fillers:
        by_role.setdefault(filler.role, []).append(filler)
    found: dict[int, list[str]] = {
        2: [_date(incident, reading)],
        3: [_place(incident, reading)],
        4: [sort],
        5: [tables.of("5", "", sort)],
    }
    shown = {each: _shown(text, each) for own in by_role.values() for each in own}

    def typed(slot: str, fillers: Sequence[Filler]) -> list[str]:
        values = ((tables.of(slot, shown[each], sort), shown[each]) for each in fillers)
        return [f'{value}: "{words}"' for value, words in values if value != "-"]

    weapons, targets = by_role.get(WEAPON, []), by_role.get(TARGET, [])
    doers, bodies = by_role.get(INDIVIDUAL, []), by_role.get(ORGANISATION, [])
    people = by_role.get(VICTIM, [])
    named = [each for each in people if _is_name(shown[each], tables)]
    found[6] = [f'"{shown[each]}"' for each in weapons]
    found[7] = typed("7", weapons)
    found[8] = [tables.of("8", shown[each], sort) for each in [*bodies, *doers][:1]]
    found[9] = [f'"{shown[each]}"' for each in doers]
    found[10] = [f'"{shown[each]}"' for each in bodies]
    found[11] = [f'{tables.how_sure(_around(reading, each))}: "{shown[each]}"' for each in bodies]
    found[12] = [f'"{shown[each]}"' for each in targets]
    found[13] = typed("13", targets)
    found[14] = [f'{_count(text, each)}: "{shown[each]}"' for each in targets]
    found[16] = typed("16", targets)
    found[18] = [f'"{shown[each]}"' for each in named]
    found[19] = [f'"{shown[each]}"' for each in people if each not in named]
    found[20] = typed("20", people)
    found[21] = [f'{_count(text, each)}: "{shown[each]}"' for each in people]
    found[23] = typed("23", people)
    return {slot: values for slot, values in found.items() if values and values != ["-"]}


def _shown(text: str, filler: Filler) -> str:
    best = filler.best
    return " ".join(text[best.start : best.end].upper().replace('"', "").split())


def _is_name(words: str, tables: Tables) -> bool:
    """Whether it names somebody; other words for people were seen to describe."""
    return tables.of("18", words, "") == "name"


def _count(text: str, filler: Filler) -> str:
    """How many, by the words before it, by a number in it, or by its form."""
    best = filler.best
    words = [*text[max(0, best.start - 12) : best.start].upper().split()[-1:]]
    words += text[best.start : best.end].upper().split()
    for word in words[:2]:
        if word.isdigit():
            return word
        if word in _NUMBERS:
            return str(_NUMBERS[word])
    last = words[-1] if words else ""
    return "PLURAL" if last.endswith("S") and not last.endswith("SS") else "1"


def _around(reading: Reading, filler: Filler) -> list[str]:
    """The words of the sentences that a filler stands in."""
    text = reading.report.text
    spans = [span for span in reading.sentences if _touches(span, filler)]
    return [word for span in spans for word in words_of(text[span.start : span.end])]


def words_of(sentence: str) -> list[str]:
    """The words of a sentence, in small letters."""
    return re.findall(r"[a-z]+", sentence.lower())


def _touches(span: Span, filler: Filler) -> bool:
    return any(span.start <= each.start < span.end for each in filler.places)


def _scenes(incident: Incident, reading: Reading) -> list[Span]:
    """The sentences in which what has part stands, that with most of it first."""
    spans = [
        (sum(chance for each, chance in incident.fillers if _touches(span, each)), span)
        for span in reading.sentences
    ]
    return [span for mass, span in sorted(spans, key=lambda each: -each[0]) if mass > 0]


def _date(incident: Incident, reading: Reading) -> str:
    """The day, or the days before which it was: that of the report where none is told."""
    published = reading.report.published
    for scene in _scenes(incident, reading):
        for time in reading.times:
            if scene.covers(time.evidence.span) and time.earliest and time.latest:
                return _days(time.earliest, time.latest)
    return "-" if published is None else f"- {_day(published)}"


def _days(earliest: datetime, latest: datetime) -> str:
    first, last = earliest.date(), latest.date()
    if last - first <= _DAY:
        return _day(first)
    return f"{_day(first)} - {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}"


def _place(incident: Incident, reading: Reading) -> str:
    """Country and town: those of the sentences of what has part, else the report's first."""
    scenes = _scenes(incident, reading)
    near = [each for scene in scenes for each in _within(reading.toponyms, scene)]
    town = next(filter(_is_town, near), None)
    ordered = (each for each in (*near, *reading.toponyms) if each.place is not None)
    named = town or next(ordered, None)
    if named is None or named.place is None:
        return "-"
    country = _COUNTRIES.get(named.place.country, "")
    if not country:
        return "-"
    if not _is_town(named):
        return country
    return f"{country}: {named.evidence.quote.upper()} (CITY)"


def _within(toponyms: Sequence[Toponym], scene: Span) -> Iterator[Toponym]:
    return (each for each in toponyms if scene.covers(each.evidence.span))


def _is_town(toponym: Toponym) -> bool:
    wide = (PlaceKind.COUNTRY, PlaceKind.DIVISION_1, PlaceKind.DIVISION_2, PlaceKind.REGION)
    return (
        toponym.place is not None
        and toponym.usage is Usage.LITERAL
        and toponym.place.kind not in wide
    )


_COUNTRIES = {
    "AR": "ARGENTINA",
    "BO": "BOLIVIA",
    "CL": "CHILE",
    "CO": "COLOMBIA",
    "EC": "ECUADOR",
    "SV": "EL SALVADOR",
    "GT": "GUATEMALA",
    "HN": "HONDURAS",
    "PE": "PERU",
    "NI": "NICARAGUA",
    "PA": "PANAMA",
    "VE": "VENEZUELA",
    "US": "UNITED STATES",
    "CR": "COSTA RICA",
    "MX": "MEXICO",
    "BR": "BRAZIL",
    "ES": "SPAIN",
}
"""By code, those that the messages tell of."""
