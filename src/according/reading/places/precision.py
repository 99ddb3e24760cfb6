"""UCDP's precision code for a place, with its reason (``data/places/precision.json``)."""

from __future__ import annotations

from dataclasses import dataclass

from according.data import load_json
from according.errors import DataError
from according.model import PlaceKind
from according.reading.places.candidates import Candidate
from according.reading.places.kinds import Kinds

FILE = "places/precision.json"
Code = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Precision:
    """Codes with reasons, by what is named."""

    named: dict[PlaceKind, Code]
    near: Code
    countryside: Code
    waters: Code
    across: Code

    def of(self, candidate: Candidate, kinds: Kinds, *, near: bool, countryside: bool) -> Code:
        """The code of a place, named with "near" or "countryside" or neither."""
        entry, kind = candidate.entry, candidate.kind
        if entry.feature in kinds.international_waters:
            return self.waters
        if kind is PlaceKind.REGION and not entry.country:
            return self.across
        if kind in (PlaceKind.POPULATED, PlaceKind.SPOT):
            if countryside:
                return self.countryside
            if near:
                return self.near
        return self.named[kind]


def load_precision() -> Precision:
    """Load the codes.

    Raises:
        DataError: one is missing, or is not null or 1 to 7 with a reason.
    """
    table = load_json(FILE)
    try:
        return Precision(
            {kind: _code(table["named"][kind.value]) for kind in PlaceKind},
            *(
                _code(table[name])
                for name in ("near", "countryside", "international waters", "across countries")
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{FILE}: {error} is missing or no code with a reason") from error


def _code(cell: list[object]) -> Code:
    code, reason = cell
    if not isinstance(reason, str) or (code is not None and code not in range(1, 8)):
        raise ValueError(cell)
    return (code if isinstance(code, int) else None), reason
