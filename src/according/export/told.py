"""What is told of an event, field by field, in plain words: what stands, and by whose decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from according.export.accord import held_decided, is_decided
from according.export.decisions import Decision
from according.happening import Happening
from according.weighing import Field
from according.weighing.fields import OR

AND = " · "
"""What stands between values that do not exclude one another."""

_FIRST = 4
"""Values of a field that are told; of more it is said how many."""

_LAST = ("where", "when", "who", "to whom")
"""The fields that are no figures, in their order."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A field as it is told: its values, those that most origins give first, each with what stands
    before it ("or"; "later" of a toll that rose, which is told by its days) and with who decided
    that it is so (empty where it is as the machine reads it); how many ``more`` there are; how they
    stand, empty where there is one; and what people set ``aside``."""

    name: str
    values: tuple[tuple[str, str, str], ...]
    more: int
    standing: str
    aside: tuple[str, ...]


def told(found: Happening) -> tuple[Stated, ...]:
    """What is told of an event; also of fields of which nothing is left by people's decision."""
    aside: dict[str, dict[str, None]] = {}
    for each in found.aside:
        by = ", ".join(dict.fromkeys(one.by for one in each.decided)) or "people"
        aside.setdefault(each.field, {})[f"{each.said} in {each.held.outlet}, by {by}"] = None
    stated = [
        Stated(
            field.name,
            tuple(_values(field)),
            len(field.values[_FIRST:]),
            field.standing.value if len(field.values) > 1 else "",
            tuple(aside.pop(field.name, ())),
        )
        for field in found.fields
    ]
    left = [Stated(name, (), 0, "", tuple(said)) for name, said in aside.items()]
    return (*stated, *left)


def _values(field: Field) -> Iterator[tuple[str, str, str]]:
    """The values that are told: figures exclude one another, those who had part do not. Of a toll
    that rose these are where it began and where it came to."""
    between = AND if field.name in _LAST else OR
    steps = field.steps or tuple(
        ("" if at == 0 else between, one) for at, one in enumerate(field.values)
    )
    if len(steps) > _FIRST:
        steps = (steps[0], *steps[1 - _FIRST :]) if field.steps else steps[:_FIRST]
    for before, value in steps:
        yield before, value.said, held_decided(value)


def people_said(found: Happening, decided: Sequence[Decision]) -> tuple[str, ...]:
    """What of an event is by people's decision, for its head; nothing where all of it is a
    machine's reading.

    Args:
        decided: what people decided of the event, its reports and their texts.
    """
    return tuple(_people(found, [each for each in decided if each.stands and not each.undoes]))


def _people(found: Happening, stands: Sequence[Decision]) -> Iterator[str]:
    if is_decided(found):
        yield "some values as people decided"
    grouped = [each for each in stands if each.kind == "event"]
    if grouped:
        yield f"what belongs to it decided by {_names(grouped)}"
    copies = [each for each in stands if each.kind == "reports"]
    if copies:
        yield f"what is no copy decided by {_names(copies)}"


def _names(decided: Iterable[Decision]) -> str:
    return ", ".join(sorted({each.by for each in decided}))
