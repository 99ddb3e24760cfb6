"""`Asked`: an expression to resolve, with its clause and its anchors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from according.model import Modifier
from according.reading.times import picking
from according.reading.times.anchors import Anchors
from according.reading.times.patterns import Part
from according.reading.times.resolved import Against, Base
from according.reading.times.tense import LOOKING_AHEAD, Tense
from according.reading.times.when import When

MODIFIERS = {
    "START": Modifier.START,
    "EARLIER": Modifier.START,
    "MID": Modifier.MID,
    "END": Modifier.END,
    "ITS_END": Modifier.END,
    "LATER": Modifier.END,
    "MORE_THAN": Modifier.MORE_THAN,
    "LESS_THAN": Modifier.LESS_THAN,
    "NEARLY": Modifier.LESS_THAN,
    "EQUAL_OR_MORE": Modifier.EQUAL_OR_MORE,
    "EQUAL_OR_LESS": Modifier.EQUAL_OR_LESS,
    "APPROX": Modifier.APPROX,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An expression to resolve: its parts in order and by class, its words, clause and anchors."""

    every: Sequence[Part]
    parts: dict[str, Part]
    words: tuple[str, ...]
    tense: Tense
    anchors: Anchors
    ahead: Callable[[When, When, date], bool]
    """Whether the one after the anchor day is meant, of one before it and one after."""

    def value(self, kind: str) -> int | None:
        """The number that a class of part has, if there is one."""
        part = self.parts.get(kind)
        return int(part.value) if part is not None else None

    def text(self, kind: str) -> str:
        """The word that a class of part has; empty if there is none."""
        part = self.parts.get(kind)
        return str(part.value) if part is not None else ""

    def last(self, kind: str) -> Part:
        """The last part of a class that is there."""
        return [part for part in self.every if part.kind == kind][-1]

    @property
    def modifier(self) -> Modifier | None:
        """TIMEX3's ``mod``."""
        return next((MODIFIERS[kind] for kind in self.parts if kind in MODIFIERS), None)

    def base(self) -> Base | None:
        """What it is counted from, by its own words."""
        if self.parts.keys() & {"SHIFT", "DEICTIC", "TONIGHT", "AGO"}:
            return self.anchors.own()
        if "SHIFT_PREV" in self.parts:
            return self.anchors.last()
        if self.tense in LOOKING_AHEAD:
            return self.anchors.own()
        return self.anchors.current()

    @property
    def shift(self) -> int | None:
        """Last, this or next: -1, 0, 1."""
        part = self.parts.get("SHIFT") or self.parts.get("SHIFT_PREV")
        return int(part.value) if part is not None else None

    def chosen(self, before: When, after: When, base: Base, *, onward: bool = False) -> When:
        """Which of two is meant, one before and one after the anchor.

        What the words say goes first (last, next); a history goes on from what it told; a
        report's own days are for the model to weigh.
        """
        if self.shift is not None:
            return before if self.shift < 0 else after
        if base.against is Against.EARLIER:
            return after if onward else picking.nearest(before, after, base.when.day)
        return after if self.ahead(before, after, base.when.day) else before


Made: TypeAlias = "tuple[When, Base] | None"
"""A stretch of the calendar and what it was counted from; None if it cannot be known."""
