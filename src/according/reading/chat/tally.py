"""`Tally`: what was taken of answers, and what was not, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from according.model import Refused
from according.reading.chat.quoting import NotTaken, Why

P = ParamSpec("P")
T = TypeVar("T")

MOST = 300
"""Items of one list that are looked at."""


@dataclass(slots=True)
class Tally:
    """Counts the items of the answers for one report."""

    taken: int = 0
    refused: list[Refused] = field(default_factory=list)

    def take(self, what: str, make: Callable[P, T], *args: P.args, **more: P.kwargs) -> T | None:
        """What ``make`` gives, counted as taken; None where that is not to be taken."""
        try:
            made = make(*args, **more)
        except NotTaken as no:
            self.refused.append(no.of(what))
            return None
        self.taken += 1
        return made

    def items(self, what: str, holder: Mapping[str, Any], name: str) -> Iterator[Any]:
        """The items of the list ``name``, up to `MOST`; what is no list has none."""
        found = holder.get(name)
        if found is None:
            return
        if not isinstance(found, list):
            self.refused.append(NotTaken(Why.WRONG_TYPE, found).of(what))
            return
        yield from found[:MOST]
        for each in found[MOST : 2 * MOST]:
            self.refused.append(NotTaken(Why.TOO_MANY, each).of(what))

    def limits(self) -> Sequence[str]:
        """What is said of it in the reading."""
        if not self.refused:
            return ()
        why = Counter(each.why for each in self.refused)
        reasons = "; ".join(f"{number} × {each}" for each, number in why.most_common())
        asked = self.taken + len(self.refused)
        return (f"{len(self.refused)} of {asked} items of the answers were not taken ({reasons})",)


def as_object(item: object) -> Mapping[str, Any]:
    """An item that has fields.

    Raises:
        NotTaken: it is something else.
    """
    if not isinstance(item, dict):
        raise NotTaken(Why.WRONG_TYPE, item)
    return item


def one_of(kinds: Callable[[str], T], value: object, words: object) -> T:
    """The member of an enumeration that ``value`` names.

    Raises:
        NotTaken: there is none such.
    """
    try:
        return kinds(value if isinstance(value, str) else "")
    except ValueError:
        raise NotTaken(Why.NO_SUCH, words) from None
