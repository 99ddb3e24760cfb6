"""When: the days that an event is put at, with UCDP's code for how exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from according.export.coded.holding import decided_by, origins_of
from according.happening import Happening
from according.model.time import Days
from according.weighing import Held, Standing, Value

RULE = "the days that most independent origins bear out; of several the fewest, then the earliest"


@dataclass(frozen=True, slots=True)
class When:
    """From ``first`` to ``last``, both inclusive. ``precision`` is UCDP's ``date_prec`` (1 a day, 2
    two to six days, 3 a week, 4 up to a month, 5 more), ``reason`` says why; ``held`` who gives
    these days, ``others`` what else is given. ``earliest`` and ``latest`` bound all that is given.
    """

    first: date
    last: date
    precision: int
    reason: str
    held: tuple[Held, ...]
    others: tuple[Value, ...]
    standing: Standing
    earliest: date
    latest: date

    @property
    def by(self) -> str:
        """``person`` or ``machine``."""
        return decided_by(self.held)


def when(found: Happening) -> When | None:
    """When it was, by `RULE`; None where no report tells.

    An origin bears days out if it gives them, or longer ones that they lie in: "last week" says
    nothing against Tuesday.
    """
    field = next((each for each in found.fields if each.name == "when"), None)
    if field is None:
        return None
    values = field.values
    best = min(values, key=lambda each: (-_borne_out(each, values), _length(each), _days(each)[0]))
    first, last = _days(best)
    return When(
        *(first, last),
        *precision(_length(best)),
        best.held,
        tuple(each for each in values if each is not best),
        field.standing,
        min(_days(each)[0] for each in values),
        max(_days(each)[1] for each in values),
    )


def precision(days: int) -> tuple[int, str]:
    """UCDP's code for a number of days, and why (UCDP GED Codebook, ``date_prec``)."""
    if days == 1:
        return 1, "the day is told"
    if days < 7:
        return 2, f"{days} days: two to six"
    if days == 7:
        return 3, "a week"
    return (4, f"{days} days: up to a month") if days < 32 else (5, f"{days} days: over a month")


def _days(value: Value) -> Days:
    return cast(Days, value.of)


def _length(value: Value) -> int:
    first, last = _days(value)
    return (last - first).days + 1


def _borne_out(value: Value, values: Sequence[Value]) -> int:
    first, last = _days(value)
    around = [each for each in values if _days(each)[0] <= first and last <= _days(each)[1]]
    return len(origins_of(held for each in around for held in each.held))
