"""Figures as low, best and high, and for each of these who gave the number and by which rule.

What a figure says is its best number, or its least where it has no best: "at least 14" says 14.
``best`` is one of these by the rule that was chosen; ``low`` and ``high`` are the least lower
bound and the greatest number of all standing figures. An open bound ("at least") is told as open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from according.export.coded.holding import PERSON, decided_by, origins_of
from according.export.coded.rules import Best, Rules, Tolls
from according.happening import Happening
from according.model import Evidence, Figure, FigureKind
from according.reading.quantities.bounds import rebound
from according.weighing import Held, Standing, Told, held_by
from according.weighing.standing import RISING


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as one report gives it. ``of_whom`` are its words for those who are counted;
    ``older`` says why it does not stand, None where it does. ``figure`` and ``part_of`` are ids of
    figures."""

    held: Held
    low: int | None
    best: int | None
    high: int | None
    of_whom: Evidence | None
    figure: str
    part_of: str | None
    older: str | None = None

    @property
    def says(self) -> int | None:
        """The number that it says, for ``best``."""
        return self.best if self.best is not None else self.low

    @property
    def named(self) -> tuple[int, ...]:
        """The numbers that it names."""
        return tuple(each for each in (self.low, self.best, self.high) if each is not None)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of a count: by which rule it was taken, and who gave it. ``open`` says of a low or a
    high that some standing figure has no such bound: it may be less, or more."""

    value: int | None
    rule: str
    given: tuple[Given, ...]
    open: bool = False

    @property
    def by(self) -> str:
        """``person`` or ``machine``."""
        return decided_by(each.held for each in self.given)


@dataclass(frozen=True, slots=True)
class Count:
    """What the figures of one kind come to. Parts of totals are not among ``given``."""

    kind: FigureKind
    low: Bound
    best: Bound
    high: Bound
    standing: Standing
    given: tuple[Given, ...]
    parts: tuple[Given, ...]

    @property
    def by(self) -> str:
        """``person`` where somebody decided one of the figures, else ``machine``."""
        return decided_by(each.held for each in self.given)


def counts(found: Happening, rules: Rules) -> tuple[Count, ...]:
    """A count for each kind of figure that some report gives as a total, in the order of the
    event's fields."""
    every = [(figure, each) for one in found.told for figure, each in _given(one, rules)]
    made = []
    for field in found.fields:
        kind = next((each for each in FigureKind if each.value == field.name), None)
        if kind is None:
            continue
        own = [each for figure, each in every if figure.kind is kind]
        totals = _aged(kind, [each for each in own if each.part_of is None], rules)
        parts = tuple(each for each in own if each.part_of is not None)
        made.append(_count(kind, totals, parts, field.standing, rules))
    return tuple(made)


def _given(told: Told, rules: Rules) -> Iterator[tuple[Figure, Given]]:
    for each in told.figures:
        by = held_by(told, each.evidence, told.holder(each.holder), each.id)
        bounds = _bounds(told, each, by, rules)
        older = "the report itself calls it an older toll" if each.superseded else None
        yield each, Given(by, *bounds, each.of_whom, each.id, each.part_of, older)


def _bounds(
    told: Told, figure: Figure, by: Held, rules: Rules
) -> tuple[int | None, int | None, int | None]:
    """The bounds of a figure by the convention that was chosen; of what a person set, and of what
    rests on no quantity, as they are."""
    own = figure.low, figure.best, figure.high
    if rules.by is None or decided_by([by]) == PERSON:
        return own
    for each in told.reading.quantities:
        if each.evidence.span == figure.evidence.span and (each.low, each.best, each.high) == own:
            new = rebound(each, rules.by)
            return _whole(new.low), _whole(new.best), _whole(new.high)
    return own


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _aged(kind: FigureKind, given: Sequence[Given], rules: Rules) -> list[Given]:
    """Without those that a later figure goes on from, where the rules say so."""
    if rules.tolls is not Tolls.LAST or kind not in RISING:
        return list(given)
    return [_older(each, given) for each in given]


def _older(one: Given, given: Sequence[Given]) -> Given:
    first = _first_day(one, given)
    most = one.high if one.high is not None else one.says
    if one.older is not None or first is None or most is None:
        return one
    for other in given:
        later = _first_day(other, given)
        if later and first < later and other.low is not None and other.low > most:
            return replace(one, older=f"a figure first given on {later} goes on from it")
    return one


def _first_day(one: Given, given: Sequence[Given]) -> date | None:
    """The day on which its bounds were first given."""
    same = [each for each in given if (each.low, each.high) == (one.low, one.high)]
    return min((each.held.published for each in same if each.held.published), default=None)


def _count(
    kind: FigureKind,
    totals: Sequence[Given],
    parts: tuple[Given, ...],
    standing: Standing,
    rules: Rules,
) -> Count:
    stands = [each for each in totals if each.older is None] or list(totals)
    low = min((each.low for each in stands if each.low is not None), default=None)
    high = max((number for each in stands for number in each.named), default=None)
    said = rules.said()
    best, rule = _best(stands, rules)
    return Count(
        kind,
        Bound(
            0 if low is None and high is not None else low,
            said["low"] if low is not None else "no figure has a least: none is the least there is",
            tuple(each for each in stands if each.low is not None and each.low == low),
            open=any(each.low is None for each in stands),
        ),
        Bound(best, rule, tuple(each for each in stands if best is not None and each.says == best)),
        Bound(
            high,
            said["high"],
            tuple(each for each in stands if high in each.named),
            open=any(each.high is None for each in stands),
        ),
        standing,
        tuple(totals),
        parts,
    )


def _best(stands: Sequence[Given], rules: Rules) -> tuple[int | None, str]:
    """The best number, and by which rule."""
    says = [each for each in stands if each.says is not None]
    if not says:
        return None, "no figure says a number: all have only an upper bound"
    rule = rules.said()["best"]
    if rules.best is Best.LOWEST:
        return min(_numbers(says)), rule
    if rules.best is Best.HIGHEST:
        return max(_numbers(says)), rule
    if rules.best is Best.LATEST:
        last = max((each.held.published or date.min) for each in says)
        return _most([each for each in says if (each.held.published or date.min) == last]), rule
    if rules.best is Best.TRUSTED:
        for name in rules.trusted:
            own = [each for each in says if _is(name, each.held)]
            if own:
                return _most(own), f"{rule}; {name} gives one"
        return _most(says), f"none of those that the user trusts gives one; so {_BY_ORIGINS}"
    return _most(says), rule


_BY_ORIGINS = Rules().said()["best"]


def _most(says: Sequence[Given]) -> int:
    by_number: dict[int, list[Held]] = {}
    for each in says:
        by_number.setdefault(each.says or 0, []).append(each.held)
    return min(by_number, key=lambda each: (-len(origins_of(by_number[each])), each))


def _numbers(says: Iterable[Given]) -> list[int]:
    return [each.says for each in says if each.says is not None]


def _is(name: str, by: Held) -> bool:
    """Whether a user's name for a holder or outlet is in theirs."""
    words = name.casefold()
    return words in by.holder.casefold() or words == by.outlet.casefold()
