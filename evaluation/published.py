"""What others have published, as far as it can be set beside a figure of ours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from according.errors import BenchError

FILE = Path(__file__).with_name("published.json")


@dataclass(frozen=True, slots=True)
class Published:
    """One figure of one system, and where it was published."""

    system: str
    value: float
    source: str

    def __post_init__(self) -> None:
        if not self.system or not self.source:
            raise BenchError("a published figure needs a system and a source")

    def to_json(self) -> dict[str, Any]:
        """Its three fields."""
        return asdict(self)


def published(bench: str, path: Path = FILE) -> dict[str, tuple[Published, ...]]:
    """The published figures of a benchmark: figure name to systems.

    Raises:
        BenchError: the file is malformed.
    """
    figures = _entry(bench, path).get("figures", {})
    try:
        return {name: tuple(Published(**row) for row in rows) for name, rows in figures.items()}
    except TypeError as error:
        raise BenchError(f"{path}, {bench}: {error}") from error


def note(bench: str, path: Path = FILE) -> str:
    """What is to be said about them: why there are none, how far they compare."""
    return str(_entry(bench, path).get("note", ""))


def _entry(bench: str, path: Path) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")).get(bench, {})
    except (OSError, ValueError) as error:
        raise BenchError(f"{path} cannot be read: {error}") from error
    return entry
