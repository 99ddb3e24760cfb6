"""What kind of event it is, by PLOVER's types and modes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from according.export.coded.holding import decided_by
from according.happening import Happening
from according.model import Certainty
from according.weighing import Held, held_by

RULE = (
    "the type that most independent origins tell, then most words; the mode that most of its "
    "words have"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with its mode; None where no report's words tell one. ``origins`` has for each type
    that is told how many origins tell it."""

    type: str | None
    mode: str | None
    held: tuple[Held, ...]
    origins: Mapping[str, int]

    @property
    def by(self) -> str:
        """``person`` or ``machine``."""
        return decided_by(self.held)


_TOLD = (Certainty.ASSERTED, Certainty.POSSIBLE)
"""What is denied, planned or supposed has not happened, as its holder has it."""


def kind(found: Happening) -> Kind:
    """What kind it is, by `RULE`."""
    by_type: dict[str, list[Held]] = {}
    modes: dict[str, Counter[str]] = {}
    for told in found.told:
        for mention in told.mentions:
            if mention.type is None or mention.certainty not in _TOLD:
                continue
            by = held_by(told, mention.trigger, told.holder(mention.holder), mention.id)
            by_type.setdefault(mention.type, []).append(by)
            if mention.mode is not None:
                modes.setdefault(mention.type, Counter())[mention.mode] += 1
    origins = {name: len({each.origin for each in by}) for name, by in by_type.items()}
    best = min(by_type, key=lambda name: (-origins[name], -len(by_type[name]), name), default=None)
    if best is None:
        return Kind(None, None, (), {})
    own = modes.get(best, Counter())
    mode = min(own, key=lambda name: (-own[name], name), default=None)
    return Kind(best, mode, tuple(by_type[best]), origins)
