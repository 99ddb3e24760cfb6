"""What an event is called by lists, pages and terminal: its kind, its place, its days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from according.data.accidents import accident_words
from according.happening import Happening
from according.linking.sketches import Sketch, Spot, sketches


class Telling(Protocol):
    """Words of a report for something that happened, of what kind and how."""

    @property
    def report_id(self) -> str:
        """The report."""

    @property
    def quote(self) -> str:
        """The words."""

    @property
    def type(self) -> str | None:
        """PLOVER's type of it."""

    @property
    def mode(self) -> str | None:
        """PLOVER's mode of it."""


class Placed(Protocol):
    """Where and when a report puts an event."""

    @property
    def report_id(self) -> str:
        """The report."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where."""

    @property
    def earliest(self) -> datetime | None:
        """From when."""

    @property
    def latest(self) -> datetime | None:
        """Until when."""


@dataclass(frozen=True, slots=True)
class Titled:
    """What an event is called: its kind, None where that is not told; the words that most reports
    have for it; where and when it was."""

    type: str | None
    words: str
    place: str | None
    country: str | None
    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class _Words:
    report_id: str
    quote: str
    type: str | None
    mode: str | None


def titled(found: Happening) -> Titled:
    """What an event is called, as it stands: the same as its face, where that is up to date."""
    own: list[Sketch] = []
    words: list[_Words] = []
    for told in found.told:
        wanted = {each.id for each in told.accounts}
        own += [each for each in sketches(told.reading) if each.account_id in wanted]
        words += [
            _Words(told.reading.report.id, each.trigger.quote, each.type, each.mode)
            for each in told.mentions
        ]
    what, where = what_of(words), where_of(own)
    when = when_of(own)
    return Titled(what["type"], what["words"], where["place"], where["country"], *when)


def when_of(sketches: Iterable[Placed]) -> tuple[datetime | None, datetime | None]:
    """The time that most accounts put it at."""
    days = [(each.earliest, each.latest) for each in sketches if each.earliest and each.latest]
    return Counter(days).most_common(1)[0][0] if days else (None, None)


def _telling(each: Telling) -> tuple[bool, bool, str, str]:
    return each.type is not None, each.mode is not None, each.type or "", each.mode or ""


def what_of(triggers: Sequence[Telling]) -> dict[str, Any]:
    """The sort of happening that most reports tell, and the words that they tell it with: each
    report once, and words that say of what sort it was before others. What is told mostly as an
    accident has no sort; there words for what happened come before "killed"."""
    types: Counter[str] = Counter()
    words: Counter[str] = Counter()
    # Of the same words in a report those that say most of what sort it was.
    ranked = sorted(triggers, key=_telling)
    for each in {(one.report_id, one.quote.lower()): one for one in ranked}.values():
        words[each.quote.lower()] += 1 + (each.type is not None) + (each.mode is not None)
        if each.type is not None:
            types[each.type] += 1 + (each.mode is not None)
    accidents = {each: count for each, count in words.items() if accident_words().has(each)}
    if sum(accidents.values()) > max(types.values(), default=0):
        types.clear()
        words.update({each: len(triggers) for each in accidents})
    most = sorted(words, key=lambda each: (-words[each], each))[:3]
    kind = min(types, key=lambda each: (-types[each], each), default=None)
    return {"type": kind, "words": ", ".join(most)}


def where_of(sketches: Sequence[Placed]) -> dict[str, Any]:
    """The place that most reports put it at; of those, the narrower."""
    by_place: dict[tuple[Any, ...], set[str]] = {}
    spots = {}
    for each in sketches:
        for spot in each.spots:
            key = (spot.id, spot.name)
            spots[key] = spot
            by_place.setdefault(key, set()).add(each.report_id)
    if not by_place:
        none = ("place", "country", "latitude", "longitude", "wide")
        return dict.fromkeys(none)
    best = min(by_place, key=lambda key: (-len(by_place[key]), spots[key].wide, str(key)))
    spot = spots[best]
    return {
        "place": spot.name,
        "country": spot.country,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "wide": spot.wide,
    }
