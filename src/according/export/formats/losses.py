"""`Losses`: what an export could not carry, by field, with counts and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 3
"""Examples that are kept of each loss."""

NAMES = 6
"""Fields that are named of those that one reason holds for, where it is told in a line."""


@dataclass(slots=True)
class _Loss:
    """``count`` is None for what a format never carries."""

    count: int | None
    examples: list[str] = field(default_factory=list)


class Losses:
    """Collects what is lost. A field and a reason are one loss, however often it happens."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Loss] = {}

    def note(self, field: str, why: str, example: object = None, count: int = 1) -> None:
        """A value that is not carried, or not as it is.

        Args:
            field: of the record's own terms: "figure.holder".
            why: a plain clause that ends the sentence "not carried: ...".
            example: the value, or the id of what has it.
            count: how many at once; none is no loss.
        """
        if count < 1:
            return
        loss = self._found.setdefault((field, why), _Loss(0))
        loss.count = (loss.count or 0) + count
        if example is not None and len(loss.examples) < EXAMPLES:
            said = str(example)
            if said not in loss.examples:
                loss.examples.append(said)

    def never(self, field: str, why: str) -> None:
        """What the format has no place for, whatever the record holds."""
        self._found.setdefault((field, why), _Loss(None))

    def add(self, others: Losses) -> None:
        """What was lost elsewhere, of later values."""
        for (name, why), loss in others._found.items():
            if loss.count is None:
                self.never(name, why)
                continue
            self.note(name, why, count=loss.count)
            kept = self._found[name, why].examples
            new = [each for each in loss.examples if each not in kept]
            kept += new[: max(0, EXAMPLES - len(kept))]

    def __len__(self) -> int:
        return len(self._found)

    @property
    def values(self) -> int:
        """How many values were lost, of what is counted."""
        return sum(each.count or 0 for each in self._found.values())

    def plain(self) -> list[dict[str, Any]]:
        """As JSON holds it: the most first, then what is never carried."""
        return [
            {"field": name, "why": why, "count": loss.count, "examples": loss.examples}
            for (name, why), loss in self._sorted()
        ]

    def lines(self) -> Iterator[str]:
        """One line of plain words for each reason, with the fields that it is given for."""
        by_reason: dict[tuple[str, bool], list[tuple[str, _Loss]]] = {}
        for (name, why), loss in self._sorted():
            by_reason.setdefault((why, loss.count is None), []).append((name, loss))
        for (why, never), some in by_reason.items():
            counts = [loss.count or 0 for _, loss in some]
            each = " each" if len(some) > 1 and len(set(counts)) == 1 else ""
            number = counts[0] if each else sum(counts)
            times = "never carried" if never else f"{number:,}{each} not carried"
            examples = some[0][1].examples
            such = f" (such as {', '.join(examples)})" if examples else ""
            yield f"{_named([name for name, _ in some])}: {times}: {why}{such}"

    def _sorted(self) -> list[tuple[tuple[str, str], _Loss]]:
        return sorted(self._found.items(), key=lambda each: (-(each[1].count or 0), each[0]))


def _named(fields: Sequence[str]) -> str:
    """Some fields in a line; what all of them are is said once."""
    kinds = {each.partition(" ")[0] for each in fields}
    before = "columns " if len(fields) > 1 and kinds == {"column"} else ""
    names = [each.removeprefix("column ") if before else each for each in fields]
    more = f" and {len(names) - NAMES:,} more" if len(names) > NAMES else ""
    return f"{before}{', '.join(names[:NAMES])}{more}"
