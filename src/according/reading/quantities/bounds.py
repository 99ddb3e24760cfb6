"""From a rule and the stated numbers to low, best and high, by a convention.

Conventions are a data file (``data/quantity_conventions.json``): ``according`` is what readings
carry; an export may take another and have every bound anew with `rebound`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

from according.data import load_json
from according.errors import DataError, SettingsError
from according.model import Quantity

Number: TypeAlias = int | float
Bounds: TypeAlias = tuple[Number | None, Number | None, Number | None]

DEFAULT = "according"
OPEN: Bounds = (None, None, None)


@dataclass(frozen=True, slots=True)
class Convention:
    """What vague words come to.

    ``about`` is the part by which a rounded number may be off on either side; ``vague`` has
    bounds for one of "dozens", "several", ...; ``nearly_reaches`` says that "nearly 300" may
    also be more than 300, as where it is taken for "about 300".
    """

    name: str
    about: Fraction
    vague: Mapping[str, Bounds]
    nearly_reaches: bool


def load_conventions() -> dict[str, Convention]:
    """All conventions by name.

    Raises:
        DataError: one is incomplete, or has bounds upside down.
    """
    table: dict[str, dict[str, Any]] = load_json("quantity_conventions.json")
    return {name: _convention(name, table) for name in table}


def convention(name: str = DEFAULT) -> Convention:
    """The convention called ``name``.

    Raises:
        SettingsError: no such convention.
    """
    known = load_conventions()
    if name not in known:
        raise SettingsError(f"no convention {name!r}; there are {', '.join(sorted(known))}")
    return known[name]


def _convention(name: str, table: Mapping[str, dict[str, Any]]) -> Convention:
    entry = table[name]
    full = {**table.get(entry.get("like", name), {}), **entry}
    try:
        vague = {word: _ordered(bounds) for word, bounds in full["vague"].items()}
        return Convention(name, Fraction(str(full["about"])), vague, bool(full["nearly_reaches"]))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"quantity_conventions.json, {name}: {error!r}") from error


def _ordered(values: list[Number | None]) -> Bounds:
    low, best, high = values
    given = [value for value in values if value is not None]
    if given != sorted(given):
        raise ValueError(f"bounds {values} are upside down")
    return low, best, high


def bounds(rule: str, stated: tuple[Number, ...], by: Convention, *, whole: bool = True) -> Bounds:
    """Low, best and high.

    Args:
        rule: a rule of this module, or a vague word of the convention ("dozens").
        stated: the numbers that the words give; for a vague word what it is multiplied by.
        whole: whether there are only whole ones, as of people.

    Raises:
        SettingsError: no such rule.
    """
    if rule in by.vague:
        low, best, high = (_times(value, stated[0]) for value in by.vague[rule])
        return low, best, high
    if rule not in _RULES:
        raise SettingsError(f"no rule {rule!r} for the bounds of a quantity")
    return _RULES[rule](tuple(_exactly(value) for value in stated), by, whole)


def rebound(quantity: Quantity, by: Convention) -> Quantity:
    """The same quantity with the bounds of another convention."""
    low, best, high = bounds(quantity.rule, quantity.stated, by, whole=quantity.kind.is_whole)
    return replace(quantity, low=low, best=best, high=high)


def plain(value: Fraction) -> Number:
    """A fraction as an int where it is one."""
    return int(value) if value.denominator == 1 else float(value)


def _exactly(value: Number) -> Fraction:
    return Fraction(str(value))


def _times(value: Number | None, scale: Number) -> Number | None:
    return None if value is None else plain(_exactly(value) * _exactly(scale))


def _rounded(value: Fraction, whole: bool) -> Number:
    return math.floor(value + Fraction(1, 2)) if whole else plain(value)


_Stated: TypeAlias = tuple[Fraction, ...]


def _exact(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    value = plain(stated[0])
    return value, value, value


def _at_least(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return plain(stated[0]), plain(stated[0]), None


def _more_than(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return _next(stated[0], whole), None, None


def _up_to(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return None, None, plain(stated[0])


def _fewer_than(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return None, None, _previous(stated[0], whole)


def _about(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    value = stated[0]
    low, high = value * (1 - by.about), value * (1 + by.about)
    return (
        min(_rounded(low, whole), plain(value)),
        plain(value),
        max(_rounded(high, whole), plain(value)),
    )


def _nearly(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    if by.nearly_reaches:
        return _about(stated, by, whole)
    high = _previous(stated[0], whole)
    return min(_rounded(stated[0] * (1 - by.about), whole), high), None, high


def _just_over(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    low = _next(stated[0], whole)
    return low, None, max(_rounded(stated[0] * (1 + by.about), whole), low)


def _just_under(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    high = _previous(stated[0], whole)
    return min(_rounded(stated[0] * (1 - by.about), whole), high), None, high


def _between(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return plain(stated[0]), None, plain(stated[1])


def _ratio(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    value = plain(100 * stated[0] / stated[1])
    return value, value, value


def _sum(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    value = plain(sum(stated, Fraction(0)))
    return value, value, value


def _open(stated: _Stated, by: Convention, whole: bool) -> Bounds:
    return OPEN


def _next(value: Fraction, whole: bool) -> Number:
    return math.floor(value) + 1 if whole else plain(value)


def _previous(value: Fraction, whole: bool) -> Number:
    return max(math.ceil(value) - 1, 0) if whole else plain(value)


_RULES: dict[str, Callable[[_Stated, Convention, bool], Bounds]] = {
    "exact": _exact,
    "at least": _at_least,
    "more than": _more_than,
    "up to": _up_to,
    "fewer than": _fewer_than,
    "about": _about,
    "nearly": _nearly,
    "just over": _just_over,
    "just under": _just_under,
    "between": _between,
    "ratio": _ratio,
    "ordinal": _exact,
    "one person": _exact,
    "none": _exact,
    "sum": _sum,
    "multiple": _open,
    "open": _open,
}
"""``one person`` is an article that counts; ``sum`` a man and his two sons; ``multiple`` twice
as many; ``open`` a hedge that leaves nothing to say ("up to several")."""

RULES = frozenset(_RULES)
