"""Findings as plain values that JSON can hold, and back.

One rule for every record of the model, by its own field types: so that a new field needs no
code here, and nothing that was read is lost on the way. Evidence comes back checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from according.errors import EvidenceError, StoreError
from according.model import Evidence, Report, Span

T = TypeVar("T")


def encode(value: Any) -> Any:
    """``value`` as dicts, lists, strings, numbers, booleans and None.

    A record becomes a dict of its fields without those that have their default; evidence becomes
    ``{"start", "end", "quote"}``; moments are ISO 8601.

    Raises:
        TypeError: for a value that no record of the model holds.
    """
    match value:
        case None | str() | bool() | int() | float() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [encode(each) for each in value]
        case Evidence():
            return {"start": value.start, "end": value.end, "quote": value.quote}
    if not is_dataclass(value):
        raise TypeError(f"no plain form for {type(value).__name__}")
    given = ((field, getattr(value, field.name)) for field in fields(value) if field.init)
    return {field.name: encode(each) for field, each in given if each != field.default}


def decode(kind: type[T], plain: Any, report: Report) -> T:
    """The record of type ``kind`` that `encode` made ``plain`` of.

    Raises:
        EvidenceError: a quote does not stand in ``report``.
        StoreError: ``plain`` is not what `encode` makes of this type.
    """
    try:
        found: T = _decoded(kind, plain, report)
    except EvidenceError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"a stored {kind.__name__} is damaged: {error!r}") from error
    return found


def _decoded(kind: Any, plain: Any, report: Report) -> Any:
    return _maker(kind)(plain, report)


Make = Callable[[Any, Report], Any]


@cache
def _maker(kind: Any) -> Make:
    """How values of a type are made; found out once, for there are hundreds in each reading."""
    if get_origin(kind) is UnionType:
        one = _maker(next(option for option in get_args(kind) if option is not NoneType))
        return lambda plain, report: None if plain is None else one(plain, report)
    if get_origin(kind) is tuple:
        each = _maker(get_args(kind)[0])
        return lambda plain, report: tuple([each(one, report) for one in plain])
    if kind is Evidence:
        return _evidence
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, datetime | date):
        return lambda plain, _: kind.fromisoformat(plain)
    return (lambda plain, _: kind(plain)) if issubclass(kind, Enum) else (lambda plain, _: plain)


def _evidence(plain: Any, report: Report) -> Evidence:
    return Evidence(report, Span(plain["start"], plain["end"]), plain["quote"])


def _record(kind: type) -> Make:
    types = get_type_hints(kind)
    makers: dict[str, Make] = {}

    def make(plain: Any, report: Report) -> Any:
        if not isinstance(plain, dict):
            raise TypeError(plain)
        values = {}
        for name, each in plain.items():
            if name not in makers:
                makers[name] = _maker(types[name])
            values[name] = makers[name](each, report)
        return kind(**values)

    return make
