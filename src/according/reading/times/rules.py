"""The rules, loaded, and the longest match of any of them at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from according.data import load_text
from according.errors import DataError
from according.reading.times.grammar import parse
from according.reading.times.numbers import KINDS
from according.reading.times.patterns import (
    OUTSIDE,
    Named,
    Node,
    Part,
    Words,
    literals,
    shortest,
)

FILE = "times_rules.tsv"


class Kind(StrEnum):
    """What an expression does, which is how it is resolved."""

    CALENDAR = "calendar"
    OFFSET = "offset"
    DURATION = "duration"
    SET = "set"
    REF = "ref"
    RANGE = "range"
    OTHER = "other"
    NOT = "not"
    """No time at all, though it looks like one: an age, a name."""


_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the file. ``order`` is its place."""

    kind: Kind
    name: str
    pattern: Node
    order: int


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule matches, ``start`` to ``end`` (exclusive), and what their parts are."""

    rule: Rule
    start: int
    end: int
    parts: tuple[Part, ...]


class Rules:
    """The rules by what they can begin with.

    Most words are in no rule. Before one of these only a rule that one word satisfies can
    match, and of such there are few.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_first = _by_first(rules)
        self._short = _by_first([rule for rule in rules if shortest(rule.pattern) == 1])
        self._known = frozenset().union(*(literals(rule.pattern) for rule in rules))

    def at(self, text: Words, start: int) -> Iterator[Match]:
        """Every match that begins at the word ``start``, the best first."""
        table = self._by_first if self._goes_on(text, start) else self._short
        tried = {rule.order: rule for key in text.keys[start] for rule in table.get(key, ())}
        found: dict[int, Match] = {}
        for order in sorted(tried):
            rule = tried[order]
            for end, parts in rule.pattern.match(text, start):
                if end > start and end not in found:
                    found[end] = Match(rule, start, end, parts)
        for end in sorted(found, reverse=True):
            inner = _without_outside(found[end])
            if inner is not None:
                yield inner

    def _goes_on(self, text: Words, start: int) -> bool:
        """Whether a rule can take the next word too, or a sense has taken it already."""
        following = start + 1
        if following >= len(text):
            return False
        if text.senses[following] or text.words[following].low in self._known:
            return True
        return any(sense.end > following for sense in text.senses[start])


def _by_first(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for first in rule.pattern.firsts:
            table.setdefault(first, []).append(rule)
    return table


def _without_outside(match: Match) -> Match | None:
    """The match without what stands outside of it; None if nothing is left."""
    start, end, parts = match.start, match.end, list(match.parts)
    while parts and parts[0].kind == OUTSIDE and parts[0].start == start:
        start = parts.pop(0).end
    while parts and parts[-1].kind == OUTSIDE and parts[-1].end == end:
        end = parts.pop().start
    if len(parts) == len(match.parts):
        return match
    return Match(match.rule, start, end, tuple(parts)) if start < end else None


def load_rules(kinds: frozenset[str]) -> Rules:
    """Load the rules; ``kinds`` are the classes of the word list.

    Raises:
        DataError: a line has not three cells, an unknown kind, or a malformed pattern.
    """
    named: dict[str, Node] = {}
    rules = []
    for number, line in enumerate(load_text(FILE).splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise DataError(f"{FILE} line {number}: not kind, name and pattern")
        pattern = parse(cells[2], named, kinds | KINDS)
        if cells[0] == "let":
            named[cells[1]] = Named(cells[1], pattern)
        elif cells[0] not in _KINDS:
            raise DataError(f"{FILE} line {number}: no kind {cells[0]!r}")
        elif pattern.empty:
            raise DataError(f"{FILE} line {number}: matches no words at all")
        else:
            rules.append(Rule(Kind(cells[0]), cells[1], pattern, number))
    return Rules(rules)
