"""Who and what has part in an event of an answer; where, when and how many, by our own rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from according.model import (
    Evidence,
    Figure,
    FigureKind,
    Quantity,
    Role,
    RoleFiller,
    Span,
    TimeExpression,
    Toponym,
)
from according.reading.attribution import Holders
from according.reading.attribution.sources import actor_of
from according.reading.chat.quoting import NotTaken, Quoter, Why
from according.reading.chat.tally import Tally, as_object, one_of
from according.reading.events.figures import COUNTS, figure_of
from according.reading.reader import Ground, Reader

Standing = TypeVar("Standing", Toponym, TimeExpression, Quantity)

_ROLES = (
    ("actors", Role.ACTOR),
    ("recipients", Role.RECIPIENT),
    ("instruments", Role.INSTRUMENT),
)


@dataclass(frozen=True, slots=True)
class Roles:
    """What has part in an event. ``toponyms`` and ``times`` are the findings of the fillers."""

    fillers: tuple[RoleFiller, ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]


@dataclass(slots=True)
class Parties:
    """Reads what an event of an answer has beside its own words. ``toponyms`` are those of the
    report, and what is named as a place and was not found to be one."""

    reader: Reader
    ground: Ground
    holders: Holders
    tally: Tally
    toponyms: list[Toponym]

    def roles(self, item: Mapping[str, Any], quoter: Quoter, near: Sequence[Span]) -> Roles:
        """Who did it to whom, with what, where and when."""
        fillers = [
            self._filler(role, span)
            for name, role in _ROLES
            for words in self.tally.items(role.value, item, name)
            if (span := self.tally.take(role.value, quoter.find, words, near)) is not None
        ]
        places = _taken(self.tally, "place", item, "places", lambda w: self._place(w, quoter, near))
        times = _taken(self.tally, "time", item, "times", lambda w: self._time(w, quoter, near))
        fillers += [RoleFiller(Role.PLACE, each.evidence) for each in places]
        fillers += [RoleFiller(Role.TIME, each.evidence) for each in times]
        return Roles(tuple(dict.fromkeys(fillers)), places, times)

    def figures(
        self, item: Mapping[str, Any], quoter: Quoter, near: Sequence[Span], known: set[str]
    ) -> Iterator[Figure]:
        """How many, of whom; totals before their parts. What a number comes to and of which it is
        a part is ours to say.

        Args:
            known: ids of the report's figures so far; grows.
        """
        given = self.tally.items("figure", item, "figures")
        taken = [self.tally.take("figure", self._counted, each, quoter, near) for each in given]
        counted = [each for each in taken if each is not None]
        totals: dict[Span, Figure] = {}
        for quantity, kind, whom in sorted(counted, key=lambda each: each[0].part_of is not None):
            total = totals.get(quantity.part_of.span) if quantity.part_of else None
            total = total if total is not None and total.kind is kind else None
            made = figure_of(quantity, kind, self._holder(quantity), total, whom)
            if made.id not in known:
                known.add(made.id)
                totals[quantity.evidence.span] = made
                yield made

    def actor(self, span: Span) -> str | None:
        """The actor that words name."""
        text = self.ground.report.text
        return actor_of((span.start, span.end), self.ground.mentions, text)

    def evidence(self, span: Span) -> Evidence:
        """The words at ``span``."""
        return Evidence.at(self.ground.report, span.start, span.end)

    def _filler(self, role: Role, span: Span) -> RoleFiller:
        return RoleFiller(role, self.evidence(span), self.actor(span))

    def _holder(self, quantity: Quantity) -> Any:
        return self.holders.of(quantity.evidence.span)

    def _place(self, words: object, quoter: Quoter, near: Sequence[Span]) -> Toponym:
        span = quoter.find(words, near)
        found = _at(span, self.toponyms)
        if found is None:
            named = any(map(str.isupper, self.ground.report.text[span.start : span.end]))
            # "The market" names no place, and there are towns of all names.
            located = self.reader.locate(self.ground, [span]) if named else ()
            if not located:
                raise NotTaken(Why.NO_PLACE, words)
            found = located[0]
            self.toponyms.append(found)
        return found

    def _time(self, words: object, quoter: Quoter, near: Sequence[Span]) -> TimeExpression:
        found = _at(quoter.find(words, near), self.ground.times)
        if found is None:
            raise NotTaken(Why.NO_TIME, words)
        return found

    def _counted(
        self, item: object, quoter: Quoter, near: Sequence[Span]
    ) -> tuple[Quantity, FigureKind, Evidence | None]:
        plain = as_object(item)
        number = plain.get("number")
        kind = one_of(FigureKind, plain.get("counts"), number)
        found = _at(quoter.find(number, near), self.ground.quantities)
        if found is None or found.kind not in COUNTS or found.unit is not None:
            raise NotTaken(Why.NO_NUMBER, number)
        whom = found.counted
        if plain.get("of_whom") is not None:
            span = self.tally.take("of whom", quoter.find, plain["of_whom"], near)
            whom = whom if span is None else self.evidence(span)
        return found, kind, whom


def _taken(
    tally: Tally, what: str, item: Mapping[str, Any], name: str, find: Any
) -> tuple[Any, ...]:
    found = (tally.take(what, find, words) for words in tally.items(what, item, name))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _at(span: Span, findings: Sequence[Standing]) -> Standing | None:
    """The finding at ``span``: the one with these words, else the only one that they touch."""
    touched = [each for each in findings if each.evidence.span.overlaps(span)]
    same = [each for each in touched if each.evidence.span == span]
    if same or len(touched) == 1:
        return (same or touched)[0]
    return None
