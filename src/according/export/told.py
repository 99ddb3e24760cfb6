"""What is told of an event, field by field, in plain words: what stands, and by whose decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from according.export.accord import held_decided, is_decided
from according.export.decisions import Decision
from according.happening import Happening

_FIRST = 4
"""Values of a field that are told; of more it is said how many."""

_LAST = ("where", "when", "who", "to whom")
"""The fields that are no figures, in their order."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A field as it is told: its values, those that most origins give first, each with who decided
    that it is so (empty where it is as the machine reads it); how many ``more`` there are; how they
    stand, empty where there is one; and what people set ``aside``."""

    name: str
    values: tuple[tuple[str, str], ...]
    more: int
    standing: str
    aside: tuple[str, ...]

    @property
    def between(self) -> str:
        """What stands between values: figures exclude one another, those who had part do not."""
        return " · " if self.name in _LAST else " or "


def told(found: Happening) -> tuple[Stated, ...]:
    """What is told of an event; also of fields of which nothing is left by people's decision."""
    aside: dict[str, dict[str, None]] = {}
    for each in found.aside:
        by = ", ".join(dict.fromkeys(one.by for one in each.decided)) or "people"
        aside.setdefault(each.field, {})[f"{each.said} in {each.held.outlet}, by {by}"] = None
    stated = [
        Stated(
            field.name,
            tuple((each.said, held_decided(each)) for each in field.values[:_FIRST]),
            len(field.values[_FIRST:]),
            field.standing.value if len(field.values) > 1 else "",
            tuple(aside.pop(field.name, ())),
        )
        for field in found.fields
    ]
    left = [Stated(name, (), 0, "", tuple(said)) for name, said in aside.items()]
    return (*stated, *left)


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
