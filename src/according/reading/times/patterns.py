"""Patterns of words, and how they are matched.

There is no repetition: a pattern matches no more words than it has, so that matching at one
place costs a bounded time. How patterns are written is told in `grammar`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from according.reading.times.sense import Sense, Value
from according.reading.times.words import Word


@dataclass(frozen=True, slots=True)
class Part:
    """A word or words that a class of the pattern took: which class, and what they mean."""

    kind: str
    value: Value
    start: int
    end: int


Found: TypeAlias = tuple[int, tuple[Part, ...]]
"""Where a match ends (exclusive), and what it took."""


class Words:
    """The words of a report with their senses, and what named patterns match where.

    The memory of matches is the report's: it goes with it.
    """

    def __init__(self, words: Sequence[Word], senses: Callable[[int], list[Sense]]) -> None:
        self.words = words
        self.senses = [senses(at) for at in range(len(words))]
        self.keys = [
            frozenset(
                {
                    word.low,
                    *(sense.kind for sense in found),
                    *((ANY,) if word.low.isalpha() else ()),
                }
            )
            for word, found in zip(words, self.senses, strict=True)
        ]
        self.keys.append(frozenset())  # behind the last word nothing is
        self.matched: dict[tuple[str, int], list[Found]] = {}

    def __len__(self) -> int:
        return len(self.words)


OUTSIDE = "OUTSIDE"
"""The class of what stands outside."""

Node: TypeAlias = "Literal | AnyWord | Kind | Series | Choice | Maybe | Outside | Named"


@dataclass(frozen=True, slots=True)
class Literal:
    """This word."""

    low: str
    glued: bool
    empty: bool = False
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", frozenset({self.low}))

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        word = text.words[at]
        return ((at + 1, ()),) if word.low == self.low and (word.glued or not self.glued) else ()


ANY = "*"
"""In a pattern: any word of letters."""


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Any word of letters."""

    empty: bool = False
    firsts: frozenset[str] = frozenset({ANY})

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        return ((at + 1, (Part(ANY, text.words[at].low, at, at + 1),)),)


@dataclass(frozen=True, slots=True)
class Kind:
    """Words of this class."""

    kind: str
    glued: bool
    empty: bool = False
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", frozenset({self.kind}))

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        if self.glued and not text.words[at].glued:
            return ()
        return [
            (sense.end, (Part(self.kind, sense.value, at, sense.end),))
            for sense in text.senses[at]
            if sense.kind == self.kind
        ]


@dataclass(frozen=True, slots=True)
class Series:
    """One after the other."""

    items: tuple[Node, ...]
    empty: bool = field(init=False)
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found: frozenset[str] = frozenset()
        for item in self.items:
            found |= item.firsts
            if not item.empty:
                break
        object.__setattr__(self, "empty", all(item.empty for item in self.items))
        object.__setattr__(self, "firsts", found)

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        found: list[Found] = [(at, ())]
        for item in self.items:
            found = [
                (end, parts + more)
                for place, parts in found
                if item.empty or not item.firsts.isdisjoint(text.keys[place])
                for end, more in item.match(text, place)
            ]
            if not found:
                break
        return found


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these."""

    items: tuple[Node, ...]
    empty: bool = field(init=False)
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "empty", any(item.empty for item in self.items))
        firsts: frozenset[str] = frozenset().union(*(item.firsts for item in self.items))
        object.__setattr__(self, "firsts", firsts)

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        keys = text.keys[at]
        return [
            found
            for item in self.items
            if item.empty or not item.firsts.isdisjoint(keys)
            for found in item.match(text, at)
        ]


@dataclass(frozen=True, slots=True)
class Maybe:
    """This or nothing."""

    item: Node
    empty: bool = True
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", self.item.firsts)

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        if self.firsts.isdisjoint(text.keys[at]):
            return ((at, ()),)
        return [*self.item.match(text, at), (at, ())]


@dataclass(frozen=True, slots=True)
class Outside:
    """Words that must be there and are no part of the expression: "[ in ] the past"."""

    item: Node
    empty: bool = field(init=False)
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "empty", self.item.empty)
        object.__setattr__(self, "firsts", self.item.firsts)

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        return [(end, (Part(OUTSIDE, 0, at, end),)) for end, _ in self.item.match(text, at)]


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern that others use by its name: at one place it is matched once."""

    name: str
    item: Node
    empty: bool = field(init=False)
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "empty", self.item.empty)
        object.__setattr__(self, "firsts", self.item.firsts)

    def match(self, text: Words, at: int) -> Iterable[Found]:
        """Every way to match at the word ``at``."""
        found = text.matched.get((self.name, at))
        if found is None:
            found = text.matched[self.name, at] = _distinct(self.item.match(text, at))
        return found


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Without the ways that come to the same."""
    return list(dict.fromkeys(found))


def shortest(node: Node) -> int:
    """How many words and senses a match has at least."""
    match node:
        case Literal() | AnyWord() | Kind():
            return 1
        case Maybe():
            return 0
        case Series():
            return sum(map(shortest, node.items))
        case Choice():
            return min(map(shortest, node.items))
        case Outside() | Named():
            return shortest(node.item)


def literals(node: Node) -> frozenset[str]:
    """The words that stand for themselves in a pattern."""
    match node:
        case Literal():
            return frozenset({node.low})
        case Kind() | AnyWord():
            return frozenset()
        case Series() | Choice():
            return frozenset().union(*map(literals, node.items))
        case Maybe() | Outside() | Named():
            return literals(node.item)
