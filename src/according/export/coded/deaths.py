"""Whose the deaths are: side a's, side b's, civilians', as far as the reports' words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from according.export.coded.classes import Class, class_of
from according.export.coded.figures import Count, Given
from according.export.coded.parties import Party

CIVILIANS = frozenset(("civilians", "journalists", "medics"))
"""Classes of ``data/coding/parties.json`` that take no part in fighting."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """The best number of killed in four parts that add up to it, None where no best is known.
    ``given`` are the figures that parted it, ``reason`` says how."""

    side_a: int | None
    side_b: int | None
    civilians: int | None
    unknown: int | None
    given: tuple[Given, ...]
    reason: str


UNTOLD = "nothing tells whose they are"


def deaths(killed: Count | None, a: Party | None, b: Party | None) -> Deaths:
    """Part the killed among the sides.

    Only the figures count that give the best number, with the parts that the same report gives of
    them: who is counted by words for civilians is a civilian; who is counted by words for police,
    soldiers or armed people is of a side only where one side alone is such. The rest is unknown.
    """
    if killed is None or killed.best.value is None:
        return Deaths(None, None, None, None, (), "the number of killed is not told")
    total = killed.best.value
    best = Deaths(0, 0, 0, total, (), UNTOLD)
    for figure in killed.best.given:
        own = [each for each in killed.parts if each.part_of == figure.figure]
        found = _parted(total, [figure], a, b) or _parted(total, own, a, b)
        if found is not None and (found.unknown or 0) < (best.unknown or 0):
            best = found
    return best


def _parted(
    total: int, figures: Sequence[Given], a: Party | None, b: Party | None
) -> Deaths | None:
    """By the words for those who are counted; None where these tell nothing, or the parts are more
    than the whole: then some are counted twice."""
    sums = {"a": 0, "b": 0, "civilians": 0}
    used = []
    for each in figures:
        side = _side(each, a, b)
        if side is not None and each.says is not None:
            sums[side] += each.says
            used.append(each)
    told = sum(sums.values())
    if not used or told > total:
        return None
    words = ", ".join(f"“{each.of_whom.quote}”" for each in used if each.of_whom is not None)
    return Deaths(
        *(sums["a"], sums["b"], sums["civilians"], total - told, tuple(used)),
        f"by the words for those who are counted: {words}",
    )


def _side(figure: Given, a: Party | None, b: Party | None) -> str | None:
    sort = class_of(figure.of_whom.quote) if figure.of_whom is not None else None
    if sort is None:
        return None
    if sort[0].name in CIVILIANS:
        return "civilians"
    is_a, is_b = (_alike(sort[0], each.kind if each else None) for each in (a, b))
    return {(True, False): "a", (False, True): "b"}.get((is_a, is_b))


def _alike(one: Class, other: Class | None) -> bool:
    """Whether both are of a state, or both armed and of none."""
    armed = ("rebels", "armed")
    if other is None:
        return False
    return (one.state and other.state) or (one.name in armed and other.name in armed)
