"""`Found`: a quantity while it is being read, in pieces and tokens of its passage."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from according.model import QuantityKind


@dataclass(frozen=True, slots=True)
class Found:
    """Pieces ``first`` to ``last`` (exclusive) say how many.

    ``hedges`` are piece ranges, ``counted`` is a range of tokens. ``from_counted`` says that
    the quantity's words end where the counted words end: it is told by a whole phrase.
    """

    first: int
    last: int
    stated: tuple[Fraction, ...]
    rule: str
    kind: QuantityKind = QuantityKind.COUNT
    unit: str | None = None
    hedges: tuple[tuple[int, int], ...] = ()
    counted: tuple[int, int] | None = None
    from_counted: bool = False
