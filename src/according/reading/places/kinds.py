"""What sort of place a feature code is (``data/places/features.json``)."""

from __future__ import annotations

from dataclasses import dataclass

from according.data import load_json
from according.errors import DataError
from according.model import PlaceKind

FILE = "places/features.json"


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds by feature code, and by the beginning of a code."""

    codes: dict[str, PlaceKind]
    prefixes: dict[str, PlaceKind]
    international_waters: frozenset[str]
    parts_of_towns: frozenset[str]

    def of(self, feature: str) -> PlaceKind:
        """The kind of a feature code; a spot if nothing else is known."""
        if feature in self.codes:
            return self.codes[feature]
        for prefix, kind in self.prefixes.items():
            if feature.startswith(prefix):
                return kind
        return PlaceKind.SPOT


def load_kinds() -> Kinds:
    """Load the table.

    Raises:
        DataError: a part is missing or a kind is not one.
    """
    table = load_json(FILE)
    try:
        return Kinds(
            {code: PlaceKind(kind) for code, kind in table["kinds"].items()},
            {prefix: PlaceKind(kind) for prefix, kind in table["prefixes"].items()},
            frozenset(table["international_waters"]),
            frozenset(table["parts_of_towns"]),
        )
    except (KeyError, ValueError, AttributeError) as error:
        raise DataError(f"{FILE}: {error} is missing or no kind of place") from error
